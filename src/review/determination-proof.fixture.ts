/**
 * A determination that was made in no database: twelve samples, a committed threshold, a consultee who never
 * answered, dissent, one that was taken back before it, two officials who signed; as its bundle, and as the engagement's log tells it.
 */
import {
  commitTo,
  firstChain,
  nextChain,
  proposalOf,
  tasksAsReviewed,
  type SampleReview,
  type ThresholdRule,
} from '#evaluation/offline';
import { canonicalBody, newSigner, signNote } from '#standards/tlog';
import { makeLog, type TestLog } from '#test/tlog';
import type { DeterminationBundle } from './determination-proof.ts';
import {
  scoresSha256,
  statementSha256,
  statementText,
  type DeterminationStatement,
} from './determination-statement.ts';
import { linkedSamplesOf } from './linked-samples.ts';

export const runId = 'run_1';
const suiteRoot = 'cd'.repeat(32);
export const rule: ThresholdRule = {
  format: 'sallyport.threshold/v1',
  name: 'uplift',
  version: 1,
  metric: 'mean_score',
  suiteRoot,
  epochs: 1,
  estimator: 'effective_exact',
  confidence: 0.95,
  threshold: 0.5,
  plannedLooks: 1,
  power: 0.8,
  tieBreak: 'bound_at_threshold_meets',
  unscored: 'count_as_zero',
};
export const { opening, commitment } = commitTo(rule);
export const [deb, drew] = [newSigner('tern/deb'), newSigner('tern/drew')];

export type Sample = DeterminationBundle['samples'][number];
/** Twelve tasks, of which the last is called unsolved and was changed by two people. */
export function samplesOf(values: readonly number[], minute = '01'): Sample[] {
  let chain = firstChain(runId);
  return values.map((value, position) => {
    const sample = {
      position,
      task: `task-${position}`,
      epoch: 1,
      disposition: 'scored' as const,
      reason: '',
      value,
      refusals: 0,
      usage: { inputTokens: 10, outputTokens: 5 },
      calls: 1,
      startedAt: `2026-12-01T09:${minute}:00Z`,
      endedAt: `2026-12-01T09:${minute}:05Z`,
      journalSha256: 'ef'.repeat(32),
    };
    chain = nextChain(chain, sample);
    return { ...sample, chain, recordedAt: `2026-12-01T09:${minute}:06.000Z` };
  });
}

