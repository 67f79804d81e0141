/**
 * Assertions, whatever printed them: C `assert`, Google logging, WebKit, Envoy, Go's and Rust's
 * panics. They come before the stack of the abort they cause, and their words are the best key.
 */
import { after, cutLast } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

const notKernel = (reading: Reading) => !reading.type.startsWith('Kernel failure');

export const assertRules: Rule[] = [
  {
    when: notKernel,
    pattern: /assert(?:ion)? fail(?:ure|ed): |panic: /i,
    read: (reading, line) => {
      const words = assertionWords(line);
      if (words !== undefined) fail(reading, words, line.startsWith('panic: ') ? 'go' : 'assert');
    },
  },
  {
    has: 'assertion failed at ',
    when: notKernel,
    pattern: /^F\d{4}\s+\d{2}:\d{2}:\d{2}\.\d+\s+\d+\s+[^\]]*:\d+\]/,
    read: (reading, line) => {
      const place = after(line, 'assertion failed at ') as string;
      const words = /\sin\s/.test(place) ? cutLast(place, ': ')?.[1] : undefined;
      if (words !== undefined) fail(reading, words);
    },
  },
  {
    // glibc: `prog: tree.c:860: Node *f(int): Assertion `record' failed.`
    when: notKernel,
    pattern: / failed\.?$/,
    read: (reading, line) => {
      const found = /:\s{0,64}assertion [`'"]?(.*?)[`'"]? failed\.?$/i.exec(line);
      if (found !== null) fail(reading, found[1] as string);
    },
  },
  {
    // libc++ hardening: `/v1/array:12: assertion i < N failed: out of bounds`
    has: ' failed:',
    when: notKernel,
    pattern: /:\d+:\s{0,64}assertion /,
    read: (reading, line, found) => {
      const words = cutLast(line.slice(found.index), ' failed:')?.[1].trimStart();
      if (line.slice(0, found.index).includes('/') && words) fail(reading, words);
    },
  },
  {
    // Rust to 1.72, message on the line
    has: 'panicked at',
    when: notKernel,
    pattern: /^thread\s.*\spanicked at '([^']*)/i,
    read: (reading, _line, found) => fail(reading, found[1] as string, 'rust'),
  },
  {
    // Rust from 1.73: `thread 'main' (123) panicked at src/main.rs:2:5:`, message on the next
    has: 'panicked at ',
    when: notKernel,
    pattern: /^thread\s.*\spanicked at ([^'\s:]+):\d+:\d+:$/,
    read: (reading, _line, found) => {
      fail(reading, (found[1] as string).replace(/^.*\//, ''), 'rust');
      reading.messageFollows = true;
    },
  },
  {
    when: (reading) => reading.messageFollows,
    read: (reading, line) => {
      if (/\spanicked at [^'\s:]+:\d+:\d+:$/.test(line)) return;
      reading.messageFollows = false;
      if (line.trim() !== '' && !line.startsWith('note: ')) reading.state = `${line.trim()}\n`;
    },
  },
  {
    has: 'SHOULD NEVER BE REACHED',
    pattern: /^\s*SHOULD NEVER BE REACHED\s*$/,
    read: (reading) => {
      reading.setType('ASSERT_NOT_REACHED', 'assert');
      reading.restart();
    },
  },
];

/** Words after `assertion failed: ` or `panic: `, where the line is a log line or nothing else. */
function assertionWords(line: string): string | undefined {
  const mark = /(?:assert(?:ion)? fail(?:ure|ed)|panic): /gi;
  for (let tries = 0; tries < 8; tries++) {
    const found = mark.exec(line);
    if (found === null) return undefined;
    const prefix = line.slice(0, found.index).trimEnd();
    const bracketed = prefix.startsWith('[') && prefix.endsWith(']');
    const located = /\.(?:cc?|cpp|cxx|hh?|hpp|hxx):/i.test(prefix);
    if (prefix === '' || bracketed || located) return line.slice(found.index + found[0].length);
  }
  return undefined;
}

function fail(reading: Reading, words: string, tool: 'assert' | 'go' | 'rust' = 'assert'): void {
  reading.setType('ASSERT', tool);
  reading.frameCount = 1;
  if (words !== '') reading.state = `${words}\n`;
}
