/**
 * The command line. Each engine is a command that needs no server (DESIGN: every engine works
 * alone). Commands load lazily, so `version compare` never pays for a database driver.
 */
import { exitCodes, type Command } from './command.ts';

/** One line per command: what loads it and what it is for. */
const commands: Record<string, { load: () => Promise<{ default: Command }>; summary: string }> = {
  reproduce: {
    load: () => import('./reproduce.ts'),
    summary: 'run a report bundle and state a verdict',
  },
  'verify-fix': {
    load: () => import('./verify-fix.ts'),
    summary: 'check that a fix stops a bundle and breaks nothing',
  },
  'crash-state': {
    load: () => import('./crash-state.ts'),
    summary: 'read sanitizer, kernel and JVM traces',
  },
  dedupe: {
    load: () => import('./dedupe.ts'),
    summary: 'group crash traces or reports by root cause',
  },
  match: { load: () => import('./match.ts'), summary: 'match SBOMs against advisories' },
  inventory: {
    load: () => import('./inventory.ts'),
    summary: "list this host's packages as CycloneDX",
  },
  version: {
    load: () => import('./version.ts'),
    summary: 'compare or sort versions as their ecosystem does',
  },
  advisory: { load: () => import('./advisory.ts'), summary: 'check or convert advisories' },
  evaluate: {
    load: () => import('./evaluate.ts'),
    summary: 'measure a model with a suite, or read a log of Inspect',
  },
  report: { load: () => import('./report.ts'), summary: 'submit a report to a server' },
  keys: {
    load: () => import('./keys.ts'),
    summary: 'make, show and restore keys that people hold themselves',
  },
  grant: {
    load: () => import('./grant.ts'),
    summary: 'write, sign, show, put in force and end a grant of access',
  },
  submission: {
    load: () => import('./submission.ts'),
    summary: 'open a submission of a model, and see how it stands',
  },
  run: {
    load: () => import('./run.ts'),
    summary: 'plan a run of a suite on a server, and post what a journal says ended',
  },
  procedure: {
    load: () => import('./procedure.ts'),
    summary: 'publish how a model is measured, and read what was published',
  },
  threshold: {
    load: () => import('./threshold.ts'),
    summary: 'commit to a threshold before a run, and open one against its commitment',
  },
  suite: {
    load: () => import('./suite.ts'),
    summary: 'seal a suite under two custodians, and open it for one runner',
  },
  partnership: {
    load: () => import('./partnership.ts'),
    summary: 'choose a trusted partner by two signatures, take part as one, and end it',
  },
  question: {
    load: () => import('./question.ts'),
    summary: 'ask whether a model would be covered, and answer those who ask',
  },
  assessment: {
    load: () => import('./assessment.ts'),
    summary: 'what a developer is told of a determination, part by part, by two officials',
  },
  appeal: {
    load: () => import('./appeal.ts'),
    summary: 'appeal against a determination or a refused partnership, and answer appeals',
  },
  determination: {
    load: () => import('./determination.ts'),
    summary: 'determine whether a model is covered, as an official',
  },
  consultation: {
    load: () => import('./consultation.ts'),
    summary: 'answer what officials of another office consult yours on',
  },
  export: {
    load: () => import('./export.ts'),
    summary: 'take records of an engagement out as files, by two people',
  },
  review: {
    load: () => import('./review.ts'),
    summary: 'verify a determination offline: signatures, threshold, scores, ledger',
  },
  ledger: {
    load: () => import('./ledger.ts'),
    summary: 'verify a log, its witnesses and its proofs, offline',
  },
  doctor: {
    load: () => import('./doctor.ts'),
    summary: 'what this host can do, and how to mend the rest',
  },
  enrol: {
    load: () => import('./enrol.ts'),
    summary: 'add an organisation and its first person to this installation',
  },
  up: { load: () => import('./up.ts'), summary: 'start server, workers, database and web UI' },
  gateway: {
    load: () => import('./gateway.ts'),
    summary: 'run a submission’s gateway in front of a model',
  },
  witness: {
    load: () => import('./witness.ts'),
    summary: 'cosign the checkpoints of logs that continue themselves',
  },
  worker: { load: () => import('./worker.ts'), summary: 'run one zone’s worker' },
  backup: { load: () => import('./backup.ts'), summary: 'copy everything to one file' },
  restore: { load: () => import('./restore.ts'), summary: 'bring a backup back' },
};

const [name, ...args] = process.argv.slice(2);
const entry = name === undefined ? undefined : commands[name];
if (entry === undefined) {
  const asked = name === undefined || name === '--help' || name === 'help';
  const list = Object.entries(commands).map(
    ([command, { summary }]) => `  ${command.padEnd(15)}${summary}`,
  );
  const text = `usage: sallyport COMMAND [OPTION ...]\n\n${list.join('\n')}\n`;
  if (asked) process.stdout.write(text);
  else process.stderr.write(`sallyport: unknown command \`${name}\`\n\n${text}`);
  process.exit(name === undefined || !asked ? exitCodes.invalidInput : exitCodes.done);
}
const { run } = await import('./command.ts');
await run((await entry.load()).default, args);
