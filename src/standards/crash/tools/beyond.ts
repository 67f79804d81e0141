/**
 * Traces ClusterFuzz does not read, asked only where its conventions found no crash or no frame:
 * kernel oopses with timestamps, valgrind, gdb's other sentences, Android tombstones, plain Java,
 * .NET, Node.js, Python and Swift failures outside a fuzzing harness. Types keep ClusterFuzz's words where it has one.
 */
import { capitalise } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

const fresh = (reading: Reading) => reading.type === '';

const oopses: readonly (readonly [RegExp, string])[] = [
  [/^BUG: kernel NULL pointer dereference, address: ([0-9a-f]+)/, 'NULL-pointer-dereference'],
  [
    /^BUG: unable to handle (?:kernel )?NULL pointer dereference(?: at ([0-9a-f]+))?/,
    'NULL-pointer-dereference',
  ],
  [
    /^Unable to handle kernel NULL pointer dereference(?: at virtual address ([0-9a-f]+))?/,
    'NULL-pointer-dereference',
  ],
  [
    /^BUG: unable to handle (?:kernel )?(?:page fault|paging request)(?: for address:| at)? ([0-9a-f]+)/,
    'Paging-request',
  ],
  [/^Unable to handle kernel paging request at virtual address ([0-9a-f]+)/, 'Paging-request'],
  [/^(?:Oops: )?general protection fault/, 'General-protection-fault'],
  [/^(?:Oops: )?divide error: /, 'Divide-error'],
  [/^BUG: soft lockup|^watchdog: BUG: soft lockup/, 'Soft-lockup'],
  [/^INFO: task .* blocked for more than/, 'Task-hung'],
  [/^WARNING: CPU: \d+ PID: \d+ at /, 'Warning'],
];

export const kernelBeyondRules: Rule[] = [
  ...oopses.map(([pattern, words]): Rule => ({
    pattern,
    when: fresh,
    read: (reading, _line, found) => {
      reading.setType(`Kernel failure\n${words}`, 'kernel');
      if (found[1] !== undefined) reading.address = `0x${found[1]}`;
    },
  })),
  {
    pattern: /^BUG: (?:KMSAN|KFENCE|KCSAN): (.*?) in /,
    when: fresh,
    read: (reading, _line, found) => {
      const words = capitalise((found[1] as string).replaceAll(' ', '-'));
      reading.setType(`Kernel failure\n${words}`, 'kernel');
    },
  },
  {
    pattern: /^UBSAN: ([\w-]+) in /,
    when: fresh,
    read: (reading, _line, found) =>
      reading.setType(`Kernel failure\n${capitalise(found[1] as string)}`, 'kernel'),
  },
];

const valgrindErrors: readonly (readonly [RegExp, string])[] = [
  [/^==\d+== Use of uninitialised value/, 'Use-of-uninitialized-value'],
  [
    /^==\d+== Conditional jump or move depends on uninitialised value/,
    'Use-of-uninitialized-value',
  ],
  [/^==\d+== Invalid free\(\)/, 'Invalid-free'],
  [/^==\d+== Mismatched free\(\)/, 'Alloc-dealloc-mismatch'],
  [/^==\d+== Jump to the invalid address/, 'Invalid-jump'],
  [/^==\d+== Process terminating with default action of signal 11/, 'UNKNOWN'],
];

export const programRules: Rule[] = [
  {
    pattern: /^==\d+== Invalid (read|write) of size (\d+)/,
    when: fresh,
    read: (reading, _line, found) =>
      reading.setType(
        `Invalid-access\n${(found[1] as string).toUpperCase()} ${found[2]}`,
        'valgrind',
      ),
  },
  ...valgrindErrors.map(([pattern, type]): Rule => ({
    pattern,
    when: fresh,
    read: (reading) => reading.setType(type, 'valgrind'),
  })),
  {
    pattern:
      /^(?:Thread \d+ .*received|Program terminated with|Program received) signal (SIG[A-Z]+)/,
    when: fresh,
    read: (reading, _line, found) => reading.setType(found[1] as string, 'gdb'),
  },
  {
    pattern: /^(?:\S+\.swift:\d+: )?Fatal error: (.*)/,
    when: fresh,
    read: (reading, _line, found) => {
      const words = (found[1] as string).replace(/: file \S+, line \d+$/, '');
      reading.failCheck('Fatal error', 'swift', words);
    },
  },
  {
    pattern: /^Unhandled [Ee]xception[.:] System\./,
    when: fresh,
    read: (reading) => reading.setType('Uncaught exception', 'dotnet'),
  },
  {
    pattern: /^Exception in thread "[^"]*" [\w.$]+/,
    when: fresh,
    read: (reading) => reading.setType('Uncaught exception', 'jvm'),
  },
  {
    // `java.lang.IllegalStateException: message`, the first line of a bare stack
    pattern: /^(?:[a-z]\w*\.){1,32}[A-Z][\w$]*(?:Exception|Error)(?::|$)/,
    when: fresh,
    read: (reading) => reading.setType('Uncaught exception', 'jvm'),
  },
  {
    pattern: /^(?:Uncaught )?(?:[A-Z]\w{0,64})?Error(?: \[\w+\])?: /,
    when: fresh,
    read: (reading) => reading.setType('Uncaught exception', 'javascript'),
  },
  {
    pattern: /^Traceback \(most recent call last\):$/,
    read: (reading) => {
      reading.setType('Uncaught exception', 'python');
      reading.restartStack();
    },
  },
];

