/**
 * INVARIANT (thirty days), by model: whatever two sides do with any number of submissions, grants and
 * slipped dates, and however late the server learns of it, all government access to one declared model lies
 * within 2,592,000 s. Gateways here are honest and know only their own log, as real ones do.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import {
  checkedInstant,
  GrantRefusal,
  Grants,
  leafBody,
  readGrantText,
  textOf,
  windowSMax,
  type Leaf,
} from '#gateway';
import { Refusal } from '#platform/problems';
import { roleOf } from '#platform/db';
import pg from 'pg';
import { testKeys } from '#test/server';
import { newSigner } from '#standards/tlog';
import {
  ask,
  dayMs,
  fullNote,
  grantOf,
  openStage,
  revocationBy,
  sign,
  signed,
  startAt,
  submit,
  termsFrom,
  type AccessStage,
} from './access.fixture.ts';
import { observeLeaves } from './commands/observe-leaf.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { replanRelease } from './commands/replan-release.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import { readLeaf, type ReadLeaf } from './leaf-reader.ts';
import { submissionById } from './submission-store.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

/** A submission with its gateway, whose leaves reach the server only when they are pulled. */
class Engagement {
  readonly id: string;
  readonly origin: string;
  readonly grants = new Grants();
  readonly grantIds: string[] = [];
  #size = 0;
  #unpulled: { index: number; leaf: ReadLeaf }[] = [];

  constructor(id: string, origin: string) {
    this.id = id;
    this.origin = origin;
  }

  static async of(declaredAs: string): Promise<Engagement> {
    const log = newSigner(`larch.example/${Math.random().toString(36).slice(2)}`);
    const id = await submit(stage, { declaredAs, gateway: { logVkey: log.key.vkey } });
    return new Engagement(id, log.key.name);
  }

  write(leaf: Leaf): void {
    this.grants.apply(this.#size, leaf);
    this.lie(leaf);
  }

  /** Writes without believing it. */
  lie(leaf: Leaf): void {
    const read = readLeaf(this.origin, leafBody(this.origin, leaf));
    if (typeof read === 'string') throw new Error(read);
    this.#unpulled.push({ index: this.#size++, leaf: read });
  }

  async pull(): Promise<string[]> {
    const submission = await submissionById(stage.inner.database.db, this.id);
    assert.ok(submission);
    const leaves = this.#unpulled.splice(0);
    return await stage.inner.database.transaction((tx) =>
      observeLeaves(stage.worker, tx, submission, leaves),
    );
  }

  leaf<T extends Leaf['type']>(type: T, payload: Leaf<T>['payload']): Leaf {
    return { type, at: stage.clock.now(), actor: 'gateway', subject: 'gateway', payload } as Leaf;
  }
}

interface World {
  engagements: Engagement[];
  /** What the gateways really let happen. */
  used: { opensAt: number; closesAt: number }[];
  opened: number;
  refused: number;
}

type Step =
  | { kind: 'wait'; days: number }
  | { kind: 'submit'; name: string }
  /** Without days: no release is planned any more. */
  | { kind: 'slip'; at: number; days: number | null }
  | { kind: 'grant'; at: number; days: number; claimDays: number }
  | { kind: 'use'; at: number; grant: number; isPulled: boolean }
  | { kind: 'revoke'; at: number; grant: number }
  | { kind: 'pull'; at: number };

const at = fc.nat({ max: 2 });
const grant = fc.nat({ max: 4 });
const stepOf = <T extends Step>(weight: number, arbitrary: fc.Arbitrary<T>) => ({
  weight,
  arbitrary,
});
/** Long windows and long waits: short ones prove nothing about thirty days. */
const step: fc.Arbitrary<Step> = fc.oneof(
  stepOf(
    4,
    fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 19 }) }),
  ),
  stepOf(
    1,
    fc.record({
      kind: fc.constant('submit' as const),
      name: fc.constantFrom('Kestrel 1', 'kestrel-1', 'KESTREL  1'),
    }),
  ),
  stepOf(
    3,
    fc.record({
      kind: fc.constant('slip' as const),
      at,
      days: fc.option(fc.integer({ min: 15, max: 30 }), { freq: 4 }),
    }),
  ),
  stepOf(
    6,
    fc.record({
      kind: fc.constant('grant' as const),
      at,
      days: fc.constantFrom(1, 10, 25, 30),
      claimDays: fc.constantFrom(1, 10, 20, 30),
    }),
  ),
  stepOf(6, fc.record({ kind: fc.constant('use' as const), at, grant, isPulled: fc.boolean() })),
  stepOf(2, fc.record({ kind: fc.constant('revoke' as const), at, grant })),
  stepOf(3, fc.record({ kind: fc.constant('pull' as const), at })),
);

