/**
 * CHECK failures as Chromium, Google logging and Cobalt print them: a bracketed log prefix that
 * names the file, then the condition that did not hold.
 */
import { checkWords, fileName } from '../frames.ts';
import { after } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

/** `F0812 21:22:15.159294   61315 logging.cc:89] `. */
const googleLog = /^F\d{4}\s+\d{2}:\d{2}:\d{2}\.\d+\s+\d+\s+([^\]]*):\d+\]\s*(.*)/;

export const securityCheckRules: Rule[] = (
  [
    ['Security CHECK failed:', 'Security CHECK failure'],
    ['Security DCHECK failed:', 'Security DCHECK failure'],
  ] as const
).map(([mark, type]) => ({
  has: mark,
  read: (reading, line) => {
    const words = after(line, mark) as string;
    const end = words.lastIndexOf('.');
    const place = loggedPlace(line);
    if (place === undefined || end === -1) return;
    failed(reading, type, words.slice(0, end).trimStart(), place.file);
  },
}));

export const checkRules: Rule[] = [
  {
    pattern: googleLog,
    read: (reading, _line, found) =>
      failed(reading, 'Fatal error', found[2] as string, found[1] as string),
  },
  {
    has: 'Check failed:',
    pattern: /^\s*\[.*?Check failed:\s*(.*)/,
    read: (reading, line, found) => {
      const place = loggedPlace(line);
      if (place !== undefined) failed(reading, 'CHECK failure', found[1] as string, place.file);
    },
  },
  {
    has: 'NOTREACHED hit.',
    pattern: /^\s*\[.*?NOTREACHED hit\.\s*(.*)/,
    read: (reading, line, found) => {
      const place = loggedPlace(line);
      const words = (found[1] as string) || 'NOTREACHED hit';
      if (place !== undefined) failed(reading, 'CHECK failure', words, place.file);
    },
  },
  {
    // logs that print `file.cc:12` call both kinds CHECK, and put a remark after the condition
    has: 'DCHECK failed:',
    pattern: /^\s*\[.*?DCHECK failed:\s*(.*)/,
    read: (reading, line, found) => {
      const place = loggedPlace(line);
      if (place === undefined) return;
      const type = place.lineAfterColon ? 'CHECK failure' : 'DCHECK failure';
      failed(reading, type, (found[1] as string).split('; ', 1)[0] as string, place.file);
    },
  },
  {
    has: 'Check failed:',
    pattern: googleLog,
    read: (reading, _line, found) => {
      const words = /^Check failed:\s*(.*)/.exec(found[2] as string)?.[1];
      if (words !== undefined) failed(reading, 'CHECK failure', words, found[1] as string);
    },
  },
];

export const gpuRule: Rule = {
  has: 'GPU process exited unexpectedly',
  read: (reading) => {
    reading.restart();
    reading.setType('GPU failure', 'chromium');
  },
};

function failed(reading: Reading, type: string, words: string, file: string): void {
  reading.restart();
  reading.failCheck(type, 'chromium', `${checkWords(words.trimStart())} in ${fileName(file)}`);
}

/** The file in the first bracket of a log line: `FATAL:a/b.cc(12)` or `FATAL:a/b.cc:12`. */
function loggedPlace(line: string): { file: string; lineAfterColon: boolean } | undefined {
  const open = line.indexOf('[');
  const close = line.indexOf(']', open);
  if (open === -1 || close === -1) return undefined;
  const content = line.slice(open + 1, close);
  const lineAfterColon = /\D:\d+$/.test(content);
  const named = (lineAfterColon ? content.replace(/:\d+$/, '') : content).split(
    '(',
    1,
  )[0] as string;
  const colon = named.lastIndexOf(':');
  return colon === -1 ? undefined : { file: named.slice(colon + 1), lineAfterColon };
}
