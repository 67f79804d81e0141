/** A determination proved without the installation that made it, and every single thing that was tampered with. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { commitTo } from '#evaluation/offline';
import { newSigner, signNote, type LogSource } from '#standards/tlog';
import { sourceOf } from '#test/tlog';
import {
  bundleOf,
  changes,
  clusters,
  deb,
  drew,
  eventsOf,
  logOf,
  opening,
  rule,
  runId,
  samples,
  samplesOf,
  statement,
  type LoggedEvent,
  type Sample,
} from './determination-proof.fixture.ts';
import { proveInLedger } from './determination-ledger.ts';
import {
  proveDetermination,
  type DeterminationBundle,
  type ProofCheck,
} from './determination-proof.ts';
import {
  readStatement,
  statementText,
  type DeterminationStatement,
} from './determination-statement.ts';
import { linkedSamplesOf } from './linked-samples.ts';
import { isSaid, withoutWords } from './withdrawn-before.ts';

const keys = [deb.key.vkey, drew.key.vkey];
const failedIn = (
  bundle: DeterminationBundle,
  opened = opening,
  known: string[] | null = keys,
): string[] =>
  (proveDetermination(bundle, opened, known)?.checks ?? [])
    .filter(({ holds }: ProofCheck) => !holds)
    .map(({ check }) => check);
/** Two officials conspire: they sign again what they changed. */
const resigned = (change: Partial<DeterminationStatement>): DeterminationBundle =>
  bundleOf({ ...statement, ...change });

test('what is untouched holds, by every check there is', () => {
  const proved = proveDetermination(bundleOf(), opening, keys);
  assert.equal(proved?.checks.length, 9);
  assert.deepEqual(failedIn(bundleOf()), []);
  assert.equal(proved.statement.proposal.outcome, 'met');
  assert.deepEqual(failedIn(bundleOf(), opening, null), []);
});

test('a score that is changed is found, by the chain and by what was judged', () => {
  const first = samples[0] as Sample;
  const one = bundleOf(statement, { samples: [{ ...first, value: 0 }, ...samples.slice(1)] });
  // Which samples the code then chooses hangs on the run and its commitment, made anew each time.
  const found = failedIn(one).filter((check) => check !== 'linked samples');
  assert.deepEqual(found, ['samples', 'scores', 'proposal']);
  const whole = bundleOf(statement, { samples: samplesOf([...Array<number>(11).fill(1), 1]) });
  assert.ok(failedIn(whole).includes('samples'));
  const fewer = bundleOf(statement, { samples: samples.slice(0, -1) });
  assert.ok(failedIn(fewer).includes('samples'));
});

test('a change that two people made and was left out, or one that nobody made, is found', () => {
  assert.deepEqual(failedIn(bundleOf(statement, { changes: [] })), ['scores', 'proposal']);
  const [change] = changes;
  assert.ok(change);
  const alone = [{ ...change, settledBy: change.proposedBy }];
  assert.deepEqual(failedIn(bundleOf(statement, { changes: alone })), ['scores']);
});

test('tasks put together into one cluster are found', () => {
  const oneCluster = Object.fromEntries([...clusters].map(([task]) => [task, 'all']));
  assert.deepEqual(failedIn(bundleOf(statement, { clusters: oneCluster })), ['scores', 'proposal']);
});

test('another threshold, or another salt, does not open the commitment', () => {
  const higher = commitTo({ ...rule, threshold: 0.95 });
  assert.deepEqual(failedIn(bundleOf(), higher.opening), ['threshold', 'proposal']);
  const salted = { ...opening, salt: Buffer.alloc(32, 7).toString('base64') };
  assert.deepEqual(failedIn(bundleOf(), salted), ['threshold']);
  assert.ok(failedIn(bundleOf(), { ...opening, text: 'no rule' }).includes('proposal'));
});

test('a threshold about another suite is found although it opens', () => {
  const other = commitTo({ ...rule, suiteRoot: 'ff'.repeat(32) });
  const threshold = { ...statement.threshold, commitment: other.commitment };
  const linkedSamples = linkedSamplesOf(runId, other.commitment, samples);
  assert.deepEqual(failedIn(resigned({ threshold, linkedSamples }), other.opening), ['threshold']);
});

test('a commitment that came with the first sample or after it is found, whoever signs', () => {
  for (const committedAt of ['2026-12-01T09:01:00.999Z', '2026-12-01T09:05:00.000Z']) {
    const threshold = { ...statement.threshold, committedAt };
    assert.deepEqual(failedIn(resigned({ threshold })), ['order'], committedAt);
  }
  const before = { ...statement.threshold, committedAt: '2026-12-01T09:01:00.998Z' };
  assert.deepEqual(failedIn(resigned({ threshold: before })), []);
  const later = { ...statement.threshold, firstSampleAt: '2026-12-01T09:30:00.000Z' };
  assert.deepEqual(failedIn(resigned({ threshold: later })), ['order']);
  const earlier = bundleOf(statement, {
    samples: samples.map((each) => ({ ...each, recordedAt: '2026-12-01T08:59:00.000Z' })),
  });
  assert.deepEqual(failedIn(earlier), ['order']);
});

