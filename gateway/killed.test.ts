/**
 * kill -9 at any instant: no request that the endpoint saw is missing from the log, no answer that a
 * caller got is missing either, and the budget counts at least what was used, whatever was in flight.
 */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { after, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startGateway } from './gateway.ts';
import { signedGrant, termsAt } from '../src/gateway/grant.fixture.ts';
import { startEndpoint, startTestGateway } from './gateway.fixture.ts';

const rounds = 12;
const perRequest = 20;
let child: ChildProcess | undefined;
after(() => child?.kill('SIGKILL'));

it('leaves no admitted request unlogged and no budget spent twice', async () => {
  let served = 0;
  const endpoint = await startEndpoint((request, response) => {
    request.resume();
    served += 1;
    setTimeout(() => {
      response.setHeader('content-type', 'application/json');
      response.end(
        JSON.stringify({ usage: { prompt_tokens: perRequest - 1, completion_tokens: 1 } }),
      );
    }, 2);
  });
  const budget = {
    ...termsAt(new Date()).budget,
    requests: 100_000,
    tokens: 10_000_000,
    streamsMax: 64,
  };
  const test = await startTestGateway({
    upstream: endpoint.url,
    activate: false,
    terms: { budget },
  });
  const { rosters } = test.parties;
  const roster = (side: 'developer' | 'evaluator') => ({
    organisation: rosters[side].organisation,
    approvers: rosters[side].approvers.map(({ person, key }) => ({ person, key: key.vkey })),
  });
  await test.gateway.desk.activate(signedGrant(test.terms, test.parties.people));
  await test.gateway.close();
  const given = JSON.stringify({
    folder: test.options.folder,
    logKey: test.signer.privateKey.export({ type: 'pkcs8', format: 'pem' }),
    rosters: { developer: roster('developer'), evaluator: roster('evaluator') },
    witnesses: test.witnesses.map(({ key, url }) => ({ key: key.vkey, url })),
    upstream: endpoint.url,
  });
  const answered: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const url = await start(given);
    let isOver = false;
    const asking = Array.from({ length: 8 }, async () => {
      while (!isOver) {
        const response = await fetch(`${url}/v1/chat/completions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-key': test.terms.runner.keySha256 },
          body: JSON.stringify({ model: 'larch-9', max_tokens: 5, messages: [] }),
        }).catch(() => undefined);
        if (response?.status !== 200) continue;
        answered.push(Number(response.headers.get('sallyport-receipt')?.split(' ')[0]));
        await response.text().catch(() => undefined);
      }
    });
    await sleep(20 + Math.random() * 150);
    const running = child as ChildProcess;
    running.kill('SIGKILL');
    await once(running, 'exit');
    isOver = true;
    await Promise.all(asking);
  }
  const gateway = await startGateway(test.options);
  test.gateway = gateway;
  const { grants, ledger } = gateway.desk;
  assert.ok(served > rounds, 'the endpoint saw requests');
  const [grant] = grants.all();
  assert.ok(grant);
  assert.equal(grants.unsettled().length, 0);
  assert.ok(grant.meter.spent.requests >= served, 'each request that was served was admitted');
  assert.ok(grant.meter.spent.tokens >= served * perRequest || served * perRequest === 0);
  const types = await typesOf(ledger);
  const admitted = types.filter((type) => type === 'gateway.request_admitted').length;
  const ended = types.filter((type) => /request_(settled|cut)$/.test(type)).length;
  assert.equal(admitted, grant.meter.spent.requests);
  assert.equal(ended, admitted, 'each is settled once');
  for (const index of answered) assert.equal(types[index], 'gateway.request_admitted');
  await test.close();
  await endpoint.close();
});

async function start(given: string): Promise<string> {
  child = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      new URL('killed.fixture.ts', import.meta.url).pathname,
    ],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  child.stdin?.end(given);
  const [line] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  return String(line).trim();
}

async function typesOf(ledger: {
  size: number;
  readBodies(index: number): Promise<string>;
}): Promise<string[]> {
  const types: string[] = [];
  for (let index = 0; index * 256 < ledger.size; index++) {
    for (const line of (await ledger.readBodies(index)).trimEnd().split('\n')) {
      const { body } = JSON.parse(line) as { body: string };
      types.push((JSON.parse(body) as { type: string }).type);
    }
  }
  return types;
}
