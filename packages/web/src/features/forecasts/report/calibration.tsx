import type { ReportCard } from '@regulars/contract/forecasts.ts';
import { count, percent } from '../../../format/numbers.ts';
import { Plot } from '../../../ui/charts/plot.tsx';
import classes from './report-card.module.css';

const ticks = [0, 0.25, 0.5, 0.75, 1].map((at) => ({ at, label: percent(at) }));

/** Ten tenths of the customers: the risk that was said of them, and the share that stayed away. On the diagonal both are the same. */
export function Calibration({ deciles }: { deciles: ReportCard['risk']['deciles'] }) {
  return (
    <Plot
      label="Ten tenths of the customers by the risk that was said of them, and the share of each that stayed away"
      x={{ title: 'Risk said', domain: [0, 1], ticks }}
      y={{ title: 'Stayed away', domain: [0, 1], ticks }}
      legend={
        <>
          <span>a dot is a tenth of the customers</span>
          <span className={classes.key}>
            <span className={classes.line} data-of="even" aria-hidden="true" />
            as said
          </span>
        </>
      }
      table={
        <table>
          <caption>Risk said and share that stayed away, by tenths of the customers</caption>
          <thead>
            <tr>
              <th scope="col">Customers</th>
              <th scope="col">Risk said</th>
              <th scope="col">Stayed away</th>
            </tr>
          </thead>
          <tbody>
            {deciles.map(({ customers, predicted, actual }) => (
              <tr key={predicted}>
                <th scope="row">{count(customers)}</th>
                <td>{percent(predicted)}</td>
                <td>{percent(actual)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      {(place) => (
        <>
          <line className={classes.even} x1={place.x(0)} y1={place.y(0)} x2={place.x(1)} y2={place.y(1)} />
          {deciles.map(({ customers, predicted, actual }) => {
            const chance = 2 * Math.sqrt((actual * (1 - actual)) / customers);
            return (
              <g key={predicted}>
                <title>
                  {`${count(customers)} customers: ${percent(predicted)} said, ${percent(actual)} stayed away`}
                </title>
                <line
                  className={classes.error}
                  x1={place.x(predicted)}
                  x2={place.x(predicted)}
                  y1={place.y(Math.max(0, actual - chance))}
                  y2={place.y(Math.min(1, actual + chance))}
                />
                <circle className={classes.dot} cx={place.x(predicted)} cy={place.y(actual)} r={4} />
              </g>
            );
          })}
        </>
      )}
    </Plot>
  );
}
