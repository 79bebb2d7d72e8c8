import type { Moment } from './dates.ts';

const day_ms = 86_400_000;
/** 31 December 9999, the last that Excel has. */
const last_serial = 2_958_465;

/** Nothing but figures, perhaps with a fraction: a date as a program keeps it. */
export function isFigures(text: string): boolean {
  return /^\d{1,14}(?:[.,]\d+)?$/.test(text);
}

/** Excel's days, Unix's seconds and milliseconds, `20101201`, `201012010826`, `20101201082600`. Null where they are no date. */
export function momentOfFigures(text: string): Moment | null {
  if (/^\d{8}(?:\d{4}(?:\d\d)?)?$/.test(text)) return momentOfRun(text);
  if (/^\d{10}$/.test(text)) return momentAt(Number(text) * 1000, 0);
  if (/^\d{13}$/.test(text)) return momentAt(Number(text), 0);
  return momentOfSerial(text);
}

function momentOfRun(text: string): Moment {
  const part = (from: number, to: number) => Number(text.slice(from, to) || 0);
  return {
    year: part(0, 4),
    month: part(4, 6),
    day: part(6, 8),
    hour: part(8, 10),
    minute: part(10, 12),
    second: part(12, 14),
    ms: 0,
    offset_minutes: null,
    has_time: text.length > 8,
  };
}

/**
 * Days since the end of 1899, to the second: what Excel shows of them. Excel counts a 29 February 1900 that never was, so that
 * before it the count begins a day later.
 */
function momentOfSerial(text: string): Moment | null {
  const serial = Number(text.replace(',', '.'));
  const isYear = /^(?:19|2[01])\d\d$/.test(text);
  // A year alone would be a day of 1905.
  if (!(serial >= 1 && serial < last_serial + 1) || isYear || Math.floor(serial) === 60) return null;
  const start = Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const day = Math.floor(serial);
  const moment = momentAt(start + day * day_ms + Math.round((serial - day) * 86_400) * 1000, null);
  return { ...moment, has_time: serial !== day };
}

function momentAt(epoch_ms: number, offset_minutes: number | null): Moment {
  const at = new Date(epoch_ms);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    ms: at.getUTCMilliseconds(),
    offset_minutes,
    has_time: true,
  };
}
