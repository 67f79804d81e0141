/**
 * Cutting a trace into lines, and a line into pieces. Everything here is linear in its input:
 * patterns elsewhere are anchored, and what would need two greedy gaps is found by position, so a
 * hostile line cannot make a match slow.
 */
import { limits } from './crash.ts';

const lineEnd = /\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/;
const deadlySignal = /^(?:Address|Leak|Memory|UndefinedBehavior|Thread)Sanitizer:DEADLYSIGNAL/;
const trailingDeadlySignal =
  /(?:Address|Leak|Memory|UndefinedBehavior|Thread)Sanitizer:DEADLYSIGNAL$/;

const centipedePrefix = 'CRASH LOG: ';

/** Lines of a trace, bounded in number and length. */
export function linesOf(text: string): string[] {
  const bounded = text.length > limits.textLengthMax ? text.slice(0, limits.textLengthMax) : text;
  return bounded.split(lineEnd, limits.linesMax).map((line) => cleanLine(line));
}

/**
 * Centipede relays its target's output behind a prefix; a sanitizer's marker sometimes lands on
 * the end of the line that matters.
 */
function cleanLine(line: string): string {
  let cut = line.length > limits.lineLengthMax ? line.slice(0, limits.lineLengthMax) : line;
  if (cut.startsWith(centipedePrefix)) cut = cut.slice(centipedePrefix.length);
  if (!cut.endsWith('DEADLYSIGNAL')) return cut;
  const found = trailingDeadlySignal.exec(cut);
  if (found === null || found.index === 0 || cut.slice(0, found.index).trim() === '') return cut;
  return cut.slice(0, found.index);
}

/** Lines a tool prints beside a crash that would mislead whoever reads the crash from them. */
export function isNoise(line: string): boolean {
  return (
    line.includes(':INFO:CONSOLE') ||
    line.includes('SUMMARY:') ||
    line.includes('WARNING: AddressSanitizer') ||
    line.includes('failed to mprotect 0x00010000') ||
    line.includes('text run at (') ||
    line.includes('Please include Java exception stack in crash report') ||
    deadlySignal.test(line)
  );
}

/** What follows the first `mark`, or undefined. */
export function after(line: string, mark: string): string | undefined {
  const at = line.indexOf(mark);
  return at === -1 ? undefined : line.slice(at + mark.length);
}

/** `text` cut at the last `mark`: before and after, or undefined. */
export function cutLast(text: string, mark: string): [string, string] | undefined {
  const at = text.lastIndexOf(mark);
  return at === -1 ? undefined : [text.slice(0, at), text.slice(at + mark.length)];
}

/** `text` without any of `characters` at either end. */
export function strip(text: string, characters: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && characters.includes(text[start] as string)) start++;
  while (end > start && characters.includes(text[end - 1] as string)) end--;
  return text.slice(start, end);
}

/** First letter upper case, the rest lower: how sanitizer names become crash types. */
export function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();
}
