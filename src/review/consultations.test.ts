/** A consulted office: its people declare before they read, each read is on record, and an interest ends it for them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { Refusal } from '#platform/problems';
import { answerConsultation } from './commands/consult.ts';
import { declareAsConsultee } from './commands/declare-as-consultee.ts';
import { openDetermination } from './commands/open-determination.ts';
import { listConsultations, readConsultation, showConsultation } from './consultation-queries.ts';
import { deliverAll } from './material.fixture.ts';
import { listReads } from './read-queries.ts';
import {
  dayMs,
  openReview,
  reportedRun,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const as = (name: ReviewName) => stage.ctx(name);
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const none = { hasInterest: false, words: '' };
const interest = { hasInterest: true, words: 'a brother works there' };
const view = { view: 'no_view', words: 'we have none' } as const;
const purpose = 'to answer for the office';
const page = { limit: 100 };

/** Asked of the consultee's office, whose people have said nothing yet. */
async function asked(): Promise<{ id: string; submissionId: string }> {
  const { runId, submissionId } = await reportedRun(stage);
  const answerBy = textOf(new Date(stage.clock.now().getTime() + 7 * dayMs));
  const consultees = [{ organisationId: stage.organisations.consultee, answerBy }];
  const id = await openDetermination(as('deb'), submissionId, { runId, consultees });
  return { id, submissionId };
}

test('before a declaration nothing is told, read or answered', async () => {
  const { id } = await asked();
  const before = await showConsultation(as('cai'), id);
  assert.deepEqual([before.needsDeclaration, before.may], [true, ['declare']]);
  for (const told of ['met', 'threshold', 'reason', 'facts'])
    assert.ok(!JSON.stringify(before).includes(`"${told}"`), told);
  await assert.rejects(readConsultation(as('cai'), id, purpose), refusal('not_declared'));
  await assert.rejects(answerConsultation(as('cai'), id, view), refusal('not_declared'));
  await declareAsConsultee(as('cai'), id, none);
  const after = await showConsultation(as('cai'), id);
  assert.deepEqual([after.needsDeclaration, after.may], [false, ['read', 'answer']]);
  const { proposal } = await readConsultation(as('cai'), id, purpose);
  assert.equal(proposal.outcome, 'met');
  await assert.doesNotReject(answerConsultation(as('cai'), id, view));
});

test('what was answered is told to nobody of the office who has not declared', async () => {
  const { id } = await asked();
  await declareAsConsultee(as('cai'), id, none);
  await answerConsultation(as('cai'), id, view);
  await stage.access.asOwner(
    `update access.submission set disinterested = array_remove(disinterested, $1)`,
    [stage.idOf('cai')],
  );
  const { state, view: said, words, answeredBy } = await showConsultation(as('cai'), id);
  assert.deepEqual([state, said, words, answeredBy], ['answered', null, null, null]);
});

test('with an interest the consultation is not there any more, and no word brings it back', async () => {
  const { id, submissionId } = await asked();
  const other = await asked();
  await declareAsConsultee(as('cai'), id, none);
  await declareAsConsultee(as('cai'), id, interest);
  const gone = refusal('not_found');
  await assert.rejects(showConsultation(as('cai'), id), gone);
  await assert.rejects(readConsultation(as('cai'), id, purpose), gone);
  await assert.rejects(answerConsultation(as('cai'), id, view), gone);
  await assert.rejects(declareAsConsultee(as('cai'), id, none), gone);
  const { items } = await listConsultations(as('cai'), page);
  const ids = items.map(({ determinationId }) => determinationId);
  assert.deepEqual([ids.includes(id), ids.includes(other.id)], [false, true]);
  const facts = await stage.access.asOwner<{ recused: string[]; disinterested: string[] }>(
    'select recused, disinterested from access.submission where id = $1',
    [submissionId],
  );
  assert.deepEqual(facts.rows[0]?.recused, [stage.idOf('cai')]);
  assert.ok(!facts.rows[0]?.disinterested.includes(stage.idOf('cai')));
});

test('whoever is not of the office that is asked declares nothing there', async () => {
  const { id } = await asked();
  for (const name of ['deb', 'eli', 'dara', 'pia', 'olga', 'rhea'] as const)
    for (const said of [none, interest])
      await assert.rejects(declareAsConsultee(as(name), id, said), refusal('not_found'), name);
  await assert.rejects(declareAsConsultee(as('cai'), 'det_none', none), refusal('not_found'));
});

test('each read is in the engagement’s log and among the reads that both sides look at', async () => {
  const { id, submissionId } = await asked();
  await declareAsConsultee(as('cai'), id, none);
  await readConsultation(as('cai'), id, purpose);
  await readConsultation(as('cai'), id, 'to look again');
  await deliverAll(stage);
  for (const reader of ['dara', 'eli', 'deb', 'olga'] as const) {
    const { items } = await listReads(as(reader), submissionId, { ...page, onlyUnusual: false });
    const reads = items.filter(({ kind }) => kind === 'review.consultation');
    assert.deepEqual(
      reads.map(({ by, subject, purpose: said }) => [by, subject, said]).toSorted(),
      [
        ['cai', id, purpose],
        ['cai', id, 'to look again'],
      ].toSorted(),
    );
  }
});
