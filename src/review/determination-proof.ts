/**
 * What an overseer takes home of a determination and proves there: the signed statement, every sample it rests
 * on, and what two people changed. With the opened threshold the proposal is recomputed from the scores; with
 * the engagement's log it is shown that the threshold was named there before the first sample. Pure, and loads
 * without a database: nothing here trusts the installation that made the bundle.
 */
import { z } from 'zod';
import {
  chainedSample,
  firstChain,
  nextChain,
  opensCommitment,
  proposalOf,
  ruleIn,
  sampleKnownBy,
  tasksAsReviewed,
  verdicts,
  type Proposal,
  type SampleReview,
  type ThresholdOpening,
  type ThresholdRule,
} from '#evaluation/offline';
import { visibleCharactersIn } from '#platform/fields';
import { canonicalBody, openNote, parseVkey, splitNote, TlogError } from '#standards/tlog';
import { outcomeOf, reasonLengthMin } from './determination-state.ts';
import {
  readStatement,
  scoresSha256,
  type DeterminationStatement,
} from './determination-statement.ts';
import { linkedSamplesOf } from './linked-samples.ts';
import { withdrawnHold } from './withdrawn-proof.ts';

export const determinationBundle = z.strictObject({
  format: z.literal('sallyport.determination-bundle/v1'),
  /** The statement with its signature lines (C2SP signed note). */
  note: z.string().max(64 * 1024),
  /** Whose keys signed, as this installation has them; who verifies has them from the people themselves. */
  signers: z.array(
    z.strictObject({ role: z.enum(['deciding', 'second']), person: z.string(), vkey: z.string() }),
  ),
  samples: z.array(chainedSample.extend({ recordedAt: z.iso.datetime() })),
  /** Scores that two people changed before the threshold was applied. */
  changes: z.array(
    z.strictObject({
      position: z.int(),
      verdict: z.enum(verdicts),
      value: z.number().min(0).max(1).nullable(),
      because: z.string(),
      proposedBy: z.string(),
      settledBy: z.string(),
    }),
  ),
  /** The cluster of each task. */
  clusters: z.record(z.string(), z.string()),
});
export type DeterminationBundle = z.output<typeof determinationBundle>;

export interface ProofCheck {
  check: string;
  holds: boolean;
  detail: string;
}

export interface Proved {
  statement: DeterminationStatement;
  checks: ProofCheck[];
}

/**
 * Every check, whether it holds or not. `keys` are the vkeys that the verifier has from the people themselves;
 * null takes the bundle's own. Undefined where the note holds no statement of a determination.
 */
export function proveDetermination(
  bundle: DeterminationBundle,
  opening: ThresholdOpening,
  keys: readonly string[] | null,
): Proved | undefined {
  const statement = statementIn(bundle.note);
  if (statement === undefined) return undefined;
  const checks = [
    signaturesHold(bundle, statement, keys),
    thresholdOpens(statement, opening),
    committedFirst(bundle, statement),
    samplesHold(bundle, statement),
    scoresHold(bundle, statement),
    linkedHold(bundle, statement),
    proposalHolds(bundle, statement, opening),
    decidedByTheRules(statement),
    withdrawnHold(statement),
  ];
  return { statement, checks };
}

function statementIn(note: string): DeterminationStatement | undefined {
  try {
    return readStatement(splitNote(note).text);
  } catch (error) {
    if (error instanceof TlogError) return undefined;
    throw error;
  }
}

const held = (check: string, detail: string): ProofCheck => ({ check, holds: true, detail });
const broken = (check: string, detail: string): ProofCheck => ({ check, holds: false, detail });

