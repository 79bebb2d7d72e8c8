import { ActionIcon, Tooltip } from '@mantine/core';
import { useToggle } from '@mantine/hooks';
import type { Overview } from '@regulars/contract/metrics.ts';
import { useQuery } from '@tanstack/react-query';
import { count } from '../../../../format/numbers.ts';
import { Amount } from '../../../../ui/amount.tsx';
import { ChartIcon, TableIcon } from '../../../../ui/icons.tsx';
import { ColumnsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget, WidgetStates } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { useNothing } from '../../absence.tsx';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useOverview } from '../../queries.ts';
import { usePeriodWords } from '../use-period-words.ts';
import { RevenueTable } from './revenue-table.tsx';
import classes from './revenue-trend.module.css';

export function RevenueTrend() {
  const query = useOverview();
  const nothing = useNothing('Your revenue and its course');
  const [shown, toggle] = useToggle(['chart', 'table'] as const);
  return (
    <Widget
      title="Revenue over time"
      definition={<FigureDefinition of="revenue_trend" words={['net', 'counts']} />}
      query={query}
      skeleton={<ColumnsSkeleton height={340} />}
      empty={(data) => (data.total_revenue.order_count === 0 ? nothing() : null)}
      notAvailable={(data) =>
        data.revenue_trend.points.length === 0
          ? { title: 'No course to draw', text: 'The period has no days with figures. Choose a longer one.' }
          : null
      }
      actions={
        <Tooltip label={shown === 'chart' ? 'As a table' : 'As a chart'} withArrow>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={32}
            onClick={() => toggle()}
            aria-label={shown === 'chart' ? 'Show revenue as a table' : 'Show revenue as a chart'}
          >
            {shown === 'chart' ? <TableIcon /> : <ChartIcon />}
          </ActionIcon>
        </Tooltip>
      }
    >
      {(data) => (
        <>
          <Sums data={data} />
          {shown === 'chart' ? <Chart data={data} /> : <RevenueTable trend={data.revenue_trend} />}
        </>
      )}
    </Widget>
  );
}

/** The drawing library is more than half of the page's weight, so it comes after the figures, and can be asked for again. */
function Chart({ data }: { data: Overview }) {
  const chart = useQuery({
    queryKey: ['page', 'revenue-chart'],
    queryFn: () => import('./revenue-chart.tsx'),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
    structuralSharing: false,
  });
  return (
    <WidgetStates name="The chart" query={chart} skeleton={<ColumnsSkeleton height={285} />}>
      {({ RevenueChart }) => <RevenueChart trend={data.revenue_trend} days={data.period_days} />}
    </WidgetStates>
  );
}

/** The period in three figures. */
function Sums({ data }: { data: Overview }) {
  const { currency } = useOrganization();
  const orders = data.revenue_trend.points.reduce((sum, point) => sum + point.order_count, 0);
  const words = usePeriodWords(data.period_days);
  return (
    <dl className={classes.sums}>
      <div>
        <dt>Net {words.within}</dt>
        <dd>
          <Amount minor={data.total_revenue.period_net_minor} currency={currency} />
        </dd>
      </div>
      {data.total_revenue.previous !== 0 && (
        <div>
          <dt>{sentenceCase(words.before)}</dt>
          <dd>
            <Amount minor={data.total_revenue.previous} currency={currency} />
          </dd>
        </div>
      )}
      <div>
        <dt>Orders</dt>
        <dd>{count(orders)}</dd>
      </div>
    </dl>
  );
}

const sentenceCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
