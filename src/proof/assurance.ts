/**
 * What a bundle can show at best, before anything runs (DESIGN, Four mechanisms 4). Read this file
 * as an attacker: the finder writes the trigger, the benign input and the build steps, and wants a
 * verdict the target does not deserve.
 *
 * *Observed* needs all of: a channel the trigger cannot write; the judged process is the target's
 * own program (or our harness calling its functions), so that the trigger is data; a build that is
 * a recipe and not a program; and, where the effect could be had by asking for it politely, a
 * benign input that asks with the same words.
 */
import { inputsOf } from './inputs.ts';
import { defaultModule, targetFolder } from './layout.ts';
import type { Oracle, Report } from './schema.ts';

export type Assurance = 'observed' | 'differential' | 'claimed';

export interface Ceiling {
  level: 'observed' | 'differential';
  /** Why it is not more; empty for `observed`. For the finder, who may mend it. */
  because: string[];
}

/** The best assurance this bundle can reach. */
export function ceilingOf(report: Report): Ceiling {
  const because: string[] = [];
  if (!isPrivateChannel(report.oracle)) {
    because.push(
      'the trigger can write what the oracle reads; use a canary, a planted file or a wait status',
    );
  }
  if (report.trigger.command !== undefined && !runsTarget(report.trigger.command, report)) {
    because.push(
      'the trigger is a program of its own; name a program under `/target`, or use `calls`',
    );
  }
  if (report.trigger.calls?.some(({ module }) => !isOwnModule(module, report)) === true) {
    because.push('a call names another module than the target; call the target’s own functions');
  }
  if (!hasOwnCodeOnly(report)) {
    because.push(
      'packages that the finder supplies run beside the target; name them by purl alone',
    );
  }
  const inline = report.environment.build.filter(({ argv }) => !isRecipe(argv));
  if (inline.length > 0) {
    because.push(
      `the build step \`${inline[0]?.argv[0]}\` can write any program; use the target’s own build`,
    );
  }
  if (isPolite(report.oracle) && !sameWords(report)) {
    because.push(
      'the benign input runs another command line; let both differ in files or stdin only',
    );
  }
  return { level: because.length === 0 ? 'observed' : 'differential', because };
}

/**
 * sanitizer: a private descriptor, and the exit status is a number drawn for each run. signal,
 * exit, timeout: the supervisor's own wait. canary-read: only who read the secret can print it.
 */
function isPrivateChannel(oracle: Oracle): boolean {
  return oracle.kind !== 'output' || oracle.stream === 'effects';
}

/** Interpreters that run one file of the target; `node -e` and `sh -c` are programs in the trigger. */
const interpreters = new Set(['node', 'python3', 'sh', 'bash', 'perl']);

/** Whether the judged process is the target's own program, exec'd directly. */
export function runsTarget(command: readonly string[], report: Report): boolean {
  const [program = '', script = ''] = command;
  const folder = targetFolder(report.target, report.environment.kind);
  const own = folder === '' ? '/target/' : `/target/${folder}/`;
  const isOwn = (path: string) =>
    path.startsWith(own) && !/\/(\.\.|node_modules)(\/|$)/.test(path.slice(own.length - 1));
  return isOwn(program) || (interpreters.has(program) && isOwn(script));
}

/** The target's own module or a file of it; Python's harness checks this again as it loads. */
function isOwnModule(module: string | undefined, { target, environment }: Report): boolean {
  if (module === undefined || environment.kind === 'python') return true;
  const own = defaultModule(target, environment.kind);
  return module === own || module.startsWith(`${own}/`);
}

/**
 * A Node package is found only under its own name, and its registry says whose name that is. A
 * Python package may hold any module, `sitecustomize` among them, so beside one nothing is certain.
 */
function hasOwnCodeOnly({ environment: { kind, packages } }: Report): boolean {
  if (kind === 'python') return packages.length === 0;
  return packages.every(({ url, file }) => url === undefined && file === undefined);
}

/**
 * Programs whose job is building. They can be talked into more by those who try (compiler and linker
 * flags are a language); what was said to them is in the evidence for a person to read, and the build
 * never sees trigger or benign files.
 */
const builders = new Set([
  ...[
    'make',
    'cmake',
    'ninja',
    'meson',
    'autoreconf',
    'gcc',
    'g++',
    'clang',
    'clang++',
    'ar',
    'ranlib',
  ],
  ...['./configure', '/target/configure', './autogen.sh', './bootstrap'],
]);

/** Ways to put a program into a builder's words, or to let it load one from the trigger's files. */
const programs = [
  /\$\(|`|(^|\s)(SHELL|MAKEFLAGS|\.SHELLFLAGS)\s*=/,
  /--(eval|wrap|defsym)\b|-D\s*\w+\(/,
  /(^|[\s=])-(include|imacros|wrapper|specs|fplugin)\b/,
  /([\s,=:]|\.\.)\/+(input|work|planted|secret|sallyport)(\/|[\s,:]|$)/,
];

function isRecipe([program = '', ...words]: readonly string[]): boolean {
  return builders.has(program) && !programs.some((one) => one.test(` ${words.join(' ')}`));
}

/** Effects that an ordinary feature has when asked: `cat FILE` reads, `false` exits 1. */
function isPolite(oracle: Oracle): boolean {
  return ['canary-read', 'file-written', 'exit', 'timeout'].includes(oracle.kind);
}

function sameWords({ trigger, benign }: Report): boolean {
  return benign.every((input) => {
    const control = inputsOf(trigger, input);
    if (trigger.command !== undefined)
      return JSON.stringify(control.command) === JSON.stringify(trigger.command);
    // Calls are data of one shape: the same functions, whatever their arguments.
    const names = (calls: typeof trigger.calls) =>
      calls?.map((call) => [call.module, call.export, call.construct]);
    return JSON.stringify(names(control.calls)) === JSON.stringify(names(trigger.calls));
  });
}
