/**
 * Whether a crash is presumed to matter for security. A presumption from kind and address alone,
 * made before anyone has looked: what is not known to be harmless is relevant. It routes a
 * report; it is never a severity, and `proof` does not rest on it.
 */
import type { ParseOptions } from './crash.ts';

/** Addresses programs write to on purpose in order to stop. */
const assertAddresses = new Set([0xbbadbeef, 0xfbadbeef, 0x1f75b7dd, 0x977537dd, 0x9f7537dd]);
/** Below this an access is a null pointer and an offset. */
const nullBoundary = 0x1000;

/** Kinds that say nothing by themselves: the address decides. */
const byAddress = new Set([
  'Null-dereference',
  'Null-dereference READ',
  'Null-dereference WRITE',
  'READ',
  'UNKNOWN',
  'UNKNOWN READ',
  'UNKNOWN WRITE',
  'WRITE',
  'Uncaught exception',
]);

const relevant = new Set([
  'Security DCHECK failure',
  'DCHECK failure',
  'Bad-cast',
  'Index-out-of-bounds',
  'Incorrect-function-pointer-type',
  'Non-positive-vla-bound-value',
  'Object-size',
  'Arbitrary file open',
  'Arbitrary DNS resolution',
  'Command injection',
  'Wycheproof error',
  'PySecSan',
]);

const harmless = new Set([
  // stopped on purpose, or out of resources
  'Security CHECK failure',
  'Fatal error',
  'Fatal-signal',
  'Unreachable code',
  'Missing-library',
  'Overwrites-const-input',
  'Unexpected-exit',
  'ASSERT_NOT_REACHED',
  'RUNTIME_ASSERT',
  'V8 correctness failure',
  'V8 API error',
  'Stack-overflow',
  'Stack overflow',
  'Timeout',
  'Out-of-memory',
  'Floating-point-exception',
  // undefined behaviour that is an error of value
  'Assumption-violation',
  'Divide-by-zero',
  'Float-cast-overflow',
  'Implicit-conversion',
  'Integer-overflow',
  'Invalid-bool-value',
  'Invalid-builtin-use',
  'Invalid-enum-value',
  'Invalid-null-argument',
  'Invalid-null-return',
  'Misaligned-address',
  'No-return-value',
  'Pointer-overflow',
  'Potential-null-reference',
  'Undefined-shift',
  'Unsigned-integer-overflow',
  // Go's bounds checks stop the program safely
  'Index out of range',
  'Integer divide by zero',
  'Makeslice: len out of range',
  'Slice bounds out of range',
]);

/** The sanitizer's own word for a signal that a program raises against itself. */
const harmlessSignals = [
  'Sanitizer: ABRT',
  'Sanitizer: BUS',
  'Sanitizer: FPE',
  'Sanitizer: ILL',
  'Sanitizer: breakpoint',
];

/** Judges from the text, the type before and after normalising, and the address. */
export function isSecurityRelevant(
  text: string,
  crash: { type: string; address: string; tool: string },
  options: ParseOptions,
): boolean {
  const { type, tool } = crash;
  if (/FuzzerSecurityIssue(?:Critical|High|Medium|Low)/.test(text)) return true;
  if (jumpedToNull(text) || namesJniMisuse(text)) return true;
  if (type === 'CHECK failure') return options.checksAreSecurityRelevant ?? false;
  if (relevant.has(type)) return true;
  if (
    harmless.has(type) ||
    /Exception$|CHECK failure$|-leak|Data race|Lock-order-inversion/.test(type)
  ) {
    return false;
  }
  if (type === 'ASSERT' || text.includes('ASSERTION FAILED')) {
    // a Rust panic unwinds or stops; nothing was corrupted
    return tool === 'rust' ? false : (options.assertsAreSecurityRelevant ?? true);
  }
  if (type.startsWith('Kernel failure')) return true;
  if (harmlessSignals.some((signal) => text.includes(signal)) || abortsInLibc(text)) return false;
  if (!byAddress.has(type)) return true;
  const address = addressNumber(crash.address);
  return !isAssertAddress(address) && address >= nullBoundary;
}

export function isNullDereference(address: string): boolean {
  return addressNumber(address) < nullBoundary;
}

export function isAssertAddress(address: number): boolean {
  return assertAddresses.has(address);
}

/** 0 for what is no address, as for a null pointer. */
export function addressNumber(address: string): number {
  const digits = /^(?:0[xX])?([0-9a-fA-F]+)$/.exec(address)?.[1];
  return digits === undefined ? 0 : Number.parseInt(digits, 16);
}

function jumpedToNull(text: string): boolean {
  return (
    text.includes('pc (nil) ') ||
    text.includes('pc 0x00000000 ') ||
    text.includes('pc 0x000000000000 ')
  );
}

function namesJniMisuse(text: string): boolean {
  const at = text.indexOf('JNI DETECTED ERROR');
  if (at === -1) return false;
  const line = text.slice(at, at + 4096).split('\n', 1)[0] as string;
  return /deleted|invalid|unexpected|unknown|wrong/.test(line);
}

function abortsInLibc(text: string): boolean {
  return /^[ \t]{1,64}#0[ \t]{1,64}0x[0-9a-f]{1,32}[ \t]{1,64}in gsignal /m.test(text);
}
