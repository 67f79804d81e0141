/** Numbers and spans of time as people read them. */

/** Whole numbers with a thousands mark: `12,500`. */
export const count = (value: number): string => value.toLocaleString('en-US');

export const plural = (value: number, one: string, many = `${one}s`): string =>
  `${count(value)} ${value === 1 ? one : many}`;

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** A span as two of its units, cut and not rounded: `12 days 4 hours`, `3 hours 5 minutes`, `under a minute`. */
export function span(ms: number): string {
  if (ms < minuteMs) return 'under a minute';
  const days = Math.floor(ms / dayMs);
  const hours = Math.floor((ms % dayMs) / hourMs);
  const minutes = Math.floor((ms % hourMs) / minuteMs);
  const parts = days > 0 ? [unit(days, 'day'), unit(hours, 'hour')] : [];
  if (days === 0) parts.push(unit(hours, 'hour'), unit(minutes, 'minute'));
  return parts.filter((part) => part !== '').join(' ');
}

const unit = (value: number, name: string): string => (value === 0 ? '' : plural(value, name));

/** A share between 0 and 1 as on the page: `0.625` is `62.5 %`. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

/** A value between 0 and 1, as short as it is exact to two digits. */
export const valueText = (value: number): string => String(Math.round(value * 100) / 100);

/** What people typed: they write `1,000,000`; what is no number becomes 0, which the server refuses at its place. */
export function numberOf(text: string): number {
  const value = Number(text.replaceAll(/[,_\s]/g, ''));
  return Number.isFinite(value) ? value : 0;
}
