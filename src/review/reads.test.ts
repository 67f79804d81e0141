/** Reads of sealed content on a real database: all on record, unusual ones flagged and reviewed by a second person. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { eventsOf, logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { sequenceAll } from '#test/server';
import { noteRead } from './commands/note-read.ts';
import { reviewRead } from './commands/review-read.ts';
import { deliverAll, findingBy, measuredRun, readFinding } from './material.fixture.ts';
import { opened } from './partnership.fixture.ts';
import { readQuestion } from './question-queries.ts';
import { listMaterials, listReads, listUnusualReads, openMaterial } from './read-queries.ts';
import { hourlyMax, purposesAfter } from './read-rules.ts';
import {
  askedQuestion,
  declareInterest,
  openReview,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const page = { limit: 100 };
const all = { ...page, onlyUnusual: false };
const unusual = { ...page, onlyUnusual: true };
const refusal = (code: string) => (error: unknown) =>
  error instanceof Refusal && error.code === code;
const gone = refusal('not_found');
const explained = { verdict: 'explained', words: 'was asked to look through all of it' } as const;

/** Two findings of one run; the first brings the decoy. */
async function withFindings() {
  const { submissionId, runId } = await measuredRun(stage);
  const findings = [await findingBy(stage, runId)];
  await deliverAll(stage);
  findings.push(await findingBy(stage, runId));
  await deliverAll(stage);
  return { submissionId, findings };
}

async function eventTypes(submissionId: string): Promise<string[]> {
  const { inner } = stage.access;
  await sequenceAll(inner);
  const log = logs.engagement(submissionId);
  const { items } = await eventsOf(inner.database.db, 'inner', { log }, { limit: 500 });
  return items.map(({ type }) => type);
}

test('every read stands in the list of both sides with who, what, when and what for', async () => {
  const { submissionId, findings } = await withFindings();
  const at = stage.clock.now();
  await readFinding(ctx('esra'), findings[0] ?? '', 'to check the claim');
  await deliverAll(stage);
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const) {
    const { items, rules } = await listReads(ctx(name), submissionId, all);
    const [read] = items;
    assert.deepEqual(
      [read?.by, read?.kind, read?.purpose, read?.at, read?.unusual, read?.review, read?.may],
      ['esra', 'evaluation.finding', 'to check the claim', at, [], null, []],
    );
    assert.equal(read?.subject, findings[0]);
    assert.equal(rules.length, 4);
  }
  const { items } = await listReads(ctx('dara'), submissionId, unusual);
  assert.deepEqual(items, []);
});

test('the decoy looks like a finding in the list, and opening it is an alarm event by whichever way it is opened', async () => {
  const { submissionId } = await withFindings();
  const { items } = await listMaterials(ctx('emil'), submissionId, page);
  const like = items.filter(({ kind }) => kind === 'evaluation.finding');
  assert.equal(like.length, 3, 'two findings, and one that only looks like one');
  assert.ok(items.every((item) => Object.keys(item).join() === 'ref,kind,at'));
  let decoys = 0;
  for (const { ref } of like) {
    const bytes = await openMaterial(ctx('emil'), { submissionId, ref }, 'curious');
    if (bytes.toString().startsWith('This is a decoy')) decoys += 1;
  }
  assert.equal(decoys, 1);
  await deliverAll(stage);
  const { items: flagged } = await listReads(ctx('dara'), submissionId, unusual);
  assert.deepEqual(
    flagged.map(({ by, kind, unusual: rules }) => [by, kind, rules]),
    [['emil', 'review.canary', ['canary']]],
  );
  const types = await eventTypes(submissionId);
  assert.equal(types.filter((type) => type === 'review.canary_opened').length, 1);
});

test('more reads than an hour’s by one person stand out from the first that is too many', async () => {
  const { submissionId, findings } = await withFindings();
  const [finding = ''] = findings;
  const read = (name: ReviewName) => readFinding(ctx(name), finding, 'to check the claim');
  for (let count = 0; count < hourlyMax; count++) await read('emil');
  await read('esra');
  await deliverAll(stage);
  assert.deepEqual((await listReads(ctx('eli'), submissionId, unusual)).items, []);
  await read('emil');
  await deliverAll(stage);
  const { items } = await listReads(ctx('eli'), submissionId, unusual);
  assert.deepEqual(
    items.map(({ by, unusual: rules }) => [by, rules]),
    [['emil', ['many']]],
  );
  stage.pass(3_600_000);
  await read('emil');
  await deliverAll(stage);
  assert.equal((await listReads(ctx('eli'), submissionId, unusual)).items.length, 1);
});

