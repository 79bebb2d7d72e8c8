import { currencySymbol, exactMoney } from '../../../../format/money.ts';
import { cardCount, counted } from '../../../../format/numbers.ts';
import { Columns } from '../../../../ui/charts/columns.tsx';
import { ColumnsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { changeUrlState } from '../../../../url-state.ts';
import { useUrlState } from '../../../../use-url-state.ts';
import { ListLink } from '../../../customers/list-link.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useLtvDistribution } from '../../queries.ts';
import { WidgetExport } from '../widget-export.tsx';
import { BucketLabel } from './bucket-label.tsx';
import { bucketBounds, type LtvBucket, ltvPosition } from './ltv-position.ts';

/** How many customers are worth how much, with the mean and the median. */
export function LtvDistribution({ className }: { className?: string | undefined }) {
  const { currency } = useOrganization();
  const nothing = useNothing('What your customers are worth');
  const scale = 10 ** currency.digits;
  const [{ period, channel, segment }] = useUrlState();
  const among = changeUrlState({}, { period, channel, segment });
  return (
    <Widget
      title="Lifetime value"
      className={className}
      definition={<FigureDefinition of="ltv_distribution" words={['net', 'average_ltv', 'customer']} />}
      actions={<WidgetExport name="ltv-distribution" what="Lifetime value distribution" />}
      query={useLtvDistribution()}
      skeleton={<ColumnsSkeleton height={380} />}
      empty={(data) => (data.customers === 0 ? nothing() : null)}
    >
      {(data) => (
        <Columns
          label="Customers by lifetime value"
          axis={`Lifetime value in ${currencySymbol(currency)}, number of customers on the columns`}
          columns={data.buckets.map(({ bucket, count, net_minor }) => ({
            key: bucket,
            label: <BucketLabel bucket={bucket} />,
            value: count,
            shown: <ListLink who={{ ...among, ...netWithin(bucket, scale) }}>{cardCount(count)}</ListLink>,
            more: `${counted(count, 'customer')} between them ${exactMoney(net_minor, currency)}`,
          }))}
          marks={[
            ...(data.median_minor === null
              ? []
              : [
                  {
                    label: `Median ${exactMoney(data.median_minor, currency)}`,
                    at: ltvPosition(data.median_minor / scale),
                  },
                ]),
            ...(data.mean_minor === null
              ? []
              : [{ label: `Mean ${exactMoney(data.mean_minor, currency)}`, at: ltvPosition(data.mean_minor / scale) }]),
          ]}
        />
      )}
    </Widget>
  );
}

/** The customers of a bucket: its lower bound is in, its upper is not, and a negative net is in the first. */
function netWithin(bucket: LtvBucket, scale: number) {
  const { from, to } = bucketBounds(bucket);
  return {
    order_count_from: 1,
    ...(from > 0 && { net_from_minor: from * scale }),
    ...(to !== null && { net_to_minor: to * scale - 1 }),
  };
}
