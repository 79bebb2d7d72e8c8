import { locale } from '../../../format/locale.ts';

/** Jul: twelve of them stand side by side on a phone. */
export function shortMonthName(month: string, language = locale): string {
  const at = Date.parse(`${month}T00:00:00Z`);
  return new Intl.DateTimeFormat(language, { month: 'short', timeZone: 'UTC' }).format(at).slice(0, 3);
}