test('a purpose that nobody has given before stands out once there is a usual one', async () => {
  const { submissionId, findings } = await withFindings();
  const [finding = ''] = findings;
  for (let count = 0; count < purposesAfter; count++)
    await readFinding(ctx(count % 2 === 0 ? 'emil' : 'esra'), finding, 'to check the claim');
  await readFinding(ctx('esra'), finding, 'to check the claim');
  await readFinding(ctx('esra'), finding, 'my own notes');
  await readFinding(ctx('emil'), finding, 'my own notes');
  await deliverAll(stage);
  const { items } = await listReads(ctx('dara'), submissionId, unusual);
  assert.deepEqual(
    items.map(({ by, purpose, unusual: rules }) => [by, purpose, rules]),
    [['esra', 'my own notes', ['purpose']]],
  );
});

test('an unusual read is explained once, by somebody other than its reader, and an ordinary one is not', async () => {
  const { submissionId, findings } = await withFindings();
  await readFinding(ctx('emil'), findings[0] ?? '', 'to check the claim');
  const { items: material } = await listMaterials(ctx('emil'), submissionId, page);
  for (const { ref } of material.filter(({ kind }) => kind === 'evaluation.finding'))
    await openMaterial(ctx('emil'), { submissionId, ref }, 'to check the claim');
  await deliverAll(stage);
  const { items } = await listReads(ctx('emil'), submissionId, all);
  const odd = items.find(({ unusual: rules }) => rules.length > 0);
  const plain = items.find(({ unusual: rules }) => rules.length === 0);
  assert.ok(odd && plain);
  assert.deepEqual(odd.may, [], 'its reader does not review it');
  const review = (name: ReviewName, eventId: string) =>
    reviewRead(ctx(name), { submissionId, eventId }, explained);
  await assert.rejects(review('emil', odd.eventId), refusal('second_person'));
  await assert.rejects(review('olga', odd.eventId), refusal('forbidden'));
  await assert.rejects(review('esra', plain.eventId), refusal('not_unusual'));
  await assert.rejects(review('esra', 'a'.repeat(43)), gone);
  for (const name of ['rhea', 'cai', 'pia'] as const)
    await assert.rejects(review(name, odd.eventId), gone);
  await review('dov', odd.eventId);
  await assert.rejects(review('esra', odd.eventId), refusal('read_reviewed'));
  const { items: seen } = await listReads(ctx('eli'), submissionId, unusual);
  assert.deepEqual(
    [seen[0]?.review?.verdict, seen[0]?.review?.words, seen[0]?.review?.by],
    [explained.verdict, explained.words, 'dov'],
  );
  assert.ok((await eventTypes(submissionId)).includes('review.read_reviewed'));
});

test('reads of one engagement say nothing of another, and a read that is noted again stays one', async () => {
  const { questionId, submissionId } = await askedQuestion(stage);
  const other = await askedQuestion(stage);
  await readQuestion(ctx('deb'), questionId, 'to take it up');
  await deliverAll(stage);
  const { items } = await listReads(ctx('dara'), submissionId, all);
  assert.deepEqual(
    items.map(({ by, kind }) => [by, kind]),
    [['deb', 'review.question']],
  );
  assert.deepEqual((await listReads(ctx('dara'), other.submissionId, all)).items, []);
  const [read] = items;
  const { inner, worker } = stage.access;
  await inner.database.transaction((tx) =>
    noteRead(worker, tx, {
      id: read?.eventId ?? '',
      actor: stage.idOf('deb'),
      type: 'platform.sealed_content_read',
      subject: questionId,
      log: logs.engagement(submissionId),
      at: stage.clock.now(),
      payload: { ref: 'blob_x', kind: 'review.question', purpose: 'to take it up' },
    }),
  );
  assert.equal((await listReads(ctx('dara'), submissionId, all)).items.length, 1);
});

test('who has declared an interest, or nothing, or is of neither side, lists and opens nothing', async () => {
  const { submissionId } = await withFindings();
  const { items } = await listMaterials(ctx('eli'), submissionId, page);
  const open = (name: ReviewName) =>
    openMaterial(ctx(name), { submissionId, ref: items[0]?.ref ?? '' }, 'to try');
  await assert.rejects(listMaterials(ctx('dara'), submissionId, page), refusal('forbidden'));
  await assert.rejects(open('dara'), refusal('forbidden'));
  await declareInterest(ctx('esra'), submissionId, {
    hasInterest: true,
    words: 'owns shares of it',
  });
  for (const name of ['rhea', 'cai', 'pia', 'esra'] as const) {
    await assert.rejects(listMaterials(ctx(name), submissionId, page), gone);
    await assert.rejects(open(name), gone);
    await assert.rejects(listReads(ctx(name), submissionId, all), gone);
  }
  const undeclared = await opened(stage.access);
  await assert.rejects(listMaterials(ctx('eli'), undeclared, page), refusal('not_declared'));
  // By its name alone, an item of one engagement opens in no other.
  const { submissionId: other } = await withFindings();
  const elsewhere = { submissionId: other, ref: items[0]?.ref ?? '' };
  await assert.rejects(openMaterial(ctx('eli'), elsewhere, 'to try'), gone);
});

