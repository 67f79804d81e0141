/** What two sides do with a grant, on a real database: who may, in which order, and what never happens. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openGrant, requireFourSignatures, textOf } from '#gateway';
import { Refusal } from '#platform/problems';
import { newSigner, signatureLine, signNote } from '#standards/tlog';
import {
  ask,
  dayMs,
  grantOf,
  offered,
  openStage,
  revocationBy,
  sign,
  signed,
  startAt,
  submit,
  termsFrom,
  textOfGrant,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { expireGrants } from './commands/expire-grants.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { declineGrant, withdrawGrant } from './commands/refuse-grant.ts';
import { registerKey } from './commands/register-key.ts';
import { replanRelease } from './commands/replan-release.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { showGrant, showSubmission } from './queries.ts';
import { signedNote } from './notes.ts';
import { rostersOf } from './roster.ts';
import { submissionById } from './submission-store.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const ctxOf = (name: PersonName) => stage.people[name].ctx;

test('four people sign, two of each side, and the note they made is the gateway’s to take', async () => {
  const submissionId = await submit(stage);
  const id = await offered(stage, submissionId);
  assert.equal((await grantOf(stage, id)).state, 'offered');
  await sign(stage, id, 'dara', 'eli', 'dov');
  assert.deepEqual((await showGrant(ctxOf('eli'), id)).missing, { developer: 0, evaluator: 1 });
  await sign(stage, id, 'esra');
  const note = await signedNote(ctxOf('olga'), id);
  const submission = await submissionById(stage.inner.database.db, submissionId);
  assert.ok(submission);
  const opened = openGrant(note, await rostersOf(stage.inner.database.db, submission));
  requireFourSignatures(opened);
  // Signed is not in force: only the gateway's log says that.
  assert.equal((await grantOf(stage, id)).state, 'signing');
});

test('nobody signs twice, and a side gives no third signature', async () => {
  const id = await offered(stage, await submit(stage));
  await sign(stage, id, 'dara');
  await assert.rejects(sign(stage, id, 'dara'), refusal('already_signed'));
  // Not by a second key either.
  const second = newSigner('larch/dara-2');
  const old = stage.people.dara.signer;
  await registerKey(ctxOf('dara'), { vkey: second.key.vkey });
  stage.people.dara.signer = second;
  await assert.rejects(sign(stage, id, 'dara'), refusal('already_signed'));
  await assert.rejects(registerKey(ctxOf('dov'), { vkey: old.key.vkey }), refusal('key_taken'));
  await sign(stage, id, 'dov');
  await assert.rejects(sign(stage, id, 'dina'), refusal('illegal_transition'));
  const { rows } = await stage.asOwner<{ n: number }>(
    'select count(*)::int as n from access.signature where grant_id = $1',
    [id],
  );
  assert.equal(rows[0]?.n, 2);
});

test('a signature counts only from the person whose registered key made it, over the exact text', async () => {
  const id = await offered(stage, await submit(stage));
  const text = await textOfGrant(stage, id);
  const { dov, eli, rhea } = stage.people;
  const by = (who: typeof dov, signedText = text) => signatureLine(signedText, who.signer);
  await assert.rejects(signGrant(ctxOf('dara'), id, by(dov)), refusal('note_refused'));
  await assert.rejects(signGrant(ctxOf('dara'), id, by(eli)), refusal('note_refused'));
  await assert.rejects(signGrant(ctxOf('dara'), id, by(rhea)), refusal('note_refused'));
  const changed = text.replace('"requests":1000', '"requests":9000');
  assert.notEqual(changed, text);
  await assert.rejects(signGrant(dov.ctx, id, by(dov, changed)), refusal('note_refused'));
  await assert.rejects(
    signGrant(dov.ctx, id, signNote(changed, [dov.signer])),
    refusal('note_refused', /text is not this grant/),
  );
  await assert.rejects(signGrant(dov.ctx, id, 'not a note'), refusal('note_refused'));
  await assert.rejects(signGrant(dov.ctx, id, '— x AAAA'), refusal('note_refused'));
  await signGrant(dov.ctx, id, signNote(text, [dov.signer, eli.signer]));
  // Another's signature in the same note is not taken in their place.
  assert.deepEqual((await showGrant(dov.ctx, id)).missing, { developer: 1, evaluator: 2 });
});

test('neither side alone makes a grant complete, however many of it sign', async () => {
  const id = await offered(stage, await submit(stage));
  await sign(stage, id, 'dara', 'dov');
  await assert.rejects(sign(stage, id, 'dina'));
  const { rows } = await stage.asOwner<{ due: Date | null }>(
    'select activation_due_at as due from access.model_grant where id = $1',
    [id],
  );
  assert.equal(rows[0]?.due, null);
  await assert.rejects(ask(stage, 'sub_none'), refusal('not_found'));
});

test('each side takes its own steps and is told so; outsiders see nothing, overseers take none', async () => {
  const submissionId = await submit(stage);
  const id = await ask(stage, submissionId);
  const terms = termsFrom(stage.clock.now(), 'government');
  await assert.rejects(offerGrant(ctxOf('eli'), id, terms), refusal('forbidden', /developer/));
  await assert.rejects(declineGrant(ctxOf('eli'), id, ''), refusal('forbidden', /withdraw/));
  await assert.rejects(withdrawGrant(ctxOf('dara'), id, ''), refusal('forbidden', /decline/));
  for (const act of [
    () => offerGrant(ctxOf('rhea'), id, terms),
    () => declineGrant(ctxOf('rhea'), id, ''),
    () => showGrant(ctxOf('rhea'), id),
    () => showSubmission(ctxOf('rhea'), submissionId),
    () => replanRelease(ctxOf('rhea'), submissionId, { plannedReleaseAt: '2027-01-01T00:00:00Z' }),
  ])
    await assert.rejects(act(), refusal('not_found'));
  await assert.rejects(declineGrant(ctxOf('olga'), id, ''), refusal('forbidden', /overseer/));
  assert.deepEqual((await showGrant(ctxOf('olga'), id)).may, []);
  assert.deepEqual((await showGrant(ctxOf('dara'), id)).may, ['offer', 'decline']);
  assert.deepEqual((await showGrant(ctxOf('eli'), id)).may, ['withdraw']);
});

test('what the server says one may do is what it takes, in every state before force', async () => {
  const make: Record<string, (submissionId: string) => Promise<string>> = {
    requested: (submissionId) => ask(stage, submissionId),
    offered: (submissionId) => offered(stage, submissionId),
    signing: async (submissionId) => {
      const id = await offered(stage, submissionId);
      await sign(stage, id, 'dara', 'eli');
      return id;
    },
    complete: (submissionId) => signed(stage, submissionId),
  };
  let tried = 0;
  for (const [state, prepare] of Object.entries(make))
    for (const who of ['dov', 'esra'] as const)
      for (const step of ['offer', 'sign', 'decline', 'withdraw', 'revoke'] as const) {
        const id = await prepare(await submit(stage));
        const { may } = await showGrant(ctxOf(who), id);
        const act = {
          offer: () => offerGrant(ctxOf(who), id, termsFrom(stage.clock.now(), 'government')),
          sign: () => sign(stage, id, who),
          decline: () => declineGrant(ctxOf(who), id, ''),
          withdraw: () => withdrawGrant(ctxOf(who), id, ''),
          revoke: async () => revokeGrant(ctxOf(who), id, await revocationBy(stage, id, who)),
        }[step];
        tried += 1;
        const label = `${state} ${who} ${step}`;
        if (may.includes(step)) await assert.doesNotReject(act(), label);
        else await assert.rejects(act(), label);
      }
  assert.equal(tried, 40);
});

test('either side alone ends what is complete, by one approver’s signature and not without', async () => {
  for (const [who, side] of [
    ['dina', 'developer'],
    ['emil', 'evaluator'],
  ] as const) {
    const id = await signed(stage, await submit(stage));
    await assert.rejects(declineGrant(ctxOf('eli'), id, ''), refusal('illegal_transition'));
    await assert.rejects(withdrawGrant(ctxOf('dara'), id, ''), refusal('illegal_transition'));
    const forged = signNote((await revocationBy(stage, id, who)).split('\n\n')[0] + '\n', [
      stage.people.rhea.signer,
    ]);
    await assert.rejects(revokeGrant(ctxOf(who), id, forged), refusal('note_refused'));
    const other = await signed(stage, await submit(stage));
    await assert.rejects(
      revokeGrant(ctxOf(who), id, await revocationBy(stage, other, who)),
      refusal('note_refused', /another grant/),
    );
    // Any of the parties' people may bring it: the signature is what counts.
    await revokeGrant(ctxOf('eli'), id, await revocationBy(stage, id, who));
    const { ended } = await showGrant(ctxOf('dara'), id);
    assert.deepEqual([ended?.side, ended?.person, ended?.isGatewayTold], [side, who, false]);
    await assert.rejects(sign(stage, id, 'dina'), refusal('illegal_transition'));
    const again = await revocationBy(stage, id, who);
    await assert.rejects(revokeGrant(ctxOf(who), id, again), refusal('illegal_transition'));
  }
});

test('terms that do not fit are refused at their place, and nothing is kept', async () => {
  const id = await ask(stage, await submit(stage));
  const now = stage.clock.now();
  const fits = termsFrom(now, 'government');
  const offer = (terms: typeof fits) => offerGrant(ctxOf('dara'), id, terms);
  const soon = new Date(now.getTime() + 5 * dayMs);
  await assert.rejects(offer({ ...fits, endpoints: [] }), refusal('grant_unfit', /endpoints/));
  await assert.rejects(
    offer(termsFrom(now, 'government', { release: soon })),
    refusal('grant_unfit', /planned partner release|partnerReleaseAt/),
  );
  await assert.rejects(
    offer(termsFrom(new Date(now.getTime() - 8 * dayMs), 'government')),
    refusal('grant_unfit', /claimUntil/),
  );
  const unplanned = await ask(stage, await submit(stage, { plannedReleaseAt: null }));
  await assert.rejects(
    offerGrant(ctxOf('dara'), unplanned, fits),
    refusal('grant_unfit', /planned/),
  );
  const row = await grantOf(stage, id);
  assert.deepEqual([row.state, row.digest], ['requested', null]);
});

test('a planned release is taken back with null: what is signed stands, and nothing new is offered', async () => {
  const submissionId = await submit(stage);
  const id = await signed(stage, submissionId);
  const before = await grantOf(stage, id);
  const now = stage.clock.now();
  const later = textOf(new Date(now.getTime() + 40 * dayMs));
  const planOf = async () => {
    const { plannedReleaseAt, publicReleaseAt } = await showSubmission(ctxOf('eli'), submissionId);
    return [plannedReleaseAt, publicReleaseAt].map((each) => each && textOf(each));
  };
  await replanRelease(ctxOf('dara'), submissionId, {
    plannedReleaseAt: null,
    publicReleaseAt: later,
  });
  assert.deepEqual(await planOf(), [null, later]);
  assert.deepEqual(await grantOf(stage, id), before);
  const next = await ask(stage, submissionId);
  const offer = () => offerGrant(ctxOf('dara'), next, termsFrom(now, 'government'));
  await assert.rejects(offer(), refusal('grant_unfit', /no planned partner release; set it/));
  // Left out, the public date stays; null takes it back too.
  await replanRelease(ctxOf('dara'), submissionId, { plannedReleaseAt: null });
  assert.deepEqual(await planOf(), [null, later]);
  await replanRelease(ctxOf('dara'), submissionId, {
    plannedReleaseAt: null,
    publicReleaseAt: null,
  });
  assert.deepEqual(await planOf(), [null, null]);
  await assert.rejects(offer(), refusal('grant_unfit', /no planned partner release/));
  assert.deepEqual(await grantOf(stage, id), before);
});

test('a date of release that has gone by stays, is taken back, and is not written anew', async () => {
  const id = await submit(stage);
  const now = stage.clock.now();
  const inDays = (days: number) => textOf(new Date(now.getTime() + days * dayMs));
  const plan = (plannedReleaseAt: string | null, publicReleaseAt?: string | null) =>
    replanRelease(ctxOf('dara'), id, { plannedReleaseAt, publicReleaseAt });
  await plan(inDays(1), inDays(2));
  await stage.asOwner(
    `update access.submission set planned_release_at = $2, public_release_at = $3 where id = $1`,
    [id, inDays(-2), inDays(-1)],
  );
  await assert.rejects(plan(inDays(-3)), refusal('invalid_input', /.*/));
  await assert.rejects(plan(null, inDays(-3)), refusal('invalid_input', /.*/));
  await assert.doesNotReject(plan(null));
  await assert.rejects(plan(inDays(-2)), refusal('invalid_input', /.*/));
});

