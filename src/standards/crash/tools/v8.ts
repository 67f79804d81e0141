/**
 * V8: `# Fatal error in file, line n` blocks whose later lines say which check failed, aborts of
 * generated code, API misuse, correctness fuzzing and the sandbox.
 */
import { checkWords, fileName, stripFrame } from '../frames.ts';
import { cutLast } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

export const sandboxRule: Rule = {
  has: 'V8 sandbox violation detected!',
  pattern: /^## V8 sandbox violation detected!/,
  read: (reading) => reading.setType('V8 sandbox violation', 'v8'),
};

export const v8Rules: Rule[] = [
  {
    pattern: /^#\s*Fatal error in (.*)/,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType('Fatal error', 'v8');
      reading.fatalError = true;
      reading.state = stripFrame(found[1] as string);
    },
  },
  {
    pattern: /^fatal error: (.*)/,
    when: (reading) => reading.setting.go,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType('Fatal error', 'go');
      reading.state = `${found[1]}\n`;
    },
  },
  {
    pattern: /^#\s*Runtime error in (.*)/,
    when: (reading) => reading.setting.options.v8RuntimeErrors === true,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType('RUNTIME_ASSERT', 'v8');
      reading.state = stripFrame(found[1] as string);
      reading.fatalError = true;
    },
  },
  {
    pattern: /^abort: (CSA_ASSERT failed:.*)/,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType('ASSERT', 'v8');
      const words = found[1] as string;
      // built with the source's place: `CSA_ASSERT failed: ok [../../src/x.cc:12]`
      const located = /:\d+\]$/.test(words) ? cutLast(words, ' [') : undefined;
      reading.state =
        located === undefined
          ? words
          : `${located[0]}\n${fileName(located[1].replace(/:\d+\]$/, ''))}`;
      reading.stopFrames();
    },
  },
  {
    pattern: /^\s*\[[^\]]*\] V8 error: (.+)\.$/,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType('V8 API error', 'v8');
      reading.state = `${found[1]}\n`;
    },
  },
  {
    pattern: /^#\s*V8 correctness failure/,
    read: (reading) => {
      reading.restart();
      reading.setType('V8 correctness failure', 'v8');
    },
  },
];

/** Chromium's own signal handler, where no sanitizer is built in. */
export const genericSignalRule: Rule = {
  pattern: /^Received signal 11 SEGV_[A-Z]+ ([0-9a-f]*)/,
  read: (reading, _line, found) => {
    reading.restart();
    reading.setType('UNKNOWN', 'chromium');
    reading.address = `0x${found[1]}`;
  },
};

const inBlock = (reading: Reading) => reading.fatalError;

/** Lines of the block that `# Fatal error in` opened. */
export const v8BlockRules: Rule[] = [
  {
    pattern: /^#\s*(Fatal|Runtime) error in (.*), line [0-9]+/,
    when: inBlock,
    read: (reading, _line, found) => {
      if (found[1] === 'Runtime' && reading.setting.options.v8RuntimeErrors !== true) return;
      reading.setType(found[1] === 'Runtime' ? 'RUNTIME_ASSERT' : 'Fatal error', 'v8');
      reading.sourceFile = fileName(found[2] as string);
      reading.state = `${reading.sourceFile}\n`;
      return 'line';
    },
  },
  {
    pattern: /^#\s+(.*)/,
    when: inBlock,
    read: (reading, _line, found) => {
      reading.restart();
      const [type, words] = blockFailure(found[1] as string);
      if (type !== undefined) reading.setType(type, 'v8');
      if (words.trim() === '') return;
      const where = reading.sourceFile === '' ? '' : ` in ${reading.sourceFile}`;
      reading.state = `${checkWords(words)}${where}\n`;
      reading.frameCount = 1;
    },
  },
  {
    pattern: /^# un(?:reachable|implemented) code/,
    when: inBlock,
    read: (reading) => {
      reading.restart();
      reading.setType('Unreachable code', 'v8');
      if (reading.sourceFile !== '') reading.state = `${reading.sourceFile}\n`;
    },
  },
];

function blockFailure(words: string): [type: string | undefined, words: string] {
  const check =
    /^(Debug check failed: |Check failed: |RepresentationChangerError: node #\d+:)/.exec(words);
  // positions and ids in free text differ from run to run
  if (check === null) return [undefined, words.replace(/(?<![\w.])\d+(?![\w.])/g, 'NUMBER')];
  const type = check[0].startsWith('Debug') ? 'DCHECK failure' : 'CHECK failure';
  return [type, words.slice(check[0].length)];
}
