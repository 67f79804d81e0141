/** Destruction on a real database: by two people, of everything sealed, and the ledger proves the same after. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { service } from '#platform/auth';
import { contextOf } from '#platform/context';
import { sql } from '#platform/db';
import { entriesOf, eventsOf, logIdOf, logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { entryOf } from '#standards/tlog';
import { sequenceAll } from '#test/server';
import { unseal } from '../platform/seal/envelope.ts';
import { readGrounds } from './appeal-queries.ts';
import { answerAppeal } from './commands/answer-appeal.ts';
import { askAgain } from './commands/ask-question.ts';
import { askDestruction, destroyMaterial } from './commands/destroy-material.ts';
import { fileAppeal, withdrawAppeal } from './commands/file-appeal.ts';
import { placeCanary } from './commands/place-canary.ts';
import { refusePartner } from './commands/sign-partnership.ts';
import { destructionReceipt, showDestruction } from './destruction-queries.ts';
import { deliverAll, findingBy, measuredRun, proposedReport, tellAll } from './material.fixture.ts';
import { nominated, submissionFor } from './partnership.fixture.ts';
import { proveAll, signedLogOf } from './proven-log.fixture.ts';
import { readQuestion } from './question-queries.ts';
import { listReads, openMaterial } from './read-queries.ts';
import {
  askedQuestion,
  declareInterest,
  openReview,
  question,
  signedDetermination,
  withdrawEngagement,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const because = 'the engagement is over and its terms ask for it';
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const gone = refusal('not_found');
const everyone: ReviewName[] = ['dara', 'dov', 'eli', 'esra', 'emil', 'deb', 'drew', 'olga', 'pia'];

/** An engagement with sealed material of several kinds. */
async function withMaterial(): Promise<string> {
  const run = await measuredRun(stage);
  const { submissionId } = run;
  const { descriptor, contact } = question(stage);
  await askAgain(ctx('dara'), submissionId, { descriptor, contact, isConfidential: true });
  await findingBy(stage, run.runId);
  await proposedReport(stage, run);
  await deliverAll(stage);
  return submissionId;
}

async function blobsOf(compartment: string) {
  const { rows } = await sql<{ ref: string; kind: string; wrapped_key: Buffer }>`
    select ref, kind, wrapped_key from zone_inner.blob where compartment = ${compartment}
  `.execute(stage.access.inner.database.db);
  return rows;
}

/** Which kept keys open a blob, for whoever has all rows and the zone's own key. */
async function compartmentsThatOpen({ ref, wrapped_key }: { ref: string; wrapped_key: Buffer }) {
  const { inner } = stage.access;
  const { rows } = await sql<{ id: string; wrapped_key: Buffer | null }>`
    select id, wrapped_key from zone_inner.compartment`.execute(inner.database.db);
  assert.ok(rows.length > 1);
  return rows.flatMap(({ id, wrapped_key: wrapped }) => {
    if (wrapped === null) return [];
    try {
      const key = unseal(inner.keys.wrapping, `compartment:${id}`, wrapped);
      unseal(key, `blob-key:${ref}`, wrapped_key);
      return [id];
    } catch {
      return [];
    }
  });
}

test('after destruction nothing opens the material, and every entry of the ledger still proves itself', async () => {
  const submissionId = await withMaterial();
  const kept = await withMaterial();
  const before = await blobsOf(submissionId);
  assert.deepEqual([...new Set(before.map(({ kind }) => kind))].sort(), [
    'access.runner_name',
    'evaluation.finding',
    'evaluation.report',
    'review.canary',
    'review.question',
  ]);
  for (const blob of before) assert.deepEqual(await compartmentsThatOpen(blob), [submissionId]);
  const finding = before.find(({ kind }) => kind === 'evaluation.finding')?.ref ?? '';
  const plain = await openMaterial(ctx('eli'), { submissionId, ref: finding }, 'to look at it');
  assert.match(plain.toString(), /repairs what it finds/);
  const grown = await proveAll(stage, await signedLogOf(stage, submissionId));

  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  await destroyMaterial(ctx('esra'), submissionId);

  let refusedForKey = 0;
  for (const { ref } of before) {
    for (const name of everyone) {
      const opened = await ctx(name)
        .reveal(ctx(name).actor, ref, 'to try')
        .catch((error: unknown) => error);
      assert.ok(opened instanceof Refusal, `${name} opened ${ref}`);
      if (opened.code === 'content_destroyed') refusedForKey += 1;
      else assert.equal(opened.code, 'not_found');
    }
    await assert.rejects(
      stage.access.inner.database.transaction((tx) => ctx('eli').blobs.openUnlogged(tx, ref)),
      refusal('content_destroyed'),
    );
  }
  assert.ok(refusedForKey > 10, `${refusedForKey} reads that policy let through`);
  // Whoever has a copy of all rows of now, and the zone's key.
  for (const blob of await blobsOf(submissionId))
    assert.deepEqual(await compartmentsThatOpen(blob), []);
  for (const blob of await blobsOf(kept))
    assert.deepEqual(await compartmentsThatOpen(blob), [kept]);

  const opened = await signedLogOf(stage, submissionId);
  assert.ok((await proveAll(stage, opened)) > grown);
  const receipt = await destructionReceipt(ctx('dara'), submissionId);
  assert.match(receipt, new RegExp(`^sealed items ${before.length}$`, 'm'));
  assert.match(receipt, /^asked for by dara at .*$\n^destroyed by esra at /m);
  assert.ok(receipt.includes(`log ${logIdOf(stage.access.inner.keys, opened.log)}\n`));
  const event = /^event (\S{43})$/m.exec(receipt)?.[1] ?? '';
  const entries = await entriesOf(
    stage.access.inner.database.db,
    'inner',
    opened.log,
    0,
    opened.size,
  );
  const entry = entryOf(Buffer.from(event, 'base64url'));
  assert.equal(entries.filter((each) => each.equals(entry)).length, 1, 'the receipt’s event');
  // Who read it before is still there to see.
  await deliverAll(stage);
  const { items } = await listReads(ctx('dara'), submissionId, { limit: 100, onlyUnusual: false });
  assert.ok(items.some(({ purpose }) => purpose === 'to look at it'));
});

