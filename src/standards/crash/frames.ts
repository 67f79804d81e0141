/**
 * From what a tool printed to the frame two reports share: no namespaces that depend on the
 * compiler, no arguments, no module prefix; and, over the whole state, no addresses or numbers
 * that differ from one run to the next.
 */
import { strip } from './lines.ts';

const anonymous = ['non-virtual thunk to ', '(anonymous namespace)::', "`anonymous namespace'::"];

/** `(anonymous namespace)::a::b(int) /src/x.cc:1` becomes `a::b`. */
export function stripFrame(frame: string): string {
  let name = frame;
  for (const text of anonymous) name = name.replaceAll(text, '');
  name = name.slice(name.lastIndexOf('!') + 1);
  const arguments_ = name.search(/[([]/);
  if (arguments_ > 0) return name.slice(0, arguments_).trim();
  return name.trim().split(' ', 1)[0] as string;
}

/** A tool's wrapping around a frame: `in f` and `(module+0x1)`. */
export function unwrapFrame(frame: string): string {
  if (frame.startsWith('in ')) return frame.slice(3);
  if (frame.length > 1 && frame.startsWith('(') && frame.endsWith(')')) return frame.slice(1, -1);
  return frame;
}

const addresses = /0x[a-fA-F0-9]{4,}U*/g;
/** Four digits or more, or any after `@` or `#`; never a line number, never part of a word. */
const numbers = /(?<![:0-9.])(?:[0-9.]{4,}|(?<=[@#])[0-9]+)(?![A-Za-z0-9.])/g;

/** Takes out of the state what differs between two runs of one crash. */
export function withoutAddresses(state: string): string {
  return state
    .replace(/\+0x[0-9a-fA-F]+\n/g, '\n')
    .replace(addresses, 'ADDRESS')
    .replace(numbers, 'NUMBER');
}

/** A check's own words without the values it compared. */
export function checkWords(text: string): string {
  let words = text.startsWith('Check failed: ') ? text.slice('Check failed: '.length) : text;
  words = withoutComparedAfter(words);
  words = withoutComparison(words);
  words = withoutQuotedValue(words);
  return strip(words, ' .\'"[]');
}

/** `CHECK_EQ(a,1u) failed: 25 vs. 1`: Android's form, where the macro is printed. */
function withoutComparedAfter(words: string): string {
  const at = words.indexOf('failed: ');
  if (at === -1 || !/\svs\.\s/.test(words.slice(at + 7))) return words;
  return words.slice(0, at + 'failed'.length);
}

/** `len > 0 (-1 vs. 0)`. */
function withoutComparison(words: string): string {
  const at = words.indexOf(' (');
  return at !== -1 && /\svs\.\s/.test(words.slice(at + 2)) ? words.slice(0, at) : words;
}

/** `name: 'value'`, `name = "value"`. */
function withoutQuotedValue(words: string): string {
  const quote = words.at(-1);
  if (quote !== "'" && quote !== '"') return words;
  const opening = new RegExp(`[:=]\\s{0,64}${quote}`).exec(words.slice(0, -1));
  return opening === null ? words : words.slice(0, opening.index).trimEnd();
}

/** `'../../base/x.cc:12'` or `x.cc(12)` becomes `x.cc`. */
export function fileName(text: string): string {
  const path = strip(text, ' .\'"[]').split(':', 1)[0] as string;
  return baseName(path.split('(', 1)[0] as string);
}

export function baseName(path: string): string {
  const normal = path.replaceAll('\\', '/');
  return normal.slice(normal.lastIndexOf('/') + 1);
}
