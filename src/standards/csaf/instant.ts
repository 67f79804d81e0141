/**
 * Instants of CSAF documents as keys whose string order is time order. `Date` keeps milliseconds,
 * and the official tests order revisions by smaller fractions than that.
 */
const pattern =
  /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}:\d{2}:\d{2})(?:\.(\d{1,30}))?([Zz]|[+-]\d{2}:\d{2})$/;

/** RFC 3339 `date-time`, as CSAF's schema wants it. */
export function isInstant(text: string): boolean {
  return instantKey(text) !== undefined;
}

/** A key that compares as the instant does, whatever its offset and precision; undefined if it is none. */
export function instantKey(text: string): string | undefined {
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [, day = '', time = '', fraction = '', offset = ''] = match;
  // A leap second is a second of the next minute to `Date`.
  const isLeap = time.endsWith(':60');
  const ms = Date.parse(
    `${day}T${isLeap ? time.replace(/60$/, '59') : time}${offset.toUpperCase()}`,
  );
  if (Number.isNaN(ms) || !isCalendarDay(day)) return undefined;
  const seconds = ms / 1000 + (isLeap ? 1 : 0);
  // Shifted so that every year from 0000 on has a positive, equally long key.
  return `${String(seconds + 1e11).padStart(13, '0')}.${fraction.padEnd(30, '0')}`;
}

/** `Date` rolls 31 February over; RFC 3339 does not. */
function isCalendarDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}
