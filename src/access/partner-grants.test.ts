/** A partner's grant on a real database: its terms are its partnership's, and its requests are counted by asset. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readGrantText, type Leaf } from '#gateway';
import { Refusal } from '#platform/problems';
import {
  ask,
  endpoints,
  fullNote,
  grantOf,
  offered,
  openStage,
  signed,
  submit,
  termsFrom,
  type AccessStage,
} from './access.fixture.ts';
import { offerGrant } from './commands/offer-grant.ts';
import { openGateways, type Gateways } from './gateways.ts';
import { startLogGateway, type LogGateway } from './log-gateway.fixture.ts';
import { mirrorOf } from './mirror-store.ts';
import { pullOnce } from './pull.ts';
import { showGrant } from './queries.ts';
import { readerIdentity } from './reader.ts';

let stage: AccessStage;
let gateways: Gateways;
const opened: LogGateway[] = [];
before(async () => {
  stage = await openStage();
  gateways = openGateways(readerIdentity(stage.inner.keys, new Date()));
});
after(async () => {
  for (const gateway of opened) await gateway.stop();
  gateways.close();
  await stage.close();
});

const refusal = (words: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === 'grant_unfit' && words.test(error.message);
const partner = { surface: 'the messages API', assets: ['pump-firmware', 'metering-service'] };
const offer = (id: string, change: object = {}) =>
  offerGrant(stage.people.dara.ctx, id, { ...termsFrom(stage.clock.now(), 'partner'), ...change });

test('what four people sign names the surface and the assets, whatever the developer writes', async () => {
  const id = await ask(stage, await submit(stage), 'partner');
  const asked = await showGrant(stage.people.eli.ctx, id);
  assert.deepEqual([asked.request?.partner, asked.assetRequests], [partner, []]);
  await offer(id, { partner: { surface: 'everything', assets: ['all'] } });
  const text = (await grantOf(stage, id)).termsText ?? '';
  assert.ok(text.startsWith('sallyport.grant/v2\n'));
  assert.deepEqual(readGrantText(text).partner, partner);
  const { assetRequests } = await showGrant(stage.people.dara.ctx, id);
  assert.deepEqual(assetRequests, [
    { asset: 'pump-firmware', requests: 0 },
    { asset: 'metering-service', requests: 0 },
  ]);
});

test('no endpoint is offered that its partnership did not ask for', async () => {
  const id = await ask(stage, await submit(stage), 'partner');
  const beyond = { method: 'GET' as const, path: '/v1/models' };
  await assert.rejects(
    offer(id, { endpoints: [...endpoints, beyond] }),
    refusal(/`GET \/v1\/models` was not asked for/),
  );
  assert.equal((await grantOf(stage, id)).state, 'requested');
});

test('one that was asked for before there were surfaces is asked for again', async () => {
  const id = await ask(stage, await submit(stage), 'partner');
  await stage.asOwner(`update access.model_grant set request = request - 'partner' where id = $1`, [
    id,
  ]);
  await assert.rejects(offer(id), refusal(/asked for again by its partnership/));
});

test('other grants have neither, and their text is of the kind it was', async () => {
  const id = await offered(stage, await submit(stage));
  const grant = await showGrant(stage.people.dara.ctx, id);
  assert.equal(grant.terms !== null && 'partner' in grant.terms, false);
  assert.deepEqual(grant.assetRequests, []);
  assert.ok((await grantOf(stage, id)).termsText?.startsWith('sallyport.grant/v1\n'));
});

const leaf = <T extends Leaf['type']>(type: T, payload: Leaf<T>['payload']): Leaf =>
  ({ type, at: stage.clock.now(), actor: 'gateway', subject: 'gateway', payload }) as Leaf;

async function inForce(kind: 'partner' | 'government') {
  const { id, gateway } = await startLogGateway(stage);
  opened.push(gateway);
  const grantId = await signed(stage, id, kind);
  const digest = (await grantOf(stage, grantId)).digest ?? '';
  gateway.write(leaf('gateway.grant_activated', { digest, note: await fullNote(stage, grantId) }));
  const admit = (asset?: number) =>
    gateway.write(
      leaf('gateway.request_admitted', {
        grant: digest,
        runner: { pseudonym: 'fen-1', office: 'Fen Water', keySha256: 'cd'.repeat(32) },
        method: 'POST',
        path: '/v1/messages',
        requestBytes: 10,
        ...(asset === undefined ? {} : { asset }),
        requestCommitment: Buffer.alloc(32).toString('base64'),
        reserved: { inputTokens: 10, outputTokens: 100 },
      }),
    );
  const pull = async () => {
    await pullOnce(stage.worker, gateways, id);
    const { state, problem } = await mirrorOf(stage.inner.database.db, id);
    const { spentRequests, assetRequests } = await grantOf(stage, grantId);
    return { state, problem: problem ?? '', spentRequests, assetRequests };
  };
  return { admit, pull };
}

test('requests are counted by the asset that each named, however the log comes', async () => {
  const { admit, pull } = await inForce('partner');
  for (const asset of [1, 0, 1]) admit(asset);
  const { state, ...first } = await pull();
  assert.equal(state, 'in_step');
  assert.deepEqual(first, { problem: '', spentRequests: 3, assetRequests: [1, 2] });
  for (let n = 0; n < 300; n++) admit(1);
  assert.deepEqual((await pull()).assetRequests, [1, 302]);
  assert.deepEqual((await pull()).assetRequests, [1, 302]);
});

for (const [what, kind, asset] of [
  ['an asset that the grant does not have', 'partner', 2],
  ['no asset, under a grant that lists some', 'partner', undefined],
  ['an asset, under a grant that lists none', 'government', 0],
] as const)
  test(`a gateway that admits a request about ${what} is untrue`, async () => {
    const { admit, pull } = await inForce(kind);
    if (kind === 'partner') admit(0);
    admit(asset);
    const { state, problem, assetRequests } = await pull();
    assert.equal(state, 'untrue');
    assert.match(problem, /entry \d: a request was admitted for no asset of its grant/);
    assert.deepEqual(assetRequests, kind === 'partner' ? [1, 0] : []);
  });