test('a proposal that the scores do not come to is found, in each of its parts', () => {
  const { proposal } = statement;
  const facts = { ...proposal.facts, lower: proposal.facts.lower + 0.01 };
  for (const wrong of [
    { ...proposal, outcome: 'cannot_tell' as const },
    { ...proposal, reason: 'it is so' },
    { ...proposal, facts },
  ])
    assert.ok(failedIn(resigned({ proposal: wrong })).includes('proposal'));
  const rounded = { ...proposal.facts, lower: proposal.facts.lower + 1e-12 };
  assert.deepEqual(failedIn(resigned({ proposal: { ...proposal, facts: rounded } })), []);
  const changed = { ...statement.run, endpoints: 2 };
  assert.deepEqual(failedIn(resigned({ run: changed })), ['proposal']);
});

test('a statement that is changed after it was signed is found', () => {
  const note = bundleOf().note.replace('"outcome":"covered"', '"outcome":"not_covered"');
  assert.notEqual(note, bundleOf().note);
  assert.deepEqual(failedIn(bundleOf(statement, { note })), ['two signatures', 'decision']);
  const spaced = bundleOf().note.replace('{"consultations"', '{ "consultations"');
  assert.notEqual(spaced, bundleOf().note);
  assert.equal(proveDetermination(bundleOf(statement, { note: spaced }), opening, keys), undefined);
});

test('a signature that is missing, of a stranger, twice of one, or of the wrong person is found', () => {
  const text = statementText(statement);
  const [first, second] = bundleOf().signers;
  assert.ok(first && second);
  const stranger = newSigner('tern/drew');
  const cases: Partial<DeterminationBundle>[] = [
    { note: signNote(text, [deb]) },
    { signers: [first] },
    { note: signNote(text, [deb, stranger]) },
    {
      note: signNote(text, [deb, stranger]),
      signers: [first, { ...second, vkey: stranger.key.vkey }],
    },
    { signers: [first, { ...second, person: first.person }] },
    { signers: [first, { ...second, vkey: first.vkey }] },
    {
      signers: [
        { ...first, person: second.person },
        { ...second, person: first.person },
      ],
    },
  ];
  for (const [place, change] of cases.entries())
    assert.deepEqual(failedIn(bundleOf(statement, change)), ['two signatures'], String(place));
});

const [earlier] = statement.withdrawnBefore ?? [];
assert.ok(earlier);

test('one withdrawn before it is named with its answers, or the statement is found', () => {
  const [office] = earlier.consultations;
  assert.ok(office);
  const silenced = { ...office, view: null, words: null };
  for (const wrong of [
    { ...earlier, consultations: [silenced] },
    { ...earlier, withdrawnAt: '2026-12-05T12:00:00.001Z' },
  ])
    assert.deepEqual(failedIn(resigned({ withdrawnBefore: [wrong] })), ['withdrawn before']);
  assert.deepEqual(failedIn(resigned({ withdrawnBefore: [] })), []);
});

test('a statement of before these were named is read and holds', () => {
  const { withdrawnBefore: _, ...old } = statement;
  const text = statementText(old);
  assert.doesNotMatch(text, /withdrawnBefore/);
  assert.deepEqual(readStatement(text), old);
  assert.deepEqual(failedIn(bundleOf(old)), []);
  const { proposal } = old;
  const naming = (value: string) => ({
    ...old,
    reason: 'twelve words '.repeat(8),
    proposal: {
      ...proposal,
      reason: proposal.reason.replace('the threshold', `the threshold of ${value}`),
    },
  });
  assert.notEqual(naming('50 %').proposal.reason, proposal.reason);
  assert.deepEqual(failedIn(bundleOf(naming('50 %'))), []);
  assert.deepEqual(failedIn(bundleOf(naming('60 %'))), ['proposal']);
  assert.deepEqual(failedIn(resigned({ reason: 'twelve words '.repeat(8) })), ['decision']);
});

test('where they are too long for one text, digests stand for words, and every answer and dissent stays', () => {
  const short = withoutWords(earlier);
  assert.deepEqual(failedIn(resigned({ withdrawnBefore: [short] })), []);
  assert.deepEqual(
    short.consultations.map(({ view }) => view),
    ['not_covered', null],
  );
  assert.equal(short.dissents.length, 1);
  assert.doesNotMatch(JSON.stringify(short), /too little|not be called|asked first/);
  assert.ok(isSaid(short.because, 'another office was to be asked first'));
  assert.ok(!isSaid(short.because, 'another reason'));
  assert.deepEqual(withoutWords(short), short);
});

test('samples that the code did not choose are found', () => {
  const others = statement.linkedSamples.map((position) => (position + 1) % samples.length);
  assert.deepEqual(failedIn(resigned({ linkedSamples: others })), ['linked samples']);
});