async function take(world: World, given: Step, unique: string): Promise<void> {
  if (given.kind === 'wait') {
    stage.clock.moveTo(new Date(stage.clock.now().getTime() + given.days * dayMs));
    return;
  }
  if (given.kind === 'submit') {
    if (world.engagements.length < 3) {
      world.engagements.push(await Engagement.of(`${given.name} ${unique}`));
    }
    return;
  }
  const engagement = world.engagements[given.at % world.engagements.length];
  if (engagement === undefined) return;
  switch (given.kind) {
    case 'slip': {
      const planned =
        given.days === null
          ? null
          : textOf(new Date(stage.clock.now().getTime() + given.days * dayMs));
      return await replanRelease(stage.people.dara.ctx, engagement.id, {
        plannedReleaseAt: planned,
      });
    }
    case 'grant':
      return await grantAndActivate(world, engagement, given.days, given.claimDays);
    case 'use':
      use(world, engagement, given.grant);
      return given.isPulled ? assert.deepEqual(await engagement.pull(), []) : undefined;
    case 'revoke':
      return await revoke(engagement, given.grant);
    case 'pull':
      return assert.deepEqual(await engagement.pull(), []);
  }
}

async function grantAndActivate(
  world: World,
  engagement: Engagement,
  days: number,
  claimDays: number,
): Promise<void> {
  const id = await ask(stage, engagement.id);
  const submission = await submissionById(stage.inner.database.db, engagement.id);
  const now = stage.clock.now();
  const release = submission?.plannedReleaseAt ?? null;
  // Nobody offers a claim that ends after the release; how long the window may be is the server's to say.
  const daysLeft = ((release?.getTime() ?? 0) - now.getTime()) / dayMs;
  const terms = termsFrom(now, 'government', {
    lengthS: days * 86_400,
    claimDays: Math.min(claimDays, daysLeft),
    release,
  });
  try {
    await offerGrant(stage.people.dara.ctx, id, terms);
    await sign(stage, id, 'dara', 'dov', 'eli', 'esra');
    const note = await fullNote(stage, id);
    const { digest } = await grantOf(stage, id);
    engagement.grants.checkNew(
      readGrantText((await grantOf(stage, id)).termsText ?? ''),
      digest ?? '',
      engagement.id,
      now,
    );
    engagement.write(engagement.leaf('gateway.grant_activated', { digest: digest ?? '', note }));
    engagement.grantIds.push(id);
  } catch (error) {
    assert.ok(error instanceof Refusal || error instanceof GrantRefusal, String(error));
    world.refused += 1;
  }
}

/** The first request of a grant at an honest gateway. */
function use(world: World, engagement: Engagement, place: number): void {
  const all = engagement.grants.all();
  const grant = all[place % Math.max(1, all.length)];
  const now = stage.clock.now();
  if (grant === undefined || grant.ended !== undefined || grant.window !== undefined) return;
  if (now >= checkedInstant(grant.terms.window.claimUntil)) return;
  const window = engagement.grants.windowAt(grant, now);
  if (window === 'closed') return;
  const [opensAt, closesAt] = [window.opensAt.toISOString(), window.closesAt.toISOString()];
  engagement.write(
    engagement.leaf('gateway.window_opened', { digest: grant.digest, opensAt, closesAt }),
  );
  world.opened += 1;
  world.used.push({ opensAt: window.opensAt.getTime(), closesAt: window.closesAt.getTime() });
}

/** On the server; its gateway learns of it, and ends what was really used, in the same moment. */
async function revoke(engagement: Engagement, place: number): Promise<void> {
  const id = engagement.grantIds[place % Math.max(1, engagement.grantIds.length)];
  if (id === undefined) return;
  try {
    await revokeGrant(stage.people.esra.ctx, id, await revocationBy(stage, id, 'esra'));
  } catch (error) {
    assert.ok(error instanceof Refusal);
    return;
  }
  const { digest } = await grantOf(stage, id);
  const held = engagement.grants.get(digest ?? '');
  if (held === undefined || held.ended !== undefined) return;
  engagement.write(
    engagement.leaf('gateway.grant_ended', {
      digest: held.digest,
      reason: 'revoked',
      side: 'evaluator',
      person: 'esra',
    }),
  );
}

