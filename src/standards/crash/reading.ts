/**
 * What has been understood so far while a trace is read from top to bottom. Later lines refine or
 * replace earlier ones (the sanitizer report after an assertion's message), so this is the one
 * mutable thing here; it is created for a trace and never leaves `parse.ts`.
 */
import { limits, noState, stateFramesMax, type CrashTool, type ParseOptions } from './crash.ts';
import { stripFrame } from './frames.ts';
import { isIgnoredFrame } from './ignored-frames.ts';

/** What the whole text says about which languages and tools are in it. */
export interface Setting {
  kasan: boolean;
  go: boolean;
  python: boolean;
  javascript: boolean;
  trusty: boolean;
  symbolized: boolean;
  /** The sanitizer itself called the fault a mere signal. */
  signalOnly: boolean;
  options: ParseOptions;
}

/** A type that must not be overwritten by what its own handling prints afterwards. */
const rank = new Map([
  ['V8 sandbox violation', 2],
  ['Timeout', 1],
]);

export interface FrameForm {
  /** Kept even where the frame is on the ignore list. */
  keep?: boolean;
  /** How the name is cut; by default arguments, modules and anonymous namespaces go. */
  strip?: (frame: string) => string;
}

export class Reading {
  type = '';
  address = '';
  /** Lines, each ended; a check's words may be followed by a frame without a line end between. */
  state = '';
  tool: CrashTool = 'sanitizer';
  frameCount = 0;
  /** Own frames of the stack being read, for whoever compares more than the state. */
  stack: string[] = [];
  /** The stack being read is no longer the one that crashed. */
  stackEnded = false;
  /** Every own frame of the trace, in which a recursion is looked for. */
  allFrames: string[] = [];
  processName = '';
  sourceFile = '';
  /** A later line still owes a bad cast its source type. */
  castIsOpen = false;
  fatalError = false;
  javaFrames = false;
  languageCrash = false;
  /** The next line is the message of a panic. */
  messageFollows = false;
  finished = false;
  readonly setting: Setting;

  constructor(setting: Setting) {
    this.setting = setting;
  }

  setType(type: string, tool: CrashTool): void {
    if ((rank.get(type) ?? 0) < (rank.get(this.type) ?? 0)) return;
    this.type = type;
    this.tool = tool;
  }

  /** Forgets the stack and address of whatever was read before: this line starts the crash anew. */
  restart(): void {
    this.address = '';
    this.restartStack();
  }

  restartStack(): void {
    this.state = '';
    this.frameCount = 0;
    this.stack = [];
    this.stackEnded = false;
  }

  /** The state is complete: what follows is another stack (allocation, thread creation). */
  stopFrames(): void {
    this.frameCount = stateFramesMax;
    this.stackEnded = true;
  }

  addFrame(frame: string, form: FrameForm = {}): void {
    if (form.keep !== true && isIgnoredFrame(frame, this.setting.symbolized)) return;
    const name = (form.strip ?? stripFrame)(frame);
    if (this.allFrames.length < limits.recursionFramesMax) this.allFrames.push(name);
    if (!this.stackEnded && this.stack.length < limits.framesMax && name !== '') {
      this.stack.push(name);
    }
    if (this.frameCount >= stateFramesMax) return;
    this.state += `${name}\n`;
    this.frameCount++;
  }

  /** Sets a check's words as the first line of the state; frames follow. */
  failCheck(type: string, tool: CrashTool, words: string): void {
    this.setType(type, tool);
    this.state = `${words}\n`;
    this.frameCount = 1;
  }

  /** The name that stands for a state without frames. */
  nameForEmptyState(): string {
    return this.processName || this.setting.options.fuzzTarget || noState;
  }
}