test('people who differ from the code without saying why, or decide too early, are found', () => {
  const [consultation] = statement.consultations;
  assert.ok(consultation);
  for (const change of [
    { outcome: 'not_covered' as const },
    { differsBecause: 'we think otherwise and say so here' },
    { reason: 'it is so' },
    { decidedAt: '2026-12-05T08:59:59.999Z' },
    { consultations: [{ ...consultation, state: 'answered' as const }] },
  ])
    assert.deepEqual(failedIn(resigned(change)), ['decision'], JSON.stringify(change));
  const said = { outcome: 'cannot_tell' as const, differsBecause: 'a family of tasks is missing' };
  assert.deepEqual(failedIn(resigned(said)), []);
});

const failedInLog = async (
  events: readonly LoggedEvent[],
  change?: (log: LogSource) => LogSource,
  said = statement,
) => {
  const { files, log } = logOf(events);
  const source = sourceOf(files);
  const trust = { logKey: log.key, witnesses: [], quorum: 'all' as const };
  const checks = await proveInLedger(change?.(source) ?? source, trust, bundleOf(said), said);
  return checks.filter(({ holds }) => !holds).map(({ check }) => check);
};
const without = (type: string): LoggedEvent[] =>
  eventsOf().filter((event) => event.type !== `evaluation.${type}`);

test('in the log: the plan before the first sample, these samples, these signatures', async () => {
  assert.deepEqual(await failedInLog(eventsOf()), []);
});

test('in the log: a threshold that was named after the first sample is found', async () => {
  const [plan, first, ...rest] = eventsOf();
  assert.ok(plan && first);
  assert.deepEqual(await failedInLog([first, plan, ...rest]), ['ledger: order']);
  assert.deepEqual(await failedInLog(without('run_planned')), ['ledger: order']);
  assert.deepEqual(await failedInLog(without('run_decided')), ['ledger: order']);
  const other = { ...plan, payload: { thresholdCommitment: 'ff'.repeat(32) } };
  assert.deepEqual(await failedInLog([other, first, ...rest]), ['ledger: order']);
});

test('in the log: other samples, another statement, another key, or another engagement are found', async () => {
  assert.deepEqual(await failedInLog(without('run_ended')), ['ledger: samples']);
  const changed = (index: number, payload: object) =>
    eventsOf().with(index, {
      ...(eventsOf().at(index) as LoggedEvent),
      payload: { ...eventsOf().at(index)?.payload, ...payload },
    });
  assert.deepEqual(await failedInLog(changed(-1, { key: deb.key.vkey })), ['ledger: signatures']);
  assert.deepEqual(await failedInLog(changed(-2, { statementSha256: 'ff'.repeat(32) })), [
    'ledger: signatures',
  ]);
  const elsewhere = eventsOf().map((event) => ({ ...event, log: 'engagement:other' }));
  assert.equal((await failedInLog(elsewhere)).length, 4);
});

test('in the log: whatever is left out of what was withdrawn before, or said otherwise, is found', async () => {
  const naming = (withdrawnBefore: DeterminationStatement['withdrawnBefore']) => {
    const said = { ...statement, withdrawnBefore };
    return failedInLog(eventsOf(said), undefined, said);
  };
  const [office, other] = earlier.consultations;
  assert.ok(office && other);
  assert.deepEqual(await naming([earlier]), []);
  assert.deepEqual(await naming([withoutWords(earlier)]), []);
  for (const wrong of [
    [],
    [{ ...earlier, determination: 'determination_x' }],
    [{ ...earlier, because: 'it was a mistake' }],
    [{ ...earlier, consultations: [other] }],
    [{ ...earlier, consultations: [{ ...office, state: 'timed_out' as const }, other] }],
    [{ ...earlier, dissents: [] }],
    [earlier, { ...earlier, determination: 'determination_x' }],
  ])
    assert.deepEqual(await naming(wrong), ['ledger: withdrawn before'], JSON.stringify(wrong));
  const { withdrawnBefore: _, ...old } = statement;
  assert.deepEqual(await failedInLog(eventsOf(old), undefined, old), ['ledger: withdrawn before']);
  const never = eventsOf(old).filter(({ subject }) => subject !== earlier.determination);
  assert.deepEqual(await failedInLog(never, undefined, old), []);
  const after = [
    ...never,
    ...eventsOf(old).filter(({ subject }) => subject === earlier.determination),
  ];
  assert.deepEqual(await failedInLog(after, undefined, old), []);
  const unopened = eventsOf().filter(
    ({ type, subject }) =>
      !(type === 'review.determination_opened' && subject === statement.determination),
  );
  assert.deepEqual(await failedInLog(unopened), ['ledger: withdrawn before']);
});

test('in the log: one byte of a body that is changed spoils the log', async () => {
  const spoilt = (source: LogSource): LogSource => ({
    async read(path, bytesMax) {
      const bytes = await source.read(path, bytesMax);
      if (bytes === undefined || !path.startsWith('bodies/')) return bytes;
      return Buffer.from(Buffer.from(bytes).toString('utf8').replace('deciding', 'resident'));
    },
  });
  assert.deepEqual(await failedInLog(eventsOf(), spoilt), ['ledger']);
});
