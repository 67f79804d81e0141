/** Declarations of interest: whose they are, that one is for good, and what opens and closes with them. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { contextOf, type Context } from '#platform/context';
import { signatureLine } from '#standards/tlog';
import { sequenceAll } from '#test/server';
import {
  offered,
  opened,
  openStage,
  sign,
  signed,
  submit,
  textOfGrant,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { declareInterest } from './commands/declare-interest.ts';
import { approveName, askName } from './commands/open-name.ts';
import { requestGrant } from './commands/request-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { listDeclarations } from './declaration-queries.ts';
import { readableEngagementLogs } from './engagement-logs.ts';
import { engagementFacts } from './engagement-facts.ts';
import { readRunnerName } from './notes.ts';
import { listSubmissions, showSubmission } from './queries.ts';
import { listEvents, liveTimeline } from './timeline.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

const as = (name: PersonName) => stage.people[name].ctx;
const idOf = (name: PersonName) => stage.people[name].id;
const declare = (ctx: Context, id: string, hasInterest: boolean, words = 'a sister there') =>
  declareInterest(ctx, id, { hasInterest, words: hasInterest ? words : '' });
const factsOf = async (id: string) => {
  const facts = await engagementFacts(stage.inner.database.db, id);
  return { recused: facts?.recused ?? [], disinterested: facts?.disinterested ?? [] };
};
const notFound = { code: 'not_found' };
/** Somebody of the evaluating office who determines, and takes no other part. */
const official = (): Context =>
  contextOf(stage.inner, {
    kind: 'person',
    id: 'person_official',
    organisationId: stage.organisations.evaluator,
    offices: ['determiner'],
    scopes: 'every',
  });

test('people of the evaluating office, its officials and overseers declare, and nobody else', async () => {
  const id = await opened(stage);
  for (const ctx of [as('eli'), official(), as('olga')]) await declare(ctx, id, false);
  for (const name of ['dara', 'dov'] as const)
    await assert.rejects(declare(as(name), id, false), { code: 'forbidden' });
  const elsewhere = contextOf(stage.inner, {
    kind: 'person',
    id: 'person_elsewhere',
    organisationId: 'org_elsewhere',
    offices: ['determiner', 'evaluator', 'consultee'],
    scopes: 'every',
  });
  for (const ctx of [as('rhea'), elsewhere, stage.worker])
    for (const hasInterest of [true, false])
      await assert.rejects(declare(ctx, id, hasInterest), notFound);
  await assert.rejects(declare(as('eli'), 'sub_none', true), notFound);
  assert.deepEqual(await factsOf(id), {
    recused: [],
    disinterested: [idOf('eli'), 'person_official', idOf('olga')],
  });
});

test('an interest is declared at any time, once, and is not taken back', async () => {
  const id = await opened(stage);
  await declare(as('eli'), id, false);
  await declare(as('eli'), id, false);
  assert.deepEqual(await factsOf(id), { recused: [], disinterested: [idOf('eli')] });
  await declare(as('eli'), id, true);
  assert.deepEqual(await factsOf(id), { recused: [idOf('eli')], disinterested: [] });
  for (const hasInterest of [false, true])
    await assert.rejects(declare(as('eli'), id, hasInterest), notFound);
  assert.deepEqual(await factsOf(id), { recused: [idOf('eli')], disinterested: [] });
  await sequenceAll(stage.inner);
  const { items } = await listEvents(as('dara'), id, { limit: 100 });
  const declared = items.filter(({ type }) => type === 'access.interest_declared');
  assert.deepEqual(
    declared.map(({ payload }) => payload),
    [{ hasInterest: false }, { hasInterest: true }],
  );
});

test('saying both at once leaves one who has an interest outside', async () => {
  for (let round = 0; round < 5; round++) {
    const id = await opened(stage);
    await Promise.allSettled([declare(as('eli'), id, true), declare(as('eli'), id, false)]);
    assert.deepEqual(await factsOf(id), { recused: [idOf('eli')], disinterested: [] });
  }
});

