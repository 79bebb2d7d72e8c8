import { NativeSelect } from '@mantine/core';
import { mappedFields, type Understanding } from '@regulars/contract/imports.ts';
import { Panel } from '../panel.tsx';
import { fieldOf, giveColumn, valuesOf } from './columns.ts';
import classes from './columns-form.module.css';
import { fieldChoices } from './field-names.ts';
import type { Rereading } from './use-rereading.ts';

/** What each column of an unknown file holds, chosen beside what stands in it. */
export function ColumnsForm({ rereading, understanding }: { rereading: Rereading; understanding: Understanding }) {
  const { reading, change, isBusy } = rereading;
  const { header, sample } = understanding;
  return (
    <Panel
      id="columns"
      title="What its columns hold"
      lead="Choose what you want to keep. A column without a choice is left out."
    >
      {reading.kind === null ? (
        <p className={classes.first}>First say what each row is, under “How it is read”.</p>
      ) : (
        <ul className={classes.columns} aria-busy={isBusy}>
          {header.map((name, place) => {
            const field = fieldOf(reading.columns, name);
            const isSecond = header.indexOf(name) !== place;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file do not move, and two may bear one name
              <li key={place} data-taken={field !== null || undefined}>
                <div className={classes.column}>
                  <span className={classes.name}>{name === '' ? `Column ${place + 1}, without a name` : name}</span>
                  <Values values={valuesOf(sample, place)} />
                </div>
                <NativeSelect
                  aria-label={`What “${name}” holds`}
                  value={isSecond ? '' : (field ?? '')}
                  disabled={isSecond || name === ''}
                  onChange={({ currentTarget }) => {
                    const chosen = mappedFields.find((each) => each === currentTarget.value) ?? null;
                    change({ columns: giveColumn(reading.columns, name, chosen) });
                  }}
                  data={[
                    { value: '', label: isSecond ? 'Left out: its name is taken' : 'Left out' },
                    ...fieldChoices(reading.kind ?? 'orders', field),
                  ]}
                />
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

function Values({ values }: { values: string[] }) {
  if (values.length === 0) return <span className={classes.none}>nothing in the first rows</span>;
  return (
    <span className={classes.values}>
      {values.map((value) => (
        <span key={value}>{value}</span>
      ))}
    </span>
  );
}
