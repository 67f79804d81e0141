/** What two custodians hold opens a task for one runner, and nothing less does. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import fc from 'fast-check';
import { verifyInclusion } from '#standards/tlog';
import {
  joinKey,
  leafOf,
  openTask,
  releaseShare,
  sealSuite,
  splitKey,
  suiteRoot,
  type PlainTask,
} from './index.ts';

async function party() {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

const tasks: PlainTask[] = ['overflow', 'forgery', 'patch'].map((name, place) => ({
  name,
  cluster: name,
  family: 'exploit',
  difficulty: 1 + place,
  humanMinutes: 30,
  archive: Buffer.from(`the whole of ${name}, canary-${place}`),
}));

async function ceremony() {
  const [first, second, runner] = [await party(), await party(), await party()];
  const sealed = await sealSuite(tasks, [first.recipient, second.recipient]);
  return { first, second, runner, sealed };
}

test('both halves, released to the runner, open the task; the runner of another unseal opens nothing', async () => {
  const { first, second, runner, sealed } = await ceremony();
  for (const [place, { ciphertext, shares }] of sealed.tasks.entries()) {
    const released = [
      await releaseShare(shares[0], first.identity, runner.recipient),
      await releaseShare(shares[1], second.identity, runner.recipient),
    ] as const;
    const opened = await openTask(ciphertext, released, runner.identity);
    assert.deepEqual(opened, Buffer.from(tasks[place]?.archive ?? []));
    const other = await party();
    await assert.rejects(openTask(ciphertext, released, other.identity));
  }
});

test('one custodian alone, with everything the server has, opens nothing', async () => {
  const { first, second, runner, sealed } = await ceremony();
  const [task] = sealed.tasks;
  assert.ok(task);
  const [own, others] = task.shares;
  await assert.rejects(releaseShare(others, first.identity, runner.recipient));
  await assert.rejects(releaseShare(own, second.identity, runner.recipient));
  const released = await releaseShare(own, first.identity, runner.recipient);
  await assert.rejects(openTask(task.ciphertext, [released, released], runner.identity));
  // Nor do halves of two tasks make a key.
  const [, next] = sealed.tasks;
  assert.ok(next);
  const foreign = await releaseShare(next.shares[1], second.identity, runner.recipient);
  await assert.rejects(openTask(task.ciphertext, [released, foreign], runner.identity));
});

test('a suite is not sealed to one person twice', async () => {
  const { recipient } = await party();
  await assert.rejects(sealSuite(tasks, [recipient, recipient]), /two custodians/);
});

test('ciphertexts show no plaintext, and sealing twice shows no equality', async () => {
  const { sealed } = await ceremony();
  const again = await ceremony();
  assert.notEqual(sealed.root, again.sealed.root);
  for (const { ciphertext } of sealed.tasks)
    assert.ok(!ciphertext.toString('latin1').includes('canary'));
});

test('the root is over what each ciphertext is, in order, and proves any one task', async () => {
  const { sealed } = await ceremony();
  const items = sealed.tasks.map(({ item }) => item);
  assert.equal(suiteRoot(items), sealed.root);
  for (const { item, ciphertext } of sealed.tasks) {
    assert.equal(item.sha256, createHash('sha256').update(ciphertext).digest('hex'));
    assert.equal(item.bytes, ciphertext.length);
  }
  assert.notEqual(suiteRoot(items.toReversed()), sealed.root);
  const [a, b, c] = items;
  assert.ok(a && b && c);
  assert.notEqual(suiteRoot([a, b, { ...c, cluster: 'other' }]), sealed.root);
  assert.notEqual(suiteRoot([a, b]), sealed.root);
  // The third of three: its sibling is the node over the first two.
  const isIn = verifyInclusion({
    index: 2,
    size: 3,
    leafHash: leafOf(c),
    proof: [Buffer.from(suiteRoot([a, b]), 'hex')],
    root: Buffer.from(sealed.root, 'hex'),
  });
  assert.ok(isIn);
});

test('two halves make the key; either alone is as good as chance', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 100 }), (key) => {
      const halves = splitKey(key);
      assert.deepEqual(joinKey(halves), Buffer.from(key));
      assert.deepEqual(joinKey([halves[1], halves[0]]), Buffer.from(key));
      assert.equal(halves[0].length, key.length);
    }),
  );
  // The same key never splits twice in the same way.
  const key = Buffer.alloc(32);
  const firsts = new Set(Array.from({ length: 50 }, () => splitKey(key)[0].toString('hex')));
  assert.equal(firsts.size, 50);
  assert.throws(() => joinKey([Buffer.alloc(3), Buffer.alloc(4)]), /two halves/);
});