function signaturesHold(
  { note, signers }: DeterminationBundle,
  { decidedBy }: DeterminationStatement,
  keys: readonly string[] | null,
): ProofCheck {
  const check = 'two signatures';
  const roles = (['deciding', 'second'] as const).map((role) =>
    signers.find((signer) => signer.role === role),
  );
  const [deciding, second] = roles;
  if (deciding === undefined || second === undefined) {
    return broken(check, 'one of the two is missing');
  }
  if (deciding.person === second.person || deciding.vkey === second.vkey) {
    return broken(check, 'both are of one person, or by one key');
  }
  if (deciding.person !== decidedBy.id) {
    return broken(check, 'the first is not of the official who decided');
  }
  const strangers = [deciding, second].filter(({ vkey }) => keys?.includes(vkey) === false);
  if (strangers.length > 0) {
    return broken(check, `not by a key you gave: ${strangers.map(({ vkey }) => vkey).join(', ')}`);
  }
  try {
    const { verified } = openNote(note, [parseVkey(deciding.vkey), parseVkey(second.vkey)]);
    if (verified.length === 2) return held(check, 'two people signed these words, each by own key');
    return broken(check, 'the note is not signed by both keys');
  } catch (error) {
    if (error instanceof TlogError) return broken(check, error.message);
    throw error;
  }
}

function thresholdOpens(
  { threshold, run }: DeterminationStatement,
  opening: ThresholdOpening,
): ProofCheck {
  const check = 'threshold';
  if (!opensCommitment(threshold.commitment, opening)) {
    return broken(check, 'rule and salt do not open the commitment in the statement');
  }
  const rule = ruleOrNone(opening);
  if (rule === undefined) return broken(check, 'what opens is no rule in its one spelling');
  if (rule.suiteRoot !== run.suiteRoot || rule.epochs !== run.epochs) {
    return broken(check, 'the rule is about another suite or another number of attempts');
  }
  return held(check, `opens to \`${rule.name}\` version ${rule.version}, about this suite`);
}

/** Whoever made the bundle may have committed to anything. */
function ruleOrNone(opening: ThresholdOpening): ReturnType<typeof ruleIn> | undefined {
  try {
    return ruleIn(opening);
  } catch {
    return undefined;
  }
}

function committedFirst(
  { samples }: DeterminationBundle,
  { threshold }: DeterminationStatement,
): ProofCheck {
  const check = 'order';
  const earliest = samples.reduce(
    (least, { startedAt, recordedAt }) =>
      Math.min(least, sampleKnownBy(startedAt, new Date(recordedAt))),
    Infinity,
  );
  if (earliest !== Date.parse(threshold.firstSampleAt)) {
    return broken(check, 'the first sample was made at another time than the statement says');
  }
  if (Date.parse(threshold.committedAt) >= earliest) {
    return broken(check, 'the threshold was not committed before the first sample');
  }
  const { committedAt, firstSampleAt } = threshold;
  return held(check, `committed ${committedAt}, first sample ${firstSampleAt}`);
}

function samplesHold(
  { samples }: DeterminationBundle,
  { run }: DeterminationStatement,
): ProofCheck {
  const check = 'samples';
  if (samples.length !== run.samples) {
    return broken(check, `${samples.length} are here, and the statement says ${run.samples}`);
  }
  let chain = firstChain(run.id);
  for (const [place, { chain: stated, recordedAt: _, ...sample }] of samples.entries()) {
    chain = nextChain(chain, sample);
    if (sample.position !== place || chain !== stated) {
      return broken(check, `the sample at position ${place} does not continue the chain`);
    }
  }
  if (chain !== run.chain) return broken(check, 'the chain does not end as the statement says');
  return held(check, `all ${samples.length} are those of the run, in order`);
}

function reviewed({ samples, changes, clusters }: DeterminationBundle) {
  const reviews = changes.map((change): SampleReview => ({ ...change, state: 'changed' }));
  return { samples, reviews, clusters: new Map(Object.entries(clusters)) };
}