test('terms may be rewritten until the first person signs, and every offer has a higher epoch', async () => {
  const submissionId = await submit(stage);
  const id = await offered(stage, submissionId);
  const first = await grantOf(stage, id);
  await offerGrant(ctxOf('dov'), id, termsFrom(stage.clock.now(), 'government'));
  const second = await grantOf(stage, id);
  assert.ok((second.epoch ?? 0) > (first.epoch ?? 0));
  assert.notEqual(second.digest, first.digest);
  await sign(stage, id, 'esra');
  await assert.rejects(
    offerGrant(ctxOf('dov'), id, termsFrom(stage.clock.now(), 'government')),
    refusal('illegal_transition'),
  );
});

test('the runner’s name stands nowhere in the rows, and the commitment fits it', async () => {
  const id = await ask(stage, await submit(stage));
  const { rows } = await stage.asOwner<{ text: string }>(
    `select g::text as text from access.model_grant g union all select b::text from zone_inner.blob b
     union all select e::text from zone_inner.event e union all select y::text from zone_inner.event_body y`,
  );
  assert.ok(rows.some(({ text }) => text.includes(id)));
  const hex = Buffer.from('Eli Tern (invented)').toString('hex');
  for (const { text } of rows) assert.ok(!text.includes('Eli Tern (inv') && !text.includes(hex));
});

