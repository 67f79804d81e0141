/**
 * What an evaluator asks a model, and what it answers, are nobody's but theirs: of a planted prompt and a
 * planted answer nothing stands in the database, a file, a log or an answer of the server, in whatever form;
 * and the caller alone can show that it is what the log commits to.
 */
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { allRoutes } from '#app';
import { parameterOf, requestFor, Stage } from '#test/permissions';
import { testServerFolder } from '#test/postgres';
import { filesHolding, hearPrinted, plant, type Heard } from '#test/sealed';
import {
  promptOf,
  startEngaged,
  until,
  type Answered,
  type Engaged,
  type Who,
} from './engaged.fixture.ts';

const canaries = { prompt: plant('prompt'), answer: plant('answer') };
const all = Object.values(canaries);
const asked: string[] = [];
let printed: Heard;

let engaged: Engaged;
let grantId: string;
let answers: Answered[];

before(async () => {
  printed = hearPrinted();
  engaged = await startEngaged((prompt) => {
    asked.push(prompt);
    const content = [{ type: 'text', text: canaries.answer.word }];
    return JSON.stringify({
      model: 'kestrel',
      content,
      usage: { input_tokens: 7, output_tokens: 5 },
    });
  });
  grantId = await engaged.inForce('tool', 3);
  const words = `say ${canaries.prompt.word}`;
  answers = [await engaged.ask(words), await engaged.ask(words), await engaged.ask(words)];
  // Refused for its budget, and not a word of it kept either.
  answers.push(await engaged.ask(words));
  await until(
    () => engaged.grant(grantId),
    ({ state }) => state === 'exhausted',
  );
});
after(async () => {
  printed.stop();
  await engaged.close();
});

test('the model was asked and answered, so there was something to find', () => {
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 429],
  );
  assert.equal(asked.filter((body) => body.includes(canaries.prompt.word)).length, 3);
  assert.ok(answers[0]?.body.includes(canaries.answer.word));
  assert.ok(!isPlanted(Buffer.from(answers[3]?.body ?? '')));
});

test('the caller shows by its salt that the log commits to what it asked, and nobody can without', async () => {
  const path = `/api/submissions/${engaged.submissionId}/ledger?grantId=${grantId}&limit=100`;
  const { items } = (await (await engaged.get('evaluator', path)).json()) as {
    items: { index: number; type: string; payload: { requestCommitment?: string } }[];
  };
  const [place = '', salt = ''] = answers[0]?.receipt.split(' ') ?? [];
  const entry = items.find(({ index }) => index === Number(place));
  assert.equal(entry?.type, 'gateway.request_admitted');
  const body = promptOf(`say ${canaries.prompt.word}`);
  const made = createHmac('sha256', Buffer.from(salt, 'base64')).update(body).digest('base64');
  assert.equal(entry.payload.requestCommitment, made);
  // Equal prompts do not look equal: each has a salt of its own.
  const commitments = items.flatMap(({ payload }) => payload.requestCommitment ?? []);
  assert.equal(new Set(commitments).size, 3);
});

test('no table of the database holds a word of it, in any column', async () => {
  const client = new pg.Client({ connectionString: engaged.server.databaseUrl });
  await client.connect();
  const texts = async (query: string): Promise<string[]> =>
    (await client.query<{ text: string }>(query)).rows.map(({ text }) => text);
  try {
    const tables = await texts(
      `select format('%I.%I', n.nspname, c.relname) as text from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'm') and n.nspname !~ '^(pg_|information_schema$)'`,
    );
    let rows = 0;
    for (const name of tables)
      for (const text of await texts(`select t::text as text from ${name} t`)) {
        rows += 1;
        assert.ok(!isPlanted(Buffer.from(text)), name);
      }
    assert.ok(tables.length > 40 && rows > 60, `${tables.length} tables, ${rows} rows`);
  } finally {
    await client.end();
  }
});

test('no route tells a word of it, to either side, an overseer or anybody', async () => {
  const { server, submissionId } = engaged;
  await server.checkpoint('inner');
  const stage = new Stage(server);
  const listed = (await (await engaged.get('developer', '/api/ledger')).json()) as {
    items: { id: string }[];
  };
  const ids: Record<string, string> = { submissionId, grantId, logId: listed.items[0]?.id ?? '' };
  const neverGrows = { onGrowth: () => () => undefined, close: async () => undefined };
  const routes = allRoutes(server.config, neverGrows, server.zones)
    .filter(({ method }) => method === 'GET')
    .map(({ method, path }) => `${method} ${path}`);
  let told = 0;
  for (const who of ['developer', 'evaluator', 'overseer', 'rivalDeveloper', 'nobody'] as Who[]) {
    const sender = await stage.requests.as(who);
    for (const route of routes) {
      const id = ids[parameterOf(route) ?? ''] ?? 'none';
      const response = await stage.requests.send(sender, requestFor(stage, route, id, ''));
      const body = await bodyOf(response);
      if (response.status === 200 && body.length > 0) told += 1;
      assert.ok(!isPlanted(body), `${who} ${route}`);
      assert.ok(!isPlanted(Buffer.from(JSON.stringify([...response.headers]))), `${who} ${route}`);
    }
  }
  assert.ok(told > 60, `${told} answers held something`);
});

test('no file of the server or the gateway holds a word of it, and none was printed', () => {
  // Nothing large was sealed, so the server has made no file yet.
  assert.deepEqual(filesHolding(dirname(engaged.server.config.dataDir), all).holding, []);
  const { holding, read } = filesHolding(engaged.gatewayFolder, all);
  assert.deepEqual(holding, []);
  assert.ok(read >= 2, `${read} files of the gateway`);
  assert.ok(!isPlanted(printed.bytes()));
  const folder = testServerFolder();
  const logs = (readdirSync(folder, { recursive: true }) as string[]).filter((name) =>
    name.endsWith('.log'),
  );
  assert.ok(logs.length > 0, 'the database server’s own log was found');
  for (const name of logs) assert.ok(!isPlanted(readFileSync(join(folder, name))), name);
});

const isPlanted = (bytes: Uint8Array): boolean => all.some((canary) => canary.isIn(bytes));

/** The whole body; of a live stream what comes in a moment. */
async function bodyOf(response: Response): Promise<Buffer> {
  if (response.headers.get('content-type') !== 'text/event-stream')
    return Buffer.from(await response.arrayBuffer());
  const chunks: Uint8Array[] = [];
  const reader = response.body?.getReader();
  const end = setTimeout(() => void reader?.cancel(), 150);
  for (;;) {
    const part = await reader?.read();
    if (part === undefined || part.done) break;
    chunks.push(part.value);
  }
  clearTimeout(end);
  return Buffer.concat(chunks);
}