test('a read by somebody who had declared an interest stands out, should one ever come about', async () => {
  const { submissionId, findings } = await withFindings();
  await declareInterest(ctx('esra'), submissionId, {
    hasInterest: true,
    words: 'owns shares of it',
  });
  const { inner, worker } = stage.access;
  await inner.database.transaction((tx) =>
    noteRead(worker, tx, {
      id: 'b'.repeat(43),
      actor: stage.idOf('esra'),
      type: 'platform.sealed_content_read',
      subject: findings[0] ?? '',
      log: logs.engagement(submissionId),
      at: stage.clock.now(),
      payload: { ref: 'blob_x', kind: 'evaluation.finding', purpose: 'to look' },
    }),
  );
  const { items } = await listReads(ctx('dara'), submissionId, unusual);
  assert.deepEqual(
    items.map(({ unusual: rules }) => rules),
    [['interest']],
  );
  assert.ok((await eventTypes(submissionId)).includes('review.read_unusual'));
});

/** Each with a read of a decoy by Emil, a minute after the other. */
async function withAlarms(): Promise<string[]> {
  const ids: string[] = [];
  for (let count = 0; count < 3; count++) {
    const { submissionId } = await withFindings();
    stage.pass(60_000);
    const { items } = await listMaterials(ctx('emil'), submissionId, page);
    for (const { ref } of items.filter(({ kind }) => kind === 'evaluation.finding'))
      await openMaterial(ctx('emil'), { submissionId, ref }, 'curious');
    await deliverAll(stage);
    ids.push(submissionId);
  }
  return ids;
}

test('what stands out in any engagement waits in one list, newest first and page by page, until it is looked at', async () => {
  const alarms = await withAlarms();
  /** Every page, two rows long. */
  async function waiting(name: ReviewName) {
    const found: Awaited<ReturnType<typeof listUnusualReads>>['items'] = [];
    for (let cursor: string | undefined; ;) {
      const next = await listUnusualReads(ctx(name), { limit: 2, cursor });
      found.push(...next.items);
      if (next.nextCursor === undefined) return found;
      assert.equal(next.items.length, 2);
      cursor = next.nextCursor;
    }
  }
  const among = async (name: ReviewName) =>
    (await waiting(name)).filter(({ submissionId }) => alarms.includes(submissionId));
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const) {
    const all = await waiting(name);
    const times = all.map(({ at }) => at.getTime());
    assert.deepEqual(
      times,
      times.toSorted((one, other) => other - one),
      name,
    );
    const found = all.filter(({ submissionId }) => alarms.includes(submissionId));
    assert.deepEqual(
      found.map((each) => each.submissionId),
      alarms.toReversed(),
      name,
    );
    assert.deepEqual(
      found.map(({ by, unusual: rules, review, may }) => [by, rules, review, may]),
      found.map(() => ['emil', ['canary'], null, name === 'olga' ? [] : ['review']]),
      name,
    );
    for (const read of found) {
      const { items } = await listReads(ctx(name), read.submissionId, unusual);
      const { submissionId: _, declaredAs, ...shown } = read;
      assert.match(declaredAs, /^kestrel/);
      assert.deepEqual(items, [shown], 'as in the list of its engagement');
    }
  }
  assert.deepEqual((await listUnusualReads(ctx('rhea'), page)).items, [], 'another developer');
  for (const name of ['cai', 'pia'] as const)
    await assert.rejects(listUnusualReads(ctx(name), page), gone);

  const [first = '', second = '', third = ''] = alarms;
  const [{ eventId } = { eventId: '' }] = await among('dara');
  await reviewRead(ctx('dov'), { submissionId: third, eventId }, explained);
  assert.deepEqual(
    (await among('eli')).map((each) => each.submissionId),
    [second, first],
  );
  for (const name of ['eli', 'deb', 'olga'] as const) {
    await declareInterest(ctx(name), second, { hasInterest: true, words: 'a sister there' });
    assert.deepEqual(
      (await among(name)).map((each) => each.submissionId),
      [first],
      name,
    );
  }
  assert.deepEqual(
    (await among('dara')).map((each) => each.submissionId),
    [second, first],
  );
});
