/** A listed reader stops a grant: at once, on record with its key, and it can do nothing else. */
import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, test } from 'node:test';
import { readLeafBody, type Leaf } from '#gateway';
import { signedGrant } from '../src/gateway/grant.fixture.ts';
import { startEndpoint, startTestGateway, type TestGateway } from './gateway.fixture.ts';

const reader = 'ee'.repeat(32);
const chat = '/v1/chat/completions';
const question = {
  model: 'larch-9',
  max_tokens: 4000,
  stream: true,
  messages: [{ role: 'user', content: 'hello' }],
};
const delta = `data: ${JSON.stringify({ choices: [{ delta: { content: 'w ' } }] })}\n\n`;
/** Ten seconds of answer: one that is not cut would be noticed. */
const chunks = 500;
const paceMs = 20;

const open: { close(): Promise<void> }[] = [];
after(async () => {
  for (const each of open.reverse()) await each.close();
});

async function slowGateway(): Promise<TestGateway> {
  const endpoint = await startEndpoint((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    void (async () => {
      for (let n = 0; n < chunks && !response.destroyed; n++) {
        response.write(delta);
        await sleep(paceMs);
      }
      response.end();
    })();
  });
  const started = await startTestGateway({ upstream: endpoint.url });
  open.push(endpoint, started);
  return started;
}

const stop = (started: TestGateway, key: string, body: string): Promise<Response> =>
  started.ask('/sallyport/stops', body, { headers: { 'x-key': key } });

async function ends(started: TestGateway): Promise<Leaf[]> {
  const text = await started.gateway.desk.ledger.readBodies(0);
  return text
    .trimEnd()
    .split('\n')
    .map((line) => readLeafBody((JSON.parse(line) as { body: string }).body))
    .filter(({ type }) => type === 'gateway.grant_ended');
}

test('a listed reader cuts a running stream within a second, and nothing takes it back', async () => {
  const started = await slowGateway();
  const body = JSON.stringify({ grant: started.digest });
  const response = await started.ask(chat, question);
  const stream = response.body?.getReader();
  assert.ok(stream);
  for (let reads = 0; reads < 3; reads++) await stream.read();
  const stoppedAt = performance.now();
  const answer = await stop(started, reader, body);
  assert.equal(answer.status, 200);
  assert.deepEqual(await answer.json(), { digest: started.digest, ended: 'stopped_by_reader' });
  await assert.rejects(async () => {
    while (!(await stream.read()).done);
  });
  assert.ok(performance.now() - stoppedAt < 1000);
  const refused = await started.ask(chat, question);
  assert.deepEqual(
    [refused.status, ((await refused.json()) as { title: string }).title],
    [403, 'revoked'],
  );
  const [end] = await ends(started);
  assert.deepEqual(
    [end?.actor, end?.payload],
    [
      reader,
      { digest: started.digest, reason: 'stopped_by_reader', side: 'reader', person: reader },
    ],
  );
  assert.equal((await stop(started, reader, body)).status, 200, 'ending twice is one end');
  const back = await started.ask(
    '/sallyport/grants',
    signedGrant(started.terms, started.parties.people),
  );
  assert.equal(back.status, 409);
  await started.restart();
  assert.equal((await started.ask(chat, question)).status, 403, 'after a restart too');
  assert.equal((await ends(started)).length, 1);
});

test('nobody else stops anything, and what is no stop is refused', async () => {
  const started = await slowGateway();
  const body = JSON.stringify({ grant: started.digest });
  for (const key of [started.terms.runner.keySha256, 'ab'.repeat(32), '']) {
    const answer = await stop(started, key, body);
    assert.deepEqual(
      [answer.status, ((await answer.json()) as { title: string }).title],
      [404, 'not_listed'],
      key,
    );
  }
  const wrong: [string, string][] = [
    ['', 'malformed'],
    ['{}', 'malformed'],
    [started.digest, 'malformed'],
    [JSON.stringify({ grant: started.digest, until: '2027-01-01T00:00:00Z' }), 'malformed'],
    [JSON.stringify({ grant: 'ab'.repeat(32) }), 'unknown_grant'],
  ];
  for (const [given, title] of wrong) {
    const answer = await stop(started, reader, given);
    assert.deepEqual(
      [answer.status, ((await answer.json()) as { title: string }).title],
      [422, title],
      given,
    );
  }
  assert.equal((await ends(started)).length, 0);
  assert.equal(started.gateway.desk.grants.get(started.digest)?.ended, undefined);
});