test('a key is one person’s for ever, of the right kind, and replaced only in person', async () => {
  const { emil, rhea } = stage.people;
  const vkey = emil.signer.key.vkey;
  assert.equal((await registerKey(emil.ctx, { vkey })).vkey, vkey);
  await assert.rejects(registerKey(rhea.ctx, { vkey }), refusal('key_taken'));
  const witness = newSigner('emil', 'cosignature').key.vkey;
  await assert.rejects(registerKey(emil.ctx, { vkey: witness }), refusal('key_unfit'));
  await assert.rejects(registerKey(emil.ctx, { vkey: 'nonsense' }), refusal('key_unfit'));
  const byToken = { ...emil.ctx.actor, scopes: ['grant:write' as const] };
  const next = newSigner('emil-2').key.vkey;
  await assert.rejects(
    registerKey({ ...emil.ctx, actor: byToken as typeof emil.ctx.actor }, { vkey: next }),
    refusal('forbidden', /in person/),
  );
});

test('what nobody completed in time ends by itself, a complete note only when its window would be over', async () => {
  const unsigned = await offered(stage, await submit(stage));
  const half = await offered(stage, await submit(stage));
  await sign(stage, half, 'dara', 'eli');
  const complete = await signed(stage, await submit(stage));
  const states = async () =>
    Promise.all([unsigned, half, complete].map(async (id) => (await grantOf(stage, id)).state));
  const at = async (ms: number) => {
    stage.clock.moveTo(new Date(startAt.getTime() + ms));
    while ((await expireGrants(stage.worker)) > 0);
    return await states();
  };
  try {
    assert.deepEqual(await at(7 * dayMs - 1), ['offered', 'signing', 'signing']);
    await assert.rejects(
      (async () => {
        stage.clock.moveTo(new Date(startAt.getTime() + 7 * dayMs));
        await sign(stage, half, 'dov');
      })(),
      refusal('grant_unfit', /over/),
    );
    assert.deepEqual(await at(7 * dayMs), ['expired', 'expired', 'signing']);
    assert.deepEqual(await at(14 * dayMs - 1), ['expired', 'expired', 'signing']);
    assert.deepEqual(await at(14 * dayMs), ['expired', 'expired', 'expired']);
  } finally {
    stage.clock.moveTo(startAt);
  }
});
