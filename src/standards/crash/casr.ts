/**
 * Crash reports as CASR (ISP RAS) writes them: JSON with the sanitizer's or interpreter's own
 * report as lines, or only a debugger's stack. Read into the same `Crash` as a raw trace.
 */
import type { Crash, ParseOptions } from './crash.ts';
import { parseCrash, parseDebuggerStack } from './parse.ts';

/** The part of the report that is read; everything else is kept out of the way. */
export interface CasrReport {
  Stacktrace: string[];
  CrashSeverity?: { ShortDescription?: string };
  [report: string]: unknown;
}

/** The tool's own text, in the order in which one is preferred. */
const reports = [
  'AsanReport',
  'MsanReport',
  'UbsanReport',
  'PythonReport',
  'GoReport',
  'JavaReport',
  'JsReport',
  'RustReport',
  'CSharpReport',
  'LuaReport',
];
const linesMax = 20_000;

/** Signals by the words CASR gives their severity. */
const signals: Record<string, string> = {
  AbortSignal: 'SIGABRT',
  SigTrap: 'SIGTRAP',
  FPE: 'SIGFPE',
};

export function isCasrReport(value: unknown): value is CasrReport {
  const stack = (value as { Stacktrace?: unknown } | null)?.Stacktrace;
  return Array.isArray(stack) && stack.every((line) => typeof line === 'string');
}

/** The crash a report tells of; undefined where neither its text nor its stack tells of one. */
export function parseCasrReport(report: CasrReport, options: ParseOptions = {}): Crash | undefined {
  for (const name of reports) {
    const crash = parseCrash(textOf(report[name]), options);
    if (crash !== undefined && crash.frames.length > 0) return crash;
  }
  const described = report.CrashSeverity?.ShortDescription ?? '';
  const stack = textOf(report.Stacktrace);
  const signal = signals[described] ?? 'SIGSEGV';
  return parseDebuggerStack(`Program received signal ${signal},\n${stack}`, options);
}

function textOf(lines: unknown): string {
  if (!Array.isArray(lines)) return '';
  return lines
    .slice(0, linesMax)
    .map((line) => String(line))
    .join('\n');
}
