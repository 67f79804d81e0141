/** Partnerships on a real database, in force and over: access with an end, ended by one, counted by kind. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import {
  endPartnership,
  expirePartnerships,
  withdrawNomination,
} from './commands/end-partnership.ts';
import { nominatePartner } from './commands/nominate-partner.ts';
import { provisionPartner, type ProvisionPartner } from './commands/provision-partner.ts';
import { refusePartner } from './commands/sign-partnership.ts';
import { deliverAll } from './material.fixture.ts';
import {
  access,
  acceptBy,
  accepted,
  added,
  grantOf,
  nominated,
  partnershipRow,
  provisioned,
  putInForce,
  signBy,
  signedNomination,
  submissionFor,
} from './partnership.fixture.ts';
import { showPartnerMix, showPartnership } from './partnership-queries.ts';
import {
  chooseScope,
  openReview,
  pauseEngagement,
  withdrawEngagement,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const gone = refusal('not_found');
const stateOf = async (id: string) => (await partnershipRow(stage, id)).state;
const criteria = { code: 'scope_too_wide', because: 'it asks for more than its task needs' };

for (const name of ['dara', 'eli', 'pia'] as const)
  test(`${name} alone ends it in one request, and its access stops mid-grant`, async () => {
    const submissionId = await submissionFor(stage);
    const { id, grantId } = await provisioned(stage, submissionId);
    const asked = await grantOf(stage.access, grantId);
    assert.deepEqual([asked.kind, asked.runner.office], ['partner', 'Fen Water']);
    const { statementSha256 } = await partnershipRow(stage, id);
    assert.match(asked.request?.purpose ?? '', new RegExp(statementSha256));
    assert.deepEqual(asked.request?.partner, {
      surface: 'the messages API',
      assets: ['pump-firmware', 'metering-service'],
    });
    await putInForce(stage, grantId);
    await assert.rejects(provisionPartner(ctx('dara'), id, access), refusal('partner_has_access'));
    await endPartnership(ctx(name), id, 'no longer needed');
    const grant = await grantOf(stage.access, grantId);
    assert.deepEqual(
      [grant.state, grant.endSide],
      ['revoked', name === 'dara' ? 'developer' : name === 'eli' ? 'evaluator' : 'partner'],
    );
    const { state, settledSide } = await partnershipRow(stage, id);
    assert.deepEqual([state, settledSide], ['ended', grant.endSide]);
    await assert.rejects(endPartnership(ctx(name), id, ''), refusal('illegal_transition'));
    await assert.rejects(provisionPartner(ctx('eli'), id, access), refusal('partner_not_accepted'));
  });

test('access is asked for after the partner accepted, within the partnership, one grant at a time', async () => {
  const submissionId = await submissionFor(stage);
  const id = await added(stage, submissionId);
  await assert.rejects(provisionPartner(ctx('eli'), id, access), refusal('partner_not_accepted'));
  await acceptBy(stage, id);
  const { expiresAt } = await partnershipRow(stage, id);
  stage.clock.moveTo(new Date(expiresAt.getTime() - access.lengthS * 1000 + 1000));
  await assert.rejects(
    provisionPartner(ctx('eli'), id, access),
    refusal('partner_unfit', /outlast/),
  );
  stage.pass(-1000);
  await provisionPartner(ctx('dara'), id, access);
  await assert.rejects(provisionPartner(ctx('eli'), id, access), refusal('partner_has_access'));
  await assert.rejects(provisionPartner(ctx('pia'), id, access), gone);
});

test('access is asked for on the surface that both sides signed, in whole or in part, and nowhere else', async () => {
  const models = { method: 'GET' as const, path: '/v1/models' };
  const [messages] = access.endpoints;
  assert.ok(messages);
  const endpoints = [...access.endpoints, models];
  const id = await nominated(stage, await submissionFor(stage), 'dara', { endpoints });
  await signBy(stage, id, 'eli');
  await acceptBy(stage, id);
  const ask = (...asked: ProvisionPartner['endpoints']) =>
    provisionPartner(ctx('eli'), id, { ...access, endpoints: asked });
  for (const beyond of [
    { method: 'GET' as const, path: messages.path },
    { method: messages.method, path: `${messages.path}/batches` },
    { method: messages.method, path: messages.path.toUpperCase() },
  ])
    await assert.rejects(
      ask(messages, beyond),
      refusal('partner_unfit', /is not on `the messages API`, as both sides signed it/),
    );
  await ask(models);
  const { grantId } = await partnershipRow(stage, id);
  assert.deepEqual((await grantOf(stage.access, grantId ?? '')).request?.endpoints, [models]);
});

test('a partnership that was signed before there were surfaces has no access to ask for', async () => {
  const id = await accepted(stage, await submissionFor(stage));
  await stage.access.asOwner(`update review.partnership set endpoints = '[]' where id = $1`, [id]);
  await assert.rejects(
    provisionPartner(ctx('eli'), id, access),
    refusal('partner_unfit', /is not on/),
  );
});

test('a partnership ends by the clock at its end and not before, and its grant with it', async () => {
  const submissionId = await submissionFor(stage);
  const { id, grantId } = await provisioned(stage, submissionId);
  const waiting = await submissionFor(stage);
  const onlyNominated = await nominated(stage, waiting);
  const { expiresAt } = await partnershipRow(stage, id);
  const expire = () => expirePartnerships(stage.access.worker);
  stage.clock.moveTo(new Date(expiresAt.getTime() - 1));
  while ((await expire()) > 0);
  assert.equal(await stateOf(id), 'accepted');
  stage.clock.moveTo(expiresAt);
  await assert.rejects(signBy(stage, onlyNominated, 'eli'), refusal('partner_unfit'));
  while ((await expire()) > 0);
  for (const each of [id, onlyNominated]) {
    const { state, settledSide, settledBy } = await partnershipRow(stage, each);
    assert.deepEqual([state, settledSide, settledBy], ['expired', 'clock', null]);
  }
  assert.equal((await grantOf(stage.access, grantId)).state, 'withdrawn');
  assert.equal(await expire(), 0);
});

test('paused, or without partners in its scope, nothing new begins and everything can still end', async () => {
  for (const [stop, code] of [
    [(id: string) => pauseEngagement(ctx('dara'), id), 'engagement_paused'],
    [(id: string) => chooseScope(ctx('dara'), id, ['access', 'determination']), 'out_of_scope'],
  ] as const) {
    const [first, second, third] = [
      await submissionFor(stage),
      await submissionFor(stage),
      await submissionFor(stage),
    ];
    const open = await nominated(stage, first);
    const waits = await added(stage, second);
    const inForce = await accepted(stage, third);
    const note = await signedNomination(stage, first, 'eli', {
      organisationId: stage.organisations.partner,
    });
    for (const each of [first, second, third]) await stop(each);
    await assert.rejects(nominatePartner(ctx('eli'), first, note), refusal(code));
    await assert.rejects(nominated(stage, first, 'eli'), refusal(code));
    await assert.rejects(signBy(stage, open, 'eli'), refusal(code));
    await assert.rejects(refusePartner(ctx('eli'), open, criteria), refusal(code));
    await assert.rejects(acceptBy(stage, waits), refusal(code));
    await assert.rejects(provisionPartner(ctx('eli'), inForce, access), refusal(code));
    for (const [id, may] of [
      [open, ['withdraw']],
      [waits, ['end']],
      [inForce, ['end']],
    ] as const)
      assert.deepEqual((await showPartnership(ctx('dara'), id)).may, may);
    await withdrawNomination(ctx('dara'), open, '');
    await endPartnership(ctx('pia'), waits, '');
    await endPartnership(ctx('eli'), inForce, '');
  }
});

test('a withdrawn engagement closes its partnerships, whatever they were', async () => {
  const ids: [string, string][] = [];
  for (const make of [nominated, added, accepted]) {
    const submissionId = await submissionFor(stage);
    ids.push([submissionId, await make(stage, submissionId)]);
  }
  for (const [submissionId] of ids) await withdrawEngagement(ctx('dara'), submissionId);
  await deliverAll(stage);
  const states = await Promise.all(ids.map(([, id]) => stateOf(id)));
  assert.deepEqual(states, ['withdrawn', 'ended', 'ended']);
  const [first] = ids;
  await assert.rejects(nominated(stage, first?.[0] ?? ''), refusal('engagement_withdrawn'));
});

test('the mix counts by category, says nothing finer where partners are few, and none where there are none', async () => {
  const mix = async (name: ReviewName) =>
    new Map(
      (await showPartnerMix(ctx(name))).categories.map((each) => [each.category, each.count]),
    );
  await assert.rejects(showPartnerMix(ctx('cai')), gone);
  await assert.rejects(showPartnerMix(ctx('pia')), gone);
  assert.equal((await mix('dara')).get('hospital'), 0);
  assert.deepEqual([...(await mix('rhea')).values()], Array<number>(8).fill(0));
  const add = async () => {
    const submissionId = await submissionFor(stage);
    const id = await nominated(stage, submissionId, 'dara', { category: 'hospital' });
    await signBy(stage, id, 'eli');
    return id;
  };
  for (let count = 1; count < 5; count++) {
    await add();
    assert.equal((await mix('dara')).get('hospital'), null, `${count}`);
  }
  const fifth = await add();
  for (const name of ['dara', 'eli', 'deb', 'olga'] as const)
    assert.equal((await mix(name)).get('hospital'), 5, name);
  await endPartnership(ctx('dara'), fifth, '');
  assert.equal((await mix('dara')).get('hospital'), null);
});