/** libc's own, which a debugger names without the path that gives them away. */
const debuggerRuntime =
  /^(?:_IO_|__v\w{0,12}printf|__\w{0,12}printf_chk|unlink_chunk|<signal handler)/;

/** Frames of those traces. */
export const framesBeyond: Rule[] = [
  {
    pattern: /^==\d+==\s+Address (0x[0-9A-Fa-f]+) is /,
    when: (reading) => reading.tool === 'valgrind' && reading.address === '',
    read: (reading, _line, found) => {
      reading.address = found[1] as string;
      // what follows is where the memory came from
      reading.stopFrames();
    },
  },
  {
    // errors after the first are its consequences
    pattern: /^==\d+==\s*$/,
    when: (reading) => reading.tool === 'valgrind' && reading.frameCount > 0,
    read: (reading) => reading.stopFrames(),
  },
  {
    pattern: /^==\d+==\s+(?:at|by) 0x[0-9A-Fa-f]+: (.+?) \((?:in )?[^()]*\)$/,
    when: (reading) => reading.tool === 'valgrind',
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
  {
    // a `?` marks what the kernel's unwinder only guesses
    pattern: /^\s*(?:RIP: [0-9a-f]{4}:|pc : |lr : )?([a-zA-Z_][\w.]*)\+0x[0-9a-f]+\/0x[0-9a-f]+/,
    when: (reading) => reading.tool === 'kernel',
    read: (reading, _line, found) => {
      // the instruction pointer is printed again above the call trace
      const name = found[1] as string;
      if (reading.stack.at(-1) !== name) give(reading, name);
      return 'line';
    },
  },
  {
    pattern: /^\s+at (?:new |async )?([\w$.<>[\]/]+(?: \[as [^\]]*\])?)\s?\(/,
    when: ({ tool }) => tool === 'jvm' || tool === 'javascript' || tool === 'dotnet',
    read: (reading, _line, found) => give(reading, (found[1] as string).split(' ', 1)[0] as string),
  },
  {
    // a tombstone: `#00 pc 0001a2b3  /system/lib64/libpump.so (android::open(int)+12) (BuildId: ab)`
    pattern: /^\s*#\d+ +pc ([0-9a-f]+) +(\S+)/,
    when: (reading) => reading.tool === 'android',
    read: (reading, line, found) => {
      const symbol = /^ \((.+?)\+\d+\)/.exec(line.slice(found[0].length))?.[1];
      return give(reading, symbol ?? `${found[2]}+0x${found[1]}`);
    },
  },
  {
    // gdb leaves the address out of the innermost and of inlined frames
    pattern: /^#\d+\s+(?:0x[0-9a-fA-F]+ in )?(?=\S)/,
    when: (reading) => reading.tool === 'gdb',
    read: (reading, line, found) => {
      const name = line.slice(found[0].length).split(' (', 1)[0] as string;
      return debuggerRuntime.test(name) ? 'line' : give(reading, name);
    },
  },
  {
    pattern: /^\d+ (?:\[[^\]]*\] )*(?:0x[0-9a-f]+ )?([^ ].*?)(?: \+ \d+)? in \S+/,
    when: (reading) => reading.tool === 'swift',
    read: (reading, _line, found) => give(reading, found[1] as string),
  },
];

function give(reading: Reading, frame: string) {
  reading.addFrame(frame);
  return 'line' as const;
}

/** Timestamps, levels and log tags that stand before a kernel's or a device's own line. */
export function withoutLogPrefix(line: string): string {
  return line
    .replace(/^<\d{1,2}>/, '')
    .replace(/^\[\s*\d+\.\d+\](?:\[\s*[TC]\d+\])? ?/, '')
    .replace(/^\d\d-\d\d \d\d:\d\d:\d\d\.\d+\s+\d+\s+\d+ [A-Z] [\w.-]{1,64}\s*: /, '');
}

/** The last traceback of a plain Python program, innermost frame first; others as they are. */
export function turnPlainTraceback(lines: string[]): string[] {
  const title = lines.lastIndexOf('Traceback (most recent call last):');
  if (title === -1) return lines;
  let end = title + 1;
  while (end < lines.length && /^\s/.test(lines[end] as string)) end++;
  return [lines[title] as string, ...lines.slice(title + 1, end).reverse(), ...lines.slice(end)];
}
