import { Button } from '@mantine/core';
import { RowsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { FigureDefinition } from '../../../metrics/figure-definition.tsx';
import { useRecords } from '../use-customer.ts';
import { RecordItem } from './record-item.tsx';
import classes from './records.module.css';

/** What happened, the newest first. Each record opens to all there is of it. */
export function Records({ className }: { className?: string | undefined }) {
  const query = useRecords();
  return (
    <Widget
      title="What happened"
      className={className}
      definition={<FigureDefinition of="counts" />}
      query={query}
      skeleton={<RowsSkeleton rows={8} />}
      empty={({ pages }) =>
        pages[0]?.records.length === 0
          ? { title: 'Nothing yet', text: 'No order, quote or appointment of theirs is on file.' }
          : null
      }
    >
      {({ pages }) => (
        <>
          <ul className={classes.records}>
            {pages
              .flatMap(({ records }) => records)
              .map((record) => (
                <RecordItem key={`${record.record} ${record.source} ${record.external_id}`} record={record} />
              ))}
          </ul>
          {query.hasNextPage && (
            <Button
              variant="default"
              size="sm"
              className={classes.more}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show earlier ones
            </Button>
          )}
        </>
      )}
    </Widget>
  );
}
