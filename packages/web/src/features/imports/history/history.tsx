import { Button, Progress } from '@mantine/core';
import type { ImportSummary } from '@regulars/contract/imports.ts';
import { Link } from '@tanstack/react-router';
import { count } from '../../../format/numbers.ts';
import { DataTable } from '../../../ui/data-table.tsx';
import { RowsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { changeUrlState } from '../../../url-state.ts';
import { useOrganization } from '../../organizations/organizations.ts';
import { Callout } from '../callout.tsx';
import { importErrorText } from '../import-error.ts';
import { moment } from '../moments.ts';
import { useImports } from '../queries.ts';
import { isMoving } from '../stage.ts';
import { StateBadge } from '../state-badge.tsx';
import { progressWords } from '../steps/progress-words.ts';
import classes from './history.module.css';

/** Every file that was brought in, newest first. */
export function History() {
  const query = useImports();
  return (
    <Widget
      title="Imports so far"
      query={query}
      skeleton={<RowsSkeleton rows={6} />}
      empty={({ pages }) =>
        pages.every(({ imports }) => imports.length === 0)
          ? {
              title: 'No file was brought in yet',
              text: 'Drop a file above. It appears here with what it changed, and can be taken back from here.',
            }
          : null
      }
    >
      {({ pages }) => (
        <>
          <ImportsTable imports={pages.flatMap(({ imports }) => imports)} />
          {query.isFetchNextPageError && (
            <div className={classes.more}>
              <Callout tone="bad">The older ones could not be loaded. {importErrorText(query.error)}</Callout>
            </div>
          )}
          {query.hasNextPage && (
            <div className={classes.more}>
              <Button variant="default" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                Load older ones
              </Button>
            </div>
          )}
        </>
      )}
    </Widget>
  );
}

function ImportsTable({ imports }: { imports: ImportSummary[] }) {
  const { time_zone: timeZone } = useOrganization().detail;
  return (
    <DataTable caption="Imports, newest first" minWidth={780}>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col">State</th>
          <th scope="col" data-figure>
            Rows taken
          </th>
          <th scope="col" data-figure>
            Rows read
          </th>
          <th scope="col">When</th>
          <th scope="col">By</th>
        </tr>
      </thead>
      <tbody>
        {imports.map((each) => (
          <tr key={each.import_id} className={classes.row}>
            <th scope="row">
              <FileName of={each} />
            </th>
            <td className={classes.state}>
              <State of={each} />
            </td>
            <td data-figure>{each.rows_taken === null ? '–' : count(each.rows_taken)}</td>
            <td data-figure>{each.rows_read === null ? '–' : count(each.rows_read)}</td>
            <td className={classes.when}>{moment(each.created_at, { timeZone })}</td>
            <td>{each.started_by}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

function FileName({ of: { import_id, file_name, title } }: { of: ImportSummary }) {
  const { slug } = useOrganization().detail;
  return (
    <span className={classes.file}>
      <Link
        to="/o/$organization/imports/$importId"
        params={{ organization: slug, importId: import_id }}
        search={(before) => changeUrlState({}, { as_of: before.as_of })}
        title={file_name}
      >
        {file_name}
      </Link>
      <small>{title}</small>
    </span>
  );
}

function State({ of: { state, progress, error, file_name } }: { of: ImportSummary }) {
  const { percent, step } = progressWords({ state, progress });
  return (
    <>
      <StateBadge state={state} />
      {isMoving(state) && percent !== null && (
        <span className={classes.progress}>
          <Progress value={percent} size="sm" aria-label={`${file_name}: ${step}`} />
          {percent}%
        </span>
      )}
      {state === 'failed' && error && <span className={classes.error}>{error.message}</span>}
    </>
  );
}
