/**
 * Reads a trace from top to bottom and says what crashed, in ClusterFuzz's terms (type, address,
 * crash state). Pure; bounded in time and memory on any input; never throws.
 */
import { stateLineLengthMax, type Crash, type ParseOptions } from './crash.ts';
import { frameFormats } from './frame-formats.ts';
import { withoutAddresses } from './frames.ts';
import { isNoise, linesOf } from './lines.ts';
import { Reading, type Setting } from './reading.ts';
import { recursionIn } from './recursion.ts';
import { readLine, type Rule } from './rule.ts';
import { closingRules, rules, rulesForUnrecognised } from './rules.ts';
import { isNullDereference, isSecurityRelevant } from './security.ts';
import {
  framesBeyond,
  kernelBeyondRules,
  programRules,
  turnPlainTraceback,
  withoutLogPrefix,
} from './tools/beyond.ts';
import { saysOutOfMemory } from './tools/fuzzers.ts';
import { turnPythonTrace } from './tools/languages.ts';

/** After one of these, another stack begins: where memory was allocated, a thread created. */
const stackEnds = [
  'Direct leak of',
  'Uninitialized value was stored to memory at',
  'allocated by thread',
  'created by main thread at',
  'located in stack of thread',
  'previously allocated by',
];

interface Asked {
  unrecognised: Rule[];
  frames: Rule[];
}

const conventional: Asked = { unrecognised: rulesForUnrecognised, frames: frameFormats };
const extended: Asked = {
  unrecognised: [...kernelBeyondRules, ...rulesForUnrecognised, ...programRules],
  frames: [...framesBeyond, ...frameFormats],
};

const jniError = 'JNI DETECTED ERROR IN APPLICATION:';
const kernelTime = /^\[\s*\d+\.\d+\]\s/;

/** The crash a trace tells of, or undefined where it tells of none. */
export function parseCrash(text: string, options: ParseOptions = {}): Crash | undefined {
  const lines = linesOf(text);
  const setting = settingOf(text, lines, options);
  const reading = readTrace(prepared(text, lines, setting), setting, conventional);
  if (reading === undefined) return undefined;
  if (reading.type !== '' && reading.frameCount > 0) return crashOf(reading, text);
  const wider = readTrace(turnPlainTraceback(lines.map(withoutLogPrefix)), setting, extended);
  const found = isBetter(wider, reading) ? wider : reading;
  return found.type === '' ? undefined : crashOf(found, text);
}

/** A debugger's own stack, in which inlined frames carry no address. */
export function parseDebuggerStack(text: string, options: ParseOptions = {}): Crash | undefined {
  const lines = linesOf(text);
  const reading = readTrace(lines, settingOf(text, lines, options), extended);
  return reading === undefined || reading.type === '' ? undefined : crashOf(reading, text);
}

/** Wider reading counts where the convention saw nothing, or saw the same crash without a frame. */
function isBetter(wider: Reading | undefined, reading: Reading): wider is Reading {
  if (wider === undefined || wider.type === '') return false;
  if (reading.type === '') return true;
  return reading.state.trim() === '' && wider.type === reading.type && wider.frameCount > 0;
}

function settingOf(text: string, lines: string[], options: ParseOptions): Setting {
  return {
    kasan: text.includes('KASAN'),
    go: text.includes('.go:'),
    python: text.includes('.py", line'),
    javascript: text.includes('Uncaught Exception: Jazzer.js'),
    trusty: text.includes('Trusted App crash stacktrace'),
    symbolized: options.symbolized ?? isSymbolized(lines),
    signalOnly: /SCARINESS: \d+ \(signal\)/.test(text),
    options,
  };
}

