import { Anchor } from '@mantine/core';
import { exactMoney } from '../../../../format/money.ts';
import { percent } from '../../../../format/numbers.ts';
import { ExternalIcon } from '../../../../ui/icons.tsx';
import { RowsSkeleton } from '../../../../ui/widget/skeletons.tsx';
import { Widget } from '../../../../ui/widget/widget.tsx';
import { useOrganization } from '../../../organizations/organizations.ts';
import { FigureDefinition } from '../../figure-definition.tsx';
import { useBenchmarks, useOverview } from '../../queries.ts';
import { type Benchmark, type BenchmarkGroup, benchmarkGroups } from './benchmark-groups.ts';
import classes from './benchmarks.module.css';

const metricNames: Record<Benchmark['metric'], string> = {
  repeat_rate: 'Repeat rate',
  average_order_value: 'Average order value',
  churn_rate: 'Churn rate',
};

/** What others report. Only figures that anybody can look up. */
export function Benchmarks({ className }: { className?: string | undefined }) {
  const { currency } = useOrganization();
  const own = useOwnFigures();
  return (
    <Widget
      title="Against the industry"
      className={className}
      definition={<FigureDefinition of="benchmarks" words={['repeat_customers', 'average_order_value']} />}
      query={useBenchmarks()}
      skeleton={<RowsSkeleton rows={4} />}
      notAvailable={(data) =>
        benchmarkGroups(data.benchmarks, own).groups.length === 0
          ? {
              title: 'No comparison available',
              text: 'No published figure with a source we can show, and a figure nobody can check is not shown.',
            }
          : null
      }
    >
      {(data) => {
        const { groups, left_out } = benchmarkGroups(data.benchmarks, own);
        return (
          <>
            <div className={classes.groups}>
              {groups.map((group) => (
                <Group key={group.metric} group={group} />
              ))}
            </div>
            {left_out.length > 0 && (
              <p className={classes.note}>
                Order values are published in {left_out.join(', ')}; yours are in {currency.code}, so they are not
                compared.
              </p>
            )}
          </>
        );
      }}
    </Widget>
  );
}

function Group({ group }: { group: BenchmarkGroup }) {
  const { currency } = useOrganization();
  const highest = Math.max(group.own ?? 0, ...group.published.map((each) => each.value));
  const shown = (value: number) => {
    if (group.metric !== 'average_order_value') return percent(value);
    return exactMoney(Math.round(value * 10 ** currency.digits), currency);
  };
  const bar = (value: number) => (
    <span className={classes.track} aria-hidden="true">
      <span style={{ width: `${(value / highest) * 100}%` }} />
    </span>
  );
  return (
    <div>
      <h3 className={classes.metric}>{metricNames[group.metric]}</h3>
      <ul className={classes.list}>
        {group.own !== null && (
          <li data-own>
            <span className={classes.industry}>Yours</span>
            {bar(group.own)}
            <span className={classes.value}>{shown(group.own)}</span>
          </li>
        )}
        {group.published.map((each) => (
          <li key={`${each.industry} ${each.source} ${each.year}`}>
            <span className={classes.industry}>
              {each.industry}
              <Anchor href={each.url} target="_blank" rel="noopener noreferrer" className={classes.source}>
                {each.source}, {each.year}
                <ExternalIcon size={12} />
              </Anchor>
            </span>
            {bar(each.value)}
            <span className={classes.value}>{shown(each.value)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Of the whole shop, whatever the filters of the page: that is what the published figures are of, too. */
function useOwnFigures() {
  const { currency } = useOrganization();
  const overview = useOverview().data;
  const order = overview?.average_order_value_minor ?? null;
  return {
    repeat_rate: overview?.repeat_customers.rate ?? null,
    average_order_value: order === null ? null : order / 10 ** currency.digits,
    currency: currency.code,
  };
}
