/**
 * How each tool prints one frame of a stack. Tried in order; the first form that fits gives the
 * frame to the reading, which decides whether it counts.
 */
import { demangle } from './demangle.ts';
import { baseName, stripFrame, unwrapFrame } from './frames.ts';
import type { Reading } from './reading.ts';
import type { Rule } from './rule.ts';

const asIs = (frame: string) => frame;
const javaTypes = new Set([
  'CHECK failure',
  'Fatal Exception',
  'Uncaught exception',
  'Security exception',
]);

export const frameFormats: Rule[] = [
  {
    // cdb: `0018fe54 00d71234 module!function+0x12`
    has: '!',
    pattern: /^[0-9a-zA-Z`]+ [0-9a-zA-Z`]+ [0-9a-zA-Z_]+!(.*)\+[xX0-9a-fA-F]+/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    // sanitizers and gdb: `#1 0x4005 in f(int) /src/a.c:1:2 (binary+0x12)`
    has: '#',
    pattern: /^\s*#\d+\s+[xX0-9a-fA-F]+\s+(in.*|\(.*\))/,
    read: (reading, _line, found) => {
      const frame = sanitizerFrame(found[1] as string);
      return give(reading, frame.text, frame.isModule ? asIs : stripFrame);
    },
  },
  {
    // Chromium: `#1 0x7f48 base::f()`
    has: '#',
    pattern: /^ *#[0-9]+ [xX0-9a-fA-F]+ ([^/\\]+)$/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    // macOS: `3   image   0x0000000103 base::f() + 12`
    has: ' 0x',
    pattern: /^\d+\s/,
    read: (reading, line) => {
      const name = macFrame(line);
      return name === undefined ? undefined : give(reading, name);
    },
  },
  {
    // Chromium on Windows: `\tbase::f [0x10001+12] (c:\src\x.cc:5)`
    has: ' [0x',
    pattern: /^\s*(\S(?:[^/\\]*\S)?) \[0x[0-9a-fA-F]+\+\d+\]/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    has: 'at ',
    when: (reading) => reading.javaFrames && javaTypes.has(reading.type),
    read: (reading, line) => {
      const call = /^\s*at (.*)/.exec(line)?.[1];
      const open = call === undefined ? -1 : call.lastIndexOf('(', call.lastIndexOf(')'));
      if (call !== undefined && open > -1) give(reading, call.slice(0, open));
      return 'line';
    },
  },
  {
    // in such a reading no other form is a frame
    when: (reading) => reading.javaFrames && javaTypes.has(reading.type),
    read: () => 'line',
  },
  {
    // kernel with addresses: `[<c0667574>] (function+0xa0/0x124)`
    has: '[<',
    pattern: /^[^(]*\[<([x0-9a-fA-F]+)>\]\s+\(?(\w+)\+\w+\/\w+/,
    read: (reading, _line, found) => {
      give(reading, found[2] as string);
      if (reading.frameCount === 1 && !reading.setting.kasan) reading.address = `0x${found[1]}`;
      return 'line';
    },
  },
  {
    pattern: /^\(?(\w+)\+\w+\/\w+/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    pattern: /^#\s*V8 correctness ((?:configs|sources|suppression): .*)/,
    read: (reading, _line, found) => give(reading, found[1] as string, asIs),
  },
  {
    // Go: `github.com/a/b.(*T).f(0x1, {0x2?, 0x3})`
    when: (reading) => reading.setting.go,
    pattern: /^([0-9a-zA-Z.\-_\\/()*[\]]+)\([x0-9a-f\s,.{}?]*\)$/,
    read: (reading, _line, found) =>
      give(reading, found[1] as string, (name) => name.slice(name.lastIndexOf('/') + 1)),
  },
  {
    has: 'File "',
    when: (reading) => reading.setting.python,
    pattern: /^\s*File "[^"]+", line \d+, in (.+)$/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    // Rust's own backtrace: `   3: crate::function::h0123456789abcdef`
    when: (reading) => reading.tool === 'rust',
    pattern: /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?([\w<_$].*)$/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    when: (reading) => reading.setting.javascript,
    pattern: /^\s* at ([^\s]+) \(.*:\d+:\d+\)/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    when: (reading) => reading.setting.trusty,
    pattern: /^uSP\+[a-zA-Z0-9]{6}: 0x[a-fA-F0-9]{16} in (\w+)/,
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
];

function give(reading: Reading, frame: string, strip: (frame: string) => string = stripFrame) {
  reading.addFrame(unwrapFrame(frame.trim()), { strip });
  return 'line' as const;
}

/**
 * The part of a sanitizer frame that names it, up to its last location; or its module. The fuzz
 * target's entry function is the same everywhere, so its file stands for it.
 */
function sanitizerFrame(rest: string): { text: string; isModule: boolean } {
  if (rest.startsWith('(')) return moduleFrame(rest);
  const body = rest.slice(2).trimStart();
  const text = body.slice(0, locationEnd(body));
  if (!text.startsWith('LLVMFuzzerTestOneInput')) return { text: `in ${text}`, isModule: false };
  const file = / ([^ ]+?):\d+(?::\d+)?$/.exec(text)?.[1];
  const named = file === undefined ? text : text.replace('LLVMFuzzerTestOneInput', baseName(file));
  return { text: `in ${named}`, isModule: false };
}

function moduleFrame(rest: string): { text: string; isModule: boolean } {
  const offset = /\+[xX0-9a-fA-F]+\)/g;
  let end = -1;
  for (const found of rest.matchAll(offset)) end = found.index + found[0].length;
  if (end !== -1) return { text: rest.slice(0, end), isModule: true };
  return { text: rest.slice(0, rest.lastIndexOf(')') + 1), isModule: false };
}

/** Where the last ` file:line[:column]` or ` (module)` of a frame ends; the end if there is none. */
function locationEnd(body: string): number {
  const close = body.lastIndexOf(')');
  const module_ = close === -1 ? -1 : body.lastIndexOf(' (', close);
  let located = -1;
  for (const found of body.matchAll(/:\d+(?!\d)(?::\d+)?/g))
    located = found.index + found[0].length;
  if (module_ !== -1 && module_ + 2 < close && located <= close) return close + 1;
  return located === -1 ? body.length : located;
}

/** `index  image  0xaddress  function + offset`. */
function macFrame(line: string): string | undefined {
  const addressed = /\s0x[0-9a-fA-F]+\s/.exec(line);
  if (addressed === null) return undefined;
  const image = line
    .slice(0, addressed.index)
    .replace(/^\d+\s+/, '')
    .trim();
  if (!/^(?:[\w ]+|\?\?\?)$/.test(image)) return undefined;
  const rest = line.slice(addressed.index + addressed[0].length);
  const plus = rest.lastIndexOf('+');
  if (plus === -1 || !/^\s*\d/.test(rest.slice(plus + 1))) return undefined;
  const name = rest.slice(0, plus).trim();
  return name === '' || /[/\\]/.test(name) ? undefined : demangle(name);
}
