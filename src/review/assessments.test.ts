/** What a developer is told, on a real database: two people tell it, time never does, and nobody else reads it. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { documentsOf } from '#access';
import { textOf } from '#gateway';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { listAssessments, listWaitingAssessments, readAssessment } from './assessment-queries.ts';
import { assessmentsOf, waitingAssessmentPage, type AssessmentRow } from './assessment-store.ts';
import {
  proposeAssessment,
  releaseAssessment,
  returnAssessment,
  withhold,
  type Part,
} from './commands/assess.ts';
import type { DeterminationRow } from './determination-store.ts';
import {
  dayMs,
  decidedDetermination,
  declareInterest,
  openReview,
  pauseEngagement,
  reportedRun,
  resumeEngagement,
  type ReviewName,
  type ReviewStage,
  signedDetermination,
  withdrawEngagement,
} from './review.fixture.ts';
import { openReviewWork } from './work.ts';

let stage: ReviewStage;
/** Signed once; each test takes a determination of its own where it changes what another looks at. */
let determination: DeterminationRow;
before(async () => {
  stage = await openReview();
  determination = await signedDetermination(stage);
});
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const why = 'to read what is told';
const text = 'The model found 12 of 12 faults; the committed threshold lies below that.';
const sha256 = (words: string) => createHash('sha256').update(words).digest('hex');
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const inDays = (days: number) => textOf(new Date(stage.clock.now().getTime() + days * dayMs));
const withholding = (days = 30) => ({
  reasonClass: 'sealed_tasks' as const,
  reason: 'it would show two sealed tasks',
  reviewBy: inDays(days),
});
const expire = () => openReviewWork(ctx('deb')).expire();

async function fresh(): Promise<{ part: Part; submissionId: string }> {
  const { id, submissionId } = await signedDetermination(stage);
  const [first] = await assessmentsOf(stage.access.inner.database.db, id);
  return { part: { determinationId: id, tier: first?.tier ?? '' }, submissionId };
}

async function shown(name: ReviewName, { determinationId, tier }: Part) {
  const { tiers } = await listAssessments(ctx(name), determinationId);
  const found = tiers.find((each) => each.tier === tier);
  assert.ok(found);
  return found;
}

test('signing opens every tier of the document in force for review, and not before', async () => {
  const [document] = await documentsOf(stage.access.inner.database.db, 'assessment_tiers');
  const tiers = document?.codes.map(({ code }) => code) ?? [];
  assert.ok(tiers.length > 1);
  const { tiers: told } = await listAssessments(ctx('dara'), determination.id);
  assert.deepEqual(
    told.map(({ tier, state }) => [tier, state]),
    tiers.map((tier) => [tier, 'review_due']),
  );
  const decided = await decidedDetermination(stage, await reportedRun(stage));
  await assert.rejects(listAssessments(ctx('deb'), decided.id), refusal('not_found'));
});

test('that it exists is there for both sides, officials and overseers; for others nothing is', async () => {
  const { part } = await fresh();
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const)
    assert.equal((await shown(name, part)).state, 'review_due', name);
  for (const name of ['rhea', 'cai', 'pia'] as const) {
    await assert.rejects(listAssessments(ctx(name), part.determinationId), refusal('not_found'));
    await assert.rejects(readAssessment(ctx(name), part, why), refusal('not_found'));
    await assert.rejects(proposeAssessment(ctx(name), part, text), refusal('not_found'));
  }
  for (const name of ['dara', 'eli', 'olga'] as const) {
    await assert.rejects(proposeAssessment(ctx(name), part, text), refusal('forbidden'));
    await assert.rejects(withhold(ctx(name), part, withholding()), refusal('forbidden'));
  }
});

