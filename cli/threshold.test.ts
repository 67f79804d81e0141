/** `procedure` and `threshold` against a real server: published, committed to, opened; and what is not taken. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { assertEnded, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-threshold-'));
const at = (name: string) => join(folder, name);
const tokens = { evaluator: '', overseer: '', developer: '', rivalEvaluator: '' };

let server: TestServer;
let suiteId: string;

before(async () => {
  server = await startTestServer();
  for (const who of Object.keys(tokens) as (keyof typeof tokens)[])
    tokens[who] = await server.token(who, ['evaluation:read', 'evaluation:write']);
  const runId = await new Stage(server).evaluations.run('planned');
  const shown = await server.as('evaluator').get(`/api/runs/${runId}`);
  suiteId = ((await shown.json()) as { suite: { id: string } }).suite.id;
});

after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: keyof typeof tokens, args: readonly string[], url = server.url): Promise<Ended> =>
  sallyport(args, { env: { SALLYPORT_SERVER: url, SALLYPORT_TOKEN: tokens[who] } });

const rule = {
  ...{ name: 'uplift-web', metric: 'mean_score', epochs: 4, confidence: 0.95, threshold: 0.25 },
  ...{ plannedLooks: 1, power: 0.8 },
};
const idIn = (kind: string, { out }: Ended): string =>
  new RegExp(`${kind}_[0-9a-z]{26}`).exec(out)?.[0] ?? '';

async function committed(more: object = {}): Promise<Ended> {
  writeFileSync(at('rule.json'), JSON.stringify({ ...rule, suiteId, ...more }));
  return await as('evaluator', ['threshold', 'commit', at('rule.json')]);
}

test('a procedure is published in versions, and read by both sides as it stands', async () => {
  const text =
    'Every task is tried four times, in a sandbox with a kernel of its own.\nNobody helps.';
  writeFileSync(at('procedure.md'), text);
  const publish = ['procedure', 'publish', 'harbour-review', at('procedure.md'), '--allows-sealed'];
  assertEnded(await as('evaluator', publish), 0, /named +harbour-review\/1\n.*sealed tasks may be/);
  const second = await as('evaluator', publish.slice(0, -1));
  assertEnded(second, 0, /named +harbour-review\/2\n.*open tasks only/);
  const id = idIn('procedure', second);
  const list = await as('developer', ['procedure', 'list']);
  assertEnded(list, 0, new RegExp(`${id} +harbour-review/2 +open only`));
  const show = await as('developer', ['procedure', 'show', id]);
  assertEnded(show, 0);
  assert.ok(show.out.endsWith(`\n\n${text}\n`));
});

test('what is no procedure is not published', async () => {
  writeFileSync(at('short.md'), 'too short');
  const publish = (who: keyof typeof tokens, name: string, file: string) =>
    as(who, ['procedure', 'publish', name, at(file)]);
  assertEnded(await publish('evaluator', 'harbour-review', 'short.md'), 3, /^ {2}TEXTFILE: /m);
  assertEnded(await publish('evaluator', 'Harbour Review', 'procedure.md'), 3, /cyber-review/);
  assertEnded(await publish('evaluator', 'harbour-review', 'none.md'), 3, /cannot read/);
  assertEnded(await publish('developer', 'harbour-review', 'procedure.md'), 2);
  assertEnded(await as('evaluator', ['procedure', 'show', 'procedure_x']), 2);
  assertEnded(await as('evaluator', ['procedure', 'burn']), 3, /`procedure` has no `burn`/);
});

test('a threshold is committed to, listed without its rule, and opened against its commitment', async () => {
  const commit = await committed();
  assertEnded(commit, 0, /named +uplift-web, version 1\n.*4 attempts/);
  const id = idIn('threshold', commit);
  const list = await as('evaluator', ['threshold', 'list']);
  assertEnded(list, 0, new RegExp(`${id} +uplift-web 1 +${suiteId} +4`));
  const show = await as('evaluator', ['threshold', 'show', id, '--json']);
  const { commitment } = JSON.parse(show.out) as { commitment: string };
  // Neither says where the line is.
  assert.doesNotMatch(list.out + show.out, /0\.25/);

  const open = ['threshold', 'open', id, '--purpose', 'to check it'];
  assertEnded(await as('overseer', open), 2);
  assertEnded(await as('evaluator', ['threshold', 'disclose', id]), 0, /overseers +since 20/);
  const opened = await as('overseer', open);
  assertEnded(opened, 0, /opens +rule and salt make it, computed here/);
  assert.match(opened.out, new RegExp(`commitment +${commitment}\n`));
  assert.match(opened.out, /"threshold":0\.25,/);
});

test('an opening that was altered on its way is found out here', async () => {
  const id = idIn('threshold', await committed({ name: 'uplift-other' }));
  const altering = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(new URL(request.url ?? '', server.url), {
        headers: { authorization: request.headers.authorization ?? '' },
      });
      const text = await answer.text();
      response.writeHead(answer.status, { 'content-type': 'application/json' });
      response.end(text.replace('\\"threshold\\":0.25', '\\"threshold\\":0.85'));
    })();
  });
  await new Promise<void>((resolve) => altering.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(altering.address() as AddressInfo).port}`;
  const open = await as('evaluator', ['threshold', 'open', id, '--purpose', 'to check it'], url);
  altering.close();
  assertEnded(open, 1, /do not make the commitment/);
  assert.equal(open.out, '');
});

test('a rule that is there is not committed to again, nor one that gives a number twice', async () => {
  const name = 'uplift-twice';
  assertEnded(await committed({ name }), 0, /version 1/);
  assertEnded(await committed({ name }), 2, /`uplift-twice` version 1 already/);
  assertEnded(await committed({ name, threshold: 0.3 }), 0, /version 2/);
  const twice = JSON.stringify({ ...rule, suiteId, name }).replace('{', '{"threshold":0.9,');
  writeFileSync(at('twice.json'), twice);
  const refused = await as('evaluator', ['threshold', 'commit', at('twice.json')]);
  assertEnded(refused, 3, /gives `threshold` twice; give every name once/);
  const sent = await fetch(new URL('/api/thresholds', server.url), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${tokens.evaluator}`,
      'content-type': 'application/json',
    },
    body: twice,
  });
  assert.equal(sent.status, 422);
  assert.match(await sent.text(), /"pointer":"\/body","detail":"gives `threshold` twice/);
});

test('what is no threshold is not committed to, and a rival’s is not there', async () => {
  assertEnded(await committed({ threshold: 1.5 }), 3, /\/threshold/);
  assertEnded(await committed({ plannedLooks: 0 }), 3, /\/plannedLooks/);
  assertEnded(await committed({ suiteId: 'suite_of_nobody' }), 3, /suiteId/);
  writeFileSync(at('list.json'), '[]');
  assertEnded(
    await as('evaluator', ['threshold', 'commit', at('list.json')]),
    3,
    /not a JSON object/,
  );
  const id = idIn('threshold', await committed({ name: 'uplift-own' }));
  assertEnded(await as('rivalEvaluator', ['threshold', 'show', id]), 2);
  assertEnded(await as('developer', ['threshold', 'show', id]), 2);
  assertEnded(await as('evaluator', ['threshold', 'open', id]), 3, /give `--purpose`/);
});
