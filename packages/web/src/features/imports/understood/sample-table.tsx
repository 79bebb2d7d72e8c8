import { Loader } from '@mantine/core';
import type { Reading, Understanding } from '@regulars/contract/imports.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { Panel } from '../panel.tsx';
import { fieldOf } from './columns.ts';
import { fieldName } from './field-names.ts';
import classes from './sample-table.module.css';

interface Props {
  understanding: Understanding;
  reading: Reading;
  isBusy: boolean;
}

/** The first rows as they stand in the file, and which of its columns are left out. */
export function SampleTable({ understanding: { header, sample, left_out }, reading, isBusy }: Props) {
  const leftOut = new Set(left_out);
  return (
    <Panel
      title="The first rows of the file"
      actions={isBusy && <Loader size={18} aria-label="The file is being read anew" />}
    >
      <div className={classes.sample} data-stale={isBusy || undefined}>
        <DataTable caption="The first rows of the file">
          <thead>
            <tr>
              {header.map((name, place) => {
                const field = reading.format === 'mapped' ? fieldOf(reading.columns, name) : null;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a file do not move
                  <th key={place} scope="col" data-left-out={leftOut.has(name) || undefined}>
                    {name === '' ? <em>no name</em> : name}
                    {field !== null && <small>{fieldName(field, reading.kind)}</small>}
                    {leftOut.has(name) && <small>left out</small>}
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {sample.map((row, line) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a file do not move
              <tr key={line}>
                {header.map((name, place) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: nor do its columns
                  <td key={place} data-left-out={leftOut.has(name) || undefined} title={row[place]}>
                    {row[place]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </DataTable>
        {sample.length === 0 && <p className={classes.note}>There is no row below the names of the columns.</p>}
      </div>
      {left_out.length > 0 && (
        <p className={classes.note}>
          <b>Left out:</b> {left_out.join(', ')}
        </p>
      )}
    </Panel>
  );
}
