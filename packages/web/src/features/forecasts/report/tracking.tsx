import type { ReportCard } from '@regulars/contract/forecasts.ts';
import { day, dayOfYear, daysBetween } from '../../../format/dates.ts';
import { count } from '../../../format/numbers.ts';
import { axisTicks } from '../../../ui/charts/axis-ticks.ts';
import { Plot, pathOf } from '../../../ui/charts/plot.tsx';
import classes from './report-card.module.css';

/** Orders week by week, all together so far: what was said, with how far it may have been off in the end, and what came. */
export function Tracking({ report }: { report: ReportCard }) {
  const { weeks, told_on: from } = report;
  const { low, high } = report.purchases.predicted;
  const last = weeks.at(-1);
  if (!last) return null;
  const points = [{ on: from, actual: 0, predicted: 0 }, ...weeks];
  const { domain, ticks } = axisTicks(0, Math.max(high, last.actual));
  const days = daysBetween(from, last.on);
  const middle = points[Math.floor(points.length / 2)];
  return (
    <Plot
      label={`Orders since ${day(from)}: ${count(Math.round(last.predicted))} were expected until ${day(last.on)}, ${count(last.actual)} came`}
      x={{
        title: 'Week by week',
        domain: [0, days],
        ticks: [points[0], middle, last].flatMap((point) =>
          point ? { at: daysBetween(from, point.on), label: dayOfYear(point.on) } : [],
        ),
      }}
      y={{ title: 'Orders', domain, ticks: ticks.map((at) => ({ at, label: count(at) })) }}
      legend={
        <>
          <span className={classes.key}>
            <span className={classes.line} aria-hidden="true" />
            came
          </span>
          <span className={classes.key}>
            <span className={classes.line} data-of="predicted" aria-hidden="true" />
            expected, and between what
          </span>
        </>
      }
      table={
        <table>
          <caption>Orders expected and come, by week</caption>
          <thead>
            <tr>
              <th scope="col">Until</th>
              <th scope="col">Expected</th>
              <th scope="col">Came</th>
            </tr>
          </thead>
          <tbody>
            {weeks.map(({ on, actual, predicted }) => (
              <tr key={on}>
                <th scope="row">{day(on)}</th>
                <td>{count(Math.round(predicted))}</td>
                <td>{count(actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      {(place) => {
        const along = (value: (point: (typeof points)[number]) => number) =>
          pathOf(points.map((point) => [place.x(daysBetween(from, point.on)), place.y(value(point))]));
        return (
          <>
            <line
              className={classes.doubt}
              x1={place.x(days)}
              x2={place.x(days)}
              y1={place.y(low)}
              y2={place.y(high)}
            />
            <path className={classes.predicted} d={along(({ predicted }) => predicted)} />
            <path className={classes.actual} d={along(({ actual }) => actual)} />
          </>
        );
      }}
    </Plot>
  );
}
