import { Anchor } from '@mantine/core';
import { count, percent } from '../../../format/numbers.ts';
import { ExternalIcon } from '../../../ui/icons.tsx';
import { RowsSkeleton } from '../../../ui/skeletons.tsx';
import { Widget } from '../../../ui/widget.tsx';
import { FigureDefinition } from '../figure-definition.tsx';
import { useBenchmarks, useBestCustomers } from '../queries.ts';
import classes from './benchmarks.module.css';

type Benchmark = NonNullable<ReturnType<typeof useBenchmarks>['data']>['benchmarks'][number];

const metricNames: Record<Benchmark['metric'], string> = {
  repeat_rate: 'Repeat rate',
  average_order_value: 'Average order value',
  churn_rate: 'Churn rate',
};

/** What others report. Only figures that anybody can look up. */
export function Benchmarks() {
  const ownRate = useBestCustomers().data?.repeat_rate ?? null;
  return (
    <Widget
      title="Against the industry"
      definition={<FigureDefinition of="benchmarks" words={['repeat_customers']} />}
      query={useBenchmarks()}
      skeleton={<RowsSkeleton rows={2} />}
      notAvailable={(data) =>
        data.benchmarks.length === 0
          ? {
              title: 'No comparison available',
              text: 'No published figure with a source we can show, and a figure nobody can check is not shown.',
            }
          : null
      }
    >
      {(data) => (
        <ul className={classes.list}>
          {data.benchmarks.map((benchmark) => (
            <li key={`${benchmark.metric} ${benchmark.industry} ${benchmark.year} ${benchmark.source}`}>
              <span className={classes.figure}>{figure(benchmark)}</span>
              <span>
                {metricNames[benchmark.metric]}, {benchmark.industry}.
                {benchmark.metric === 'repeat_rate' && ownRate !== null && (
                  <strong> {compared(ownRate, benchmark.value)}</strong>
                )}
                <Anchor href={benchmark.url} target="_blank" rel="noopener noreferrer" className={classes.source}>
                  {benchmark.source}, {benchmark.year} <ExternalIcon size={12} />
                </Anchor>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Widget>
  );
}

function figure(benchmark: Benchmark): string {
  if (benchmark.unit === 'fraction') return percent(benchmark.value);
  const amount = count(benchmark.value);
  return benchmark.currency === null ? amount : `${benchmark.currency} ${amount}`;
}

/** In percentage points: a quotient of two rates would be read as one of them. */
function compared(own: number, published: number): string {
  const points = Math.round((own - published) * 1000) / 10;
  if (points === 0) return 'Yours is level with it.';
  return `Yours is ${Math.abs(points)} points ${points > 0 ? 'above' : 'below'}.`;
}