test('no sequence of commands makes government access to one declared model longer than thirty days', async () => {
  let [opened, several, refused] = [0, 0, 0];
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 12, maxLength: 30 }), async (steps) => {
      stage.clock.moveTo(startAt);
      const unique = Math.random().toString(36).slice(2);
      const engagements = [
        await Engagement.of(`Kestrel 1 ${unique}`),
        await Engagement.of(`kestrel-1 ${unique}`),
      ];
      const world: World = { engagements, used: [], opened: 0, refused: 0 };
      for (const given of steps) {
        await take(world, given, unique);
        if (world.used.length === 0) continue;
        const begins = Math.min(...world.used.map(({ opensAt }) => opensAt));
        const ends = Math.max(...world.used.map(({ closesAt }) => closesAt));
        assert.ok(ends - begins <= windowSMax * 1000, `${(ends - begins) / dayMs} days`);
      }
      for (const engagement of world.engagements) assert.deepEqual(await engagement.pull(), []);
      const { rows } = await stage.asOwner<{ spanS: number; n: number }>(
        `select extract(epoch from max(closes_at) - min(opens_at))::float as "spanS", count(*)::int as n
         from access.review_window where submission_id = any($1)`,
        [world.engagements.map(({ id }) => id)],
      );
      assert.equal(rows[0]?.n, world.opened);
      assert.ok((rows[0]?.spanS ?? 0) <= windowSMax);
      opened += world.opened;
      refused += world.refused;
      if (world.opened > 1) several += 1;
    }),
    { numRuns: 70 },
  );
  assert.ok(opened > 25 && several > 4 && refused > 10, `${opened} ${several} ${refused}`);
});

/** Offered in full, signed by four and put in force by an honest gateway. */
async function inForce(engagement: Engagement, terms: ReturnType<typeof termsFrom>) {
  const release = terms.window.partnerReleaseAt ?? '';
  await replanRelease(stage.people.dara.ctx, engagement.id, { plannedReleaseAt: release });
  const id = await ask(stage, engagement.id);
  await offerGrant(stage.people.dara.ctx, id, terms);
  await sign(stage, id, 'dara', 'dov', 'eli', 'esra');
  const { digest } = await grantOf(stage, id);
  const note = await fullNote(stage, id);
  const activated = { digest: digest ?? '', note };
  engagement.write(engagement.leaf('gateway.grant_activated', activated));
  engagement.grantIds.push(id);
  return id;
}

const isOver = (error: unknown): boolean =>
  error instanceof Refusal && error.code === 'thirty_days_over';
const world = (): World => ({ engagements: [], used: [], opened: 0, refused: 0 });

test('after a first use through one gateway, another’s words must end within the same thirty days', async () => {
  stage.clock.moveTo(startAt);
  const [one, two] = [await Engagement.of('Heron 2'), await Engagement.of('heron-2')];
  await inForce(one, termsFrom(startAt, 'government', { lengthS: 1 }));
  use(world(), one, 0);
  assert.deepEqual(await one.pull(), []);
  const day20 = new Date(startAt.getTime() + 20 * dayMs);
  stage.clock.moveTo(day20);
  const terms = (lengthS: number) =>
    termsFrom(day20, 'government', {
      claimDays: 7,
      lengthS,
      release: new Date(day20.getTime() + 25 * dayMs),
    });
  await assert.rejects(inForce(two, terms(3 * 86_400 + 1)), isOver);
  await inForce(two, terms(3 * 86_400));
  // The first gateway knows when its own began, and caps what it opens.
  await inForce(one, terms(25 * 86_400));
  use(world(), one, 1);
  assert.deepEqual(await one.pull(), []);
  const { closesAt } = await grantOf(stage, one.grantIds[1] ?? '');
  assert.equal(closesAt?.getTime(), startAt.getTime() + 30 * dayMs);
  stage.clock.moveTo(new Date(startAt.getTime() + 30 * dayMs));
  for (const engagement of [one, two]) {
    await assert.rejects(inForce(engagement, termsFrom(stage.clock.now(), 'government')), isOver);
  }
});

