import '@mantine/charts/styles.css';
import { CompositeChart } from '@mantine/charts';
import { useReducedMotion } from '@mantine/hooks';
import type { Overview } from '@regulars/contract/metrics.ts';
import { exactMoney, shortMoney } from '../../../../format/money.ts';
import { counted } from '../../../../format/numbers.ts';
import { axisTicks } from '../../../../ui/charts/axis-ticks.ts';
import { useOrganization } from '../../../organizations/organizations.ts';
import classes from './revenue-trend.module.css';
import { axisLabel, fullLabel } from './trend-labels.ts';

type Trend = Overview['revenue_trend'];
type Point = Trend['points'][number];

const series = [
  {
    name: 'customers_net_minor',
    label: 'Customers',
    mark: 'customers',
    type: 'bar',
    color: 'var(--regulars-customers)',
  },
  { name: 'guests_net_minor', label: 'Guests', mark: 'guests', type: 'bar', color: 'var(--regulars-guests)' },
  {
    name: 'previous_net_minor',
    label: 'Period before',
    mark: 'previous',
    type: 'line',
    color: 'var(--regulars-previous)',
    strokeDasharray: '4 4',
  },
] as const;

/** Customers and guests on top of each other, the period before as a dashed line. */
export function RevenueChart({ trend, days }: { trend: Trend; days: number }) {
  const { currency } = useOrganization();
  const still = useReducedMotion();
  // Without guests, or without a period before, there is no line to draw at zero all along.
  const drawn = series.filter(
    ({ name, mark }) => mark === 'customers' || trend.points.some((point) => point[name] !== 0),
  );
  return (
    <figure
      style={{ margin: 0 }}
      aria-label={`Net revenue by ${trend.grain} over ${days} days. The same figures can be shown as a table.`}
    >
      <CompositeChart
        h={262}
        className={classes.chart}
        data={trend.points}
        dataKey="on"
        series={drawn.map(({ mark: _, ...each }) => ({ ...each }))}
        withDots={false}
        withLegend={false}
        curveType="monotone"
        strokeWidth={1.5}
        gridAxis="x"
        tickLine="none"
        gridProps={{ strokeDasharray: '0' }}
        gridColor="var(--regulars-grid)"
        textColor="var(--mantine-color-dimmed)"
        maxBarWidth={30}
        barProps={{ stackId: 'net', isAnimationActive: !still, animationDuration: 350 }}
        lineProps={{ isAnimationActive: false }}
        composedChartProps={{
          stackOffset: 'sign',
          barCategoryGap: '22%',
          margin: { top: 6, right: 4, bottom: 0, left: 0 },
        }}
        xAxisProps={{
          tickFormatter: (on: string) => axisLabel(on, trend.grain),
          minTickGap: 28,
          interval: 'preserveStartEnd',
          tickMargin: 8,
        }}
        yAxisProps={{
          tickFormatter: (minor: number) => shortMoney(minor, currency),
          width: 56,
          ...heightOf(trend.points),
        }}
        tooltipProps={{
          cursor: { fill: 'var(--regulars-soft)' },
          content: ({ active, payload }) => (active ? <Tip point={payload[0]?.payload} grain={trend.grain} /> : null),
        }}
      />
      <ul className={classes.legend}>
        {drawn.map(({ label, mark }) => (
          <li key={mark}>
            <span className={classes.mark} data-of={mark} aria-hidden="true" />
            {label}
          </li>
        ))}
      </ul>
    </figure>
  );
}

function heightOf(points: readonly Point[]) {
  const stacks = points.flatMap(({ customers_net_minor, guests_net_minor, previous_net_minor }) => [
    Math.max(customers_net_minor, 0) + Math.max(guests_net_minor, 0),
    Math.min(customers_net_minor, 0) + Math.min(guests_net_minor, 0),
    previous_net_minor,
  ]);
  return axisTicks(Math.min(...stacks, 0), Math.max(...stacks, 0));
}

function Tip({ point, grain }: { point: Point | undefined; grain: Trend['grain'] }) {
  const { currency } = useOrganization();
  if (!point) return null;
  return (
    <div className={classes.tooltip}>
      <p>
        {fullLabel(point.on, grain)}, {counted(point.order_count, 'order')}
      </p>
      <dl>
        {series.map(({ name, label, mark }) => (
          <div key={name} style={{ display: 'contents' }}>
            <span className={classes.mark} data-of={mark} />
            <dt>{label}</dt>
            <dd>{exactMoney(point[name], currency)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
