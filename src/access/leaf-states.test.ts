/**
 * What a gateway's log may say of a grant, and what follows here: every state × every leaf. What cannot be is
 * named and changes nothing.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  fullNote,
  grantOf,
  offered,
  openStage,
  revocationBy,
  sign,
  signed,
  submit,
  type AccessStage,
} from './access.fixture.ts';
import { observeLeaves } from './commands/observe-leaf.ts';
import { declineGrant, withdrawGrant } from './commands/refuse-grant.ts';
import { revokeGrant } from './commands/revoke-grant.ts';
import type { ReadLeaf } from './leaf-reader.ts';
import { submissionById } from './submission-store.ts';

let stage: AccessStage;
before(async () => void (stage = await openStage()));
after(() => stage.close());

type LeafName = 'activated' | 'opened' | 'admitted' | 'settled' | 'ended';
const leaves: LeafName[] = ['activated', 'opened', 'admitted', 'settled', 'ended'];

/** How a grant comes into each state; `…_there` was in force at its gateway before. */
const makers = {
  offered: (submissionId: string) => offered(stage, submissionId),
  signing: async (submissionId: string) => {
    const id = await offered(stage, submissionId);
    await sign(stage, id, 'dara', 'eli');
    return id;
  },
  complete: (submissionId: string) => signed(stage, submissionId),
  declined: async (submissionId: string) => {
    const id = await offered(stage, submissionId);
    await declineGrant(stage.people.eli.ctx, id, '');
    return id;
  },
  withdrawn: async (submissionId: string) => {
    const id = await offered(stage, submissionId);
    await withdrawGrant(stage.people.dara.ctx, id, '');
    return id;
  },
  revoked: async (submissionId: string) => {
    const id = await signed(stage, submissionId);
    await revokeGrant(stage.people.eli.ctx, id, await revocationBy(stage, id, 'eli'));
    return id;
  },
  active: async (submissionId: string) =>
    await afterLeaves(await signed(stage, submissionId), ['activated']),
  open: async (submissionId: string) =>
    await afterLeaves(await signed(stage, submissionId), ['activated', 'opened']),
  revoked_there: async (submissionId: string) => {
    const id = await afterLeaves(await signed(stage, submissionId), ['activated']);
    await revokeGrant(stage.people.eli.ctx, id, await revocationBy(stage, id, 'eli'));
    return id;
  },
  ended_there: async (submissionId: string) =>
    await afterLeaves(await signed(stage, submissionId), ['activated', 'ended']),
} satisfies Record<string, (submissionId: string) => Promise<string>>;
type Situation = keyof typeof makers;

/** The state that follows, or what is wrong with the leaf; `beside` is a grant of its own beside this one. */
const expected: Record<Situation, Record<LeafName, string>> = {
  offered: {
    activated: 'active',
    opened: 'for no grant in force',
    admitted: 'offered',
    settled: 'offered',
    ended: 'was not in force',
  },
  signing: {
    activated: 'active',
    opened: 'for no grant in force',
    admitted: 'signing',
    settled: 'signing',
    ended: 'was not in force',
  },
  complete: {
    activated: 'active',
    opened: 'for no grant in force',
    admitted: 'signing',
    settled: 'signing',
    ended: 'was not in force',
  },
  // Ended here by a word, which no gateway hears: four people's note stands for itself.
  declined: {
    activated: 'declined beside active',
    opened: 'for no grant in force',
    admitted: 'declined',
    settled: 'declined',
    ended: 'was not in force',
  },
  withdrawn: {
    activated: 'withdrawn beside active',
    opened: 'for no grant in force',
    admitted: 'withdrawn',
    settled: 'withdrawn',
    ended: 'was not in force',
  },
  // Revoked while it was on its way: the revocation follows it.
  revoked: {
    activated: 'revoked',
    opened: 'for no grant in force',
    admitted: 'revoked',
    settled: 'revoked',
    ended: 'was not in force',
  },
  active: {
    activated: 'a second time',
    opened: 'active',
    admitted: 'active +1 request',
    settled: 'active +20 tokens',
    ended: 'exhausted',
  },
  open: {
    activated: 'a second time',
    opened: 'a second time',
    admitted: 'active +1 request',
    settled: 'active +20 tokens',
    ended: 'exhausted',
  },
  // The gateway has not heard of it yet: what passed meanwhile is counted.
  revoked_there: {
    activated: 'a second time',
    opened: 'revoked',
    admitted: 'revoked +1 request',
    settled: 'revoked +20 tokens',
    ended: 'revoked',
  },
  // A request that was being written when the grant ended stands behind the end, and is cut.
  ended_there: {
    activated: 'a second time',
    opened: 'after its grant had ended',
    admitted: 'exhausted +1 request',
    settled: 'exhausted +20 tokens',
    ended: 'exhausted',
  },
};

