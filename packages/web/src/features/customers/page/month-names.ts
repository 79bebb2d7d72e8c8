import { locale } from '../../../format/locale.ts';

/** Jul, and Jan 26 where a year begins: twelve of them stand side by side on a phone. */
export function shortMonthName(month: string, language = locale): string {
  const at = Date.parse(`${month}T00:00:00Z`);
  const name = new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(at).slice(0, 3);
  return month.slice(5, 7) === '01' ? `${name} ${month.slice(2, 4)}` : name;
}
