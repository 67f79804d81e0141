/**
 * `evaluate` through a developer's gateway: the runner's certificate, and what a run does when the gateway
 * refuses for good. The gateway and its TLS are the real ones; only the model is scripted.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { before, test, type TestContext } from 'node:test';
import { signRevocation, textOf, type GrantTerms } from '#gateway';
import { selfSigned, selfSignedServer, spkiSha256 } from '#standards/x509';
import { startModel, type RunningModel } from '#test/model';
import { startTestGateway, type TestGateway } from '../../gateway/gateway.fixture.ts';
import {
  easyScript,
  easyTask,
  entriesOf,
  sandboxesHere,
  write,
  type Files,
} from '../../src/evaluation/engine/engine.fixture.ts';
import { termsAt } from '../../src/gateway/grant.fixture.ts';
import { exitCodes } from '../command.ts';

const launcher = join(import.meta.dirname, '../../sallyport');
let hasSandbox = false;
before(async () => {
  const sandboxes = await sandboxesHere();
  hasSandbox = sandboxes !== undefined;
  await sandboxes?.close();
});

interface Stage {
  folder: string;
  model: RunningModel;
  gateway: TestGateway;
  /** What a runner gives to reach the model here. */
  options: string[];
  journal: string;
}

const pem = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string;
const newKey = () => generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;

async function stage(t: TestContext, budget: Partial<GrantTerms['budget']> = {}): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-evaluate-gateway-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const validity = {
    from: new Date(Date.now() - 60_000),
    until: new Date(Date.now() + 86_400_000),
  };
  const [runnerKey, listenerKey] = [newKey(), newKey()];
  const cert = selfSigned({ ...validity, privateKey: runnerKey, name: 'runner' });
  const listener = selfSignedServer({
    ...validity,
    privateKey: listenerKey,
    name: 'gateway',
    hosts: ['127.0.0.1'],
  });
  const model = await startModel({ models: ['larch-9'], script: easyScript, thinkMs: 50 });
  t.after(() => model.close());
  const usual = termsAt(new Date());
  const gateway = await startTestGateway({
    upstream: model.url,
    isTls: true,
    terms: {
      runner: { ...usual.runner, keySha256: spkiSha256(cert) },
      budget: { ...usual.budget, ...budget },
    },
    change: { tls: { key: pem(listenerKey), cert: listener } },
  });
  t.after(() => gateway.close());
  writeFileSync(join(folder, 'runner.key'), pem(runnerKey), { mode: 0o600 });
  writeFileSync(join(folder, 'runner.crt'), cert);
  writeFileSync(join(folder, 'gateway.crt'), listener);
  return {
    folder,
    model,
    gateway,
    journal: join(folder, 'run.jsonl'),
    options: [
      ...['--model', `${gateway.gateway.url}/v1`, '--tls-cert', join(folder, 'runner.crt')],
      ...['--tls-key', join(folder, 'runner.key'), '--tls-ca', join(folder, 'gateway.crt')],
      ...['--out', join(folder, 'run.jsonl'), '--json'],
    ],
  };
}

