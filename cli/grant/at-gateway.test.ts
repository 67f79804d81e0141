/**
 * Two sides without a server: keys, terms, signatures, witnesses and the gateway itself, all by the
 * command line, and one request that passes only while the grant is in force.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startModel, type RunningModel } from '#test/model';
import {
  assertEnded,
  done,
  later,
  running,
  sallyport,
  type Ended,
  type Running,
} from '../program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-grant-gateway-'));
const at = (name: string) => join(folder, name);
const dayMs = 86_400_000;

let model: RunningModel;
let url: string;
const processes: Running[] = [];
after(async () => {
  for (const each of processes.reverse()) await each.stop();
  await model.close();
  rmSync(folder, { recursive: true, force: true });
});

const vkeys = new Map<string, string>();
async function key(verb: 'new' | 'witness', name: string): Promise<string> {
  const file = at(name.replace('/', '-'));
  const { vkey } = await done<{ vkey: string }>(['keys', verb, '--name', name, '--out', file]);
  vkeys.set(name, vkey);
  return vkey;
}

before(async () => {
  model = await startModel({ models: ['larch-9'], apiKey: 'the-developers-own' });
  const side = async (organisation: string, house: string, people: [string, string]) => ({
    organisation,
    approvers: await Promise.all(
      people.map(async (person) => ({ person, key: await key('new', `${house}/${person}`) })),
    ),
    witness: await key('witness', `${house}/witness`),
  });
  const parties = {
    developer: await side('Larch Labs (invented)', 'larch', ['dara', 'dov']),
    evaluator: await side('Tern Office (invented)', 'tern', ['eli', 'esra']),
  };
  writeFileSync(at('parties.json'), JSON.stringify(parties));
  const log = await key('new', 'larch.example/log');
  await done(['keys', 'gateway', '--host', '127.0.0.1', '--out', at('listener')]);
  await done(['keys', 'gateway', '--host', '127.0.0.1', '--out', at('impostor')]);
  await done(['keys', 'runner', '--out', at('stranger')]);
  const { keySha256 } = await done<{ keySha256: string }>([
    'keys',
    'runner',
    '--out',
    at('runner'),
  ]);
  writeFileSync(at('terms.json'), JSON.stringify(termsFor(keySha256)));
  const witnesses = await Promise.all(
    (['developer', 'evaluator'] as const).map(async (side) => {
      const house = side === 'developer' ? 'larch' : 'tern';
      const started = await running(
        [
          ...['witness', '--key', at(`${house}-witness`), '--log', log],
          ...['--folder', at(`${house}-witnessed`), '--port', '0'],
        ],
        /key .*\n/,
      );
      processes.push(started);
      return [side, { key: parties[side].witness, url: urlIn(started) }] as const;
    }),
  );
  writeFileSync(at('credential'), 'Bearer the-developers-own\n', { mode: 0o600 });
  const approversOf = ({ organisation, approvers }: (typeof parties)['developer']) => ({
    organisation,
    approvers,
  });
  const config = {
    submission: 'sub_0001',
    data: 'gateway',
    log: { origin: 'larch.example/log', key: 'larch.example-log' },
    parties: {
      developer: approversOf(parties.developer),
      evaluator: approversOf(parties.evaluator),
    },
    surfaces: { 'chat API': [{ method: 'POST', path: '/v1/chat/completions' }] },
    witnesses: Object.fromEntries(witnesses),
    listen: { port: 0, key: 'listener/key.pem', cert: 'listener/cert.pem' },
    upstream: { url: model.url, credential: { header: 'authorization', file: 'credential' } },
    statusPort: 0,
  };
  writeFileSync(at('gateway.json'), JSON.stringify(config));
  const gateway = await running(['gateway', at('gateway.json')], /button/);
  processes.push(gateway);
  url = urlIn(gateway);
});

const urlIn = (started: Running): string => / at (https?:\S+)/.exec(started.printed())?.[1] ?? '';

const termsFor = (keySha256: string) => ({
  id: 'grant_0001',
  kind: 'partner',
  submission: 'sub_0001',
  model: { declaredAs: 'larch-9', digest: 'ab'.repeat(32), names: ['larch-9'] },
  developer: 'Larch Labs (invented)',
  evaluator: 'Tern Office (invented)',
  runner: {
    pseudonym: 'evaluator-7',
    office: 'Capability team',
    keySha256,
    nameCommitment: 'ef'.repeat(32),
  },
  endpoints: [{ method: 'POST', path: '/v1/chat/completions' }],
  partner: { surface: 'chat API', assets: ['pump control firmware', 'metering'] },
  window: {
    claimFrom: later(-60_000),
    claimUntil: later(7 * dayMs),
    lengthS: 2 * 86_400,
    partnerReleaseAt: null,
  },
  budget: {
    requests: 10,
    tokens: 100_000,
    streamsMax: 2,
    outputTokensMax: 200,
    contextTokensMax: 8000,
    requestBytesMax: 65_536,
  },
  marking: 'TLP:RED',
  procedure: null,
  epoch: 1,
  writtenAt: later(0),
});

const grant = (...args: string[]): Promise<Ended> => sallyport(['grant', ...args]);
const toGateway = (ca = 'listener') => ['--gateway', url, '--ca', join(at(ca), 'cert.pem')];
const sign = async (who: string, digest: string, file = 'grant') =>
  assertEnded(
    await grant(
      ...['sign', at(file), '--parties', at('parties.json')],
      ...['--key', at(who), '--digest', digest],
    ),
    0,
  );
const standing = (as = 'runner') => grant('standing', 'all', ...toGateway(), '--runner', at(as));

/** One question to the model as the runner; admission waits for both witnesses, so 503 is asked again. */
async function ask(asset = 'metering'): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const status = await askOnce(asset);
    if (status !== 503) return status;
    await sleep(200);
  }
  return 503;
}

