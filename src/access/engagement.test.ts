/** What each state and scope of an engagement lets begin and never stops; and what ends when it ends. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Side } from '#gateway';
import { Refusal } from '#platform/problems';
import { newSigner, signatureLine } from '#standards/tlog';
import { sequenceAll } from '#test/server';
import {
  ask,
  grantOf,
  listenerCertificate,
  openStage,
  opened,
  offered,
  revocationBy,
  sign,
  signed,
  submit,
  termsFrom,
  textOfGrant,
  type AccessStage,
  type PersonName,
} from './access.fixture.ts';
import { connectGateway } from './commands/connect-gateway.ts';
import { endGrantsOf } from './commands/end-grants.ts';
import { nameWitness } from './commands/name-witness.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { requestPartnerGrant } from './commands/request-grant.ts';
import { declineGrant } from './commands/refuse-grant.ts';
import { replanRelease } from './commands/replan-release.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { chooseScope, pauseEngagement, resumeEngagement } from './commands/steer-engagement.ts';
import { withdrawEngagement } from './commands/withdraw-engagement.ts';
import { deliverActivation, deliverRevocation } from './deliver.ts';
import { engagementFacts } from './engagement-facts.ts';
import { openGateways, type Gateways } from './gateways.ts';
import { grantStates, type GrantState } from './grant-state.ts';
import { startLogGateway } from './log-gateway.fixture.ts';
import { listGrants, listSubmissions, showSubmission } from './queries.ts';
import { readerIdentity } from './reader.ts';
import { listEvents } from './timeline.ts';

let stage: AccessStage;
let gateways: Gateways;
before(async () => {
  stage = await openStage();
  gateways = openGateways(readerIdentity(stage.inner.keys, new Date()));
});
after(async () => {
  gateways.close();
  await stage.close();
});

const ctxOf = (name: PersonName) => stage.people[name].ctx;
const page = { limit: 100 };

async function codeOf(act: Promise<unknown>): Promise<string> {
  try {
    await act;
    return 'done';
  } catch (error) {
    assert.ok(error instanceof Refusal, String(error));
    return error.code;
  }
}

const situations = ['open', 'paused', 'withdrawn', 'without access', 'without partners'] as const;
type Situation = (typeof situations)[number];

async function bring(id: string, to: Situation): Promise<void> {
  if (to === 'paused') await pauseEngagement(ctxOf('dara'), id);
  if (to === 'withdrawn') await withdrawEngagement(ctxOf('dara'), id);
  if (to === 'without access') await chooseScope(ctxOf('dara'), id, ['partners', 'determination']);
  if (to === 'without partners') await chooseScope(ctxOf('dara'), id, ['access']);
}

const askAsPartner = (id: string) => {
  const { ctx } = stage.people.eli;
  return ctx.database.transaction((tx) =>
    requestPartnerGrant(ctx, tx, id, {
      runner: { pseudonym: 'p', office: 'fen', keySha256: 'cd'.repeat(32), name: 'Pia' },
      purpose: 'to look for faults',
      endpoints: [{ method: 'POST', path: '/v1/messages' }],
      partner: { surface: 'the messages API', assets: ['pump-firmware'] },
      lengthS: 3600,
      budget: {
        requests: 1,
        tokens: 100,
        streamsMax: 1,
        outputTokensMax: 10,
        contextTokensMax: 100,
        requestBytesMax: 100,
      },
    }),
  );
};

/** Each step on its own submission: what it needs made before, and what is tried in the situation. */
const steps: Record<string, () => Promise<{ id: string; act: () => Promise<unknown> }>> = {
  'ask for access': async () => {
    const id = await submit(stage);
    return { id, act: () => ask(stage, id, 'tool') };
  },
  'ask for a partner’s access': async () => {
    const id = await submit(stage);
    return { id, act: () => askAsPartner(id) };
  },
  'offer terms': async () => {
    const id = await submit(stage);
    const grant = await ask(stage, id, 'tool');
    const terms = termsFrom(stage.clock.now(), 'tool');
    return { id, act: () => offerGrant(ctxOf('dara'), grant, terms) };
  },
  'sign terms': async () => {
    const id = await submit(stage);
    const grant = await offered(stage, id, 'tool');
    const note = signatureLine(await textOfGrant(stage, grant), stage.people.dov.signer);
    return { id, act: () => signGrant(ctxOf('dov'), grant, note) };
  },
  'connect a gateway': async () => {
    const id = await opened(stage, { gateway: null });
    const given = {
      gatewayUrl: 'https://127.0.0.1:1',
      listenerCertificate: listenerCertificate().cert,
      logVkey: newSigner(`larch.example/${id}`).key.vkey,
      witnessVkey: null,
      modelDigest: null,
    };
    return { id, act: () => connectGateway(ctxOf('dara'), id, given) };
  },
  'decline terms': async () => {
    const id = await submit(stage);
    const grant = await offered(stage, id, 'tool');
    return { id, act: () => declineGrant(ctxOf('eli'), grant, '') };
  },
  'revoke a complete grant': async () => {
    const id = await submit(stage);
    const grant = await signed(stage, id, 'tool');
    const note = await revocationBy(stage, grant, 'eli');
    return { id, act: () => revokeGrant(ctxOf('eli'), grant, note) };
  },
  'move the release': async () => {
    const id = await submit(stage);
    const plannedReleaseAt = '2027-02-01T00:00:00Z';
    return { id, act: () => replanRelease(ctxOf('dara'), id, { plannedReleaseAt }) };
  },
  'name a witness': async () => {
    const id = await submit(stage);
    const { vkey } = newSigner('tern.example/w', 'cosignature').key;
    return { id, act: () => nameWitness(ctxOf('eli'), id, vkey) };
  },
  look: async () => {
    const id = await submit(stage);
    return { id, act: () => showSubmission(ctxOf('olga'), id) };
  },
  pause: async () => {
    const id = await submit(stage);
    return { id, act: () => pauseEngagement(ctxOf('dov'), id) };
  },
  resume: async () => {
    const id = await submit(stage);
    return { id, act: () => resumeEngagement(ctxOf('dov'), id) };
  },
  'choose the scope': async () => {
    const id = await submit(stage);
    return { id, act: () => chooseScope(ctxOf('dov'), id, ['access']) };
  },
  withdraw: async () => {
    const id = await submit(stage);
    return { id, act: () => withdrawEngagement(ctxOf('dov'), id) };
  },
  'withdraw, as the evaluator': async () => {
    const id = await submit(stage);
    return { id, act: () => withdrawEngagement(ctxOf('eli'), id) };
  },
};

