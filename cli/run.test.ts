/** `run` against a real server: planned, queued, started, posted in pieces, ended; and what is not taken. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Entry } from '#evaluation/engine';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, sallyport, type Ended } from './program.fixture.ts';
import { aPlan, ended, writeJournal } from './run/journal.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-run-'));
const at = (name: string) => join(folder, name);
const epochs = 300;
/** Two tasks, so more samples than one batch holds. */
const all: Entry[] = Array.from({ length: epochs }, (_, place) => [
  ended('task-0', place + 1),
  ended('task-1', place + 1, { disposition: 'limit', reason: 'of tokens\0', score: null }),
]).flat();

let server: TestServer;
let planned: { submissionId: string; grantId: string; suiteId: string; procedureId: string };
const tokens = { evaluator: '', evaluatorColleague: '', developer: '' };
const closing: Server[] = [];

before(async () => {
  server = await startTestServer();
  const runId = await new Stage(server).evaluations.run('planned');
  const shown = await server.as('evaluator').get(`/api/runs/${runId}`);
  const { submissionId, grantId, suite, procedure } = (await shown.json()) as {
    submissionId: string;
    grantId: string;
    suite: { id: string };
    procedure: { id: string };
  };
  planned = { submissionId, grantId, suiteId: suite.id, procedureId: procedure.id };
  for (const who of ['evaluator', 'evaluatorColleague', 'developer'] as const)
    tokens[who] = await server.token(who, ['evaluation:read', 'evaluation:write']);
  writeJournal(at('all.jsonl'), all, aPlan({ epochs }));
  writeJournal(at('some.jsonl'), all.slice(0, 10), aPlan({ epochs }));
});