test('one official proposes, another releases exactly that, and the developer alone is told', async () => {
  const { part } = await fresh();
  await proposeAssessment(ctx('deb'), part, text);
  assert.deepEqual((await shown('deb', part)).may, ['return', 'read']);
  await assert.rejects(readAssessment(ctx('dara'), part, why), refusal('not_found'));
  assert.equal((await shown('dara', part)).contentSha256, null);
  await assert.rejects(releaseAssessment(ctx('deb'), part, sha256(text)), refusal('second_person'));
  const read = await readAssessment(ctx('drew'), part, why);
  assert.deepEqual(read, { text, contentSha256: sha256(text), hasHiddenCharacters: false });
  await releaseAssessment(ctx('drew'), part, read.contentSha256);
  for (const name of ['dara', 'dag', 'olga'] as const)
    assert.equal((await readAssessment(ctx(name), part, why)).text, text, name);
  for (const name of ['eli', 'rhea', 'pia', 'cai'] as const)
    await assert.rejects(readAssessment(ctx(name), part, why), refusal('not_found'), name);
  const { state, proposedBy, settledBy, may } = await shown('dara', part);
  assert.deepEqual([state, proposedBy, settledBy, may], ['released', 'deb', 'drew', ['read']]);
  for (const again of [
    () => withhold(ctx('dag'), part, withholding()),
    () => proposeAssessment(ctx('dag'), part, 'something else'),
    () => returnAssessment(ctx('dag'), part, 'not in these words'),
  ])
    await assert.rejects(again(), refusal('illegal_transition'));
});

test('what was proposed meanwhile is not what the second person read', async () => {
  const { part } = await fresh();
  await proposeAssessment(ctx('deb'), part, text);
  const read = await readAssessment(ctx('drew'), part, why);
  await returnAssessment(ctx('deb'), part, 'not in these words');
  await assert.rejects(readAssessment(ctx('drew'), part, why), refusal('not_found'));
  await proposeAssessment(ctx('deb'), part, `${text} Perhaps.`);
  await assert.rejects(
    releaseAssessment(ctx('drew'), part, read.contentSha256),
    refusal('text_changed'),
  );
  assert.equal((await shown('dara', part)).state, 'release_proposed');
});

test('of two who release at once one does, and the other is told', async () => {
  const { part } = await fresh();
  await proposeAssessment(ctx('deb'), part, text);
  const both = await Promise.allSettled(
    (['drew', 'dag'] as const).map((name) => releaseAssessment(ctx(name), part, sha256(text))),
  );
  const late = both.flatMap((each) => (each.status === 'rejected' ? [each.reason as unknown] : []));
  assert.equal(late.length, 1);
  assert.ok(late[0] instanceof IllegalTransition);
});

test('withholding has a reason and a date, at most 90 days on', async () => {
  const { part } = await fresh();
  const by = (ms: number) => ({
    ...withholding(),
    reviewBy: textOf(new Date(stage.clock.now().getTime() + ms)),
  });
  for (const ms of [-dayMs, 0, 90 * dayMs + 1000])
    await assert.rejects(withhold(ctx('deb'), part, by(ms)), refusal('invalid_input'));
  await withhold(ctx('deb'), part, by(90 * dayMs));
  const told = await shown('dara', part);
  assert.deepEqual(
    [told.state, told.reasonClass, told.reason, told.withheldBy],
    ['withheld', 'sealed_tasks', null, 'deb'],
  );
  assert.deepEqual(told.reviewBy, new Date(stage.clock.now().getTime() + 90 * dayMs));
  assert.equal((await shown('olga', part)).reason, 'it would show two sealed tasks');
});

test('when its time is over it is due for review, to the second, and another person looks', async () => {
  const { part } = await fresh();
  await withhold(ctx('deb'), part, withholding(1));
  stage.pass(dayMs - 1);
  await expire();
  assert.equal((await shown('dara', part)).state, 'withheld');
  stage.pass(1);
  assert.ok((await expire()) > 0);
  const due = await shown('dara', part);
  assert.deepEqual(
    [due.state, due.reasonClass, due.reviewBy, due.withheldBy],
    ['review_due', null, new Date(stage.clock.now().getTime() + 14 * dayMs), 'deb'],
  );
  assert.equal(await expire(), 0);
  await assert.rejects(withhold(ctx('deb'), part, withholding()), refusal('withheld_before'));
  assert.deepEqual((await shown('deb', part)).may, ['propose']);
  await withhold(ctx('drew'), part, withholding(1));
  stage.pass(dayMs);
  await expire();
  await withhold(ctx('deb'), part, withholding());
});

