import { longDay } from '../../../format/dates.ts';
import { PageHead } from '../../../ui/page-head.tsx';
import { useUrlState } from '../../../use-url-state.ts';
import { AsOfBanner } from '../../organizations/as-of-banner.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { PeriodChoice } from '../period-choice.tsx';
import { defaultOverviewPeriod } from '../queries.ts';
import { KeyFigures } from './key-figures/key-figures.tsx';
import { Lifecycle } from './lifecycle.tsx';
import classes from './overview-page.module.css';
import { RevenueTrend } from './revenue/revenue-trend.tsx';
import { RevenueSum } from './revenue-sum.tsx';

export function OverviewPage() {
  const { detail, asOf, today } = useOrganization();
  const [{ period = defaultOverviewPeriod }, change] = useUrlState();
  return (
    <>
      <PageHead title="Overview" of={detail.name} lead={`${detail.name}, ${longDay(asOf.on ?? today)}`}>
        <PeriodChoice label="Period" value={period} onChange={(chosen) => change({ period: chosen })} longest="All" />
      </PageHead>
      <AsOfBanner />
      <div className={classes.page}>
        <KeyFigures />
        <RevenueTrend />
        <Lifecycle />
        <RevenueSum />
      </div>
    </>
  );
}
