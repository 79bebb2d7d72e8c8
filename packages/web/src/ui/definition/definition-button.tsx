import { ActionIcon, Popover } from '@mantine/core';
import { InfoIcon } from '../icons.tsx';
import classes from './definition-button.module.css';

export interface Definition {
  title: string;
  text: string;
  /** What it distinguishes, each with its meaning. */
  rows?: readonly (readonly [name: string, meaning: string])[];
}

interface Props {
  definition: Definition;
  /** Words the definition is made of, explained below it. */
  words?: readonly Definition[];
  /** What holds for this page alone, e.g. the horizon in use. */
  note?: string | undefined;
}

/** What a figure means, on demand. */
export function DefinitionButton({ definition, words = [], note }: Props) {
  return (
    <Popover width={340} position="bottom" shadow="md" withArrow trapFocus returnFocus radius="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          radius="xl"
          className={classes.button}
          aria-label={`What “${definition.title}” means`}
        >
          <InfoIcon size={16} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown
        className={classes.card}
        aria-label={`What “${definition.title}” means`}
        tabIndex={-1}
        data-autofocus
      >
        <p className={classes.title}>{definition.title}</p>
        <p className={classes.text}>{definition.text}</p>
        <Rows of={definition} />
        {note && <p className={classes.text}>{note}</p>}
        {words.length > 0 && (
          <dl className={classes.words}>
            {words.map((word) => (
              <div key={word.title}>
                <dt>{word.title}</dt>
                <dd>
                  {word.text}
                  <Rows of={word} />
                </dd>
              </div>
            ))}
          </dl>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function Rows({ of: { rows } }: { of: Definition }) {
  if (!rows) return null;
  return (
    <table className={classes.rows}>
      <tbody>
        {rows.map(([name, meaning]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{meaning}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
