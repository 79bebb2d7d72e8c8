import { locale } from './locale.ts';

/** 18,532 */
export function count(value: number, language = locale): string {
  return new Intl.NumberFormat(language).format(value);
}

/** A count on a card: exact below a million, then 1.24m. */
export function cardCount(value: number, language = locale): string {
  if (Math.abs(value) < 1_000_000) return count(value, language);
  return new Intl.NumberFormat(language, { notation: 'compact', maximumFractionDigits: 2 }).format(value);
}

/** A fraction as percent: 0.656 → 65.6%. */
export function percent(fraction: number, language = locale): string {
  return new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(fraction);
}

/** A share of a whole, where next to nothing must not read as nothing: 0.0004 → <0.1%. */
export function share(fraction: number, language = locale): string {
  if (fraction > 0 && fraction < 0.001) return `<${percent(0.001, language)}`;
  return percent(fraction, language);
}

/** A probability: short of certain it is never shown as 100%. */
export function probability(value: number, language = locale): string {
  if (value < 1 && value >= 0.9995) return `>${percent(0.999, language)}`;
  return share(value, language);
}

/** "1 order", "2 orders". */
export function counted(value: number, one: string, many = `${one}s`, language = locale): string {
  return `${count(value, language)} ${value === 1 ? one : many}`;
}