/** Where these devices print a stack, it is before anyone has put names to it. */
const devicePath = /^\((?:\/system|\/vendor|\/apex|\/data|\/product)\//;

/** False only where no sanitizer frame has a name and all are modules of a device. */
function isSymbolized(lines: string[]): boolean {
  let modules = 0;
  for (const line of lines) {
    const frame = /^\s*#\d+\s+[xX0-9a-fA-F]+\s+(in\s|\(.*)/.exec(line)?.[1];
    if (frame === undefined) continue;
    if (!devicePath.test(frame)) return true;
    modules++;
  }
  return modules === 0;
}

function prepared(text: string, lines: string[], setting: Setting): string[] {
  const untimed = text.includes('Linux Kernel Library Stack Trace:')
    ? lines.map((line) => line.replace(kernelTime, ''))
    : lines;
  return setting.python ? turnPythonTrace(untimed) : untimed;
}

/** Undefined where the trace is only of memory that ran out and nobody asked for those. */
function readTrace(lines: string[], setting: Setting, asked: Asked): Reading | undefined {
  const reading = new Reading(setting);
  for (const line of lines) {
    if (reading.finished) break;
    if (isNoise(line)) continue;
    if (setting.options.oomsAndHangs !== true && saysOutOfMemory(line)) return undefined;
    if (readLine(rules, reading, line)) continue;
    if (reading.type === '') readLine(asked.unrecognised, reading, line);
    if (readLine(closingRules, reading, line)) continue;
    if (reading.state !== '' && stackEnds.some((mark) => line.includes(mark))) {
      reading.stopFrames();
      continue;
    }
    if (reading.type === '') continue;
    // by convention its frames may still fill the state; they are not where it crashed
    if (line.includes('freed by thread')) reading.stackEnded = true;
    if (reading.state.includes(jniError) && line.includes('/art/runtime/')) continue;
    readLine(asked.frames, reading, line);
  }
  return reading;
}

function crashOf(reading: Reading, text: string): Crash {
  const { setting } = reading;
  if (reading.type === 'Stack-overflow') {
    const cycle = recursionIn(reading.allFrames);
    if (cycle !== undefined) reading.state = `${cycle.join('\n')}\n`;
  }
  const address = shortAddress(reading.address);
  const type = typeOf(reading.type, address);
  const crash = { type, address, tool: reading.tool };
  return {
    type,
    address,
    state: stateLines(reading),
    securityRelevant: isSecurityRelevant(text, crash, setting.options),
    frames: reading.stack,
    tool: reading.tool,
  };
}

function stateLines(reading: Reading): string[] {
  const { setting, type } = reading;
  const { fuzzTarget } = setting.options;
  // their stack is where the clock or the allocator happened to stop
  if (fuzzTarget && ['Out-of-memory', 'Timeout', 'Overwrites-const-input'].includes(type)) {
    return [fuzzTarget];
  }
  let state = reading.state.replace(/[^\x20-\x7e\n\t\v\f\r]/g, '').replaceAll(jniError, 'JNI:');
  if (setting.symbolized) {
    if (type !== 'V8 correctness failure') state = withoutAddresses(state);
    state = state.split('\n').map(shortLine).join('\n');
  }
  const lines = state.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return state.trim() === '' ? [reading.nameForEmptyState()] : lines;
}

function shortLine(line: string): string {
  return line.startsWith('Bad-cast') ? line : line.slice(0, stateLineLengthMax);
}

/** Sizes above 16 bytes are chance; an unknown access near zero is a null dereference. */
function typeOf(type: string, address: string): string {
  const sized = type.replace(/^([^0-9]+)([0-9]+)/, (_all, head: string, size: string) =>
    Number(size) > 16 ? `${head}{*}` : `${head}${Number(size)}`,
  );
  if (address === '' || !sized.startsWith('UNKNOWN') || !isNullDereference(address)) return sized;
  return sized.replace('UNKNOWN', 'Null-dereference');
}

/** Sixteen digits with four leading zeros become twelve. */
function shortAddress(address: string): string {
  return address.length === 18 && address.startsWith('0x0000') ? `0x${address.slice(6)}` : address;
}