after(async () => {
  closing.forEach((each) => each.close());
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: keyof typeof tokens, args: readonly string[], url = server.url): Promise<Ended> =>
  sallyport(['run', ...args], { env: { SALLYPORT_SERVER: url, SALLYPORT_TOKEN: tokens[who] } });

async function seen<T>(args: readonly string[], url?: string): Promise<T> {
  const run = await as('evaluator', [...args, '--json'], url);
  assertEnded(run, 0);
  return JSON.parse(run.out) as T;
}

interface Run {
  id: string;
  state: string;
  samplesRecorded: number;
  endpoint: { isSteady: boolean; fingerprints: { phase: string }[] };
}

/** A run of two tasks, so many times each. */
async function aRun(times: number): Promise<string> {
  const { submissionId, ...named } = planned;
  const plan = {
    ...named,
    thresholdId: null,
    modelName: 'kestrel',
    epochs: times,
    budget: { tokens: 1000, wallS: 60 },
    tier: 'gvisor',
    purpose: 'exploration',
  };
  writeFileSync(at('plan.json'), JSON.stringify(plan));
  return (await seen<Run>(['plan', submissionId, at('plan.json')])).id;
}

async function running(times = epochs): Promise<string> {
  const id = await aRun(times);
  assertEnded(await as('evaluatorColleague', ['queue', id]), 0, /state +queued/);
  assertEnded(await as('evaluator', ['start', id, at('some.jsonl')]), 0, /state +running/);
  return id;
}

test('a run goes its whole way, its samples posted while the journal grows', async () => {
  const id = await running();
  const some = await as('evaluator', ['post', id, at('some.jsonl')]);
  assertEnded(some, 0, /posted +10\nrecorded +10 of 600\nmissing +590/);
  const rest = await as('evaluator', ['post', id, at('all.jsonl')]);
  assertEnded(rest, 0, /posted +590\nrecorded +600 of 600$/m);
  // Sent twice is recorded once.
  const again = await seen(['post', id, at('all.jsonl')]);
  assert.deepEqual(again, { posted: 0, recorded: 600, missing: 0 });
  const end = await as('evaluator', ['end', id, '--journal', at('all.jsonl')]);
  assertEnded(end, 0, /state +complete/);
  const show = await as('evaluator', ['show', id]);
  assertEnded(show, 0, /samples +600 of 600[^]*endpoint +steady/);
  assert.match(show.out, /ended as +scored, 300\nended as +limit, 300/);
  assert.match(show.out, /as recorded +0\.500, 95 % interval/);
  const { endpoint } = await seen<Run>(['show', id]);
  assert.deepEqual(
    endpoint.fingerprints.map(({ phase }) => phase),
    ['start', 'end'],
  );
  assertEnded(await as('evaluator', ['list']), 0, new RegExp(`${id} +complete .*600 of 600`));
});

test('what was broken off in the midst goes on where the server stands', async () => {
  const id = await running();
  const breaking = await proxy();
  assertEnded(await as('evaluator', ['post', id, at('all.jsonl')], breaking), 4, /cannot reach/);
  // The first batch was taken, and its answer lost.
  assert.equal((await seen<Run>(['show', id])).samplesRecorded, 500);
  const rest = await seen(['post', id, at('all.jsonl')]);
  assert.deepEqual(rest, { posted: 100, recorded: 600, missing: 0 });
});

/** Passes everything on, and hangs up instead of answering once samples were taken. */
async function proxy(): Promise<string> {
  const passing = createServer((request, response) => {
    void (async () => {
      const chunks = (await Array.fromAsync(request)) as Buffer[];
      const answer = await fetch(new URL(request.url ?? '', server.url), {
        method: request.method ?? '',
        headers: {
          authorization: request.headers.authorization ?? '',
          'content-type': request.headers['content-type'] ?? 'application/json',
        },
        ...(chunks.length === 0 ? {} : { body: Buffer.concat(chunks) }),
      });
      if (request.url?.endsWith('/samples')) return request.socket.destroy();
      return response.writeHead(answer.status).end(await answer.text());
    })();
  });
  closing.push(passing);
  await new Promise<void>((resolve) => passing.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(passing.address() as AddressInfo).port}`;
}

test('a journal that the recorded samples did not come from is refused, and nothing is sent', async () => {
  const id = await running();
  await seen(['post', id, at('some.jsonl')]);
  const other = [ended('task-0', 1, { score: { value: 0, explanation: '' } }), ...all.slice(1, 20)];
  writeJournal(at('other.jsonl'), other, aPlan({ epochs }));
  assertEnded(
    await as('evaluator', ['post', id, at('other.jsonl')]),
    2,
    /10 samples of .* does not begin with/,
  );
  writeJournal(at('shorter.jsonl'), all.slice(0, 3), aPlan({ epochs }));
  assertEnded(await as('evaluator', ['post', id, at('shorter.jsonl')]), 2, /does not begin with/);
  assert.equal((await seen<Run>(['show', id])).samplesRecorded, 10);
});

test('an endpoint that became another is told so', async () => {
  const id = await running(1);
  const finding = { kind: 'system_fingerprint' as const, detail: 'a new one, `fp_2`' };
  const entries: Entry[] = [...all.slice(0, 2), { kind: 'finding', sample: null, finding }];
  writeJournal(at('changed.jsonl'), entries);
  await seen(['post', id, at('changed.jsonl')]);
  assertEnded(await as('evaluator', ['show', id]), 0, /endpoint +changed/);
});

test('a run ends incomplete with its reason, or is given up; complete only when it is', async () => {
  const id = await running(1);
  assertEnded(await as('evaluator', ['end', id]), 2, /2 of 2 samples are missing/);
  assertEnded(await as('evaluator', ['end', id, '--incomplete', 'x']), 3, /why it is incomplete/);
  const stopped = await as('evaluator', ['end', id, '--incomplete', 'the runner broke']);
  assertEnded(stopped, 0, /state +incomplete: the runner broke/);
  assertEnded(await as('evaluator', ['post', id, at('some.jsonl')]), 2);
  const given = await as('evaluator', ['withdraw', await aRun(1), '--because', 'another plan']);
  assertEnded(given, 0, /state +withdrawn/);
});

test('samples that were not planned are refused whole', async () => {
  const id = await running(1);
  assertEnded(await as('evaluator', ['post', id, at('some.jsonl')]), 3, /1 attempts at each task/);
  assert.equal((await seen<Run>(['show', id])).samplesRecorded, 0);
});

test('a tier that was not planned does not start a run', async () => {
  const id = await aRun(1);
  assertEnded(await as('evaluatorColleague', ['queue', id]), 0);
  writeJournal(at('weaker.jsonl'), [], aPlan({ tier: 'bubblewrap' }));
  assertEnded(await as('evaluator', ['start', id, at('weaker.jsonl')]), 2, /planned on `gvisor`/);
});

test('what is no journal of a measured model is sent nowhere', async () => {
  const nowhere = 'http://127.0.0.1:1';
  const post = (name: string) => as('evaluator', ['post', 'run_x', at(name)], nowhere);
  assertEnded(await post('missing.jsonl'), 3, /cannot read/);
  writeFileSync(
    at('altered.jsonl'),
    readFileSync(at('some.jsonl'), 'utf8').replace('"value":1', '"value":0'),
  );
  assertEnded(await post('altered.jsonl'), 3, /line 3 .* was altered/);
  writeFileSync(at('notes.txt'), 'hello\n');
  assertEnded(await post('notes.txt'), 3);
  writeJournal(at('solutions.jsonl'), [], aPlan({ model: null }));
  assertEnded(await post('solutions.jsonl'), 3, /measures no model/);
  const twice = aPlan().tasks.map((task) => ({ ...task, variants: ['a', 'b'] }));
  writeJournal(at('variants.jsonl'), [], aPlan({ tasks: twice }));
  assertEnded(await post('variants.jsonl'), 3, /several variants/);
  assertEnded(await post('some.jsonl'), 4, /cannot reach/);
});

test('to a developer, runs are not there', async () => {
  const id = await aRun(1);
  assertEnded(await as('developer', ['show', id]), 2);
  assertEnded(await as('developer', ['post', id, at('some.jsonl')]), 2);
});

test('arguments that are wrong are said to be', async () => {
  assertEnded(await as('evaluator', ['post', 'run_x']), 3, /usage: sallyport run post/);
  assertEnded(await as('evaluator', ['pay']), 3, /`run` has no `pay`; it has plan, /);
  writeFileSync(at('bad.json'), '{"grantId": 1}');
  const bad = await as('evaluator', ['plan', planned.submissionId, at('bad.json')]);
  assertEnded(bad, 3, /\/grantId/);
});