const askOnce = (asset: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}/v1/chat/completions`,
      {
        method: 'POST',
        ca: readFileSync(join(at('listener'), 'cert.pem')),
        key: readFileSync(join(at('runner'), 'key.pem')),
        cert: readFileSync(join(at('runner'), 'cert.pem')),
        agent: false,
        headers: { 'content-type': 'application/json', 'sallyport-asset': asset },
      },
      (incoming) => {
        incoming.resume();
        incoming.on('end', () => resolve(incoming.statusCode ?? 0));
      },
    );
    outgoing.on('error', reject);
    const messages = [{ role: 'user', content: 'hello' }];
    outgoing.end(JSON.stringify({ model: 'larch-9', max_tokens: 50, messages }));
  });

test('a grant is in force with four signatures, and ended by one', async () => {
  const { digest } = await done<{ digest: string }>([
    ...['grant', 'write', at('terms.json')],
    ...['--parties', at('parties.json'), '--out', at('grant')],
  ]);
  const deliver = (file = 'grant', ca?: string) => grant('deliver', at(file), ...toGateway(ca));
  assertEnded(await deliver(), 2, /the gateway says: /);
  for (const who of ['larch-dara', 'larch-dov', 'tern-eli']) await sign(who, digest);
  assertEnded(await deliver(), 2, /the evaluator side has 1 of 2 signatures/);
  await sign('tern-esra', digest);
  assertEnded(await deliver('grant', 'impostor'), 2, /does not show the certificate of `--ca`/);
  assert.equal(await ask(), 404, 'nothing is in force yet');
  assertEnded(await deliver(), 0, new RegExp(`in force +at ${url}\ndigest +${digest}`));
  assertEnded(await deliver(), 2, /put in force before/);

  assertEnded(await standing('stranger'), 2, /the gateway says: /);
  assertEnded(
    await standing(),
    0,
    /in force[^]*not opened; it can be until .*, 6 days 23 h from now/,
  );
  assert.equal(await ask('the office printer'), 403, 'no asset of the grant');
  assert.equal(await ask(), 200);
  const used = await standing();
  assertEnded(used, 0, /left +1 day 23 h\nrequests +1 of 10\ntokens +\d+ of 100,000/);

  const revoke = ['revoke', at('grant'), '--parties', at('parties.json')];
  assertEnded(await grant(...revoke, '--key', at('tern-eli'), '--out', at('end')), 0);
  assert.equal(await ask(), 200, 'a revocation that nobody delivered ends nothing');
  assertEnded(await deliver('end'), 0, new RegExp(`ended +at ${url}\ndigest +${digest}`));
  assert.equal(await ask(), 403);
  assertEnded(await standing(), 0, /ended: revoked[^]*requests +2 of 10/);
  assertEnded(await deliver(), 2, /put in force before/);
});

test('a partner’s grant beyond its surface is signed by four and not put in force', async () => {
  const parties = ['--parties', at('parties.json')];
  for (const [name, change, words] of [
    [
      'elsewhere',
      { partner: { surface: 'batch API', assets: ['metering'] } },
      /no surface `batch API`/,
    ],
    [
      'beyond',
      { endpoints: [{ method: 'POST', path: '/v1/messages' }] },
      /`POST \/v1\/messages` is not on the surface `chat API`/,
    ],
    ['without', { partner: undefined }, /names its surface and assets/],
  ] as const) {
    const terms = { ...termsFor('cd'.repeat(32)), ...change, epoch: 5 };
    writeFileSync(at(`${name}.json`), JSON.stringify(terms));
    const { digest } = await done<{ digest: string }>([
      ...['grant', 'write', at(`${name}.json`), ...parties, '--out', at(name)],
    ]);
    for (const who of ['larch-dara', 'larch-dov', 'tern-eli', 'tern-esra'])
      await sign(who, digest, name);
    assertEnded(await grant('deliver', at(name), ...toGateway()), 2, words);
  }
});

test('a revocation of a grant that the gateway does not know ends nothing', async () => {
  writeFileSync(at('other.json'), JSON.stringify({ ...termsFor('cd'.repeat(32)), epoch: 9 }));
  const parties = ['--parties', at('parties.json')];
  await done(['grant', 'write', at('other.json'), ...parties, '--out', at('other')]);
  const revoke = ['revoke', at('other'), ...parties, '--key', at('tern-eli')];
  assertEnded(await grant(...revoke, '--out', at('other-end')), 0);
  assertEnded(await grant('deliver', at('other-end'), ...toGateway()), 2, /the gateway says: /);
});

test('what does not fit is said before anything is sent', async () => {
  const ca = join(at('listener'), 'cert.pem');
  for (const [args, code, words] of [
    [['deliver', at('larch-dara'), ...toGateway()], 3, /nothing was sent/],
    [['deliver', at('terms.json'), ...toGateway()], 3, /nothing was sent/],
    [['deliver', at('grant'), '--gateway', url], 3, /--ca/],
    [['deliver', at('grant'), '--gateway', 'http://127.0.0.1:1', '--ca', ca], 3, /--gateway/],
    [['deliver', at('grant'), '--gateway', 'https://127.0.0.1:1', '--ca', ca], 4, /cannot reach/],
    [['deliver', at('grant'), '--gateway', url, '--ca', at('terms.json')], 3, /terms\.json/],
    [['standing', 'all', ...toGateway()], 3, /--runner/],
    [['standing', 'all', ...toGateway(), '--runner', at('none')], 3, /cannot read/],
  ] as const) {
    assertEnded(await grant(...args), code, words);
  }
});
