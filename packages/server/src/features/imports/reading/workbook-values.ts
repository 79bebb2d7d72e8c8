/** What a cell of a workbook says, as text such as a CSV file would hold. */

const day_ms = 86_400_000;
/** Excel counts from the end of 1899, old Macs from the first of 1904; the last day that it has is in 9999. */
const days_to_1904 = 1462;
const last_serial = 2_958_465;

/** A number without exponent, to the 15 figures that Excel shows: `0.30000000000000004` is 0.3. */
export function numberText(raw: string): string {
  if (/^-?\d{1,15}$/.test(raw)) return raw;
  const number = Number(raw);
  if (raw.trim() === '' || !Number.isFinite(number)) return raw;
  const text = String(Number(number.toPrecision(15)));
  if (!text.includes('e')) return text;
  return Math.abs(number) < 1 ? number.toFixed(20).replace(/0+$/, '') : BigInt(Math.round(number)).toString();
}

/** A date as `2010-12-01`, with a time as `2010-12-01 08:26:00`, a time alone as `08:26:00`; of no time zone, as in Excel. */
export function dateText(raw: string, isFrom1904: boolean): string {
  const serial = Number(raw) + (isFrom1904 ? days_to_1904 : 0);
  if (raw.trim() === '' || !(serial >= 0 && serial < last_serial + 1)) return numberText(raw);
  const seconds = Math.round(serial * 86_400);
  const time = new Date(seconds * 1000).toISOString().slice(11, 19);
  if (serial < 1) return seconds === 86_400 ? '23:59:59' : time;
  // Excel has a 29 February 1900, which is day 60.
  const start = Date.UTC(1899, 11, serial < 60 ? 31 : 30);
  const date = new Date(start + Math.floor(seconds / 86_400) * day_ms).toISOString().slice(0, 10);
  return seconds % 86_400 === 0 ? date : `${date} ${time}`;
}

/** `2010-12-01T00:00:00`, as other programs than Excel write dates. */
export function isoText(raw: string): string {
  return raw
    .trim()
    .replace('T', ' ')
    .replace(/ 00:00:00(?:\.0+)?$/, '');
}