test('of a withdrawn engagement a person of each side destroys it, or two where the developer withdrew and asks', async () => {
  for (const [withdraws, first, second, outcome] of [
    ['dara', 'dara', 'dov', 'done'],
    ['dara', 'dov', 'emil', 'done'],
    ['dara', 'eli', 'esra', 'forbidden'],
    ['dara', 'eli', 'dara', 'done'],
    ['eli', 'dara', 'dov', 'forbidden'],
    ['eli', 'dara', 'esra', 'done'],
    ['eli', 'eli', 'esra', 'forbidden'],
    ['eli', 'esra', 'dov', 'done'],
  ] as const) {
    const submissionId = await submissionFor(stage);
    await assert.rejects(
      askDestruction(ctx(first), submissionId, because),
      refusal('engagement_going_on'),
    );
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    await withdrawEngagement(ctx(withdraws), submissionId);
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    assert.deepEqual((await showDestruction(ctx(first), submissionId)).may, ['ask']);
    await askDestruction(ctx(first), submissionId, because);
    await assert.rejects(
      askDestruction(ctx(second), submissionId, because),
      refusal('destruction_asked'),
    );
    assert.deepEqual((await showDestruction(ctx(first), submissionId)).may, []);
    await assert.rejects(destroyMaterial(ctx(first), submissionId), refusal('second_person'));
    await assert.rejects(destructionReceipt(ctx(first), submissionId), gone);
    const { may, takesBothSides } = await showDestruction(ctx(second), submissionId);
    const isOwn = withdraws === 'dara' && ['dara', 'dov'].includes(first);
    assert.equal(takesBothSides, !isOwn);
    if (outcome === 'forbidden') {
      assert.deepEqual(may, []);
      await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('forbidden'));
      assert.equal((await showDestruction(ctx(first), submissionId)).destruction?.state, 'asked');
      continue;
    }
    assert.deepEqual(may, ['destroy']);
    await destroyMaterial(ctx(second), submissionId);
    await assert.rejects(destroyMaterial(ctx(second), submissionId), refusal('illegal_transition'));
    const after = await showDestruction(ctx(first), submissionId);
    assert.deepEqual(
      [after.destruction?.state, after.destruction?.doneBy, after.may],
      ['done', second, []],
    );
  }
});

test('an office that withdraws under an open appeal destroys nothing: neither question nor grounds', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  const partnershipId = await nominated(stage, submissionId);
  await refusePartner(ctx('eli'), partnershipId, {
    code: 'scope_too_wide',
    because: 'we do not know it',
  });
  const grounds = 'the relation was declared, and the criteria say that this is enough';
  const appealId = await fileAppeal(ctx('dara'), {
    about: 'partnership',
    subjectId: partnershipId,
    grounds,
  });
  await withdrawEngagement(ctx('eli'), submissionId);
  await deliverAll(stage);
  const view = await showDestruction(ctx('eli'), submissionId);
  assert.deepEqual([view.goingOn, view.may, view.takesBothSides], [['appeal'], [], true]);
  for (const name of ['eli', 'esra', 'dara'] as const)
    await assert.rejects(
      askDestruction(ctx(name), submissionId, because),
      (error) =>
        error instanceof Refusal &&
        error.code === 'engagement_going_on' &&
        error.message.includes('an appeal'),
    );
  const own = await readQuestion(ctx('dara'), questionId, 'to see that it is there');
  assert.match(own.descriptor.what, /language model/);
  assert.equal((await readGrounds(ctx('dara'), appealId, 'to see them')).grounds, grounds);
  await answerAppeal(ctx('deb'), appealId, {
    as: 'dismissed',
    answer: `The refusal stands: ${because}. `.repeat(3),
  });
  await askDestruction(ctx('eli'), submissionId, because);
  await assert.rejects(destroyMaterial(ctx('esra'), submissionId), refusal('forbidden'));
  await destroyMaterial(ctx('dara'), submissionId);
  await assert.rejects(
    readQuestion(ctx('dara'), questionId, 'to see'),
    refusal('content_destroyed'),
  );
});