test('an official who has not declared, or declared an interest, takes no step', async () => {
  const { part, submissionId } = await fresh();
  await declareInterest(ctx('dag'), submissionId, {
    hasInterest: true,
    words: 'my sister works there',
  });
  await assert.rejects(proposeAssessment(ctx('dag'), part, text), refusal('not_found'));
  await assert.rejects(listAssessments(ctx('dag'), part.determinationId), refusal('not_found'));
  await stage.access.asOwner(
    `update access.submission set disinterested = array_remove(disinterested, $2) where id = $1`,
    [submissionId, stage.idOf('drew')],
  );
  await proposeAssessment(ctx('deb'), part, text);
  await assert.rejects(readAssessment(ctx('drew'), part, why), refusal('not_declared'));
  await assert.rejects(releaseAssessment(ctx('drew'), part, sha256(text)), refusal('not_declared'));
});

test('a pause holds every step but the clock; after a withdrawal the developer can still be told', async () => {
  const { part, submissionId } = await fresh();
  await withhold(ctx('deb'), part, withholding(1));
  await pauseEngagement(ctx('dara'), submissionId);
  await assert.rejects(proposeAssessment(ctx('deb'), part, text), refusal('engagement_paused'));
  stage.pass(dayMs);
  await expire();
  assert.deepEqual(
    [(await shown('deb', part)).state, (await shown('drew', part)).may],
    ['review_due', []],
  );
  await resumeEngagement(ctx('dara'), submissionId);
  await withdrawEngagement(ctx('dara'), submissionId);
  await proposeAssessment(ctx('deb'), part, text);
  await releaseAssessment(ctx('drew'), part, sha256(text));
  assert.equal((await readAssessment(ctx('dara'), part, why)).text, text);
});

test('nothing of a text or of the reason for withholding it is in an event before it is released', async () => {
  const { part, submissionId } = await fresh();
  await withhold(ctx('deb'), part, withholding());
  await proposeAssessment(ctx('deb'), part, text);
  const { rows } = await stage.access.asOwner<{ body: string }>(
    `select b.body from zone_inner.event e join zone_inner.event_body b using (position)
     where e.log = $1 and e.type like 'review.assessment%'`,
    [logs.engagement(submissionId)],
  );
  assert.equal(rows.length, 3);
  for (const { body } of rows)
    for (const secret of [text, sha256(text), 'two sealed tasks'])
      assert.ok(!body.includes(secret));
});

test('what waits has a date; that it passed is seen and said once to both sides, and tells nothing', async () => {
  const { part, submissionId } = await fresh();
  const overdue = async () => {
    const { rows } = await stage.access.asOwner<{ body: string }>(
      `select b.body from zone_inner.event e join zone_inner.event_body b using (position)
       where e.log = $1 and e.type = 'review.assessment_overdue'`,
      [logs.engagement(submissionId)],
    );
    return rows
      .map(({ body }) => (JSON.parse(body) as { payload: { tier: string } }).payload)
      .filter(({ tier }) => tier === part.tier);
  };
  const [before, reviewBy] = [stage.clock.now(), (await shown('dara', part)).reviewBy];
  assert.deepEqual(reviewBy, new Date(before.getTime() + 14 * dayMs));
  stage.pass(14 * dayMs - 1);
  await expire();
  assert.equal((await shown('dara', part)).isOverdue, false);
  assert.deepEqual(await overdue(), []);

  stage.pass(1);
  await expire();
  await expire();
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const) {
    const { state, isOverdue, contentSha256 } = await shown(name, part);
    assert.deepEqual([state, isOverdue, contentSha256], ['review_due', true, null], name);
  }
  assert.ok((await waiting('drew')).some((each) => each.tier === part.tier && each.isOverdue));
  assert.deepEqual(await overdue(), [{ tier: part.tier, reviewBy: reviewBy.toISOString() }]);
  await assert.rejects(readAssessment(ctx('dara'), part, why), refusal('not_found'));

  // Writing and returning do not put it off.
  await proposeAssessment(ctx('deb'), part, text);
  assert.equal((await shown('dara', part)).isOverdue, true);
  await returnAssessment(ctx('drew'), part, 'not in these words');
  assert.deepEqual((await shown('dara', part)).reviewBy, reviewBy);
  await expire();
  assert.equal((await overdue()).length, 1);

  await withhold(ctx('deb'), part, withholding(30));
  assert.equal((await shown('dara', part)).isOverdue, false);
  await proposeAssessment(ctx('drew'), part, text);
  const again = new Date(stage.clock.now().getTime() + 14 * dayMs);
  assert.deepEqual((await shown('dara', part)).reviewBy, again, 'a text waits no longer than that');
  stage.pass(14 * dayMs);
  await expire();
  assert.equal((await overdue()).length, 2);
  await releaseAssessment(ctx('deb'), part, sha256(text));
  const told = await shown('dara', part);
  assert.deepEqual([told.state, told.reviewBy, told.isOverdue], ['released', null, false]);
});

