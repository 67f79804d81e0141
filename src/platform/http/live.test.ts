/** Live progress: in order, nothing twice, nothing lost, also across a lost connection. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';

let server: TestServer;
let stage: Stage;
before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
});
after(() => server.close());

interface Seen {
  types: string[];
  lastId: string;
}

/** Reads a stream until it has shown `count` events, then hangs up. */
async function watch(path: string, count: number, lastId?: string): Promise<Seen> {
  const response = await stage.requests.send(await stage.requests.as('finder'), {
    method: 'GET',
    path,
    ...(lastId === undefined ? {} : { headers: { 'last-event-id': lastId } }),
  });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('content-type'), 'text/event-stream');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  assert.ok(reader);
  let text = '';
  let seen: Seen = { types: [], lastId: '' };
  while (seen.types.length < count) {
    const { value, done } = await reader.read();
    if (done) break;
    text += value;
    seen = seenIn(text);
  }
  await reader.cancel();
  return seen;
}

function seenIn(text: string): Seen {
  const messages = text.split('\n\n').filter((message) => message.startsWith('id: '));
  const types = messages.flatMap((message) =>
    (JSON.parse(message.slice(message.indexOf('data: ') + 6)) as { type: string }[]).map(
      ({ type }) => type.split('.')[1] ?? '',
    ),
  );
  return { types, lastId: messages.at(-1)?.split('\n')[0]?.slice(4) ?? '' };
}

test('what is there is shown at once, and what comes when it comes', async () => {
  const id = await stage.submit();
  const path = `/api/reports/${id}/live`;
  const watching = watch(path, 4);
  await stage.validate(id, async () => ({ kind: 'sandbox-failed', reason: 'no sandbox here' }));
  await server.sequence();
  const { types } = await watching;
  assert.deepEqual(types, [
    'report_received',
    'validation_started',
    'sealed_content_read',
    'report_held',
  ]);
});

test('a lost connection goes on where it was: nothing twice, nothing lost', async () => {
  const id = await stage.report('held');
  await server.sequence();
  const path = `/api/reports/${id}/live`;
  const whole = await watch(path, 4);
  assert.equal(whole.types.length, 4);
  await stage.validate(id, async () => ({ kind: 'sandbox-failed', reason: 'still none' }));
  await server.sequence();
  const rest = await watch(path, 3, whole.lastId);
  assert.deepEqual(rest.types, ['validation_started', 'sealed_content_read', 'report_held']);
});

test('two who watch see the same, and a third’s report does not show', async () => {
  const [id, other] = [await stage.submit(), await stage.submit()];
  const watching = [watch(`/api/reports/${id}/live`, 4), watch(`/api/reports/${id}/live`, 4)];
  await stage.validate(other, async () => ({ kind: 'sandbox-failed', reason: 'of another' }));
  await stage.validate(id, async () => ({ kind: 'sandbox-failed', reason: 'own' }));
  await server.sequence();
  const [one, two] = await Promise.all(watching);
  assert.deepEqual(one, two);
  assert.equal(one?.types.length, 4);
});

test('a reader learns at once that it is connected, though nothing has happened yet', async () => {
  // Its log has no leaf before a sequencer comes, so there is nothing to send but the head of the answer.
  const path = `/api/cases/${await stage.case('open')}/live`;
  const response = await fetch(`${server.url}${path}`, {
    headers: { authorization: `Bearer ${await server.token('coordinator', ['case:read'])}` },
    signal: AbortSignal.timeout(5000),
  });
  assert.equal(response.status, 200);
  await response.body?.cancel();
});