test('what is asked for and then appealed waits for the answer', async () => {
  const { submissionId } = await askedQuestion(stage);
  const partnershipId = await nominated(stage, submissionId);
  await refusePartner(ctx('eli'), partnershipId, {
    code: 'scope_too_wide',
    because: 'we do not know it',
  });
  await withdrawEngagement(ctx('eli'), submissionId);
  await askDestruction(ctx('eli'), submissionId, because);
  const appealId = await fileAppeal(ctx('dara'), {
    about: 'partnership',
    subjectId: partnershipId,
    grounds: 'the relation was declared, and the criteria say that this is enough',
  });
  for (const name of ['esra', 'dara'] as const)
    await assert.rejects(
      destroyMaterial(ctx(name), submissionId),
      refusal('engagement_going_on'),
      name,
    );
  await withdrawAppeal(ctx('dara'), appealId);
  await destroyMaterial(ctx('dara'), submissionId);
});

test('parts that the developer was not told are destroyed by nobody but a developer that withdrew and asks', async () => {
  for (const withdraws of ['eli', 'dara'] as const) {
    const { id, submissionId } = await signedDetermination(stage);
    await withdrawEngagement(ctx(withdraws), submissionId);
    assert.deepEqual((await showDestruction(ctx('eli'), submissionId)).goingOn, ['assessment']);
    await assert.rejects(
      askDestruction(ctx('esra'), submissionId, because),
      refusal('engagement_going_on'),
    );
    if (withdraws === 'eli') {
      await assert.rejects(
        askDestruction(ctx('dara'), submissionId, because),
        refusal('engagement_going_on'),
      );
      await tellAll(stage, id);
      assert.deepEqual((await showDestruction(ctx('dara'), submissionId)).goingOn, []);
    }
    await askDestruction(ctx('dara'), submissionId, because);
    await destroyMaterial(ctx(withdraws === 'eli' ? 'esra' : 'dov'), submissionId);
  }
});

test('of two who destroy at once, one does', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  const outcomes = await Promise.allSettled(
    (['dov', 'eli', 'esra'] as const).map((name) => destroyMaterial(ctx(name), submissionId)),
  );
  assert.equal(outcomes.filter(({ status }) => status === 'fulfilled').length, 1);
  const { db, zone } = stage.access.inner.database;
  await sequenceAll(stage.access.inner);
  const { items } = await eventsOf(
    db,
    zone,
    { log: logs.engagement(submissionId) },
    { limit: 100 },
  );
  const destroyed = items.filter(({ type }) => type === 'review.material_destroyed');
  assert.equal(destroyed.length, 1);
  assert.deepEqual(Object.keys(destroyed[0]?.payload ?? {}).sort(), ['askedBy', 'items']);
});

test('who is of neither side destroys nothing and, without standing, sees nothing', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  for (const name of ['deb', 'olga'] as const) {
    assert.equal((await showDestruction(ctx(name), submissionId)).destruction?.state, 'asked');
    await assert.rejects(destroyMaterial(ctx(name), submissionId), refusal('forbidden'));
  }
  await declareInterest(ctx('esra'), submissionId, {
    hasInterest: true,
    words: 'owns shares of it',
  });
  for (const name of ['rhea', 'cai', 'pia', 'esra'] as const) {
    await assert.rejects(showDestruction(ctx(name), submissionId), gone);
    await assert.rejects(askDestruction(ctx(name), submissionId, because), gone);
    await assert.rejects(destroyMaterial(ctx(name), submissionId), gone);
    await assert.rejects(destructionReceipt(ctx(name), submissionId), gone);
  }
});

test('a decoy that comes late to destroyed material is not laid, and holds nothing up', async () => {
  const submissionId = await submissionFor(stage);
  await withdrawEngagement(ctx('dara'), submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  await destroyMaterial(ctx('eli'), submissionId);
  const { inner } = stage.access;
  const worker = contextOf(inner, service('review'));
  await inner.database.transaction((tx) => placeCanary(worker, tx, submissionId));
  assert.deepEqual(await blobsOf(submissionId), []);
});
