/** A threshold is committed to whole, and nothing but what was committed to opens it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonicalBody, commitmentOf } from '#standards/tlog';
import { commitThreshold } from './rule-schema.ts';
import { applyRule, commitTo, opensCommitment, ruleIn, type ThresholdRule } from './threshold.ts';

const rules: fc.Arbitrary<ThresholdRule> = fc.record({
  format: fc.constant('sallyport.threshold/v1' as const),
  name: fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/),
  version: fc.integer({ min: 1, max: 1000 }),
  metric: fc.constantFrom('mean_score' as const, 'solve_rate' as const),
  suiteRoot: fc.stringMatching(/^[0-9a-f]{64}$/),
  epochs: fc.integer({ min: 1, max: 100 }),
  estimator: fc.constant('effective_exact' as const),
  confidence: fc.double({ min: 0.5, max: 0.99, noNaN: true }),
  threshold: fc.double({ min: 0, max: 1, noNaN: true }),
  plannedLooks: fc.integer({ min: 1, max: 20 }),
  power: fc.double({ min: 0.5, max: 0.9, noNaN: true }),
  tieBreak: fc.constant('bound_at_threshold_meets' as const),
  unscored: fc.constant('count_as_zero' as const),
});
const [sampleRule] = fc.sample(rules, 1);
assert.ok(sampleRule);

test('what was committed to opens its commitment, and says the same rule again', () => {
  fc.assert(
    fc.property(rules, (rule) => {
      const { opening, commitment } = commitTo(rule);
      assert.ok(opensCommitment(commitment, opening));
      assert.equal(canonicalBody(ruleIn(opening)), canonicalBody(rule));
    }),
  );
});

test('no other rule, salt or commitment opens it', () => {
  fc.assert(
    fc.property(rules, rules, (rule, other) => {
      const { opening, commitment } = commitTo(rule);
      if (canonicalBody(other) !== canonicalBody(rule)) {
        const text = canonicalBody(other);
        assert.equal(opensCommitment(commitment, { ...opening, text }), false);
      }
      const again = commitTo(rule);
      assert.notEqual(again.commitment, commitment);
      assert.equal(opensCommitment(commitment, again.opening), false);
      assert.equal(opensCommitment(again.commitment, opening), false);
      const spaced = { ...opening, text: opening.text.replace('{', '{ ') };
      assert.equal(opensCommitment(commitment, spaced), false);
    }),
  );
});

test('what cannot be an opening opens nothing, and breaks nothing', () => {
  const { opening, commitment } = commitTo(sampleRule);
  for (const salt of ['', 'AAAA', '!!', opening.salt.slice(0, -4), `${opening.salt}AAAA`])
    assert.equal(opensCommitment(commitment, { ...opening, salt }), false, salt);
  for (const bad of ['', 'zz', commitment.slice(2), `${commitment}00`])
    assert.equal(opensCommitment(bad, opening), false, bad);
});

test('the commitment is HMAC-SHA-256 of the canonical text, so anybody can check it', () => {
  const salt = Buffer.alloc(32, 7);
  const { opening, commitment } = commitTo(sampleRule, salt);
  assert.equal(opening.text, canonicalBody(sampleRule));
  assert.equal(commitment, commitmentOf(salt, opening.text).toString('hex'));
});

test('a rule with a threshold outside 0 to 1, or an unknown field, is not committed to', () => {
  const commit = (change: object) => commitTo({ ...sampleRule, ...change } as ThresholdRule);
  for (const change of [
    { threshold: 1.1 },
    { threshold: Number.NaN },
    { plannedLooks: 0 },
    { x: 1 },
  ])
    assert.throws(() => commit(change), JSON.stringify(change));
});

test('what is sent as a threshold has to be a number between 0 and 1', () => {
  const looks = { epochs: 1, confidence: 0.95, plannedLooks: 1, power: 0.8 };
  const named = { name: 'uplift', suiteId: 'suite_1', metric: 'mean_score' as const };
  const body = { ...named, ...looks, threshold: 0.5 };
  assert.ok(commitThreshold.safeParse(body).success);
  for (const threshold of ['0.5', 'a half', null, undefined, Number.NaN, Infinity, -0.1, 1.1, {}])
    assert.equal(
      commitThreshold.safeParse({ ...body, threshold }).success,
      false,
      String(threshold),
    );
  for (const change of [
    { epochs: 1.5 },
    { plannedLooks: '1' },
    { confidence: 95 },
    { power: true },
  ])
    assert.equal(
      commitThreshold.safeParse({ ...body, ...change }).success,
      false,
      JSON.stringify(change),
    );
});

test('14 of 20 against one half is not told, though it is 70 %; 20 of 20 meets; 2 of 20 does not', () => {
  const rule = { ...sampleRule, metric: 'mean_score' as const, confidence: 0.95, threshold: 0.5 };
  const outcomeOf = (solved: number, looks = { ...rule, plannedLooks: 1, power: 0.8 }) =>
    applyRule(
      looks,
      Array.from({ length: 20 }, (_, place) => ({
        task: `t${place}`,
        cluster: `t${place}`,
        scores: [place < solved ? 1 : 0],
      })),
      1,
    ).outcome;
  assert.equal(outcomeOf(14), 'cannot_tell');
  assert.equal(outcomeOf(20), 'met');
  assert.equal(outcomeOf(2), 'not_met');
});

test('the solve rate counts whole solutions, the mean score parts of them', () => {
  const rule = { ...sampleRule, confidence: 0.95, threshold: 0.5, plannedLooks: 1, power: 0.8 };
  const half = Array.from({ length: 40 }, (_, place) => ({
    task: `t${place}`,
    cluster: `t${place}`,
    scores: [0.9],
  }));
  assert.equal(applyRule({ ...rule, metric: 'mean_score' }, half, 1).outcome, 'met');
  assert.equal(applyRule({ ...rule, metric: 'solve_rate' }, half, 1).outcome, 'not_met');
});
