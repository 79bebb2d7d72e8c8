import { locale } from './locale.ts';

export interface Currency {
  /** ISO 4217 code. */
  code: string;
  /** Decimals: minor units = major × 10^digits. Given by the API, because Intl is wrong for some currencies. */
  digits: number;
}

/** The whole amount, exact to the last minor unit: £8,911,407.90. */
export function exactMoney(minor: number, currency: Currency, language = locale): string {
  return formatter(currency, language, { fractionDigits: currency.digits }).format(majorUnits(minor, currency.digits));
}

/** A unit price, an exact decimal of major units, which may be finer than the currency: £0.001, £10.50. */
export function exactPrice(major: string, currency: Currency, language = locale): string {
  const decimals = major.split('.')[1]?.length ?? 0;
  const price = major as Intl.StringNumericLiteral; // as the API tells decimals
  return formatter(currency, language, { fractionDigits: Math.max(decimals, currency.digits) }).format(price);
}

/**
 * The amount as it stands on a card: exact below a hundred thousand, whole units below a million, then £8.91m.
 * Whoever shows it offers `exactMoney` beside it.
 */
export function cardMoney(minor: number, currency: Currency, language = locale): string {
  const size = Math.abs(minor) / 10 ** currency.digits;
  if (size < 100_000) return exactMoney(minor, currency, language);
  if (size < 1_000_000)
    return formatter(currency, language, { fractionDigits: 0 }).format(majorUnits(minor, currency.digits));
  return formatter(currency, language, { compact: true }).format(majorUnits(minor, currency.digits));
}

/** For axes and cells of a grid, where there is room for four characters: £250, £1.2k. */
export function shortMoney(minor: number, currency: Currency, language = locale): string {
  const size = Math.abs(minor) / 10 ** currency.digits;
  if (size < 1000)
    return formatter(currency, language, { fractionDigits: 0 }).format(majorUnits(minor, currency.digits));
  return formatter(currency, language, { compact: true, significant: 2 }).format(majorUnits(minor, currency.digits));
}

/** The symbol that stands before an amount: £, GH₵, KWD. */
export function currencySymbol(currency: Currency, language = locale): string {
  const parts = formatter(currency, language, { fractionDigits: 0 }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency.code;
}

/** Minor units as an exact decimal text: Intl takes text without rounding it through a double. */
export function majorUnits(minor: number, digits: number): Intl.StringNumericLiteral {
  const figures = String(Math.abs(minor)).padStart(digits + 1, '0');
  const whole = figures.slice(0, figures.length - digits);
  const part = digits === 0 ? '' : `.${figures.slice(-digits)}`;
  return `${minor < 0 ? '-' : ''}${whole}${part}` as Intl.StringNumericLiteral;
}

interface Shape {
  fractionDigits?: number;
  compact?: boolean;
  significant?: number;
}

const formatters = new Map<string, Intl.NumberFormat>();

function formatter(currency: Currency, language: string, shape: Shape): Intl.NumberFormat {
  const key = `${language} ${currency.code} ${shape.fractionDigits} ${shape.compact} ${shape.significant}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(language, {
    style: 'currency',
    currency: currency.code,
    currencyDisplay: 'narrowSymbol',
    ...(shape.fractionDigits === undefined
      ? {}
      : { minimumFractionDigits: shape.fractionDigits, maximumFractionDigits: shape.fractionDigits }),
    ...(shape.compact ? { notation: 'compact' as const, minimumFractionDigits: 2, maximumFractionDigits: 2 } : {}),
    ...(shape.significant ? { maximumSignificantDigits: shape.significant } : {}),
  });
  formatters.set(key, made);
  return made;
}
