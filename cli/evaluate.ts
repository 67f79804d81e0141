/**
 * `sallyport evaluate SUITE`: run a suite against a model, or its own solutions without one, and say what
 * came of it. `evaluate import FILE…` reads logs of Inspect. No server, no database.
 */
import { lstat, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { NoSandbox } from '#platform/sandbox';
import {
  evaluate,
  exportInspectLog,
  fitsWindow,
  inWords,
  InvalidSuite,
  JournalRefused,
  missingNeeds,
  openSandboxes,
  readSuite,
  resume,
  tooLate,
  type Endpoint,
  type Evaluation,
  type Sandboxes,
  type Suite,
} from '#evaluation/engine';
import { CliError, exitCodes, type Command, type CommandResult } from './command.ts';
import { asked, planOf, type Asked } from './evaluate/asked.ts';
import { endpointFor } from './evaluate/endpoint.ts';
import { importLogs } from './evaluate/import.ts';
import { progressLines } from './evaluate/progress.ts';
import { resultText } from './evaluate/text.ts';
import { visible } from './terminal-text.ts';

const command: Command = {
  usage: [
    'evaluate SUITE --model URL --out LOG [--model-name NAME] [--answers-as NAME] [--api-key-file FILE]',
    '                 [--tls-cert FILE --tls-key FILE --tls-ca FILE]',
    '                 [--task NAME]… [--family NAME]… [--epochs N] [--parallel N] [--until INSTANT]',
    '                 [--tokens N] [--messages N] [--minutes N] [--working-minutes N] [--tool-seconds N]',
    '                 [--cost N --price-in N --price-out N] [--tier any|not-shared-kernel]',
    '       sallyport evaluate SUITE --resume --model URL --out LOG [--api-key-file FILE] [--until INSTANT]',
    '                 [--tls-cert FILE --tls-key FILE --tls-ca FILE]',
    '       sallyport evaluate SUITE --solution|--wrong [--task NAME]… [--out LOG]',
    '       sallyport evaluate import FILE…',
  ].join('\n'),
  options: {
    model: { type: 'string' },
    'model-name': { type: 'string' },
    'answers-as': { type: 'string' },
    'api-key-file': { type: 'string' },
    'tls-cert': { type: 'string' },
    'tls-key': { type: 'string' },
    'tls-ca': { type: 'string' },
    out: { type: 'string' },
    task: { type: 'string', multiple: true },
    family: { type: 'string', multiple: true },
    epochs: { type: 'string' },
    parallel: { type: 'string' },
    until: { type: 'string' },
    tokens: { type: 'string' },
    messages: { type: 'string' },
    minutes: { type: 'string' },
    'working-minutes': { type: 'string' },
    'tool-seconds': { type: 'string' },
    cost: { type: 'string' },
    'price-in': { type: 'string' },
    'price-out': { type: 'string' },
    tier: { type: 'string' },
    resume: { type: 'boolean' },
    solution: { type: 'boolean' },
    wrong: { type: 'boolean' },
  },
  async execute({ values, positionals }) {
    const [first, ...rest] = positionals;
    if (first === 'import') return importLogs(rest);
    if (first === undefined || rest.length > 0) {
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    }
    const wanted = asked(values);
    const suite = wanted.chosen(await suiteAt(first));
    await requireOut(wanted);
    requireWindow(wanted);
    const endpoint = await endpointFor(wanted);
    try {
      return await withSandboxes(wanted, suite, (sandboxes) =>
        run(wanted, { suite, endpoint, sandboxes }, values['json'] === true),
      );
    } finally {
      await endpoint?.close();
    }
  },
};
export default command;

async function run(
  wanted: Asked,
  parts: { suite: Suite; endpoint: Endpoint | null; sandboxes: Sandboxes },
  isJson: boolean,
): Promise<CommandResult> {
  if (wanted.journalPath !== null) return runInto(wanted.journalPath, wanted, parts, isJson);
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-solutions-'));
  let isKept = false;
  try {
    const result = await runInto(join(folder, 'journal.jsonl'), wanted, parts, isJson);
    // Solutions that score as they should leave nothing to look into.
    isKept = result.exitCode !== exitCodes.done;
    return result;
  } finally {
    if (!isKept) await rm(folder, { recursive: true, force: true });
  }
}

async function runInto(
  journalPath: string,
  wanted: Asked,
  parts: { suite: Suite; endpoint: Endpoint | null; sandboxes: Sandboxes },
  isJson: boolean,
): Promise<CommandResult> {
  const { suite, endpoint, sandboxes } = parts;
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  const options = {
    ...parts,
    journalPath,
    parallel: wanted.parallel,
    signal: interrupted.signal,
    onProgress: progressLines(isJson),
  };
  try {
    const evaluation = wanted.isResumed
      ? await resume({ ...options, until: wanted.until ?? undefined })
      : await evaluate(options, planOf(wanted, suite, endpoint, sandboxes.tier));
    if (wanted.inspectPath !== null) {
      await exportInspectLog(wanted.inspectPath, evaluation, suite);
    }
    const { exitCode, verdict } = judged(evaluation, wanted);
    const isKept = wanted.journalPath !== null || exitCode !== exitCodes.done;
    const text = resultText(evaluation, verdict, isKept);
    return { exitCode, value: { verdict, ...evaluation }, text };
  } catch (error) {
    throw inCliWords(error, journalPath);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
  }
}

/** A run of solutions is a test of the suite; any other is done when it is whole. */
function judged({ samples, status }: Evaluation, { mode }: Asked) {
  if (mode === 'default') {
    return status === 'complete'
      ? { exitCode: exitCodes.done, verdict: 'complete' }
      : { exitCode: exitCodes.failed, verdict: 'incomplete' };
  }
  const isAsItShould = samples.every(({ disposition, score }) =>
    mode === 'solution' ? score?.value === 1 : disposition === 'scored' && score?.value !== 1,
  );
  return isAsItShould
    ? { exitCode: exitCodes.done, verdict: `every ${mode} scores as it should` }
    : { exitCode: exitCodes.failed, verdict: `not every ${mode} scores as it should` };
}

async function suiteAt(path: string): Promise<Suite> {
  try {
    return await readSuite(path);
  } catch (error) {
    if (!(error instanceof InvalidSuite)) throw error;
    const faults = error.faults.map((fault) => `  ${visible(inWords(fault))}`).join('\n');
    throw new CliError(exitCodes.invalidInput, `this is no suite:\n${faults}`, { cause: error });
  }
}

async function withSandboxes<T>(
  { tierPolicy }: Asked,
  suite: Suite,
  work: (sandboxes: Sandboxes) => Promise<T>,
): Promise<T> {
  const needs = suite.tasks.flatMap((task) => task.needs);
  const missing = await missingNeeds(new Set(needs));
  if (missing.length > 0) throw new CliError(exitCodes.refused, missing.join('\n'));
  const sandboxes = await openSandboxes(tierPolicy).catch((error: unknown) => {
    const hint = error instanceof NoSandbox ? '' : '; see `sallyport doctor`';
    throw new CliError(exitCodes.refused, `${(error as Error).message}${hint}`, { cause: error });
  });
  try {
    return await work(sandboxes);
  } finally {
    await sandboxes.close();
  }
}

/**
 * Asked before anything is started; the engine asks again for the journal, since files come and go. A
 * resumed run writes its log anew, and no run writes over anything else.
 */
async function requireOut({ journalPath, inspectPath, isResumed }: Asked): Promise<void> {
  if (journalPath === null) return;
  const [journal, log] = await Promise.all([journalPath, inspectPath].map(seenAt));
  if ((journal !== undefined) !== isResumed) {
    throw refusedOut(journalPath, journalWords[isResumed ? 'ENOENT' : 'EEXIST']);
  }
  if (inspectPath === null || log === undefined) return;
  if (!isResumed)
    throw refusedOut(inspectPath, 'is there already and is not overwritten; give another');
  if (!log.isFile()) throw refusedOut(inspectPath, 'is no plain file; give another');
}

const seenAt = (path: string | null) =>
  path === null ? undefined : lstat(path).catch(() => undefined);

const refusedOut = (path: string, words: string) =>
  new CliError(exitCodes.invalidInput, `\`${path}\` ${words}`);

function requireWindow({ until, limits, isResumed }: Asked): void {
  if (until === null || isResumed || fitsWindow(new Date(), until, limits)) return;
  const detail = `${tooLate(until, limits)}; give less time with \`--minutes\``;
  throw new CliError(exitCodes.refused, detail);
}

const journalWords = {
  EEXIST: 'is there already; go on with `--resume`, or give another',
  ENOENT: 'does not exist',
};

function inCliWords(error: unknown, journalPath: string): unknown {
  if (error instanceof JournalRefused) {
    return new CliError(exitCodes.refused, error.message, { cause: error });
  }
  const { code, path } = error as NodeJS.ErrnoException;
  if (path !== journalPath && path !== `${journalPath}.lock`) return error;
  const detail = code === 'EEXIST' ? journalWords.EEXIST : `cannot be written: ${code}`;
  return new CliError(exitCodes.invalidInput, `\`${journalPath}\` ${detail}`, { cause: error });
}
