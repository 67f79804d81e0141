/** Exports: whose they are, that two people make one, how long it is good, and that each download is on record. */
import assert from 'node:assert/strict';
import { text } from 'node:stream/consumers';
import { after, before, test } from 'node:test';
import type { Office } from '#platform/auth';
import { contextOf, type Context } from '#platform/context';
import { sequenceAll } from '#test/server';
import {
  dayMs,
  opened,
  openStage,
  recuse,
  submit,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { askExport } from './commands/ask-export.ts';
import { declareInterest } from './commands/declare-interest.ts';
import { agreeToExport, refuseExport, withdrawExport } from './commands/settle-export.ts';
import { withdrawEngagement } from './commands/withdraw-engagement.ts';
import { askedForMs, downloadableForMs } from './export-state.ts';
import { listExports, requireExport, showExport } from './export-queries.ts';
import { downloadLog, exportLedger } from './ledger-queries.ts';
import { listEvents } from './timeline.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

const as = (name: PersonName) => stage.people[name].ctx;
const purpose = 'for the yearly report of the office';
const wanted = { what: 'ledger', filter: {}, purpose } as const;
/** Each step at a time of its own, so that the log has one order. */
const pass = (ms: number) => stage.clock.moveTo(new Date(stage.clock.now().getTime() + ms));
async function ask(name: PersonName, id: string): Promise<string> {
  pass(1);
  return await askExport(as(name), id, wanted);
}
async function take(ctx: Context, id: string, exportId?: string): Promise<string> {
  pass(1);
  return await text(await exportLedger(ctx, id, { filter: {}, format: 'csv', exportId }));
}
const needed = { code: 'export_needed' };
const illegal = { code: 'illegal_transition' };
const notFound = { code: 'not_found' };
const forbidden = { code: 'forbidden' };

function stranger(id: string, organisationId: string, ...offices: Office[]): Context {
  return contextOf(stage.inner, { kind: 'person', id, organisationId, offices, scopes: 'every' });
}
/** Somebody of the evaluating office who determines, and takes no other part. */
const official = () => stranger('person_official', stage.organisations.evaluator, 'determiner');
const declared = (ctx: Context, id: string) =>
  declareInterest(ctx, id, { hasInterest: false, words: '' });

async function inLog(id: string, reader: PersonName = 'dara') {
  await sequenceAll(stage.inner);
  const { items } = await listEvents(as(reader), id, { limit: 100 });
  return items
    .filter(({ type }) => /^access\.(export|ledger|log)_/.test(type))
    .map(({ type, actor, payload }) => [type.slice('access.'.length), actor, payload] as const);
}

test('one asks, a colleague agrees, the one who asked downloads, and the developer sees each of it', async () => {
  const id = await submit(stage);
  await assert.rejects(take(as('eli'), id), needed);
  const exportId = await ask('eli', id);
  await assert.rejects(take(as('eli'), id, exportId), needed);
  pass(1);
  await agreeToExport(as('esra'), exportId);
  for (let times = 0; times < 2; times++) {
    assert.match(await take(as('eli'), id, exportId), /^index,at,type,/);
  }
  const taken = { format: 'csv', filter: {}, exportId };
  assert.deepEqual(await inLog(id), [
    ['export_asked', 'eli', { what: 'ledger', of: id, purpose }],
    ['export_agreed', 'esra', { askedBy: stage.people.eli.id }],
    ['ledger_exported', 'eli', taken],
    ['ledger_exported', 'eli', taken],
  ]);
  const seen = await listExports(as('dara'), id, { limit: 10 });
  assert.deepEqual(
    seen.items.map(({ askedBy, agreedBy, state, may }) => [askedBy, agreedBy, state, may]),
    [['eli', 'esra', 'agreed', []]],
  );
});

test('the developer takes what is its own by itself, and settles nothing of the others', async () => {
  const id = await submit(stage);
  assert.match(await take(as('dina'), id), /^index,/);
  await assert.rejects(ask('dara', id), forbidden);
  const exportId = await ask('eli', id);
  for (const step of [
    () => agreeToExport(as('dara'), exportId),
    () => refuseExport(as('dov'), exportId, 'we would rather not have it'),
    () => withdrawExport(as('dara'), exportId),
  ])
    await assert.rejects(step(), forbidden);
  assert.deepEqual(
    (await inLog(id)).map(([type, actor, payload]) => [type, actor, payload['exportId']]),
    [
      ['ledger_exported', 'dina', null],
      ['export_asked', 'eli', undefined],
    ],
  );
});

test('nobody agrees their own, nor somebody of the developer’s organisation, whatever their office', async () => {
  const id = await submit(stage);
  const exportId = await ask('eli', id);
  await assert.rejects(agreeToExport(as('eli'), exportId), { code: 'second_person' });
  const inside = stranger('person_inside', stage.organisations.developer, 'overseer');
  await assert.rejects(agreeToExport(inside, exportId), forbidden);
  await assert.rejects(agreeToExport(as('rhea'), exportId), notFound);
  await assert.rejects(agreeToExport(stage.worker, exportId), notFound);
  assert.equal((await showExport(as('eli'), exportId)).state, 'asked');
  await assert.rejects(
    stage.asOwner(
      `update access.export set state = 'agreed', agreed_by = asked_by, agreed_at = now() where id = $1`,
      [exportId],
    ),
    /violates check constraint/,
  );
});

test('the colleague is an evaluator, an official or an overseer, who said that they have no interest', async () => {
  const id = await submit(stage);
  const colleague = stranger('person_watcher', 'org_oversight', 'overseer');
  for (const [asker, agreer] of [
    ['eli', official()],
    ['eli', as('olga')],
    ['olga', as('emil')],
    ['olga', colleague],
    ['olga', official()],
  ] as const) {
    const exportId = await ask(asker, id);
    await assert.rejects(take(as(asker), id, exportId), needed);
    await declared(agreer, id);
    await agreeToExport(agreer, exportId);
    assert.match(await take(as(asker), id, exportId), /^index,/);
  }
  const undeclared = await opened(stage);
  await assert.rejects(ask('eli', undeclared), { code: 'not_declared' });
  await declared(as('eli'), undeclared);
  const exportId = await ask('eli', undeclared);
  const before = await showExport(as('esra'), exportId);
  assert.deepEqual(before.may, ['refuse']);
  await assert.rejects(agreeToExport(as('esra'), exportId), { code: 'not_declared' });
  await declared(as('esra'), undeclared);
  assert.deepEqual((await showExport(as('esra'), exportId)).may, ['agree', 'refuse']);
  await agreeToExport(as('esra'), exportId);
});

test('an official does not ask for the access ledger, which is not theirs to read', async () => {
  const id = await submit(stage);
  await declared(official(), id);
  await assert.rejects(askExport(official(), id, wanted), forbidden);
  const exportId = await ask('eli', id);
  assert.deepEqual((await showExport(official(), exportId)).may, ['agree', 'refuse']);
});

test('it is good for one person, for exactly what was asked for', async () => {
  const id = await submit(stage);
  const other = await submit(stage);
  const filter = { runner: 'evaluator-7' };
  const exportId = await askExport(as('eli'), id, { ...wanted, filter });
  await agreeToExport(as('esra'), exportId);
  for (const who of ['esra', 'emil', 'olga', 'dara'] as const)
    await assert.rejects(take(as(who), id, exportId), needed, who);
  await assert.rejects(take(as('rhea'), id, exportId), notFound);
  await assert.rejects(take(as('eli'), other, exportId), needed);
  await assert.rejects(take(as('eli'), id, 'export_none'), needed);
  for (const [what, subject] of [
    ['log', id],
    ['determination', id],
    ['ledger', 'determination_1'],
  ] as const)
    await assert.rejects(
      requireExport(as('eli'), stage.inner.database.db, exportId, {
        submissionId: id,
        what,
        subject,
      }),
      needed,
    );
  await assert.rejects(
    exportLedger(as('eli'), id, { filter: { runner: 'all' }, format: 'csv', exportId }),
    { code: 'invalid_input' },
  );
  await take(as('eli'), id, exportId);
  const last = (await inLog(id)).at(-1);
  assert.deepEqual(last?.[2], { format: 'csv', filter, exportId });
});

test('the gateway’s log leaves the same way', async () => {
  const id = await submit(stage);
  await assert.rejects(downloadLog(as('eli'), id, undefined), { code: 'nothing_mirrored' });
  await stage.asOwner(
    `update access.gateway_mirror set size = 1, root = sha256('root'), checkpoint = 'a note', checkpoint_size = 1
     where submission_id = $1`,
    [id],
  );
  await assert.rejects(downloadLog(as('eli'), id, undefined), needed);
  const exportId = await askExport(as('eli'), id, { ...wanted, what: 'log' });
  await assert.rejects(downloadLog(as('eli'), id, exportId), needed);
  await agreeToExport(as('olga'), exportId);
  pass(1);
  (await downloadLog(as('eli'), id, exportId)).destroy();
  await assert.rejects(take(as('eli'), id, exportId), needed);
  (await downloadLog(as('dara'), id, undefined)).destroy();
  assert.deepEqual(
    (await inLog(id)).slice(-2).map(([type, actor, payload]) => [type, actor, payload]),
    [
      ['log_downloaded', 'eli', { size: 1, exportId }],
      ['log_downloaded', 'dara', { size: 1, exportId: null }],
    ],
  );
});

test('it lapses after a day, and unsettled after seven', async () => {
  const id = await submit(stage);
  const late = await ask('eli', id);
  pass(askedForMs - 1);
  assert.equal((await showExport(as('esra'), late)).state, 'asked');
  const exportId = await ask('eli', id);
  pass(1);
  await assert.rejects(agreeToExport(as('esra'), late), illegal);
  assert.equal((await showExport(as('esra'), late)).state, 'lapsed');
  await agreeToExport(as('esra'), exportId);
  pass(downloadableForMs - 2);
  await take(as('eli'), id, exportId);
  await assert.rejects(take(as('eli'), id, exportId), needed);
  const { state, may } = await showExport(as('eli'), exportId);
  assert.deepEqual([state, may], ['lapsed', []]);
});

test('refused by another or withdrawn by who asked, also after it was agreed; never the other way', async () => {
  const id = await submit(stage);
  const because = 'nobody in this office needs it';
  for (const isAgreed of [false, true]) {
    const [refused, withdrawn] = [await ask('eli', id), await ask('eli', id)];
    if (isAgreed)
      for (const exportId of [refused, withdrawn]) await agreeToExport(as('emil'), exportId);
    await assert.rejects(refuseExport(as('eli'), refused, because), forbidden);
    await assert.rejects(withdrawExport(as('esra'), withdrawn), forbidden);
    await refuseExport(as('esra'), refused, because);
    pass(1);
    await withdrawExport(as('eli'), withdrawn);
    for (const exportId of [refused, withdrawn]) {
      await assert.rejects(take(as('eli'), id, exportId), needed);
      await assert.rejects(agreeToExport(as('emil'), exportId), illegal);
      await assert.rejects(withdrawExport(as('eli'), exportId), illegal);
    }
  }
  const closed = (await inLog(id)).filter(([type]) => type === 'export_closed');
  assert.deepEqual(
    closed.map(([, actor, payload]) => [actor, payload]),
    [1, 2].flatMap(() => [
      ['esra', { state: 'refused', because }],
      ['eli', { state: 'withdrawn', because: null }],
    ]),
  );
});

test('whoever declared an interest finds nothing: not to ask, not to settle, not what was agreed for them', async () => {
  const id = await submit(stage);
  const exportId = await ask('eli', id);
  await agreeToExport(as('esra'), exportId);
  await recuse(stage, id, 'eli');
  for (const step of [
    () => ask('eli', id),
    () => take(as('eli'), id, exportId),
    () => withdrawExport(as('eli'), exportId),
    () => showExport(as('eli'), exportId),
    () => listExports(as('eli'), id, { limit: 10 }),
  ])
    await assert.rejects(step(), notFound);
  const next = await ask('olga', id);
  for (const step of [
    () => agreeToExport(as('eli'), next),
    () => refuseExport(as('eli'), next, 'nobody needs it here'),
  ])
    await assert.rejects(step(), notFound);
});

test('two who settle at once: one of them does', async () => {
  const id = await submit(stage);
  for (let round = 0; round < 3; round++) {
    const exportId = await ask('eli', id);
    const settled = await Promise.allSettled([
      agreeToExport(as('esra'), exportId),
      agreeToExport(as('emil'), exportId),
    ]);
    assert.deepEqual(settled.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  }
});

test('as many wait as may; one that is settled or lapsed makes room', async () => {
  const id = await submit(stage);
  const first = await ask('eli', id);
  for (let more = 1; more < 20; more++) await ask('eli', id);
  await assert.rejects(ask('olga', id), { code: 'exports_full' });
  await withdrawExport(as('eli'), first);
  await ask('olga', id);
  await assert.rejects(ask('olga', id), { code: 'exports_full' });
  pass(7 * dayMs);
  await ask('olga', id);
  const { items, nextCursor } = await listExports(as('eli'), id, { limit: 20, of: id });
  assert.equal(items.length, 20);
  const rest = await listExports(as('eli'), id, { limit: 20, of: id, cursor: nextCursor });
  assert.equal(rest.items.length, 2);
  assert.deepEqual((await listExports(as('eli'), id, { limit: 5, of: 'other' })).items, []);
});

test('an engagement that was withdrawn still leaves by two', async () => {
  const id = await submit(stage);
  await withdrawEngagement(as('dara'), id);
  const exportId = await ask('olga', id);
  await agreeToExport(as('eli'), exportId);
  assert.match(await take(as('olga'), id, exportId), /^index,/);
});
