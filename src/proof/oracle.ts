/**
 * Whether one finished run is a hit. Pure: it sees only what the supervisor saw and what we planted
 * for this run, never a word the trigger says about itself unless the oracle is `output`, which
 * alone never confirms (see `assurance.ts`).
 */
import { parseCrash, type Crash } from '#standards/crash';
import type { RunFinished } from '#platform/sandbox';
import { compilePattern } from './pattern.ts';
import type { Oracle } from './schema.ts';

/** What was planted for one run, drawn anew each time so that no bundle can know it. */
export interface Planted {
  /** What ASan is told to exit with. */
  sanitizerExitCode: number;
  /** In `/secret/canary`. */
  canary: string;
}

/** What a run left in its writable folders: path inside the run to the first bytes of a file. */
export type Written = ReadonlyMap<string, Uint8Array>;

export interface Judgement {
  hit: boolean;
  /** How it ended, in words that are the same on every replay. */
  ended: string;
  crash?: Crash;
}

/** Judges one run. A run that our own limits stopped is a hit for no oracle but `timeout`. */
export function judge(
  oracle: Oracle,
  run: RunFinished,
  planted: Planted,
  written: Written,
): Judgement {
  const report = sanitizerReport(run, planted);
  const crash = report === undefined ? undefined : parseCrash(report);
  const ended = endOf(run, report !== undefined);
  return {
    hit: hits(oracle, run, planted, written, report),
    ended,
    ...(crash === undefined ? {} : { crash }),
  };
}

function hits(
  oracle: Oracle,
  run: RunFinished,
  planted: Planted,
  written: Written,
  report: string | undefined,
): boolean {
  if (oracle.kind === 'timeout') return run.stopped === 'wall-time' || run.stopped === 'cpu-time';
  if (run.stopped !== null) return false;
  switch (oracle.kind) {
    case 'sanitizer':
      return (
        report !== undefined &&
        isOfType(report, oracle.type) &&
        hasFrames(report, oracle.frames ?? [])
      );
    case 'signal':
      return run.signal === oracle.signal;
    case 'exit':
      return run.exitCode === oracle.code;
    case 'output':
      return contains(
        oracle,
        textOf(oracle.stream === 'effects' ? run.channel : run[oracle.stream]),
      );
    case 'file-written':
      return written.has(oracle.path);
    case 'canary-read':
      return [run.stdout, run.stderr, ...written.values()].some((bytes) =>
        tells(bytes, planted.canary),
      );
    case 'callback':
      // Refused when the bundle is read: a run has no network to call back through.
      return false;
  }
}

/**
 * The private descriptor's text, only where the process also ended as ASan ends: a target that can
 * be made to write into a descriptor does not thereby exit with a number it never saw.
 */
function sanitizerReport(run: RunFinished, planted: Planted): string | undefined {
  if (run.exitCode !== planted.sanitizerExitCode || run.stopped !== null) return undefined;
  const text = textOf(run.channel);
  return /^==\d+==ERROR: AddressSanitizer: /m.test(text) ? text : undefined;
}

function isOfType(report: string, type: string | undefined): boolean {
  if (type === undefined) return true;
  const found = /ERROR: AddressSanitizer: ([\w-]+)/.exec(report)?.[1];
  return found?.toLowerCase() === type.toLowerCase();
}

/** The functions named, in order, in the first stack; others may stand between. */
function hasFrames(report: string, wanted: readonly string[]): boolean {
  const [stack = ''] = report.split(/\n\s*\n/);
  const functions = [...stack.matchAll(/^\s*#\d+ 0x[0-9a-f]+ in (\S+)/gm)].map((frame) => frame[1]);
  let next = 0;
  for (const name of functions) if (name === wanted[next]) next++;
  return next === wanted.length;
}

function contains(oracle: Oracle & { kind: 'output' }, text: string): boolean {
  if (oracle.contains !== undefined) return text.includes(oracle.contains);
  return oracle.pattern !== undefined && compilePattern(oracle.pattern).test(text);
}

/** The canary itself, or as a program might show bytes it read. */
function tells(bytes: Uint8Array, canary: string): boolean {
  const text = textOf(bytes);
  const raw = Buffer.from(canary);
  // Base64 of a longer text holds the canary's own only at one alignment of three: try them all.
  const encoded = [0, 1, 2].map((shift) =>
    Buffer.concat([Buffer.alloc(shift), raw])
      .toString('base64')
      .slice(shift === 0 ? 0 : 4, -4),
  );
  return [canary, raw.toString('hex'), ...encoded].some((form) => text.includes(form));
}

function endOf(run: RunFinished, isSanitizer: boolean): string {
  if (run.stopped !== null) return `stopped: ${run.stopped}`;
  if (isSanitizer) return 'sanitizer';
  return run.signal ?? `exit ${run.exitCode}`;
}

const textOf = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
