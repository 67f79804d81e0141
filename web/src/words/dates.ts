/** Dates as people here read them: day, hour and zone, always UTC, as in `20 Nov 2026, 14:05 UTC`. */
const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

export function day(at: string): string {
  const date = new Date(at);
  return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
}

export function hour(at: string): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(date.getUTCHours())}:${two(date.getUTCMinutes())} UTC`;
}

export function instant(at: string): string {
  return `${day(at)}, ${hour(at)}`;
}

/** The hour alone for today, else day and hour. `now` in milliseconds since 1970. */
export function lately(at: string, now: number): string {
  return day(at) === day(new Date(now).toISOString()) ? hour(at) : instant(at);
}

/** A duration people can compare: `0.4 s`, `12 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
