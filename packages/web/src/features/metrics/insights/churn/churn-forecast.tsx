import { exactMoney } from '../../../../format/money.ts';
import { cardCount, counted } from '../../../../format/numbers.ts';
import { type Column, Columns, RangeLabel } from '../../../../ui/charts/columns.tsx';
import { Doubt } from '../../../../ui/widget/doubt.tsx';
import { ColumnsSkeleton, RowsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useChurnForecast } from '../../queries.ts';
import { WidgetExport } from '../widget-export.tsx';
import { ChurnCandidates } from './churn-candidates.tsx';
import classes from './churn-forecast.module.css';

interface Band {
  from_days: number;
  to_days: number | null;
  count: number;
  value_at_risk_minor: number | null;
}

/** Who is slipping away, since when, and what it may cost. */
export function ChurnForecast({ className }: { className?: string | undefined }) {
  const { currency, detail } = useOrganization();
  const query = useChurnForecast();
  const nothing = useNothing('Customers who are slipping away');

  const column = (band: Band): Column => ({
    key: String(band.from_days),
    label: <RangeLabel from={String(band.from_days)} to={band.to_days === null ? null : String(band.to_days)} />,
    value: band.count,
    shown: cardCount(band.count),
    more: `${counted(band.count, 'customer')}${band.value_at_risk_minor === null ? '' : `, ${exactMoney(band.value_at_risk_minor, currency)} at risk`}`,
    tone: band.from_days >= (detail.thresholds.at_risk_within_days ?? 180) ? 'hot' : 'warm',
  });

  return (
    <Widget
      title="Churn forecast"
      className={className}
      definition={
        <FigureDefinition of="churn_forecast" words={['churn_risk', 'value_at_risk', 'average_order_value']} />
      }
      actions={<WidgetExport name="churn-candidates" what="Churn candidates" />}
      query={query}
      skeleton={<Loading />}
      empty={(data) => {
        if (data.candidates_total > 0) return null;
        return detail.first_order_on === null
          ? nothing()
          : {
              title: 'Nobody is slipping away',
              text: 'No customer with these filters has been quiet for 90 days or left within the last year.',
            };
      }}
    >
      {(data) => (
        <>
          {data.no_risk_reason !== null && <Doubt title="No risk can be told yet.">{data.no_risk_reason}</Doubt>}
          <div className={classes.halves}>
            <div className={classes.bands}>
              <h3>Candidates by days without an order</h3>
              <Columns
                label="Churn candidates by days without an order"
                axis="Days since the last order"
                columns={data.by_inactivity.map(column)}
              />
            </div>
            <ChurnCandidates
              candidates={data.candidates}
              total={data.candidates_total}
              horizonDays={data.horizon_days}
            />
          </div>
        </>
      )}
    </Widget>
  );
}

function Loading() {
  return (
    <div className={classes.halves}>
      <ColumnsSkeleton height={360} />
      <RowsSkeleton rows={7} />
    </div>
  );
}
