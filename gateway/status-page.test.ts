/** The developer's page: what it shows, and that only its own form presses the button. */
import assert from 'node:assert/strict';
import { request } from 'node:http';
import { after, before, it } from 'node:test';
import { startEndpoint, startTestGateway, type TestGateway } from './gateway.fixture.ts';

let test: TestGateway;
let endpoint: Awaited<ReturnType<typeof startEndpoint>>;
before(async () => {
  endpoint = await startEndpoint((asked, response) => {
    asked.resume();
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('data: {"choices":[{"delta":{"content":"w"}}]}\n\n');
  });
  test = await startTestGateway({
    upstream: endpoint.url,
    terms: {
      runner: {
        pseudonym: '<b>evaluator & co</b>',
        office: 'Tern',
        keySha256: 'cd'.repeat(32),
        nameCommitment: 'ef'.repeat(32),
      },
    },
  });
});
after(async () => {
  await test.close();
  await endpoint.close();
});

const page = (path = '', init: RequestInit = {}) =>
  fetch(`${test.gateway.statusUrl}${path}`, { redirect: 'manual', ...init });

it('shows who uses the model, and nothing that a name could inject', async () => {
  const html = await (await page()).text();
  assert.ok(html.includes('&#60;b&#62;evaluator &#38; co&#60;/b&#62;'));
  assert.ok(!html.includes('<b>'));
  const policy = (await page()).headers.get('content-security-policy') ?? '';
  assert.match(policy, /default-src 'none'/);
  const { grants } = (await (await page('standing')).json()) as { grants: { digest: string }[] };
  assert.equal(grants[0]?.digest, test.digest);
});

it('answers to no other name, so that a page elsewhere cannot read or press', async () => {
  const { port } = new URL(test.gateway.statusUrl);
  const status = await new Promise<number>((resolve, reject) => {
    request(
      { host: '127.0.0.1', port, path: '/', headers: { host: `evil.example:${port}` } },
      (response) => resolve(response.statusCode ?? 0),
    )
      .on('error', reject)
      .end();
  });
  assert.equal(status, 421);
});

it('ends access by its own form only, at once, with its entry in the log', async () => {
  const streaming = await test.ask('/v1/chat/completions', {
    model: 'larch-9',
    stream: true,
    messages: [],
  });
  const text = streaming.text();
  text.catch(() => undefined);
  const press = (token: string) =>
    page('end', { method: 'POST', body: new URLSearchParams({ token, grant: test.digest }) });
  assert.equal((await press('guess')).status, 403);
  assert.equal(test.gateway.desk.grants.get(test.digest)?.ended, undefined);
  const token = /name="token" value="([\w-]+)"/.exec(await (await page()).text())?.[1] ?? '';
  assert.equal((await press(token)).status, 303);
  await assert.rejects(text);
  assert.equal(test.gateway.desk.grants.get(test.digest)?.ended, 'withdrawn');
  assert.match(await (await page()).text(), /Ended: withdrawn/);
  assert.match(await test.gateway.desk.ledger.readBodies(0), /gateway\.grant_ended/);
});
