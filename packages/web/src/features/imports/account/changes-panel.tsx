import type { ImportAccount } from '@regulars/contract/imports.ts';
import { count, counted } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { asSentence } from '../labels.ts';
import { Panel } from '../panel.tsx';
import classes from './account-panels.module.css';
import { changesByKind, kindNames } from './changes.ts';

interface Props {
  account: ImportAccount;
  title: string;
  className?: string | undefined;
}

/** What becomes of the records of each kind. */
export function ChangesPanel({ account, title, className }: Props) {
  const kinds = changesByKind(account);
  return (
    <Panel title={title} className={className}>
      <DataTable caption={title} minWidth={300}>
        <thead>
          <tr>
            <th scope="col">Kind</th>
            <th scope="col" data-figure>
              New
            </th>
            <th scope="col" data-figure>
              Changed
            </th>
            <th scope="col" data-figure>
              As before
            </th>
            <th scope="col" data-figure className={classes.together}>
              Together
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map(({ kind, created, changed, unchanged, together }) => (
            <tr key={kind}>
              <th scope="row">{asSentence(kindNames[kind].many)}</th>
              <td data-figure>{count(created)}</td>
              <td data-figure>{count(changed)}</td>
              <td data-figure>{count(unchanged)}</td>
              <td data-figure className={classes.together}>
                {count(together)}
              </td>
            </tr>
          ))}
          {kinds.length === 0 && (
            <tr>
              <td colSpan={5}>No record of any kind.</td>
            </tr>
          )}
        </tbody>
      </DataTable>
      {account.rows_not_taken > 0 && (
        <p className={classes.note}>
          Beside these, {counted(account.rows_not_taken, 'row')} refused or with nothing to record: see above.
        </p>
      )}
    </Panel>
  );
}
