import type { ImportPreview, PreviewedRecord } from '@regulars/contract/imports.ts';
import { exactMoney } from '../../../format/money.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { asSentence, plainWords } from '../labels.ts';
import { moment } from '../moments.ts';
import { Panel } from '../panel.tsx';
import classes from './records-panel.module.css';

const outcomes: Record<PreviewedRecord['outcome'], string> = {
  created: 'New',
  changed: 'Changed',
  unchanged: 'As before',
};

/** The first records as they will be recorded, for a look with one's own eyes. */
export function RecordsPanel({ preview }: { preview: ImportPreview }) {
  if (preview.records.length === 0) return null;
  const currency = { code: preview.currency, digits: preview.currency_digits };
  return (
    <Panel title="The first records, as they will be recorded" lead="Do dates, names and amounts look right?">
      <DataTable caption="The first records" minWidth={940}>
        <thead>
          <tr>
            <th scope="col">Record</th>
            <th scope="col">When</th>
            <th scope="col">Customer</th>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Status</th>
            <th scope="col" data-figure>
              Amount
            </th>
            <th scope="col">It is</th>
          </tr>
        </thead>
        <tbody>
          {preview.records.map((record) => (
            <tr key={`${record.kind} ${record.line} ${record.external_id}`}>
              <th scope="row" className={classes.record}>
                {asSentence(record.kind)}
                {` ${record.number ?? record.external_id ?? ''}`.trimEnd()}
                <small>line {record.line}</small>
              </th>
              <td className={classes.when}>
                {record.at === null ? '–' : moment(record.at, { timeZone: preview.time_zone })}
              </td>
              <td>{record.customer ?? (record.kind === 'order' ? 'Guest' : '–')}</td>
              <td className={classes.items}>{record.items ?? '–'}</td>
              <td>{record.location ?? '–'}</td>
              <td>{record.status === null ? '–' : asSentence(plainWords(record.status))}</td>
              <td data-figure>{record.amount_minor === null ? '–' : exactMoney(record.amount_minor, currency)}</td>
              <td>
                <span className={classes.outcome} data-outcome={record.outcome}>
                  {outcomes[record.outcome]}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </Panel>
  );
}
