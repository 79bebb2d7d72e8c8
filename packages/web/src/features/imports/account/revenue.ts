import type { ImportAccount } from '@regulars/contract/imports.ts';
import { type Currency, exactMoney } from '../../../format/money.ts';

type Amounts = Pick<
  ImportAccount,
  'gross_minor' | 'refunded_minor' | 'guest_gross_minor' | 'guest_refunded_minor' | 'net_change_minor'
>;

export interface Sums {
  gross_minor: number;
  refunded_minor: number;
  net_minor: number;
}

/** What the rows come to, by whose it is, and the part of it that the figures already held. */
export function revenueSums(account: Amounts): { customers: Sums; guests: Sums; together: Sums; alreadyMinor: number } {
  const together = sums(account.gross_minor, account.refunded_minor);
  return {
    customers: sums(
      account.gross_minor - account.guest_gross_minor,
      account.refunded_minor - account.guest_refunded_minor,
    ),
    guests: sums(account.guest_gross_minor, account.guest_refunded_minor),
    together,
    alreadyMinor: together.net_minor - account.net_change_minor,
  };
}

function sums(gross_minor: number, refunded_minor: number): Sums {
  return { gross_minor, refunded_minor, net_minor: gross_minor - refunded_minor };
}

const wordJoiner = '\u2060';

/** An amount by which something moves: +£1,200.00, -£30.00, £0.00. The sign never stays behind at the end of a line. */
export function signedMoney(minor: number, currency: Currency, language?: string): string {
  if (minor === 0) return exactMoney(0, currency, language);
  return `${minor > 0 ? '+' : '-'}${wordJoiner}${exactMoney(Math.abs(minor), currency, language)}`;
}
