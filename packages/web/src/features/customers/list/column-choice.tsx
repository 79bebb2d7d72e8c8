import { Button, Menu } from '@mantine/core';
import { ColumnsIcon } from '../../../ui/icons.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import classes from './column-choice.module.css';
import { type ColumnName, columnNames, columnOf, columnsChosen } from './columns.ts';

interface Props {
  shown: readonly ColumnName[];
  mayContact: boolean;
}

/** Which columns the list has. */
export function ColumnChoice({ shown, mayContact }: Props) {
  const [, change] = useUrlState();
  const offered = columnNames.filter((name) => mayContact || !columnOf(name).needsContact);
  return (
    <Menu position="bottom-end" shadow="md" width={340} closeOnItemClick={false} withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button variant="default" size="sm" leftSection={<ColumnsIcon size={17} />}>
          Columns
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.columns}>
          {offered.map((name) => (
            <Menu.CheckboxItem
              key={name}
              checked={shown.includes(name)}
              onChange={(checked) => {
                const chosen = checked ? [...shown, name] : shown.filter((each) => each !== name);
                change({ columns: columnsChosen(chosen) }, { replace: true });
              }}
            >
              {columnOf(name).title}
            </Menu.CheckboxItem>
          ))}
        </div>
        <Menu.Divider />
        <Menu.Item onClick={() => change({ columns: undefined }, { replace: true })}>As at first</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
