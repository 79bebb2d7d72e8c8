import type { Forecast, ReportCard as Report } from '@regulars/contract/forecasts.ts';
import { day } from '../../../format/dates.ts';
import { count } from '../../../format/numbers.ts';
import { ColumnsSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { useNothing } from '../../metrics/absence.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNoForecast } from '../absence.tsx';
import { useForecast } from '../queries.ts';
import { Calibration } from './calibration.tsx';
import classes from './report-card.module.css';
import { Rules } from './rules.tsx';
import { Tracking } from './tracking.tsx';

/** How well the same way would have told the shop's own past: why, or how far, it can be trusted. */
export function ReportCard({ className }: { className?: string | undefined }) {
  const { detail } = useOrganization();
  const absence = useAbsence();
  const nothing = useNothing('How far forecasts can be trusted');
  return (
    <Widget
      title="How far to trust it"
      className={className}
      definition={<FigureDefinition of="report_card" words={['churn_risk', 'expected_orders']} />}
      query={useForecast()}
      skeleton={<ColumnsSkeleton height={340} />}
      empty={() => (detail.first_order_on === null ? nothing() : null)}
      notAvailable={absence}
    >
      {({ report }) => report && <Card report={report} />}
    </Widget>
  );
}

/** A forecast that was not to be trusted has a report all the same: why. */
function useAbsence() {
  const noForecast = useNoForecast();
  return (forecast: Forecast) => {
    if (forecast.status === 'insufficient' && forecast.report) return null;
    return (
      noForecast(forecast) ??
      (forecast.report ? null : { title: 'No past to hold it to', text: 'The records are too short for that.' })
    );
  };
}

function Card({ report }: { report: Report }) {
  const { purchases, risk } = report;
  return (
    <>
      <p className={classes.lead}>
        Chosen and learned in the same way on what was known on {day(report.told_on)}, then held to the{' '}
        {count(report.horizon_days)} days after it: {count(Math.round(purchases.predicted.value))} orders expected (
        {count(Math.round(purchases.predicted.low))} to {count(Math.round(purchases.predicted.high))}),{' '}
        <strong>{count(purchases.actual)} came</strong>; of {count(report.customers)} customers {count(report.buyers)}{' '}
        bought again.
      </p>
      <div className={classes.plots}>
        <div>
          <h3>Orders, all together since {day(report.told_on)}</h3>
          <Tracking report={report} />
        </div>
        <div>
          <h3>Risk said, and how many stayed away</h3>
          <Calibration deciles={risk.deciles} />
        </div>
        <div>
          <h3>Who stays away, beside simple rules</h3>
          <Rules report={report} />
        </div>
      </div>
    </>
  );
}