const gone = 'illegal_transition';
const expected: Record<string, Record<Situation, string>> = {
  'ask for access': row(
    'done',
    'engagement_paused',
    'engagement_withdrawn',
    'out_of_scope',
    'done',
  ),
  'ask for a partner’s access': row(
    'done',
    'engagement_paused',
    'engagement_withdrawn',
    'done',
    'out_of_scope',
  ),
  // What fell out of the scope, or was withdrawn, is over; the engagement is named first.
  'offer terms': row('done', 'engagement_paused', 'engagement_withdrawn', 'out_of_scope', 'done'),
  'sign terms': row('done', 'engagement_paused', 'engagement_withdrawn', 'out_of_scope', 'done'),
  'connect a gateway': row('done', 'engagement_paused', 'engagement_withdrawn', 'done', 'done'),
  'decline terms': row('done', 'done', gone, gone, 'done'),
  'revoke a complete grant': row('done', 'done', gone, gone, 'done'),
  'move the release': row('done', 'done', 'done', 'done', 'done'),
  'name a witness': row('done', 'done', 'done', 'done', 'done'),
  look: row('done', 'done', 'done', 'done', 'done'),
  pause: row('done', gone, gone, 'done', 'done'),
  resume: row(gone, 'done', gone, gone, gone),
  'choose the scope': row('done', 'done', gone, 'done', 'done'),
  withdraw: row('done', 'done', gone, 'done', 'done'),
  'withdraw, as the evaluator': row('done', 'done', gone, 'done', 'done'),
};

function row(...codes: [string, string, string, string, string]): Record<Situation, string> {
  return Object.fromEntries(situations.map((each, at) => [each, codes[at] ?? ''])) as Record<
    Situation,
    string
  >;
}

for (const situation of situations) {
  test(`${situation}: each step gets the answer of the table`, async () => {
    const seen: Record<string, string> = {};
    for (const [name, make] of Object.entries(steps)) {
      const { id, act } = await make();
      await bring(id, situation);
      seen[name] = await codeOf(act());
    }
    const wanted = Object.fromEntries(
      Object.entries(expected).map(([name, codes]) => [name, codes[situation]]),
    );
    assert.deepEqual(seen, wanted);
  });
}

test('only the developer pauses, resumes and chooses; the evaluator may end its part; others see nothing', async () => {
  const id = await submit(stage);
  const acts = {
    pause: pauseEngagement,
    resume: resumeEngagement,
    scope: (ctx: typeof stage.worker, of: string) => chooseScope(ctx, of, []),
  };
  for (const act of Object.values(acts)) {
    assert.equal(await codeOf(act(ctxOf('eli'), id)), 'forbidden');
    assert.equal(await codeOf(act(ctxOf('olga'), id)), 'forbidden');
    assert.equal(await codeOf(act(ctxOf('rhea'), id)), 'not_found');
  }
  assert.equal(await codeOf(withdrawEngagement(ctxOf('olga'), id)), 'forbidden');
  assert.equal(await codeOf(withdrawEngagement(ctxOf('rhea'), id)), 'not_found');
  assert.deepEqual((await showSubmission(ctxOf('eli'), id)).may, ['withdraw']);
  assert.deepEqual((await showSubmission(ctxOf('olga'), id)).may, []);
});

