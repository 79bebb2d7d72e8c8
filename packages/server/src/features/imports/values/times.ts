import type { Clock } from './dates.ts';

const clock =
  /(?:^|[\sT,:])(\d{1,2})(?::|\s?h\s?)(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?(?!\d)(?:\s*([ap])\.?\s?m\b\.?)?/iu;
const hourOnly = /[\s,](\d{1,2})\s*([ap])\.?\s?m\b\.?/iu;
/** Between date and time: `2010-12-01T08:26`, `12/1/2010, 8:26`, `1. Dezember 2010 um 8:26 Uhr`. */
const between = /(?:[\s,:]+|\s(?:at|um|om|alle|à|a las|às))+$/iu;

/** The time of a text and what stands before it, its date. Null where no time is told; 'wrong' where there is none such. */
export function splitTime(text: string): { before: string; clock: Clock } | 'wrong' | null {
  const found = clock.exec(text);
  const short = found ? null : hourOnly.exec(text);
  const match = found ?? short;
  if (!match) return null;
  const [hour = '', minute = '0', second = '0', fraction = '', half] = found
    ? found.slice(1)
    : [short?.[1], '0', '0', '', short?.[2]];
  const time = {
    hour: hourOf(Number(hour), half?.toLowerCase()),
    minute: Number(minute),
    second: Number(second),
    ms: Number(fraction.slice(0, 3).padEnd(3, '0')),
  };
  const before = text.slice(0, match.index).replace(between, '').trim();
  const { year, offset_minutes } = readRest(text.slice(match.index + match[0].length));
  if (!(time.hour < 24 && time.minute < 60 && time.second < 60) || offset_minutes === undefined) return 'wrong';
  return { before: year ? `${before} ${year}` : before, clock: { ...time, offset_minutes } };
}

/** 12 AM is midnight and 12 PM is noon. NaN where there is no such hour. */
function hourOf(hour: number, half: string | undefined): number {
  if (!half) return hour;
  if (hour > 12 || (hour === 0 && half === 'p')) return Number.NaN;
  return (hour % 12) + (half === 'p' ? 12 : 0);
}

/** What stands behind a time: a zone, or the year, as Unix writes its dates. */
function readRest(text: string): { year: string; offset_minutes: number | null | undefined } {
  const rest = text.replace(/^\s*(?:Uhr|hrs?|h)\b\.?/iu, '').trim();
  const [, zone = '', year = ''] = /^(.*?)(?:(?:^|\s)(\d{4}))?$/su.exec(rest) ?? [];
  return { year, offset_minutes: offsetOf(zone.trim()) };
}

/** Names whose distance from UTC is one and the same for whoever writes them: RFC 2822, and Europe's. */
const offsets = new Map(
  Object.entries({ z: 0, utc: 0, gmt: 0, ut: 0, wet: 0, west: 60, cet: 60, cest: 120, eet: 120, eest: 180 }).concat(
    Object.entries({ est: -300, edt: -240, cst: -360, cdt: -300, mst: -420, mdt: -360, pst: -480, pdt: -420 }),
  ),
);

/** Minutes before (−) or after (+) UTC; null where none is told, undefined where it cannot be understood. */
function offsetOf(text: string): number | null | undefined {
  if (text === '') return null;
  const known = offsets.get(text.toLowerCase());
  if (known !== undefined) return known;
  // `+0000 UTC`, `GMT+0100 (Central European Standard Time)`, `+01:00[Europe/Berlin]`: what follows says the same in words.
  const [, sign, hours, minutes = '0'] =
    /^(?:UTC|GMT)?\s?([+\-\u2212])(\d{1,2}):?([0-5]\d)?(?:\s?[A-Z]{3,4}|\s?\(.*\)|\[.*\])?$/iu.exec(text) ?? [];
  if (!sign) return undefined;
  const offset = Number(hours) * 60 + Number(minutes);
  return sign === '+' || offset === 0 ? offset : -offset;
}