/** Every page, three rows long. */
async function waiting(name: ReviewName) {
  const found: Awaited<ReturnType<typeof listWaitingAssessments>>['items'] = [];
  for (let cursor: string | undefined; ;) {
    const page = await listWaitingAssessments(ctx(name), { limit: 3, cursor });
    found.push(...page.items);
    if (page.nextCursor === undefined) return found;
    assert.equal(page.items.length, 3);
    cursor = page.nextCursor;
  }
}

test('what waits for officials waits in one list, the newest first, until it is told or withheld', async () => {
  const one = await fresh();
  stage.pass(60_000);
  const other = await fresh();
  const ofTheseTwo = async (name: ReviewName) =>
    (await waiting(name)).filter(({ submissionId }) =>
      [one.submissionId, other.submissionId].includes(submissionId),
    );
  const { tiers } = await listAssessments(ctx('drew'), one.part.determinationId);
  const all = await waiting('drew');
  const times = all.map(({ stateSince }) => stateSince.getTime());
  assert.deepEqual(
    times,
    times.toSorted((late, early) => early - late),
  );
  assert.equal(new Set(all.map((each) => `${each.determinationId} ${each.tier}`)).size, all.length);
  const found = await ofTheseTwo('drew');
  assert.deepEqual(
    found.map(({ submissionId }) => submissionId),
    [...tiers.map(() => other.submissionId), ...tiers.map(() => one.submissionId)],
  );
  for (const tier of tiers) {
    const listed = found.find(
      (each) => each.determinationId === tier.determinationId && each.tier === tier.tier,
    );
    assert.ok(listed);
    const { declaredAs, ...shown } = listed;
    assert.match(declaredAs, /^kestrel/);
    assert.deepEqual(shown, tier, 'as in the list of its determination');
  }
  for (const name of ['dara', 'eli', 'rhea', 'cai', 'pia'] as const)
    await assert.rejects(listWaitingAssessments(ctx(name), { limit: 3 }), refusal('not_found'));

  stage.pass(60_000);
  await proposeAssessment(ctx('deb'), one.part, text);
  const [newest] = await ofTheseTwo('olga');
  assert.deepEqual(
    [newest?.determinationId, newest?.tier, newest?.state],
    [one.part.determinationId, one.part.tier, 'release_proposed'],
  );
  await releaseAssessment(ctx('drew'), one.part, sha256(text));
  await withhold(ctx('deb'), other.part, withholding());
  assert.equal((await ofTheseTwo('olga')).length, 2 * tiers.length - 2);

  for (const name of ['dag', 'olga'] as const) {
    await declareInterest(ctx(name), one.submissionId, { hasInterest: true, words: 'a sister' });
    const left = new Set((await ofTheseTwo(name)).map(({ submissionId }) => submissionId));
    assert.deepEqual([...left], [other.submissionId], name);
  }
  const elsewhere = { office: 'org_elsewhere', except: [] };
  const { items } = await waitingAssessmentPage(stage.access.inner.database.db, elsewhere, {
    limit: 3,
  });
  assert.deepEqual(items, [], 'another office’s are not there');
});

