/** `partnership`, and the end of material, against a real server, as people of both sides and a partner type it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { newSigner } from '#standards/tlog';
import { archiveOf, Stage } from '#test/permissions';
import { startTestServer, type TestServer } from '#test/server';
import { writeKeyFile } from './keys/key-file.ts';
import { assertEnded, sallyport, type Ended } from './program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-partnership-'));
const at = (name: string) => join(folder, name);
const tokens = { developer: '', developerColleague: '', evaluator: '', partner: '', consultee: '' };
type Who = keyof typeof tokens;

let server: TestServer;
let stage: Stage;
let submissionId: string;
let nomination: Record<string, unknown>;

before(async () => {
  server = await startTestServer();
  stage = new Stage(server);
  const scopes = ['review:read', 'review:write', 'grant:read', 'grant:write'] as const;
  for (const who of Object.keys(tokens) as Who[])
    tokens[who] = await server.token(who, [...scopes]);
  await stage.asOwner(
    `insert into membership.office (person_id, organisation_id, office, opens_at)
     values ($1, $2, 'finder', now() - interval '1 day')`,
    [server.people.partner.id, server.people.partner.organisationId],
  );
  for (const who of ['developer', 'evaluator'] as const) {
    writeKeyFile(at(`${who}.key`), newSigner(`approver/${who}`));
    assertEnded(await as(who, ['grant', 'register', '--key', at(`${who}.key`)]), 0);
  }
  submissionId = await stage.engagements.submission('unseen');
  assertEnded(await as('evaluator', ['submission', 'declare', submissionId, '--no-interest']), 0);
  const shown = await server.as('developer').get('/api/documents');
  const { documents } = (await shown.json()) as { documents: { kind: string; sha256: string }[] };
  nomination = {
    organisationId: server.people.partner.organisationId,
    category: 'utility',
    criteriaSha256: documents.find(({ kind }) => kind === 'partner_criteria')?.sha256,
    criteriaMet: 'runs the water works of a county and looks for faults in their controls',
    surface: 'the messages API',
    endpoints: [{ method: 'POST', path: '/v1/messages' }],
    assets: ['pump control firmware', 'metering service'],
    expiresAt: textOf(new Date(Date.now() + 60 * 86_400_000)),
    relation: 'declared',
    relationWords: 'the developer holds a tenth of it',
  };
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const as = (who: Who, args: readonly string[], url = server.url): Promise<Ended> =>
  sallyport(args, { env: { SALLYPORT_SERVER: url, SALLYPORT_TOKEN: tokens[who] } });
const write = (name: string, value: unknown): string => {
  writeFileSync(at(name), value instanceof Uint8Array ? value : JSON.stringify(value));
  return at(name);
};
const idIn = ({ out }: Ended): string => /partnership_[0-9a-z]{26}/.exec(out)?.[0] ?? '';
const digestIn = ({ out }: Ended): string => /^digest +([0-9a-f]{64})$/m.exec(out)?.[1] ?? '';
const nominate = (who: 'developer' | 'evaluator', change: object = {}, url?: string) => {
  const file = write('nomination.json', { ...nomination, ...change });
  const args = ['partnership', 'nominate', submissionId, file, '--key', at(`${who}.key`)];
  return as(who, args, url);
};

test('two sides choose a partner by two key files; it takes its terms, gets access, sends a finding, and leaves', async () => {
  const nominated = await nominate('developer');
  assertEnded(
    nominated,
    0,
    /state +nominated\n[^]*relation +declared: the developer holds a tenth/,
  );
  const id = idIn(nominated);
  assertEnded(await as('partner', ['partnership', 'show', id]), 2);
  const shown = await as('evaluator', ['partnership', 'show', id]);
  const digest = digestIn(shown);
  assert.match(shown.out, /you may +sign, refuse\n?/);
  const sign = (digestGiven: string) => {
    const key = at('evaluator.key');
    return as('evaluator', ['partnership', 'sign', id, '--key', key, '--digest', digestGiven]);
  };
  assertEnded(await sign('0'.repeat(64)), 2, new RegExp(digest));
  assertEnded(await sign(digest), 0, /state +added/);
  const own = await as('partner', ['partnership', 'list']);
  assertEnded(own, 0, new RegExp(`${id} +added`));
  assertEnded(
    await as('partner', ['partnership', 'accept', id, '--digest', digest]),
    0,
    /state +accepted/,
  );
  const access = write('access.json', {
    runner: { pseudonym: 'fen-1', keySha256: 'ef'.repeat(32), name: 'Pia Fen (invented)' },
    endpoints: [{ method: 'POST', path: '/v1/messages' }],
    lengthS: 3600,
    budget: {
      requests: 10,
      tokens: 10_000,
      streamsMax: 1,
      outputTokensMax: 100,
      contextTokensMax: 1000,
      requestBytesMax: 10_000,
    },
  });
  assertEnded(await as('evaluator', ['partnership', 'provision', id, access]), 0, /grant +grant_/);
  const bundle = write('bundle.tar.gz', archiveOf({ title: 'pumpctl runs what it is called' }));
  assertEnded(await as('partner', ['partnership', 'find', id, bundle]), 0, /received +report_/);
  const named = write('named.tar.gz', archiveOf({ title: `found with ${submissionId}` }));
  assertEnded(await as('partner', ['partnership', 'find', id, named]), 3, /report\.json/);
  assertEnded(await as('developer', ['partnership', 'mix']), 0, /utility +fewer than 5\n/);
  const ended = await as('partner', ['partnership', 'end', id, '--because', 'the task is done']);
  assertEnded(ended, 0, /state +ended\n[^]*because +the task is done/);
  assertEnded(await as('partner', ['partnership', 'end', id]), 2);
  const json = await as('developer', ['partnership', 'show', id, '--json']);
  const view = JSON.parse(json.out) as { findings: number; settled: { side: string } };
  assert.deepEqual([view.findings, view.settled.side], [1, 'partner']);
});

test('a nomination is refused by a reason of the criteria, or taken back', async () => {
  const id = idIn(await nominate('evaluator'));
  const refuse = (code: string) =>
    as('developer', [
      ...['partnership', 'refuse', id, '--code', code],
      ...['--because', 'it asks for more than its task needs'],
    ]);
  assertEnded(await as('evaluator', ['partnership', 'withdraw', id]), 0, /state +withdrawn/);
  assertEnded(await refuse('scope_too_wide'), 2);
  const again = idIn(await nominate('evaluator'));
  const refused = ['partnership', 'refuse', again, '--because', 'it asks for more than it needs'];
  assertEnded(await as('developer', [...refused, '--code', 'no_such_code']), 3, /scope_too_wide/);
  assertEnded(
    await as('developer', [...refused, '--code', 'scope_too_wide']),
    0,
    /reason +scope_too_wide/,
  );
  assertEnded(await as('partner', ['partnership', 'show', again]), 0, /reason +scope_too_wide/);
  assertEnded(await as('consultee', ['partnership', 'show', again]), 2);
});

test('a file that is no nomination is refused before anything is sent, and nothing is signed that it does not say', async () => {
  assertEnded(await nominate('developer', { category: 'friend' }), 3, /category/);
  assertEnded(await nominate('developer', { approved: true }), 3);
  const lying = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      void fetch(`${server.url}${request.url ?? ''}`, {
        method: request.method ?? 'POST',
        headers: {
          'content-type': 'application/json',
          authorization: request.headers.authorization ?? '',
        },
        body: Buffer.concat(chunks).toString().replace('metering service', 'everything there is'),
      }).then(async (answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json' });
        response.end(await answer.text());
      });
    });
  });
  await new Promise<void>((resolve) => lying.listen(0, '127.0.0.1', resolve));
  const { port } = lying.address() as AddressInfo;
  submissionId = await stage.engagements.submission('unseen');
  const ended = await nominate('developer', {}, `http://127.0.0.1:${port}`);
  assertEnded(ended, 1, /another statement than the nomination says; nothing was signed/);
  lying.closeAllConnections();
  lying.close();
  assertEnded(await nominate('developer'), 0);
});

test('reads are listed with the rules, and two people destroy the material of a withdrawn engagement', async () => {
  const id = await stage.engagements.submission('withdrawn');
  assertEnded(await as('developer', ['submission', 'reads', id]), 0, /canary +A decoy was opened/);
  assertEnded(await as('developer', ['submission', 'receipt', id]), 2);
  const because = 'the engagement is over and its terms ask for it';
  const ask = ['submission', 'destroy', id, '--because', because];
  const confirm = ['submission', 'destroy', id, '--confirm'];
  assertEnded(await as('developer', confirm), 2);
  assertEnded(await as('developer', ask), 0, /destruction +asked\n[^]*another person/);
  assertEnded(await as('developer', confirm), 2, /second person/);
  assertEnded(await as('developerColleague', confirm), 0, /destruction +done\n[^]*items +0/);
  const receipt = await as('evaluator', ['submission', 'receipt', id]);
  assertEnded(receipt, 0, /^sallyport destruction receipt v1\n/);
  assert.match(receipt.out, new RegExp(`engagement ${id}`));
  const review = ['submission', 'review-read', id, 'a'.repeat(43), '--as', 'explained'];
  assertEnded(await as('developer', [...review, '--words', 'was asked to look']), 2);
});
