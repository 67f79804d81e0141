/**
 * What fuzzing engines say for themselves: libFuzzer, Centipede, Jazzer, PySecSan and OSS-Fuzz's
 * extra sanitizers. Out-of-memory and time-outs are told by many tools and share one list.
 */
import { cutLast } from '../lines.ts';
import type { Rule } from '../rule.ts';

const oomMarks = [
  '::OnNoMemory',
  'FatalProcessOutOfMemory',
  'Fatal process out of memory:',
  'Fatal JavaScript out of memory:',
  'Fatal JavaScript invalid size error',
  'FX_OutOfMemoryTerminate',
  'Out of memory. Dying.',
  'Out of memory. size=',
  'Sanitizer: allocation-size-too-big',
  'Sanitizer: calloc-overflow',
  'Sanitizer: calloc parameters overflow',
  'Sanitizer: out of memory',
  'TerminateBecauseOutOfMemory',
  'allocator is out of memory trying to allocate',
  'blinkGCOutOfMemory',
  'libFuzzer: out-of-memory (',
  'rss limit exhausted',
  'in rust_oom',
  '========= RSS limit exceeded:',
];

/** Marks in two parts, the second after the first. */
const oomPairs = [
  ['# Allocation failed', 'out of memory'],
  ['ERROR', 'Sanitizer failed to allocate'],
  ['Sanitizer: requested allocation size', 'exceeds maximum supported size'],
  ['couldnt allocate', 'Out of memory'],
] as const;

/** Every mark has one of these: the question asked of every line of every trace. */
const oomHint = /[Mm]emory|Sanitizer|limit ex|invalid size|rust_oom/;

/** Whether a line says that memory ran out. */
export function saysOutOfMemory(line: string): boolean {
  return (
    oomHint.test(line) &&
    (oomMarks.some((mark) => line.includes(mark)) ||
      oomPairs.some(([first, second]) => {
        const at = line.indexOf(first);
        return at !== -1 && line.includes(second, at + first.length);
      }))
  );
}

export const hangRules: Rule[] = [
  {
    pattern: /ERROR:\s*libFuzzer:\s*timeout/,
    when: (reading) => reading.setting.options.oomsAndHangs === true,
    read: (reading) => {
      reading.restart();
      reading.setType('Timeout', 'libfuzzer');
    },
  },
  {
    pattern: /^========= Per-input timeout exceeded:/,
    when: (reading) => reading.setting.options.oomsAndHangs === true,
    read: (reading) => {
      reading.restart();
      reading.setType('Timeout', 'centipede');
    },
  },
  {
    when: (reading) => reading.setting.options.oomsAndHangs === true,
    read: (reading, line) => {
      if (!saysOutOfMemory(line)) return;
      reading.restart();
      reading.setType('Out-of-memory', line.includes('libFuzzer') ? 'libfuzzer' : reading.tool);
    },
  },
  {
    pattern: /^========= Stack limit exceeded:/,
    read: (reading) => reading.setType('Stack-overflow', 'centipede'),
  },
];

/** Harnesses that watch for injection rather than corruption. */
export const injectionRules: Rule[] = [
  ['===BUG DETECTED: Shell corruption===', 'Command injection'],
  ['===BUG DETECTED: Shell injection===', 'Command injection'],
  ['===BUG DETECTED: Arbitrary file open===', 'Arbitrary file open'],
  ['===BUG DETECTED: Arbitrary domain name resolution===', 'Arbitrary DNS resolution'],
  ['===BUG DETECTED: PySecSan:', 'PySecSan'],
].map(([mark, type]) => ({
  has: mark as string,
  read: (reading, line) => {
    if (line.startsWith(mark as string)) reading.setType(type as string, 'sanitizer');
  },
}));

/** libFuzzer's own endings, where no sanitizer said more. */
export const libFuzzerRules: Rule[] = (
  [
    [/ERROR:\s*libFuzzer:\s*deadly signal/, 'Fatal-signal'],
    [/ERROR:\s*libFuzzer:\s*fuzz target exited/, 'Unexpected-exit'],
    [/ERROR:\s*libFuzzer:\s*fuzz target overwrites its const input/, 'Overwrites-const-input'],
  ] as const
).map(([pattern, type]) => ({
  has: 'libFuzzer',
  pattern,
  read: (reading) => {
    reading.restart();
    reading.setType(type, 'libfuzzer');
  },
}));

export const jazzerRules: Rule[] = [
  {
    pattern: /^== Java Exception: .*FuzzerSecurityIssue/,
    read: (reading) => {
      reading.setType('Security exception', 'jazzer');
      reading.javaFrames = true;
    },
  },
  {
    pattern: /^== Java Exception: (?!.*FuzzerSecurityIssue)/,
    read: (reading) => {
      reading.setType('Uncaught exception', 'jazzer');
      reading.javaFrames = true;
    },
  },
  {
    // Wycheproof's tests name themselves: `1) testLargeArrayAlias(com.google.security.wycheproof.X)`
    has: '(com.google.security.wycheproof.',
    pattern: /\(com\.google\.security\.wycheproof\.[a-zA-Z0-9_]*\)/,
    read: (reading, line, found) => {
      const test = cutLast(line.slice(0, found.index), ') ')?.[1];
      if (test === undefined) return;
      reading.setType('Wycheproof error', 'jvm');
      reading.state = `${test}${found[0]}`;
      reading.javaFrames = true;
    },
  },
];
