import { longDay } from '../../../format/dates.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { Cohorts } from '../../forecasts/cohorts/cohorts.tsx';
import { ExpectedValues } from '../../forecasts/outlook/expected-values.tsx';
import { Outlook } from '../../forecasts/outlook/outlook.tsx';
import { ReportCard } from '../../forecasts/report/report-card.tsx';
import { AsOfBanner } from '../../organizations/as-of-banner.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { Benchmarks } from './benchmarks/benchmarks.tsx';
import { BestCustomers } from './best/best-customers.tsx';
import { ChurnForecast } from './churn/churn-forecast.tsx';
import { FiltersBar } from './filters-bar.tsx';
import classes from './insights-page.module.css';
import { LtvDistribution } from './lifetime-value/ltv-distribution.tsx';
import { RfmGrid } from './rfm/rfm-grid.tsx';
import { SegmentsTable } from './segments/segments-table.tsx';

export function InsightsPage() {
  const { detail, asOf, today } = useOrganization();
  return (
    <>
      <PageHead title="Insights" of={detail.name} lead={`${detail.name}, ${longDay(asOf.on ?? today)}`} />
      <AsOfBanner />
      <FiltersBar />
      <div className={classes.page}>
        <SegmentsTable className={classes.wide} />
        <LtvDistribution className={classes.narrow} />
        <ChurnForecast className={classes.whole} />
        <BestCustomers className={classes.wide} />
        <RfmGrid className={classes.narrow} />
        <Outlook className={classes.wide} />
        <ExpectedValues className={classes.narrow} />
        <ReportCard className={classes.whole} />
        <Cohorts className={classes.whole} />
        <Benchmarks className={classes.whole} />
      </div>
    </>
  );
}
