/**
 * Debugger output: gdb on Linux and macOS, cdb and WinDbg on Windows.
 */
import { after, capitalise } from '../lines.ts';
import type { Rule } from '../rule.ts';

export const debuggerRules: Rule[] = [
  {
    pattern: /^Program received signal ([a-zA-Z]+),/,
    read: (reading, _line, found) => reading.setType((found[1] as string).toUpperCase(), 'gdb'),
  },
  {
    pattern: /^rip {1,64}([xX0-9a-fA-F]+)/,
    read: (reading, _line, found) => {
      reading.address = found[1] as string;
    },
  },
  {
    pattern: /^(0[xX][0-9a-fA-F]+)\s+in\s/,
    read: (reading, _line, found) => {
      reading.address = found[1] as string;
    },
  },
  {
    pattern: /^Reason:.*at address[^0-9]*([0-9a-zA-Z]+)/,
    read: (reading, _line, found) => {
      reading.address = found[1] as string;
    },
  },
  {
    pattern: /^Attempt to (.*) [^ ]* address (.*)/,
    read: (reading, _line, found) => {
      reading.setType((found[1] as string).toUpperCase().trim(), 'cdb');
      reading.address = `0x${(found[2] as string).trim()}`;
    },
  },
];

export const cdbTypeRules: Rule[] = [
  {
    has: 'ExceptionCode: ',
    read: (reading, line) => {
      if (after(line, 'ExceptionCode: ')?.includes('(Stack overflow)')) {
        reading.setType('Stack-overflow', 'cdb');
      }
    },
  },
  {
    has: 'DEFAULT_BUCKET_ID',
    pattern: /DEFAULT_BUCKET_ID *: *([a-zA-Z_]+)/,
    read: (reading, _line, found) => reading.setType(bucketType(found[1] as string), 'cdb'),
  },
];

/** cdb prints registers and modules before this header; frames count from here. */
export const cdbStackStart: Rule = {
  pattern: /^ChildEBP RetAddr/,
  read: (reading) => reading.restartStack(),
};

/** `STATUS_INTEGER_OVERFLOW` and `INVALID_POINTER_READ_AVRF` in the sanitizers' words. */
function bucketType(bucket: string): string {
  return capitalise(bucket.replace(/_AVRF$/, '').replaceAll('_', '-'))
    .replace('Status-integer-overflow', 'Integer-overflow')
    .replace('Status-integer-divide-by-zero', 'Divide-by-zero');
}
