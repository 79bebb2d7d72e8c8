import type { ReportCard } from '@regulars/contract/forecasts.ts';
import classes from './report-card.module.css';

const names: Record<string, string> = {
  'days inactive': 'Days without an order',
  'repeat purchases': 'Number of orders',
  'rate so far': 'Orders a month so far',
  'as in the last period': 'As in the time before',
  'as a year ago': 'As a year ago',
};

/** How well the way tells apart who stays away, beside rules that anybody could go by. */
export function Rules({ report }: { report: ReportCard }) {
  const rows = [
    { name: report.method.model, area: report.risk.area_under_curve, isOwn: true },
    ...report.naive.map(({ rule, area_under_curve }) => ({
      name: names[rule] ?? rule,
      area: area_under_curve,
      isOwn: false,
    })),
  ].toSorted((one, other) => (other.area ?? 0) - (one.area ?? 0));
  return (
    <>
      <ul className={classes.rules}>
        {rows.map(({ name, area, isOwn }) => (
          <li key={name} data-own={isOwn || undefined}>
            <span>{name}</span>
            <span className={classes.track} aria-hidden="true">
              <span style={{ width: `${Math.max(0, ((area ?? 0.5) - 0.5) * 200)}%` }} />
            </span>
            <b>{area === null ? '–' : area.toFixed(2)}</b>
          </li>
        ))}
      </ul>
      <p className={classes.note}>
        Of somebody who stayed away and somebody who bought, how often the first was said to be more at risk: 1 is
        always, 0.5 is chance.
      </p>
    </>
  );
}