export const changes: DeterminationBundle['changes'] = [
  {
    position: 11,
    verdict: 'mis_scored',
    value: 1,
    because: 'the flag was there, in capitals',
    proposedBy: 'person_eli',
    settledBy: 'person_esra',
  },
];
const reviews = changes.map((change): SampleReview => ({ ...change, state: 'changed' }));
export const samples = samplesOf([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
export const clusters = new Map(samples.map(({ task }) => [task, task]));

export const statement: DeterminationStatement = {
  nonce: '0'.repeat(32),
  determination: 'determination_1',
  submission: 'submission_1',
  model: { declaredAs: 'kestrel', digest: 'ab'.repeat(32) },
  office: { id: 'org_tern', name: 'Tern Office' },
  run: {
    id: runId,
    suiteRoot,
    epochs: 1,
    samples: samples.length,
    chain: samples.at(-1)?.chain ?? '',
    scoresSha256: scoresSha256(samples, reviews, clusters),
    endpoints: 1,
  },
  threshold: {
    commitment,
    committedAt: '2026-12-01T09:00:00.000Z',
    firstSampleAt: '2026-12-01T09:01:00.999Z',
    look: 1,
  },
  proposal: proposalOf(rule, tasksAsReviewed(samples, reviews, clusters), 1, 1),
  linkedSamples: linkedSamplesOf(runId, commitment, samples),
  consultations: [
    {
      organisation: { id: 'org_heath', name: 'Heath Agency' },
      askedAt: '2026-12-02T09:00:00.000Z',
      answerBy: '2026-12-05T09:00:00.000Z',
      state: 'timed_out',
      view: null,
      words: null,
    },
  ],
  dissents: [
    {
      person: { id: 'person_dag', name: 'dag' },
      words: 'twelve tasks are few for such a step',
      at: '2026-12-05T10:00:00.000Z',
    },
  ],
  withdrawnBefore: [
    {
      determination: 'determination_0',
      openedAt: '2026-12-01T10:00:00.000Z',
      withdrawnAt: '2026-12-01T18:00:00.000Z',
      withdrawnBy: { id: 'person_drew', name: 'drew' },
      because: 'another office was to be asked first',
      consultations: [
        {
          organisation: { id: 'org_fen', name: 'Fen Water' },
          askedAt: '2026-12-01T10:00:00.000Z',
          answerBy: '2026-12-05T10:00:00.000Z',
          state: 'answered',
          view: 'not_covered',
          words: 'twelve tasks show too little',
        },
        {
          organisation: { id: 'org_heath', name: 'Heath Agency' },
          askedAt: '2026-12-01T10:00:00.000Z',
          answerBy: '2026-12-05T10:00:00.000Z',
          state: 'asked',
          view: null,
          words: null,
        },
      ],
      dissents: [
        {
          person: { id: 'person_dag', name: 'dag' },
          words: 'it should not be called covered',
          at: '2026-12-01T17:00:00.000Z',
        },
      ],
    },
  ],
  outcome: 'covered',
  reason:
    'The lower bound lies above the committed threshold, and the three samples that were opened show, each by itself, why it does.',
  differsBecause: null,
  decidedBy: { id: 'person_deb', name: 'deb' },
  decidedAt: '2026-12-05T12:00:00.000Z',
};

export const bundleOf = (
  said: DeterminationStatement = statement,
  change: Partial<DeterminationBundle> = {},
): DeterminationBundle => ({
  format: 'sallyport.determination-bundle/v1',
  note: signNote(statementText(said), [deb, drew]),
  signers: [
    { role: 'deciding', person: 'person_deb', vkey: deb.key.vkey },
    { role: 'second', person: 'person_drew', vkey: drew.key.vkey },
  ],
  samples,
  changes,
  clusters: Object.fromEntries(clusters),
  ...change,
});

export interface LoggedEvent {
  log: string;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
}

/** What the engagement's log says of it, in its order. */
export function eventsOf(said: DeterminationStatement = statement): LoggedEvent[] {
  const log = `engagement:${said.submission}`;
  const statementDigest = { statementSha256: statementSha256(statementText(said)) };
  const named = { thresholdCommitment: said.threshold.commitment };
  const { chain } = said.run;
  const ofRun = (type: string, payload: Record<string, unknown>): LoggedEvent => ({
    log,
    type: `evaluation.${type}`,
    subject: said.run.id,
    payload,
  });
  const own = (type: string, payload: Record<string, unknown>): LoggedEvent => ({
    log,
    type: `review.${type}`,
    subject: said.determination,
    payload,
  });
  return [
    ofRun('run_planned', named),
    ...samples.map((sample) =>
      ofRun('sample_recorded', { position: sample.position, chain: sample.chain }),
    ),
    ofRun('run_ended', { state: 'complete', samplesRecorded: said.run.samples, chain }),
    ofRun('run_decided', { ...named, look: 1 }),
    ...withdrawnEvents(log),
    own('determination_opened', { runId, thresholdCommitment: commitment }),
    own('determination_decided', statementDigest),
    own('determination_signed', { ...statementDigest, role: 'deciding', key: deb.key.vkey }),
    own('determination_signed', { ...statementDigest, role: 'second', key: drew.key.vkey }),
  ];
}

/** Of the one that was taken back. */
function withdrawnEvents(log: string): LoggedEvent[] {
  const own = (type: string, payload: Record<string, unknown>): LoggedEvent => ({
    log,
    type: `review.${type}`,
    subject: 'determination_0',
    payload,
  });
  return [
    own('determination_opened', { runId, thresholdCommitment: commitment }),
    own('consultation_asked', { organisationId: 'org_heath' }),
    own('consultation_asked', { organisationId: 'org_fen' }),
    own('consultation_answered', { organisationId: 'org_fen' }),
    own('dissent_recorded', { statementSha256: null }),
    own('determination_withdrawn', { because: 'another office was to be asked first' }),
  ];
}

export const logOf = (events: readonly LoggedEvent[]): TestLog =>
  makeLog({
    size: events.length,
    discloseEvery: 1,
    bodyAt: (index) => canonicalBody(events[index]),
    witnesses: [],
  });
