import { UnstyledButton } from '@mantine/core';
import type { RfmSegment } from '@regulars/contract/metrics.ts';
import { exactMoney } from '../../../../format/money.ts';
import { count, share } from '../../../../format/numbers.ts';
import { Amount } from '../../../../ui/amount.tsx';
import { DataTable } from '../../../../ui/data-table.tsx';
import { RowsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { changeUrlState } from '../../../../url-state.ts';
import { useUrlState } from '../../../../use-url-state.ts';
import { ListLink } from '../../../customers/list-link.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useSegments } from '../../queries.ts';
import { useHints } from '../../use-definitions.ts';
import { WidgetExport } from '../widget-export.tsx';
import classes from './segments-table.module.css';

/** RFM segments with what they are worth. A segment chosen here filters the rest of the page. */
export function SegmentsTable({ className }: { className?: string | undefined }) {
  const { currency } = useOrganization();
  const [{ segment: chosen, period, channel }, change] = useUrlState();
  const hints = useHints();
  const nothing = useNothing('Your customer segments');

  const choose = (segment: RfmSegment) => change({ segment: segment === chosen ? undefined : segment });
  return (
    <Widget
      title="Customer segments"
      className={className}
      definition={
        <FigureDefinition of="rfm_segment" words={['rfm_scores', 'average_order_value', 'net', 'customer']} />
      }
      actions={<WidgetExport name="segments" what="Customer segments" />}
      query={useSegments()}
      skeleton={<RowsSkeleton rows={8} />}
      empty={(data) => (data.customers === 0 ? nothing() : null)}
    >
      {(data) => {
        const largest = Math.max(...data.rows.map((row) => row.share), 0.01);
        return (
          <DataTable caption="Customer segments" minWidth={480} fill>
            <thead>
              <tr>
                <th scope="col">Segment</th>
                <th scope="col" data-figure>
                  Customers
                </th>
                <th scope="col" className={classes.shareHead}>
                  Share
                </th>
                <th scope="col" data-figure>
                  Avg. order
                </th>
                <th scope="col" data-figure>
                  Net
                </th>
              </tr>
            </thead>
            <tbody>
              {data.rows.map((row) => (
                <tr key={row.segment} className={classes.row} data-chosen={row.segment === chosen || undefined}>
                  <th scope="row">
                    <UnstyledButton
                      className={classes.segment}
                      aria-pressed={row.segment === chosen}
                      title={row.segment === chosen ? 'Show every segment again' : 'Show this segment alone'}
                      onClick={() => choose(row.segment)}
                    >
                      <span className={classes.name}>{row.segment}</span>
                      <small>{hints.segments[row.segment]}</small>
                    </UnstyledButton>
                  </th>
                  <td data-figure>
                    <ListLink who={changeUrlState({}, { segment: row.segment, period, channel })}>
                      {count(row.customer_count)}
                    </ListLink>
                  </td>
                  <td>
                    <span className={classes.share}>
                      <span className={classes.track} aria-hidden="true">
                        <span style={{ width: `${(row.share / largest) * 100}%` }} />
                      </span>
                      {share(row.share)}
                    </span>
                  </td>
                  <td data-figure>
                    {row.average_order_value_minor === null ? '–' : exactMoney(row.average_order_value_minor, currency)}
                  </td>
                  <td data-figure>
                    <Amount minor={row.net_minor} currency={currency} />
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        );
      }}
    </Widget>
  );
}