test('whoever declares an interest takes no further step, and finds it in no list', async () => {
  const id = await submit(stage);
  const other = await submit(stage);
  await assert.doesNotReject(showSubmission(as('esra'), id));
  await declare(as('esra'), id, true);
  await declare(as('olga'), id, true);
  const wish = { kind: 'tool', purpose: '', endpoints: [], lengthS: 1 } as unknown;
  await assert.rejects(
    requestGrant(as('esra'), id, wish as Parameters<typeof requestGrant>[2]),
    notFound,
  );
  for (const name of ['esra', 'olga'] as const) {
    await assert.rejects(showSubmission(as(name), id), notFound);
    await assert.rejects(listDeclarations(as(name), id), notFound);
    const { items } = await listSubmissions(as(name), { limit: 100 });
    const ids = items.map((each) => each.id);
    assert.deepEqual([ids.includes(id), ids.includes(other)], [false, true]);
  }
  const reach = await readableEngagementLogs(as('esra'));
  assert.ok(Array.isArray(reach) && reach.includes(`engagement:${other}`));
  assert.ok(!JSON.stringify(reach).includes(id));
  assert.deepEqual(await readableEngagementLogs(as('olga')), {
    everyBut: [`engagement:${id}`],
  });
  await assert.doesNotReject(showSubmission(as('eli'), id));
});

test('the signature of one with an interest is not taken, whatever they signed before', async () => {
  const id = await submit(stage);
  const grantId = await offered(stage, id, 'tool');
  await sign(stage, grantId, 'dara', 'dov', 'eli');
  await declare(as('esra'), id, true);
  const line = signatureLine(await textOfGrant(stage, grantId), stage.people.esra.signer);
  await assert.rejects(signGrant(as('esra'), grantId, line), notFound);
  await sign(stage, grantId, 'emil');
});

test('a sealed name opens to a declared person only, and closes when they declare an interest', async () => {
  const id = await submit(stage);
  const grantId = await signed(stage, id, 'tool');
  await stage.asOwner(
    `update access.model_grant set state = 'active', activated_at = requested_at where id = $1`,
    [grantId],
  );
  await askName(as('dara'), grantId, 'prompts outside the terms');
  await approveName(as('eli'), grantId);
  const read = (name: PersonName) => readRunnerName(as(name), grantId, 'a dispute');
  assert.equal((await read('eli')).name, 'Eli Tern (invented)');
  assert.equal((await read('dara')).name, 'Eli Tern (invented)');
  await stage.asOwner(
    `update access.submission set disinterested = array_remove(disinterested, $2) where id = $1`,
    [id, idOf('eli')],
  );
  await assert.rejects(read('eli'), { code: 'not_declared' });
  // The seal asks for itself, whatever the page before it asked.
  const { rows } = await stage.asOwner<{ ref: string }>(
    'select name_ref as ref from access.model_grant where id = $1',
    [grantId],
  );
  const reveal = (ctx: Context) => ctx.reveal(ctx.actor, rows[0]?.ref ?? '', 'a dispute');
  await assert.rejects(reveal(as('eli')), notFound);
  await declare(as('eli'), id, true);
  await assert.rejects(read('eli'), notFound);
  await assert.rejects(reveal(as('eli')), notFound);
  await assert.doesNotReject(reveal(as('dara')));
});

test('words about an interest stay with the office and the overseer', async () => {
  const id = await opened(stage);
  await declare(as('esra'), id, true, 'I own shares of it');
  stage.clock.moveTo(new Date(stage.clock.now().getTime() + 1000));
  await declare(as('emil'), id, false);
  const seenBy = async (ctx: Context) =>
    (await listDeclarations(ctx, id)).declarations.map(({ person, hasInterest, words }) => [
      person,
      hasInterest,
      words,
    ]);
  for (const ctx of [as('eli'), as('olga'), official()])
    assert.deepEqual(await seenBy(ctx), [
      ['esra', true, 'I own shares of it'],
      ['emil', false, ''],
    ]);
  assert.deepEqual(await seenBy(as('dara')), [
    ['esra', true, null],
    ['emil', false, null],
  ]);
  await assert.rejects(listDeclarations(as('rhea'), id), notFound);
});

test('a stream that was open tells nothing more', async () => {
  const id = await opened(stage);
  const growth = { onGrowth: () => () => undefined, close: async () => undefined };
  const stream = await liveTimeline(as('emil'), id, growth);
  const first = await stream.next(undefined);
  await declare(as('emil'), id, true);
  await assert.rejects(stream.next(first.cursor), notFound);
});