async function afterLeaves(id: string, names: LeafName[]): Promise<string> {
  for (const name of names) assert.deepEqual(await observe(id, name), []);
  return id;
}

async function leafOf(id: string, name: LeafName): Promise<ReadLeaf> {
  const at = stage.clock.now();
  const digest = (await grantOf(stage, id)).digest ?? '';
  const common = { at, grantDigest: digest };
  const closesAt = new Date(at.getTime() + 7 * 86_400_000);
  const tokens = { input: 7, output: 13 };
  switch (name) {
    case 'activated': {
      const payload = { digest, note: await fullNote(stage, id) };
      return { ...common, type: 'gateway.grant_activated', payload };
    }
    case 'opened': {
      const payload = { digest, opensAt: at.toISOString(), closesAt: closesAt.toISOString() };
      return { ...common, type: 'gateway.window_opened', payload };
    }
    case 'admitted':
      return { ...common, type: 'gateway.request_admitted', payload: { grant: digest } };
    case 'settled':
      return { ...common, type: 'gateway.request_settled', payload: { grant: digest, tokens } };
    case 'ended': {
      const payload = { digest, reason: 'exhausted', side: 'gateway', person: 'gateway' } as const;
      return { ...common, type: 'gateway.grant_ended', payload };
    }
  }
}

/** What is wrong with the leaf, as pulling would say it. */
async function observe(id: string, name: LeafName): Promise<string[]> {
  const leaf = await leafOf(id, name);
  const { submissionId } = await grantOf(stage, id);
  const { database } = stage.inner;
  const submission = await submissionById(database.db, submissionId);
  assert.ok(submission);
  return await database.transaction((tx) =>
    observeLeaves(stage.worker, tx, submission, [{ index: 5, leaf }]),
  );
}

/** The grant as a line: its state, what it spent, and what stands beside it under the same digest. */
async function lineOf(id: string): Promise<string> {
  const { state, spentRequests, spentTokens, digest } = await grantOf(stage, id);
  const { rows } = await stage.asOwner<{ state: string }>(
    'select state from access.model_grant where digest = $1 and id <> $2',
    [digest, id],
  );
  return [
    state,
    ...rows.map((row) => `beside ${row.state}`),
    ...(spentRequests > 0 ? [`+${spentRequests} request`] : []),
    ...(spentTokens > 0 ? [`+${spentTokens} tokens`] : []),
  ].join(' ');
}

for (const situation of Object.keys(makers) as Situation[])
  test(`a grant that is ${situation}: every leaf has its one effect, or is named`, async () => {
    for (const name of leaves) {
      const id = await makers[situation](await submit(stage));
      const beforehand = await lineOf(id);
      const faults = await observe(id, name);
      const line = await lineOf(id);
      const words = expected[situation][name];
      const label = `${situation} ${name}: ${faults.join()} ${line}`;
      if (faults.length === 0) assert.equal(line, words, label);
      else {
        assert.deepEqual([faults.length, line], [1, beforehand], label);
        assert.ok(faults[0]?.startsWith('entry 5: ') && faults[0].includes(words), label);
      }
    }
  });