type Step = { days: number } | { who: 'deb' | 'drew' | 'dag'; does: keyof typeof acts };
const acts = {
  withhold: (who: ReviewName, part: Part) => withhold(ctx(who), part, withholding(20)),
  propose: (who: ReviewName, part: Part) => proposeAssessment(ctx(who), part, text),
  return: (who: ReviewName, part: Part) => returnAssessment(ctx(who), part, 'not in these words'),
  release: (who: ReviewName, part: Part) => releaseAssessment(ctx(who), part, sha256(text)),
};
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ days: fc.integer({ min: 0, max: 45 }) }),
  fc.record({
    who: fc.constantFrom('deb', 'drew', 'dag'),
    does: fc.constantFrom('withhold', 'propose', 'return', 'release'),
  }),
);

test('whatever people do and however long they wait: time ends a withholding in a review, and never tells', async () => {
  const { part } = await fresh();
  const { db } = stage.access.inner.database;
  const now = async (): Promise<AssessmentRow> => {
    const row = (await assessmentsOf(db, part.determinationId)).find(
      ({ tier }) => tier === part.tier,
    );
    assert.ok(row);
    return row;
  };
  let released = 0;
  let expired = 0;
  let late = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      await stage.access.asOwner(
        `update review.assessment set state = 'review_due', reason_class = null, reason = null, review_by = $3,
           state_since = $4, overdue_since = null, withheld_by = null, content_ref = null, content_sha256 = null, proposed_by = null,
           settled_by = null
         where determination_id = $1 and tier = $2`,
        [part.determinationId, part.tier, inDays(14), stage.clock.now()],
      );
      for (const each of steps) {
        const before = await now();
        if ('days' in each) {
          stage.pass(each.days * dayMs);
          await expire();
          const { state, reviewBy, overdueSince } = await now();
          const isOver = before.reviewBy !== null && before.reviewBy <= stage.clock.now();
          const isExpired = isOver && before.state === 'withheld';
          assert.equal(state, isExpired ? 'review_due' : before.state);
          assert.equal(reviewBy === null, state === 'released');
          assert.equal(overdueSince !== null, isOver && !isExpired);
          if (isExpired) expired += 1;
          if (isOver && !isExpired) late += 1;
        } else {
          await acts[each.does](each.who, part).catch((error: unknown) => {
            if (!(error instanceof Refusal)) throw error;
          });
          const { state, proposedBy, settledBy } = await now();
          if (state === 'withheld') assert.ok(before.state !== 'release_proposed');
          if (state !== 'released' || before.state === 'released') continue;
          released += 1;
          assert.equal(before.state, 'release_proposed');
          assert.deepEqual([each.does, settledBy], ['release', stage.idOf(each.who)]);
          assert.notEqual(proposedBy, settledBy);
        }
      }
    }),
    { numRuns: 25 },
  );
  const counted = [released, expired, late];
  assert.ok(!counted.includes(0), `${counted.join(', ')} released, expired, late`);
});

test('the rows themselves refuse a part that is released by one person, or withheld without a date', async () => {
  const { part } = await fresh();
  await proposeAssessment(ctx('deb'), part, text);
  const change = (set: string) =>
    stage.access.asOwner(
      `update review.assessment set ${set} where determination_id = $1 and tier = $2`,
      [part.determinationId, part.tier],
    );
  for (const set of [
    `state = 'released'`,
    `state = 'released', settled_by = proposed_by`,
    `state = 'withheld'`,
    `review_by = null`,
    `state = 'review_due', review_by = null`,
    `state = 'withheld', reason_class = 'classified', review_by = null`,
    `state = 'withheld', reason_class = 'classified', review_by = state_since + interval '91 days'`,
  ])
    await assert.rejects(change(set), { code: '23514' }, set);
});
