/**
 * `review verify`: a determination proved here, from files, by somebody who trusts nobody: the two signatures,
 * the threshold under its commitment, the proposal recomputed from every score, and, where the engagement's log
 * is given, the order in which it all was put on record. Says what it proved and what it cannot prove.
 */
import { z } from 'zod';
import {
  determinationBundle,
  proveDetermination,
  proveInLedger,
  type DeterminationBundle,
  type DeterminationStatement,
  type ProofCheck,
  type Proved,
  type Said,
} from '#review/offline';
import { parseVkey } from '#standards/tlog';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { readGiven } from '../guarded-files.ts';
import { jsonIn } from '../json-file.ts';
import { logSourceOf } from '../log-source.ts';
import { asInput, invalidInput, logKeyOf } from '../log-trust.ts';
import { table, visible } from '../terminal-text.ts';
import type { Verb, VerbInput } from '../verbs.ts';

/** A run of 100,000 samples, and room. */
const bundleBytesMax = 128 * 1024 * 1024;

/** As `GET /api/thresholds/:thresholdId/opening` gives it; only rule and salt are believed. */
const openingFile = z.object({ text: z.string(), salt: z.string() });

export const verify: Verb = {
  usage: 'verify BUNDLE --opening FILE [--keys FILE] [--ledger DIR|URL [--log-key VKEY]]',
  options: {
    opening: { type: 'string' },
    keys: { type: 'string' },
    ledger: { type: 'string' },
    'log-key': { type: 'string' },
  },
  takes: 1,
  async execute(input) {
    const path = input.positionals[0] ?? '';
    const bundle = jsonOf(path, determinationBundle, bundleBytesMax);
    const opening = jsonOf(input.required('opening'), openingFile);
    const keys = keysIn(input.option('keys'));
    const proved = proveDetermination(bundle, opening, keys);
    if (proved === undefined) {
      throw new CliError(
        exitCodes.invalidInput,
        `\`${path}\` holds no statement of a determination as it is signed`,
      );
    }
    const inLedger = await ledgerChecks(input, bundle, proved);
    const checks = [...proved.checks, ...inLedger];
    return shown({ ...proved, checks }, keys !== null, inLedger.length > 0);
  },
};

function jsonOf<T>(path: string, schema: z.ZodType<T>, bytesMax?: number): T {
  const read = schema.safeParse(jsonIn(path, bytesMax));
  if (read.success) return read.data;
  const [fault] = read.error.issues;
  const place = fault === undefined ? '' : fault.path.map(String).join('/');
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` is not what is needed here: ${visible(place)}: ${fault?.message ?? ''}`,
  );
}

/** One vkey a line, as `keys show` prints it. */
function keysIn(path: string | undefined): string[] | null {
  if (path === undefined) return null;
  const lines = readGiven(path)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line) => asInput(path, () => parseVkey(line)).vkey);
}

async function ledgerChecks(
  input: VerbInput,
  bundle: DeterminationBundle,
  { statement }: Proved,
): Promise<ProofCheck[]> {
  const place = input.option('ledger');
  if (place === undefined) return [];
  const source = logSourceOf(place);
  const trust = {
    ...(await logKeyOf(source, input.option('log-key'), '--log-key')),
    witnesses: [],
    quorum: 'all' as const,
  };
  return await proveInLedger(source, trust, bundle, statement).catch((error: unknown) => {
    throw invalidInput(error, place);
  });
}

function shown({ statement, checks }: Proved, hasKeys: boolean, hasLedger: boolean): CommandResult {
  const isVerified = checks.every(({ holds }) => holds);
  const proves = isVerified ? provesOf(hasKeys, hasLedger) : [];
  const doesNotProve = doesNotProveOf(hasKeys, hasLedger);
  const { determination, outcome, proposal, decidedBy, decidedAt, withdrawnBefore } = statement;
  const decided = { determination, outcome, proposed: proposal.outcome, decidedBy, decidedAt };
  const said = { ...decided, withdrawnBefore: withdrawnBefore ?? null };
  const verdict = isVerified ? 'holds' : 'DOES NOT HOLD';
  const bullets = (sentences: readonly string[]) =>
    sentences.length === 0 ? ['- Nothing.'] : sentences.map((each) => `- ${each}`);
  const text = [
    `determination \`${visible(determination)}\` ${verdict}: \`${outcome}\`, and the code proposed \`${proposal.outcome}\``,
    '',
    ...withdrawnLines(withdrawnBefore),
    'What this proves',
    ...bullets(proves),
    '',
    'What it does not prove',
    ...bullets(doesNotProve),
    '',
    table(
      ['', 'check', 'found'],
      checks.map(({ check, holds, detail }) => [holds ? 'ok' : 'FAILED', check, detail]),
    ),
  ].join('\n');
  const value = { isVerified, ...said, proves, doesNotProve, checks };
  return { exitCode: isVerified ? exitCodes.done : exitCodes.failed, value, text };
}

/** What officials took back before this one, and what others had said of it by then. */
function withdrawnLines(before: DeterminationStatement['withdrawnBefore'] = []): string[] {
  if (before.length === 0) return [];
  const lines = before.flatMap(
    ({ determination, withdrawnAt, withdrawnBy, because, consultations, dissents }) => [
      `- \`${visible(determination)}\`, on ${withdrawnAt}, by ${visible(withdrawnBy.name)}: ${words(because)}`,
      ...consultations.map(
        ({ organisation, state, view, words: said }) =>
          `  consulted ${visible(organisation.name)}: ${view ?? plain[state]}${said === null ? '' : `: ${words(said)}`}`,
      ),
      ...dissents.map(
        ({ person, words: said }) => `  dissent of ${visible(person.name)}: ${words(said)}`,
      ),
    ],
  );
  return ['Withdrawn before it, in the same engagement', ...lines, ''];
}

const plain = {
  asked: 'not answered when it was withdrawn',
  answered: 'answered',
  timed_out: 'not answered in time',
} as const;

const words = (said: Said): string =>
  typeof said === 'string' ? visible(said) : `words of SHA-256 ${said.sha256}`;

const provesOf = (hasKeys: boolean, hasLedger: boolean): string[] => [
  hasKeys
    ? 'Two people signed exactly this statement, each with a key that you know.'
    : 'Two different keys signed exactly this statement.',
  'The threshold is the one under the commitment that the statement names.',
  'The proposal is what that threshold makes of these scores, by code that ran here.',
  'The samples that were opened are those that the code chose, and people who differ from it say why.',
  ...(hasLedger
    ? [
        'The engagement’s log named the threshold before its first sample, and holds these samples and these signatures.',
        'The statement names every determination of this engagement that was withdrawn before it, and who had answered.',
      ]
    : []),
];

const doesNotProveOf = (hasKeys: boolean, hasLedger: boolean): string[] => [
  ...(hasKeys
    ? []
    : [
        'Whose the two keys are: they came with the bundle. Give `--keys` with those you were told.',
      ]),
  ...(hasLedger
    ? [
        'That nobody was shown another log: compare its checkpoint with others, as `ledger verify` does.',
      ]
    : [
        'That the threshold came before the first sample: give the engagement’s log with `--ledger`.',
        'That no determination was withdrawn before it but those it names: the same log shows that.',
      ]),
  'That the scores are right: what the model said stays in its runner’s journal, whose hashes the samples name.',
  'That the tasks measure what matters, or that the model measured is the one that is used.',
  'That a model is safe: `not_covered` speaks of one threshold and is a certificate of nothing.',
];
