/**
 * The LLVM sanitizers' report lines: AddressSanitizer and its hardware-tagged sibling,
 * MemorySanitizer, ThreadSanitizer, LeakSanitizer, and the signal handler they share.
 */
import type { CrashTool } from '../crash.ts';
import { addressNumber, isAssertAddress } from '../security.ts';
import { after, capitalise } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

/** Reported on purpose by the program; the signal that follows is only how it stops. */
const deliberate = new Set([
  'Arbitrary file open',
  'ASSERT',
  'CHECK failure',
  'Command injection',
  'DCHECK failure',
  'Fatal error',
  'Security CHECK failure',
  'Security DCHECK failure',
  'Stack-overflow',
  'Timeout',
  'V8 API error',
]);

export const stoppedOnPurpose = (reading: Reading) => deliberate.has(reading.type);

/** Asked before everything else: an abort that only follows what was already understood. */
export const signalAfterCheck: Rule[] = [
  {
    has: 'Sanitizer: ',
    pattern: /[a-zA-Z]Sanitizer: (?:ABRT|breakpoint|ILL|TRAP) /,
    when: stoppedOnPurpose,
    read: () => 'line',
  },
];

export const memoryAndThreadRules: Rule[] = [
  {
    has: 'Sanitizer:',
    pattern: /(?:Thread|Memory)Sanitizer:\s+(?!ABRT)(?!ILL)([^(:]+)/,
    read: (reading, line, found) => {
      if (line.includes(' suppressions') || line.includes(' warnings')) return;
      reading.restart();
      reading.setType(
        capitalise(found[1] as string).trim(),
        line.includes('Thread') ? 'tsan' : 'msan',
      );
    },
  },
  {
    // several leaks may be reported: the first direct one counts, then the first indirect one
    pattern: /^Direct leak of /,
    when: (reading) => reading.type === '' || reading.type === 'Indirect-leak',
    read: (reading) => {
      reading.restart();
      reading.setType('Direct-leak', 'lsan');
    },
  },
  {
    pattern: /^Indirect leak of /,
    when: (reading) => reading.type === '',
    read: (reading) => {
      reading.restart();
      reading.setType('Indirect-leak', 'lsan');
    },
  },
];

export const overlapRule: Rule = {
  has: 'memcpy-param-overlap',
  read: (reading, line) => {
    const rest = after(line, 'memcpy-param-overlap') as string;
    const start = rest.indexOf('[');
    const end = rest.lastIndexOf(')');
    if (!line.includes('AddressSanitizer') || start === -1 || end < start) return;
    reading.restart();
    reading.setType('Memcpy-param-overlap', 'asan');
    reading.address = rest.slice(start, end + 1);
  },
};

export const addressRules: Rule[] = [
  {
    has: ' on unknown address ',
    pattern: /(?:SEGV|access-violation) on unknown address ([xX0-9a-fA-F]+)/,
    read: (reading, line, found) => {
      const tool = sanitizerIn(line.slice(0, found.index));
      if (tool === undefined) return;
      const address = found[1] as string;
      if (reading.type.includes('ASSERT')) {
        if (isAssertAddress(addressNumber(address)) || reading.setting.signalOnly) return 'line';
      }
      reading.setType('UNKNOWN', tool);
      reading.address = address;
      reading.restartStack();
      return 'line';
    },
  },
  {
    has: 'AddressSanitizer: attempting free on address which was not malloc()-ed: ',
    pattern: /malloc\(\)-ed: ([xX0-9a-fA-F]+)/,
    read: (reading, _line, found) => start(reading, 'Invalid-free', 'asan', found[1]),
  },
  {
    has: 'double-free on ',
    pattern: /double-free on (?:unknown address |address |)([xX0-9a-fA-F]+)/,
    read: (reading, line, found) =>
      line.slice(0, found.index).includes('AddressSanitizer')
        ? start(reading, 'Heap-double-free', 'asan', found[1])
        : undefined,
  },
  {
    has: 'Sanitizer: FPE ',
    read: (reading, line) =>
      start(reading, 'Floating-point-exception', sanitizerIn(line) ?? 'sanitizer', ''),
  },
  {
    has: 'ERROR: ',
    pattern: /ERROR: [a-zA-Z]{1,40}Sanitizer[: ]*/,
    when: (reading) => !reading.type.startsWith('Kernel failure') && !reading.languageCrash,
    read: (reading, line, found) => {
      const report = line.slice(found.index + found[0].length);
      const named = /^(.*) on (?:unknown address |address |)([xX0-9a-fA-F]+)/.exec(report);
      if (named === null) return;
      reading.restart();
      reading.setType(sanitizerType(named[1] as string), sanitizerIn(found[0]) ?? 'sanitizer');
      reading.address = named[2] as string;
    },
  },
  {
    // Windows prints the name of the exception, others the signal's
    has: 'Sanitizer: illegal-instruction',
    read: (reading, line) => reading.setType('Ill', sanitizerIn(line) ?? 'sanitizer'),
  },
  {
    when: (reading) => reading.type === 'Unknown-crash',
    read: (reading) => {
      reading.type = 'UNKNOWN';
    },
  },
  {
    has: 'The signal is caused by a ',
    pattern: /The signal is caused by a ([A-Z]+) memory access/,
    when: (reading) => reading.type === 'UNKNOWN',
    read: (reading, _line, found) => {
      if (found[1] !== 'UNKNOWN') reading.type += ` ${found[1]}`;
    },
  },
  {
    has: ' of size ',
    pattern: /^ *(Atomic [^ ]*|[^ ]*) of size ([^ ]*) at ([^ ]*)/,
    when: (reading) => !reading.setting.kasan && reading.type !== '',
    read: (reading, _line, found) => {
      reading.address = (found[3] as string).trim();
      if (reading.type.startsWith('UNKNOWN')) return;
      reading.type += `\n${(found[1] as string).toUpperCase()} ${found[2]}`;
    },
  },
];

/** Where nothing better was recognised: the words after the sanitizer's name. */
export const genericAddressRules: Rule[] = [
  {
    has: 'AddressSanitizer',
    pattern: /ERROR: (?:HWAddress|Address)Sanitizer[: ]*([^(:;]+)/,
    read: (reading, line, found) => {
      reading.restart();
      reading.setType(sanitizerType((found[1] as string).trim()), sanitizerIn(line) ?? 'asan');
    },
  },
  {
    has: 'allocation-tail-overwritten; heap object [',
    read: (reading, line) => {
      const object = after(line, 'heap object [') as string;
      const address = /^([xX0-9a-fA-F]+),/.exec(object)?.[1];
      if (address !== undefined && object.includes('of size')) reading.address = address;
    },
  },
];

/** The tool failed a check of its own: the process is dead and nothing after it counts. */
export const sanitizerCheckRule: Rule = {
  has: 'Sanitizer CHECK failed:',
  read: (reading, line) => {
    const words = /^\s*[^ ]*\s*(.*)/.exec(after(line, 'Sanitizer CHECK failed:') as string)?.[1];
    reading.setType('Sanitizer CHECK failure', sanitizerIn(line) ?? 'sanitizer');
    reading.address = '';
    reading.state = `${words ?? ''}\n`;
    reading.stopFrames();
    reading.finished = true;
    return 'line';
  },
};

function start(reading: Reading, type: string, tool: CrashTool, address: string | undefined) {
  reading.restart();
  reading.setType(type, tool);
  reading.address = address ?? '';
  return 'line' as const;
}

/** `heap_buffer_overflow` and `heap-buffer-overflow` are `Heap-buffer-overflow`. */
function sanitizerType(words: string): string {
  return capitalise(words.replaceAll('_', '-'))
    .replace('Int-divide-by-zero', 'Divide-by-zero')
    .trim();
}

function sanitizerIn(line: string): CrashTool | undefined {
  if (line.includes('HWAddressSanitizer')) return 'hwasan';
  if (line.includes('AddressSanitizer')) return 'asan';
  if (line.includes('MemorySanitizer')) return 'msan';
  if (line.includes('ThreadSanitizer')) return 'tsan';
  if (line.includes('UndefinedBehaviorSanitizer')) return 'ubsan';
  if (line.includes('LeakSanitizer')) return 'lsan';
  return /[a-zA-Z]Sanitizer/.test(line) ? 'sanitizer' : undefined;
}
