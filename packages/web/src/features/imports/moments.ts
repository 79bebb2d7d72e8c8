import { day, todayIn } from '../../format/dates.ts';
import { locale } from '../../format/locale.ts';

/** An instant by the organization's clock: "today, 14:05", "9 Dec 2011, 14:05". */
export function moment(
  at: string,
  { timeZone, now = new Date(), language = locale }: { timeZone: string; now?: Date; language?: string },
): string {
  const instant = new Date(at);
  const on = todayIn(timeZone, instant);
  const time = new Intl.DateTimeFormat(language, { hour: 'numeric', minute: '2-digit', timeZone }).format(instant);
  return `${on === todayIn(timeZone, now) ? 'today' : day(on, language)}, ${time}`;
}

/** The organization's calendar day of an instant. */
export function dayOf(at: string, timeZone: string, language = locale): string {
  return day(todayIn(timeZone, new Date(at)), language);
}