/** A grant of this submission in each state; how it stands after the engagement ended. */
const grantIn: Record<GrantState, (id: string) => Promise<string>> = {
  requested: (id) => ask(stage, id, 'tool'),
  offered: (id) => offered(stage, id, 'tool'),
  signing: async (id) => {
    const grant = await offered(stage, id, 'tool');
    await sign(stage, grant, 'dara', 'eli');
    return grant;
  },
  active: async (id) => {
    const grant = await signed(stage, id, 'tool');
    await stage.asOwner(
      `update access.model_grant set state = 'active', activated_at = requested_at where id = $1`,
      [grant],
    );
    return grant;
  },
  declined: async (id) => {
    const grant = await offered(stage, id, 'tool');
    await declineGrant(ctxOf('eli'), grant, 'no');
    return grant;
  },
  expired: (id) => overAs(id, 'expired'),
  withdrawn: (id) => overAs(id, 'withdrawn'),
  revoked: (id) => overAs(id, 'revoked'),
  exhausted: (id) => overAs(id, 'exhausted'),
};

async function overAs(id: string, state: GrantState): Promise<string> {
  const grant = await ask(stage, id, 'tool');
  await stage.asOwner(
    `update access.model_grant set state = $2, ended_at = requested_at, end_side = 'gateway', end_because = ''
     where id = $1`,
    [grant, state],
  );
  return grant;
}

test('withdrawal ends every grant at once, by either side, and has a stop sent for what may be in force', async () => {
  for (const [name, side] of [
    ['dara', 'developer'],
    ['esra', 'evaluator'],
  ] as [PersonName, Side][]) {
    const id = await submit(stage);
    const grants = new Map<string, string>();
    for (const state of grantStates) grants.set(state, await grantIn[state](id));
    grants.set('complete', await signed(stage, id, 'tool'));
    const { grantsActive } = await showSubmission(ctxOf('dara'), id);
    assert.equal(grantsActive, 1);
    await withdrawEngagement(ctxOf(name), id);
    const after: Record<string, unknown> = {};
    for (const [state, grantId] of grants) {
      const {
        state: now,
        endSide,
        revocationDueAt,
        revocationNote,
      } = await grantOf(stage, grantId);
      assert.equal(revocationNote, null);
      after[state] = [now, endSide, revocationDueAt !== null];
    }
    assert.deepEqual(after, {
      requested: ['withdrawn', side, false],
      offered: ['withdrawn', side, false],
      signing: ['withdrawn', side, false],
      complete: ['revoked', side, true],
      active: ['revoked', side, true],
      // What was over stays as it was.
      declined: ['declined', 'evaluator', false],
      expired: ['expired', 'gateway', false],
      withdrawn: ['withdrawn', 'gateway', false],
      revoked: ['revoked', 'gateway', false],
      exhausted: ['exhausted', 'gateway', false],
    });
    const { state, grantsOpen, grantsActive: none } = await showSubmission(ctxOf('eli'), id);
    assert.deepEqual([state, grantsOpen, none], ['withdrawn', 0, 0]);
    for (const who of ['dara', 'eli'] as const)
      for (const { may } of (await listGrants(ctxOf(who), id, page)).items)
        assert.deepEqual(
          may.filter((step) => step !== 'ask_name'),
          [],
        );
    await sequenceAll(stage.inner);
    const told = (await listEvents(ctxOf('olga'), id, page)).items;
    const [ending] = told.filter(({ type }) => type === 'access.engagement_withdrawn');
    assert.deepEqual([ending?.actor, ending?.payload], [name, {}]);
  }
});

test('a narrower scope ends what falls out of it and leaves the rest; wider, it does not come back', async () => {
  const id = await submit(stage);
  const tool = await ask(stage, id, 'tool');
  const partner = await askAsPartner(id);
  await chooseScope(ctxOf('dara'), id, ['access', 'access']);
  assert.deepEqual((await showSubmission(ctxOf('eli'), id)).scope, ['access']);
  assert.equal((await grantOf(stage, tool)).state, 'requested');
  assert.equal((await grantOf(stage, partner)).state, 'withdrawn');
  await chooseScope(ctxOf('dara'), id, ['partners', 'access']);
  assert.equal((await grantOf(stage, partner)).state, 'withdrawn');
  await chooseScope(ctxOf('dara'), id, []);
  assert.equal((await grantOf(stage, tool)).state, 'withdrawn');
});

