/**
 * Linux and Android kernels: KASAN reports, panics, `kernel BUG`, ARM fault status codes.
 * Everything is a `Kernel failure` with the kernel's own words on the second line.
 */
import { capitalise, cutLast } from '../lines.ts';
import type { Reading } from '../reading.ts';
import type { Rule } from '../rule.ts';

/** Low four bits of the ARM fault status register. */
const faults: Record<number, string> = {
  0b0001: 'Alignment Fault',
  0b0011: 'Access Flag Fault, Section',
  0b0100: 'Instruction Cache Maintenance Fault',
  0b0101: 'Translation Fault, Section',
  0b0110: 'Access Flag Fault, Page',
  0b0111: 'Translation Fault, Page',
  0b1001: 'Domain Fault, Section',
  0b1011: 'Domain Fault, Page',
  0b1100: 'L1 Translation',
  0b1101: 'Permission Fault, Section',
  0b1110: 'L2 Translation',
  0b1111: 'Permissions Fault, Page',
};

export const kernelRules: Rule[] = [
  {
    // not in a KASAN build, whose own report says more
    has: 'Internal error: ',
    pattern: /Internal error: (?:Oops)?(?: -|:) (BUG|[0-9a-fA-F]+)/,
    when: (reading) => !reading.setting.kasan,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType(faultType(found[1] as string), 'kernel');
    },
  },
  {
    pattern: /^Kernel panic - not syncing: (.*)/,
    when: (reading) => !reading.setting.kasan,
    read: (reading, _line, found) => {
      reading.restart();
      reading.setType(kernelType((found[1] as string).trim().replaceAll(' ', '-')), 'kernel');
    },
  },
  {
    pattern: /^kernel BUG at (.*)/,
    read: (reading, _line, found) => setKernelType(reading, found[1] as string),
  },
  {
    pattern: /^BUG: KASAN: (.*)/,
    read: (reading, _line, found) => readKasan(reading, found[1] as string),
  },
  {
    pattern: /^KASAN: (.*?) (?:in|on) range \[([a-z0-9]+)-[a-z0-9]+\]/,
    read: (reading, _line, found) => {
      setKernelType(reading, found[1] as string);
      reading.address = found[2] as string;
    },
  },
  {
    pattern: /^general protection fault:.*KASAN/,
    read: (reading) => reading.setType(kernelType('General-protection-fault'), 'kernel'),
  },
];

/** A line after the KASAN headline often holds the access; asked after every other kernel rule. */
export const kernelAccessRule: Rule = {
  has: ' of size ',
  pattern: /^(Read|Write) of size ([0-9]+)(?: at (?:addr|address) ([a-f0-9]+))?/,
  when: (reading) => reading.type.startsWith('Kernel failure'),
  read: (reading, _line, found) => {
    if (found[3] !== undefined && reading.address === '') reading.address = `0x${found[3]}`;
    reading.type += `\n${(found[1] as string).toUpperCase()} ${found[2]}`;
  },
};

/** `slab-out-of-bounds in f+0x1/0x2 [at addr ffff]`. */
function readKasan(reading: Reading, report: string): void {
  const addressed = /\s?(?:addr|address) ([a-f0-9]+)/.exec(report);
  if (addressed !== null) {
    const kind = kindOf(report.slice(0, addressed.index));
    if (kind !== undefined) {
      setKernelType(reading, kind);
      reading.address = `0x${addressed[1]}`;
    }
  }
  const place = / \w+\+\w+\/\w+/.exec(report);
  if (place !== null) {
    const kind = kindOf(report.slice(0, place.index));
    if (kind !== undefined) setKernelType(reading, kind);
  }
}

function kindOf(head: string): string | undefined {
  return (cutLast(`${head} `, ' in ') ?? cutLast(`${head} `, ' on '))?.[0];
}

function setKernelType(reading: Reading, words: string): void {
  reading.setType(kernelType(capitalise(words.replaceAll(' ', '-')).trim()), 'kernel');
}

function kernelType(words: string): string {
  return `Kernel failure\n${words}`;
}

/** What an ARM `Internal error` code means; bit 11 tells writes from reads. */
function faultType(code: string): string {
  if (code === 'BUG') return code;
  const status = Number.parseInt(code, 16);
  const access = (status & 0x800) === 0 ? 'READ' : 'WRITE';
  return kernelType(`${access} ${faults[status & 0b1111] ?? 'Unknown'} (${status})`);
}
