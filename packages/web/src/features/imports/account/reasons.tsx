import type { NotTaken } from '@regulars/contract/imports.ts';
import { count, counted } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { ChevronIcon } from '../../../ui/icons.tsx';
import { asSentence } from '../labels.ts';
import classes from './reasons.module.css';

/** Reasons with the number of rows (or values) each holds for, and examples to find them in the file by. */
export function Reasons({ reasons, unit }: { reasons: NotTaken[]; unit: 'row' | 'value' }) {
  return (
    <div className={classes.reasons}>
      {reasons.map((reason) => (
        <Reason key={reason.reason} of={reason} unit={unit} />
      ))}
    </div>
  );
}

function Reason({ of: { meaning, rows, examples }, unit }: { of: NotTaken; unit: 'row' | 'value' }) {
  const head = (
    <>
      <span className={classes.meaning}>{asSentence(meaning)}</span>
      <span className={classes.rows}>{counted(rows, unit)}</span>
    </>
  );
  if (examples.length === 0) return <div className={classes.head}>{head}</div>;
  return (
    <details className={classes.reason}>
      <summary className={classes.head}>
        <ChevronIcon size={16} />
        {head}
      </summary>
      <div className={classes.examples}>
        <DataTable caption={`Examples: ${meaning}`}>
          <thead>
            <tr>
              <th scope="col">Line</th>
              <th scope="col">Column</th>
              <th scope="col">What stands there</th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ line, field, value }) => (
              <tr key={`${line} ${field}`}>
                <th scope="row">{count(line)}</th>
                <td>{field === '' ? <em>all of it</em> : field}</td>
                <td>{value === '' ? <em>nothing</em> : <code>{value}</code>}</td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </div>
    </details>
  );
}
