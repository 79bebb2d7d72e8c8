import { VisuallyHidden } from '@mantine/core';
import { type Currency, cardMoney, exactMoney } from '../format/money.ts';

/** An amount as it fits a card; the exact one is a hover, and a screen reader, away. */
export function Amount({ minor, currency }: { minor: number; currency: Currency }) {
  const exact = exactMoney(minor, currency);
  const shown = cardMoney(minor, currency);
  if (shown === exact) return exact;
  return (
    <span title={exact}>
      <span aria-hidden="true">{shown}</span>
      <VisuallyHidden>{exact}</VisuallyHidden>
    </span>
  );
}
