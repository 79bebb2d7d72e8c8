import { SegmentedControl } from '@mantine/core';
import { type Cohort, type CohortPeriod, cohortPeriods } from '@regulars/contract/forecasts.ts';
import { useState } from 'react';
import { exactMoney, shortMoney } from '../../../format/money.ts';
import { count, counted, percent } from '../../../format/numbers.ts';
import heatClasses from '../../../ui/charts/heat.module.css';
import { heatBetween } from '../../../ui/charts/heat.ts';
import { GridSkeleton } from '../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../ui/widget/widget.tsx';
import { useNothing } from '../../metrics/absence.tsx';
import { FigureDefinition } from '../../metrics/figure-definition.tsx';
import { useOrganization } from '../../organizations/organizations.ts';
import { useNotCounted } from '../absence.tsx';
import { useCohorts } from '../queries.ts';
import { cohortName, periodNames } from './cohort-names.ts';
import classes from './cohorts.module.css';

const measures = { retention: 'Came back', revenue: 'Spent so far' } as const;
type Measure = keyof typeof measures;

/** Customers by when they first bought, and what came of them: a row for each cohort, a square for each period since. */
export function Cohorts({ className }: { className?: string | undefined }) {
  const [period, setPeriod] = useState<CohortPeriod>('month');
  const [measure, setMeasure] = useState<Measure>('retention');
  const nothing = useNothing('When your customers came back');
  return (
    <Widget
      title="Cohorts"
      className={className}
      definition={<FigureDefinition of="cohorts" words={['counts', 'customer']} />}
      query={useCohorts(period)}
      skeleton={<GridSkeleton />}
      empty={({ status, cohorts }) => (status === 'ok' && cohorts.length === 0 ? nothing() : null)}
      notAvailable={useNotCounted()}
    >
      {({ cohorts }) => (
        <>
          <div className={classes.choices}>
            <SegmentedControl
              size="xs"
              aria-label="Cohorts by"
              value={period}
              onChange={(chosen) => setPeriod(cohortPeriods.find((each) => each === chosen) ?? 'month')}
              data={cohortPeriods.map((value) => ({ value, label: periodNames[value].one }))}
            />
            <SegmentedControl
              size="xs"
              aria-label="What is shown"
              value={measure}
              onChange={(chosen) => setMeasure(chosen === 'revenue' ? 'revenue' : 'retention')}
              data={Object.entries(measures).map(([value, label]) => ({ value, label }))}
            />
          </div>
          <Grid cohorts={cohorts} period={period} measure={measure} />
        </>
      )}
    </Widget>
  );
}

function Grid({ cohorts, period, measure }: { cohorts: readonly Cohort[]; period: CohortPeriod; measure: Measure }) {
  const sinces = [...Array(Math.max(...cohorts.map(({ cells }) => cells.length))).keys()];
  const amounts = cohorts.flatMap(({ cells }) =>
    // Everybody bought in the first period.
    cells.slice(measure === 'retention' ? 1 : 0).flatMap((cell) => amountOf(cell, measure) || []),
  );
  const [least, most] = [Math.min(...amounts), Math.max(...amounts)];
  const { one } = periodNames[period];
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className={classes.scroll} aria-label="Cohorts, table" tabIndex={0}>
        <table className={classes.grid}>
          <caption>
            {measure === 'retention'
              ? `Share of each cohort that bought, by ${one.toLowerCase()}s since the first order`
              : `What a customer of each cohort spent so far, by ${one.toLowerCase()}s since the first order`}
          </caption>
          <thead>
            <tr>
              <th scope="col">First order</th>
              <th scope="col">Customers</th>
              {sinces.map((since) => (
                <th key={since} scope="col" title={`${one} ${since}`}>
                  {since}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <Row key={cohort.from} cohort={cohort} period={period} measure={measure} least={least} most={most} />
            ))}
          </tbody>
        </table>
      </section>
      <p className={classes.legend}>
        {one}s since the first order. A dotted square is a {one.toLowerCase()} that goes on: counted so far.
      </p>
    </>
  );
}

function Row({
  cohort,
  period,
  measure,
  least,
  most,
}: {
  cohort: Cohort;
  period: CohortPeriod;
  measure: Measure;
  least: number;
  most: number;
}) {
  const { currency } = useOrganization();
  const name = cohortName(cohort.from, period);
  return (
    <tr>
      <th scope="row">{name}</th>
      <td className={classes.customers}>{count(cohort.customers)}</td>
      {cohort.cells.map((cell, since) => {
        const more = `${name}, ${periodNames[period].one.toLowerCase()} ${since}: ${counted(cell.customers, 'customer')} of ${count(cohort.customers)}, ${exactMoney(cell.revenue_minor, currency)}${cell.is_complete ? '' : ' so far'}`;
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a square is known by how long it is since
            key={since}
            className={heatClasses.square}
            data-heat={measure === 'retention' && since === 0 ? 0 : heatBetween(amountOf(cell, measure), least, most)}
            data-open={!cell.is_complete || undefined}
            title={more}
          >
            {measure === 'retention' ? shareOf(cell.retention) : shortMoney(cell.revenue_per_customer_minor, currency)}
          </td>
        );
      })}
    </tr>
  );
}

const amountOf = (cell: Cohort['cells'][number], measure: Measure) =>
  measure === 'retention' ? cell.retention : cell.revenue_per_customer_minor;

/** Two figures fit a square. */
function shareOf(retention: number): string {
  if (retention === 0) return '–';
  return retention < 0.005 ? '<1%' : percent(Math.round(retention * 100) / 100);
}
