/**
 * Android's tombstones and log lines: signals with a fault address, abort messages, fatal Java
 * exceptions, missing libraries (those of other loaders too), trusted applications.
 */
import { checkWords, fileName } from '../frames.ts';
import { after, cutLast } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';
import { stoppedOnPurpose } from './sanitizers.ts';

export const androidRules: Rule[] = [
  {
    has: 'fault addr ',
    read: (reading, line) => {
      // the same signal is logged again after its stack was printed
      if (reading.type.startsWith('UNKNOWN') && line.includes('Fatal signal')) return;
      const [head, rest] = cutLast(line, 'fault addr ') as [string, string];
      if (!line.slice(head.indexOf('signal'), head.length).includes('(SIG')) return;
      const address = rest.split(' ', 1)[0] as string;
      readSignal(reading, line, address, rest.slice(address.length));
    },
  },
  {
    has: '(SIGTRAP)',
    pattern: /signal \d+ \(SIGTRAP\)/,
    when: (reading) => !stoppedOnPurpose(reading),
    read: (reading, line) => {
      const address = cutLast(line, 'fault addr ')?.[1].split(' ', 1)[0];
      if (address === undefined) return;
      reading.setType('Trap', 'android');
      reading.address = address;
    },
  },
  {
    has: '(SIGABRT)',
    pattern: /signal \d+ \(SIGABRT\)/,
    when: (reading) => !stoppedOnPurpose(reading),
    read: (reading) => {
      reading.setType('Abort', 'android');
      reading.address = '';
    },
  },
  {
    pattern: /^Abort message: (.*)/,
    read: (reading, _line, found) => {
      reading.failCheck('CHECK failure', 'android', abortWords(found[1] as string));
      reading.address = '';
      reading.javaFrames = true;
    },
  },
];

/** `FATAL EXCEPTION: main`, after which Java frames follow. */
export const fatalExceptionRule: Rule = {
  has: 'FATAL EXCEPTION',
  read: (reading, line) => {
    if (!after(line, 'FATAL EXCEPTION')?.includes(':')) return;
    reading.restart();
    reading.setType('Fatal Exception', 'android');
    reading.javaFrames = true;
  },
};

/** A library or symbol the program was built without: a broken build, not a bug in the target. */
export const missingLibraryRules: Rule[] = [
  missing(': library ', ' not found'),
  missing(': cannot locate symbol ', ' referenced by'),
  {
    has: 'error while loading shared libraries: ',
    pattern: /libraries: ([^:]*): cannot open shared object file/,
    read: (reading, _line, found) => lose(reading, found[1] as string),
  },
];

/** A name in quotes between two phrases. */
function missing(before: string, behind: string): Rule {
  return {
    has: before,
    read: (reading, line) => {
      const rest = after(line, before) as string;
      const end = rest.lastIndexOf(behind);
      const quoted = rest.slice(0, Math.max(end, 0));
      if (
        quoted.length < 2 ||
        quoted.at(0) !== quoted.at(-1) ||
        !'`\'"'.includes(quoted[0] as string)
      )
        return;
      lose(reading, quoted.slice(1, -1));
    },
  };
}

function lose(reading: Reading, name: string): void {
  reading.restart();
  reading.setType('Missing-library', 'loader');
  reading.state = name;
}

function readSignal(reading: Reading, line: string, address: string, rest: string): void {
  reading.restart();
  reading.setType('UNKNOWN', 'android');
  reading.javaFrames = false;
  // memory tagging: the tag of the pointer and of the memory differ
  if (line.includes('SEGV_MTESERR')) {
    reading.type = `Tag-mismatch${/^ \((?:read|write)\)/.exec(rest)?.[0] ?? ''}`;
  }
  if (line.includes('SIGSEGV'))
    reading.address = address.startsWith('0x') ? address : `0x${address}`;
  const named = /\(([^()]*)\)$/.exec(rest)?.[1];
  if (named !== undefined)
    reading.processName = named.slice(0, 1).toUpperCase() + named.slice(1).toLowerCase();
}

/** `[FATAL:x.cc(12)] Check failed: ok` or a bare message. */
function abortWords(message: string): string {
  const space = message.indexOf(' ');
  if (space === -1) return checkWords(message);
  const file = message.slice(0, space).replaceAll('FATAL:', '');
  return `${checkWords(message.slice(space + 1))} in ${fileName(file)}`;
}