test('without a gateway there is nothing to have access to; connected once, it stays', async () => {
  const id = await opened(stage, { gateway: null, modelDigest: null });
  const shown = await showSubmission(ctxOf('dara'), id);
  assert.deepEqual(
    [shown.gateway, shown.gatewayState, shown.modelDigest, shown.may[0]],
    [null, null, null, 'connect_gateway'],
  );
  const { items } = await listSubmissions(ctxOf('dara'), page);
  assert.ok(items.some((each) => each.id === id && each.gatewayState === null));
  assert.equal(await codeOf(ask(stage, id, 'tool')), 'no_gateway');
  const { vkey } = newSigner('larch.example/w', 'cosignature').key;
  assert.equal(await codeOf(nameWitness(ctxOf('dara'), id, vkey)), 'no_gateway');
  const given = {
    gatewayUrl: 'https://127.0.0.1:1',
    listenerCertificate: listenerCertificate().cert,
    logVkey: newSigner(`larch.example/${id}`).key.vkey,
    witnessVkey: null,
  };
  const connect = (modelDigest: string | null, name: PersonName = 'dov') =>
    codeOf(connectGateway(ctxOf(name), id, { ...given, modelDigest }));
  assert.equal(await connect(null), 'invalid_input');
  assert.equal(await connect('cd'.repeat(32), 'eli'), 'forbidden');
  assert.equal((await engagementFacts(stage.inner.database.db, id))?.hasGateway, false);
  assert.equal(await connect('cd'.repeat(32)), 'done');
  assert.equal(await connect(null), 'gateway_connected');
  const facts = await engagementFacts(stage.inner.database.db, id);
  assert.deepEqual([facts?.hasGateway, facts?.modelDigest], [true, 'cd'.repeat(32)]);
  const other = await opened(stage, { gateway: null });
  const taken = connectGateway(ctxOf('dara'), other, { ...given, modelDigest: null });
  assert.equal(await codeOf(taken), 'log_taken');
  const contrary = connectGateway(ctxOf('dara'), other, {
    ...given,
    modelDigest: 'cd'.repeat(32),
  });
  assert.equal(await codeOf(contrary), 'invalid_input');
});

test('a stop is sent as no signed note is, and again until the gateway has answered', async () => {
  const { id, gateway } = await startLogGateway(stage);
  const grant = await grantIn.active(id);
  const { digest } = await grantOf(stage, grant);
  await withdrawEngagement(ctxOf('dara'), id);
  const due = { id: grant, submissionId: id };
  gateway.answerNote = () => ({ status: 503, body: '{}' });
  await deliverRevocation(stage.worker, gateways, due);
  const isTold = async () => (await grantOf(stage, grant)).revocationDueAt === null;
  assert.equal(await isTold(), false);
  gateway.answerNote = () => ({ status: 404, body: '{"title":"not_listed"}' });
  await deliverRevocation(stage.worker, gateways, due);
  assert.equal(await isTold(), false);
  gateway.answerNote = () => ({ status: 200, body: '{}' });
  await deliverRevocation(stage.worker, gateways, due);
  assert.equal(await isTold(), true);
  const stops = gateway.posted.filter(({ path }) => path === 'stops');
  assert.deepEqual(
    stops,
    Array(3).fill({ path: 'stops', note: JSON.stringify({ grant: digest }) }),
  );
  await gateway.stop();
});

test('paused after the fourth signature, a complete note waits for the developer to resume', async () => {
  const { id, gateway } = await startLogGateway(stage);
  const grant = await signed(stage, id, 'tool');
  const due = { id: grant, submissionId: id };
  await pauseEngagement(ctxOf('dara'), id);
  await deliverActivation(stage.worker, gateways, due);
  assert.deepEqual(gateway.posted, []);
  await resumeEngagement(ctxOf('dara'), id);
  await deliverActivation(stage.worker, gateways, due);
  assert.deepEqual(
    gateway.posted.map(({ path }) => path),
    ['grants'],
  );
  await gateway.stop();
});

test('what a grant stood on can end it: by a side, by a partner, by time; once', async () => {
  const id = await submit(stage);
  const enders: [typeof stage.worker, string, string | null][] = [
    [ctxOf('dara'), 'developer', stage.people.dara.id],
    [ctxOf('eli'), 'evaluator', stage.people.eli.id],
    // Somebody of neither side, whose right the caller has checked.
    [ctxOf('rhea'), 'partner', stage.people.rhea.id],
    [stage.worker, 'clock', null],
  ];
  for (const [ctx, side, person] of enders) {
    const grant = await askAsPartner(id);
    for (let times = 0; times < 2; times++)
      await ctx.database.transaction((tx) =>
        endGrantsOf(ctx, tx, [grant], 'its partnership ended'),
      );
    const { state, endSide, endPerson, endBecause } = await grantOf(stage, grant);
    assert.deepEqual(
      [state, endSide, endPerson, endBecause],
      ['withdrawn', side, person, 'its partnership ended'],
    );
  }
});