function scoresHold(bundle: DeterminationBundle, { run }: DeterminationStatement): ProofCheck {
  const check = 'scores';
  const { samples, reviews, clusters } = reviewed(bundle);
  if (bundle.changes.some(({ proposedBy, settledBy }) => proposedBy === settledBy)) {
    return broken(check, 'a score was changed by one person alone');
  }
  if (scoresSha256(samples, reviews, clusters) !== run.scoresSha256) {
    return broken(check, 'samples, changes and clusters are not the scores that were judged');
  }
  return held(
    check,
    `the scores that were judged, ${bundle.changes.length} of them changed by two`,
  );
}

function linkedHold(
  { samples }: DeterminationBundle,
  { run, threshold, linkedSamples }: DeterminationStatement,
): ProofCheck {
  const check = 'linked samples';
  const chosen = linkedSamplesOf(run.id, threshold.commitment, samples);
  return canonicalBody(chosen) === canonicalBody(linkedSamples)
    ? held(check, `positions ${chosen.join(', ')}, as the code chooses them`)
    : broken(check, `the code chooses positions ${chosen.join(', ')}`);
}

function proposalHolds(
  bundle: DeterminationBundle,
  { run, threshold, proposal }: DeterminationStatement,
  opening: ThresholdOpening,
): ProofCheck {
  const check = 'proposal';
  const { samples, reviews, clusters } = reviewed(bundle);
  let again: Proposal;
  let reason: string;
  try {
    const rule = ruleIn(opening);
    const tasks = tasksAsReviewed(samples, reviews, clusters);
    again = proposalOf(rule, tasks, threshold.look, run.endpoints);
    reason = withoutValue(proposal.reason, rule);
  } catch (error) {
    // No rule, no scores, or a look that was not planned.
    return broken(check, `cannot be computed: ${(error as Error).message}`);
  }
  const isSame =
    again.outcome === proposal.outcome &&
    again.reason === reason &&
    isAlike(again.facts, proposal.facts);
  return isSame
    ? held(check, `\`${again.outcome}\`: ${again.reason}`)
    : broken(check, `recomputed it is \`${again.outcome}\`: ${again.reason}`);
}

/** The same sentence once named the threshold's value, and decisions of then are still signed and proved. */
const withoutValue = (reason: string, { threshold }: ThresholdRule): string =>
  reason.replace(
    `the threshold of ${Number((100 * threshold).toPrecision(12))} %`,
    'the threshold',
  );

/** Far below what any reader sees, and above what another processor's rounding may do. */
const tolerance = 1e-9;

function isAlike(first: Proposal['facts'], second: Proposal['facts']): boolean {
  const { toSettle: a, ...numbers } = first;
  const { toSettle: b, ...others } = second;
  const names = Object.keys(numbers) as (keyof typeof numbers)[];
  return (
    canonicalBody(a) === canonicalBody(b) &&
    names.every((name) => Math.abs(numbers[name] - others[name]) <= tolerance)
  );
}

function decidedByTheRules(statement: DeterminationStatement): ProofCheck {
  const check = 'decision';
  const { outcome, proposal, differsBecause, reason, consultations, dissents } = statement;
  const differs = outcome !== outcomeOf[proposal.outcome];
  if (differs !== (differsBecause !== null)) {
    return broken(check, 'people who differ from the code say why, and nobody else does');
  }
  // Those that name nothing withdrawn are of a time when spaces counted too.
  const isOld = statement.withdrawnBefore === undefined;
  const length = isOld ? Array.from(reason).length : visibleCharactersIn(reason);
  if (length < reasonLengthMin) return broken(check, 'the reason is too short to be one');
  if (consultations.some(({ state, view }) => (state === 'answered') !== (view !== null))) {
    return broken(check, 'a consultee’s answer is missing');
  }
  const early = consultations.some(
    ({ state, answerBy }) =>
      state === 'timed_out' && Date.parse(answerBy) > Date.parse(statement.decidedAt),
  );
  if (early) return broken(check, 'it was decided while a consultee could still answer');
  const agreement = differs ? 'differs from the code, and says why' : 'agrees with the code';
  return held(
    check,
    `\`${outcome}\`, ${agreement}; ${consultations.length} consulted, ${dissents.length} dissent`,
  );
}