async function evaluateHere(...args: string[]) {
  const child = spawn(launcher, ['evaluate', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const code = await new Promise<number>((done) => child.once('close', (it) => done(it ?? -1)));
  return { code, ...said };
}

interface Result {
  status: string;
  end: string;
  samples: { task: string; disposition: string; reason: string }[];
}

/** Twelve samples, so that what the gateway says meets them running, and waiting. */
const many: Files = Object.assign(
  {},
  ...Array.from({ length: 12 }, (_, at) => easyTask(`t${String(at).padStart(2, '0')}`)),
);
const suiteOf = (folder: string, files: Files) => write(join(folder, 'suite'), files);

async function countedIn(journal: string) {
  const entries = await entriesOf(journal);
  const refused = entries.filter(
    (entry) => entry.kind === 'call' && entry.tries.some(({ status }) => (status ?? 200) !== 200),
  );
  return {
    ended: entries.filter(({ kind }) => kind === 'sample_ended').length,
    interrupted: entries.filter(({ kind }) => kind === 'sample_interrupted').length,
    refused,
  };
}

test('solves a task through mutual TLS, and knows the gateway by the given authority only', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const { folder, model, options, gateway, journal } = await stage(t);
  const suite = suiteOf(folder, easyTask());
  const stranger = join(folder, 'stranger.crt');
  const validity = { from: new Date(Date.now() - 1000), until: new Date(Date.now() + 60_000) };
  writeFileSync(
    stranger,
    selfSignedServer({ ...validity, privateKey: newKey(), name: 'x', hosts: ['127.0.0.1'] }),
  );
  const unknown = await evaluateHere(suite, ...options, '--tls-ca', stranger);
  assert.equal(unknown.code, exitCodes.unreachable, unknown.err);
  assert.equal(model.requests.length, 0);

  const ran = await evaluateHere(suite, ...options);
  assert.equal(ran.code, exitCodes.done, ran.err);
  const { samples } = JSON.parse(ran.out) as Result;
  assert.deepEqual(
    samples.map(({ disposition }) => disposition),
    ['scored'],
  );
  const passed = model.requests.filter(({ method }) => method === 'POST').length;
  assert.equal(passed, 2);
  assert.equal(gateway.gateway.desk.grants.get(gateway.digest)?.meter.spent.requests, passed + 1);
  // By its receipt each request can be found again in the gateway's log.
  const receipts = (await entriesOf(journal)).flatMap((entry) =>
    entry.kind === 'call' ? entry.tries.map(({ receipt }) => receipt ?? '') : [],
  );
  assert.equal(receipts.length, passed);
  for (const receipt of receipts) assert.match(receipt, /^\d+ [\w+/]{43}=$/);
});

test('refuses a key that others can read, files that are none, and half of what it needs', async (t) => {
  const { folder, model, options } = await stage(t);
  const suite = suiteOf(folder, easyTask());
  const open = join(folder, 'open.key');
  writeFileSync(open, pem(newKey()), { mode: 0o644 });
  const cases: [string[], number, RegExp][] = [
    [[...options, '--tls-key', open], exitCodes.refused, /can be read by others/],
    [[...options, '--tls-ca', join(suite, 'task/setup.sh')], exitCodes.invalidInput, /in PEM/],
    [options.toSpliced(options.indexOf('--tls-ca'), 2), exitCodes.invalidInput, /go together/],
    [[...options, '--model', model.url], exitCodes.invalidInput, /is not an address of TLS/],
  ];
  for (const [args, code, words] of cases) {
    const ran = await evaluateHere(suite, ...args);
    assert.equal(ran.code, code, ran.err);
    assert.match(ran.err, words);
  }
  assert.equal(model.requests.length, 0);
});

test('ends with the access: every remaining sample has one disposition, with the gateway’s reason', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const { folder, model, options, gateway, journal } = await stage(t);
  const suite = suiteOf(folder, many);
  const running = evaluateHere(suite, ...options, '--parallel', '2');
  while (model.requests.length < 8) await new Promise((next) => setTimeout(next, 10));
  const [signer] = gateway.parties.people.developer;
  const note = signRevocation({ grant: gateway.digest, at: textOf(new Date()) }, signer!);
  await gateway.gateway.desk.revoke(note);
  const passed = model.requests.length;
  const ran = await running;
  assert.equal(ran.code, exitCodes.failed, ran.err);
  const { status, end, samples } = JSON.parse(ran.out) as Result;
  assert.deepEqual([status, end, samples.length], ['incomplete', 'window_closed', 12]);
  const scored = samples.filter(({ disposition }) => disposition === 'scored');
  const others = samples.filter(({ disposition }) => disposition !== 'scored');
  assert.ok(scored.length > 0 && others.length > 2, `${scored.length} scored`);
  for (const { disposition, reason } of others) {
    assert.equal(disposition, 'window_closed');
    assert.equal(reason, 'access_ended: access was ended by one of the two sides');
  }
  assert.equal(model.requests.length, passed, 'nothing passes after a revocation');
  const { ended, interrupted, refused } = await countedIn(journal);
  assert.equal(ended, scored.length);
  assert.ok(interrupted <= 2, 'those not begun are not begun');
  assert.ok(refused.length >= 1 && refused.length <= 2, `${refused.length} calls refused`);
});

test('ends with the budget, at its first refusal, and counts nothing as whole', async (t) => {
  if (!hasSandbox) return t.skip('no sandbox');
  const { folder, options, journal } = await stage(t, { requests: 8 });
  const suite = suiteOf(folder, many);
  const ran = await evaluateHere(suite, ...options, '--parallel', '1');
  assert.equal(ran.code, exitCodes.failed, ran.err);
  const { status, end, samples } = JSON.parse(ran.out) as Result;
  assert.deepEqual([status, end, samples.length], ['incomplete', 'budget_spent', 12]);
  const others = samples.filter(({ disposition }) => disposition !== 'scored');
  assert.ok(others.length >= 8 && others.length < 12, `${others.length} not scored`);
  for (const { disposition, reason } of others) {
    assert.equal(disposition, 'limit');
    assert.equal(reason, 'budget_spent: the budget of requests is spent or reserved');
  }
  const { ended, interrupted, refused } = await countedIn(journal);
  assert.deepEqual([ended, interrupted, refused.length], [12 - others.length, 1, 1]);
  assert.equal(refused[0]?.kind === 'call' && refused[0].tries.length, 1, 'not tried again');
});