test('while one submission’s use is not known, no other of the model is signed; ending it here tells nothing', async () => {
  stage.clock.moveTo(startAt);
  const [one, two] = [await Engagement.of('Egret 3'), await Engagement.of('EGRET 3')];
  const terms = () => termsFrom(stage.clock.now(), 'government');
  const id = await inForce(one, terms());
  await assert.rejects(inForce(two, terms()), isOver);
  assert.deepEqual(await one.pull(), []);
  await assert.rejects(inForce(two, terms()), isOver);
  // It was used a moment ago; the server does not know, and revoking it here does not say.
  use(world(), one, 0);
  await revoke(one, 0);
  assert.equal((await grantOf(stage, id)).state, 'revoked');
  await assert.rejects(inForce(two, terms()), isOver);
  assert.deepEqual(await one.pull(), []);
  await inForce(two, termsFrom(stage.clock.now(), 'government', { lengthS: 86_400 }));
  // Partner access never draws on it.
  await offerGrant(
    stage.people.dara.ctx,
    await ask(stage, two.id, 'partner'),
    termsFrom(stage.clock.now(), 'partner', { lengthS: windowSMax }),
  );
});

test('a gateway that says a window of 2,592,001 s is named, and the window is not recorded', async () => {
  stage.clock.moveTo(startAt);
  const window = (seconds: number) => ({
    opensAt: startAt.toISOString(),
    closesAt: new Date(startAt.getTime() + seconds * 1000).toISOString(),
  });
  for (const [seconds, isFault] of [
    [windowSMax + 1, true],
    [7 * 86_400 + 1, true],
    [7 * 86_400, false],
    [7 * 86_400 - 1, false],
  ] as const) {
    const engagement = await Engagement.of(`lies ${seconds}`);
    const id = await signed(stage, engagement.id);
    const digest = (await grantOf(stage, id)).digest ?? '';
    const note = await fullNote(stage, id);
    engagement.write(engagement.leaf('gateway.grant_activated', { digest, note }));
    engagement.lie(engagement.leaf('gateway.window_opened', { digest, ...window(seconds) }));
    const faults = await engagement.pull();
    assert.equal(faults.length, isFault ? 1 : 0, faults.join());
    assert.equal((await grantOf(stage, id)).opensAt === null, isFault);
  }
});

test('no statement of the zone’s role makes a window longer, and no row can hold one', async () => {
  stage.clock.moveTo(startAt);
  const engagement = await Engagement.of('Kestrel rows');
  const id = await signed(stage, engagement.id);
  const digest = (await grantOf(stage, id)).digest ?? '';
  const note = await fullNote(stage, id);
  engagement.write(engagement.leaf('gateway.grant_activated', { digest, note }));
  const held = engagement.grants.get(digest);
  assert.ok(held);
  use({ engagements: [], used: [], opened: 0, refused: 0 }, engagement, 0);
  assert.deepEqual(await engagement.pull(), []);
  const second = await signed(stage, engagement.id);
  const url = new URL(stage.databaseUrl);
  url.username = roleOf('inner');
  url.password = testKeys.inner.databasePassword;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    for (const statement of [
      `update access.review_window set closes_at = closes_at + interval '1 second'`,
      `update access.model_window set first_used_at = first_used_at + interval '1 second'`,
      `delete from access.review_window`,
      `delete from access.model_window`,
      `update access.submission set model_key = 'another'`,
      `update access.submission set developer_id = 'another'`,
      `update access.signature set side = 'developer'`,
      `delete from access.signature`,
      `update access.party_key set person_id = 'another'`,
      `update access.pulled_leaf set body = ''`,
    ])
      await assert.rejects(client.query(statement), { code: '42501' }, statement);
    const add = (opens: string, closes: string, firstUsed: string | null, kind = 'government') =>
      client.query(
        `insert into access.review_window (grant_id, submission_id, kind, developer_id, model_key, first_used_at, opens_at, closes_at)
         select $1, id, $2, developer_id, model_key, $3, $4, $5 from access.submission where id = $6`,
        [second, kind, firstUsed, opens, closes, engagement.id],
      );
    const opensAt = startAt.toISOString();
    const after = (seconds: number) => new Date(startAt.getTime() + seconds * 1000).toISOString();
    // A second too long; beyond the model's thirty days; another beginning; none; another kind.
    await assert.rejects(add(opensAt, after(windowSMax + 1), opensAt), { code: '23514' });
    await assert.rejects(add(after(1), after(windowSMax + 1), opensAt), { code: '23514' });
    await assert.rejects(add(after(1), after(windowSMax + 1), after(1)), { code: '23503' });
    await assert.rejects(add(opensAt, after(60), null), { code: '23514' });
    await assert.rejects(add(opensAt, after(60), null, 'partner'), { code: '23503' });
    await assert.rejects(add(after(-1), after(60), opensAt), { code: '23514' });
    await add(opensAt, after(windowSMax), opensAt);
  } finally {
    await client.end();
  }
});
