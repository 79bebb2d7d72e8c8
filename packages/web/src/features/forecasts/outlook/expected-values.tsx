import { currencySymbol, exactMoney } from '../../../format/money.ts';
import { cardCount, counted } from '../../../format/numbers.ts';
import { Columns } from '../../../ui/charts/columns.tsx';
import { ColumnsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { useNothing } from '../../metrics/absence.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { BucketLabel } from '../../metrics/insights/lifetime-value/bucket-label.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNoForecast } from '../absence.tsx';
import { useForecast } from '../queries.ts';

/** How many customers are expected to spend how much within a year. */
export function ExpectedValues({ className }: { className?: string | undefined }) {
  const { currency, detail } = useOrganization();
  const noForecast = useNoForecast();
  const nothing = useNothing('What your customers will spend');
  return (
    <Widget
      title="Expected spending by customer"
      className={className}
      definition={<FigureDefinition of="expected_spend" words={['expected_orders', 'customer']} />}
      query={useForecast()}
      skeleton={<ColumnsSkeleton height={320} />}
      empty={() => (detail.first_order_on === null ? nothing() : null)}
      notAvailable={(forecast) =>
        noForecast(forecast) ??
        (forecast.values.length === 0
          ? { title: 'Nothing is known of spending', text: 'Too few customers came back with an amount above 0.' }
          : null)
      }
    >
      {({ values }) => (
        <Columns
          label="Customers by what they are expected to spend within 12 months"
          axis={`${currencySymbol(currency)} within 12 months, number of customers on the columns`}
          columns={values.map(({ bucket, customers, spend_minor }) => ({
            key: bucket,
            label: <BucketLabel bucket={bucket} />,
            value: customers,
            shown: cardCount(customers),
            more: `${counted(customers, 'customer')} between them ${exactMoney(spend_minor, currency)}`,
          }))}
        />
      )}
    </Widget>
  );
}
