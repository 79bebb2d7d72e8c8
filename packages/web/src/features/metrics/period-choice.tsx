import { SegmentedControl } from '@mantine/core';
import { type Period, periods } from '../../url-state.ts';
import classes from './period-choice.module.css';

interface Props {
  label: string;
  value: Period;
  onChange: (period: Period) => void;
  /** How the longest one reads. */
  longest: string;
}

const names: Partial<Record<Period, string>> = { 7: '7 days', 30: '30 days', 90: '90 days', 365: '1 year' };

export function PeriodChoice({ label, value, onChange, longest }: Props) {
  return (
    <SegmentedControl
      aria-label={label}
      size="sm"
      className={classes.choice}
      value={String(value)}
      onChange={(chosen) => {
        const period = periods.find((each) => String(each) === chosen);
        if (period) onChange(period);
      }}
      data={periods.map((period) => ({ value: String(period), label: names[period] ?? longest }))}
      withItemsBorders={false}
    />
  );
}
