/** `grant` over a server: asked for, offered, signed by four, ended; and what a server that lies comes to. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { grantText, type GrantTerms } from '#gateway';
import { startTestServer, type TestServer } from '#test/server';
import { newSigner } from '#standards/tlog';
import { assertEnded, done, later, sallyport, type Ended } from '../program.fixture.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-grant-server-'));
const at = (name: string) => join(folder, name);
const dayMs = 86_400_000;
const releaseAt = later(20 * dayMs);
const four = ['developer', 'developerColleague', 'evaluator', 'evaluatorColleague'] as const;
type Who = (typeof four)[number];

let server: TestServer;
let submissionId: string;
const tokens = new Map<Who, string>();
const pems: string[] = [];
const liars: Server[] = [];

after(async () => {
  liars.forEach((liar) => liar.close());
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

before(async () => {
  server = await startTestServer();
  await done(['keys', 'gateway', '--host', '127.0.0.1', '--out', at('gateway')]);
  await done(['keys', 'new', '--name', 'alder/rhea', '--out', at('rhea.key')]);
  for (const who of four) {
    tokens.set(who, await server.token(who, ['grant:read', 'grant:write']));
    await done(['keys', 'new', '--name', `party/${who}`, '--out', at(`${who}.key`)]);
    pems.push(readFileSync(at(`${who}.key`), 'utf8').split('\n')[2] ?? '');
    const register = ['register', '--key', at(`${who}.key`), '--server', server.url];
    assertEnded(await as(who, register, 'http://127.0.0.1:1'), 0, /read aloud/);
  }
  const opened = await server.as('developer').post('/api/submissions', {
    evaluatorId: server.people.evaluator.organisationId,
    declaredAs: 'larch-9',
    modelDigest: 'ab'.repeat(32),
    gateway: {
      gatewayUrl: 'https://127.0.0.1:1',
      listenerCertificate: readFileSync(join(at('gateway'), 'cert.pem'), 'utf8'),
      logVkey: newSigner('larch.example/log').key.vkey,
      witnessVkey: null,
    },
    plannedReleaseAt: releaseAt,
  });
  assert.equal(opened.status, 201);
  submissionId = ((await opened.json()) as { id: string }).id;
  await server.agree(submissionId);
  writeFileSync(at('request.json'), JSON.stringify(request));
  writeFileSync(at('offer.json'), JSON.stringify(offer));
});

const budget = {
  requests: 1000,
  tokens: 1_000_000,
  streamsMax: 8,
  outputTokensMax: 4096,
  contextTokensMax: 200_000,
  requestBytesMax: 1024 * 1024,
};
const endpoints = [{ method: 'POST', path: '/v1/messages' }];
const request = {
  kind: 'government',
  runner: {
    pseudonym: 'evaluator-7',
    office: 'Capability team',
    keySha256: 'cd'.repeat(32),
    name: 'Noor Field (invented)',
  },
  purpose: 'to measure what it can do',
  endpoints,
  lengthS: 7 * 86_400,
  budget,
};
const offer = {
  endpoints,
  window: {
    claimFrom: later(-60_000),
    claimUntil: later(7 * dayMs),
    lengthS: 7 * 86_400,
    partnerReleaseAt: releaseAt,
  },
  budget,
  marking: 'TLP:AMBER+STRICT',
  procedure: null,
  modelNames: ['larch-9'],
};

/** The command as one of the four, with their token; nothing secret is ever printed. */
async function as(who: Who, args: readonly string[], url = server.url): Promise<Ended> {
  const token = tokens.get(who) ?? '';
  const ended = await sallyport(['grant', ...args], {
    env: { SALLYPORT_SERVER: url, SALLYPORT_TOKEN: token },
  });
  for (const secret of [token, ...pems]) {
    assert.ok(!`${ended.out}${ended.err}`.includes(secret), 'a secret was printed');
  }
  return ended;
}

async function seen<T>(who: Who, args: readonly string[]): Promise<T> {
  const ended = await as(who, [...args, '--json']);
  assertEnded(ended, 0);
  return JSON.parse(ended.out) as T;
}

interface Step {
  id: string;
  state: string;
  digest: string;
  terms: GrantTerms;
  missing: { developer: number; evaluator: number };
}

async function offered(): Promise<{ id: string; digest: string }> {
  const { id } = await seen<Step>('evaluator', ['request', submissionId, at('request.json')]);
  await seen('developer', ['offer', id, at('offer.json')]);
  return { id, digest: (await seen<Step>('evaluator', ['show', id])).digest };
}

const sign = (who: Who, id: string, digest: string, url?: string, key: string = who) =>
  as(who, ['sign', id, '--key', at(`${key}.key`), '--digest', digest], url);

test('a grant goes its whole way without the web', async () => {
  const asked = await as('evaluator', ['request', submissionId, at('request.json')]);
  assertEnded(asked, 0, /state {8}requested/);
  const id = /grant_[0-9a-z]{26}/.exec(asked.out)?.[0] ?? '';
  assert.ok(!asked.out.includes(request.runner.name));
  assertEnded(await as('developer', ['list']), 0, new RegExp(`${submissionId} +larch-9`));
  const listed = await as('developer', ['list', '--submission', submissionId]);
  assertEnded(listed, 0, new RegExp(`${id} +requested +government +evaluator-7 +offer, decline`));
  assertEnded(
    await as('developer', ['show', id]),
    0,
    /to measure what it can do[^]*1,000 requests/,
  );
  assertEnded(await as('developer', ['offer', id, at('offer.json')]), 0, /state {8}offered/);

  const { digest } = await seen<Step>('evaluatorColleague', ['show', id]);
  for (const [place, who] of four.entries()) {
    const signed = await sign(who, id, digest);
    assertEnded(signed, 0, place === 3 ? /two people of each side have signed/ : /missing/);
  }
  const names = ['Dara Larch (party/developer)', 'Esra Tern (party/evaluatorColleague)'];
  const { out } = await as('developer', ['show', id]);
  for (const name of names) assert.match(out, new RegExp(`signed +${name.replace(/[()]/g, '.')}`));
  const standing = await as('evaluator', ['standing', id]);
  assertEnded(
    standing,
    0,
    /state +signing[^]*not opened; it can be until .*, 6 days 23 h from now/,
  );
  assert.match(standing.out, /requests +0 of 1,000\ntokens +0 of 1,000,000/);

  const revoked = await as('evaluatorColleague', [
    ...['revoke', id, '--key', at('evaluatorColleague.key')],
  ]);
  assertEnded(revoked, 0, /for the evaluator[^]*revoked[^]*told until it answers/);
  assertEnded(
    await as('developer', ['standing', id]),
    0,
    /by the evaluator[^]*has not answered yet/,
  );
});

test('each side takes back what it put, or declines what was put to it', async () => {
  const asked = await seen<Step>('evaluator', ['request', submissionId, at('request.json')]);
  assertEnded(await as('developer', ['withdraw', asked.id]), 2, /decline it instead/);
  const declined = ['decline', asked.id, '--because', 'not this month'];
  assertEnded(await as('developer', declined), 0, /state {8}declined/);
  assertEnded(await as('evaluator', ['standing', asked.id]), 0, /by the developer: not this month/);
  const { id } = await offered();
  assertEnded(await as('developer', ['withdraw', id]), 0, /state {8}withdrawn/);
  assertEnded(await as('developer', ['withdraw', id]), 2);
});

describe('a signature is not made', () => {
  test('without the digest of the terms as they now are', async () => {
    const { id, digest } = await offered();
    const wider = { ...offer, budget: { ...budget, tokens: 9_000_000 } };
    writeFileSync(at('wider.json'), JSON.stringify(wider));
    assertEnded(await as('developer', ['offer', id, at('wider.json')]), 0);
    assertEnded(await sign('evaluator', id, digest), 2, /are not those of this digest/);
    const now = await seen<Step>('evaluator', ['show', id]);
    assert.equal(now.terms.budget.tokens, 9_000_000);
    assert.deepEqual(now.missing, { developer: 2, evaluator: 2 });
  });

  test('by a stranger’s key, a colleague’s, or twice', async () => {
    const { id, digest } = await offered();
    assertEnded(await sign('evaluator', id, digest, undefined, 'rhea'), 2, /no approver’s/);
    const borrowed = await sign('evaluator', id, digest, undefined, 'evaluatorColleague');
    assertEnded(borrowed, 3, /your registered key did not sign/);
    assertEnded(await sign('evaluator', id, digest), 0);
    assertEnded(await sign('evaluator', id, digest), 2, /has signed this already/);
    const { missing } = await seen<Step>('developer', ['show', id]);
    assert.deepEqual(missing, { developer: 2, evaluator: 1 });
  });

  test('by a key that one’s own file of parties does not have, whatever the server says', async () => {
    const { id, digest } = await offered();
    const vkey = (name: string) => readFileSync(at(name), 'utf8').split('\n')[0] ?? '';
    const witness = async (name: string) => {
      await done(['keys', 'witness', '--name', `w/${name}`, '--out', at(`${name}.w`)]);
      return vkey(`${name}.w`);
    };
    const own = {
      developer: {
        organisation: 'Larch Labs (invented)',
        approvers: [
          { person: 'Rhea', key: vkey('rhea.key') },
          { person: 'Dov', key: vkey('developerColleague.key') },
        ],
        witness: await witness('d'),
      },
      evaluator: {
        organisation: 'Tern Office (invented)',
        approvers: [
          { person: 'Eli', key: vkey('evaluator.key') },
          { person: 'Esra', key: vkey('evaluatorColleague.key') },
        ],
        witness: await witness('e'),
      },
    };
    writeFileSync(at('parties.json'), JSON.stringify(own));
    assertEnded(await sign('developer', id, digest), 0);
    const parties = ['--parties', at('parties.json')];
    const shown = await as('developer', ['show', id, ...parties]);
    assertEnded(shown, 0, /missing +two people of the developer/);
    const args = ['sign', id, '--key', at('developer.key'), '--digest', digest, ...parties];
    assertEnded(await as('developer', args), 2, /no approver’s/);
  });
});

describe('a server that lies', () => {
  /** Passes everything on but what `lie` answers instead; says what was posted to it. */
  async function liar(lie: (path: string) => string | undefined) {
    const posted: string[] = [];
    const between = createServer((incoming, response) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const path = incoming.url ?? '';
        const instead = incoming.method === 'GET' ? lie(path) : undefined;
        if (incoming.method === 'POST') posted.push(path);
        if (instead !== undefined) return void response.end(instead);
        void fetch(`${server.url}${path}`, {
          method: incoming.method ?? 'GET',
          headers: { authorization: incoming.headers.authorization ?? '' },
        }).then(async (answer) => response.writeHead(answer.status).end(await answer.text()));
      });
    });
    liars.push(between);
    await new Promise<void>((listening) => between.listen(0, '127.0.0.1', listening));
    return { url: `http://127.0.0.1:${(between.address() as AddressInfo).port}`, posted };
  }

  test('gets no signature on other terms, and none that ends another grant', async () => {
    const { id, digest } = await offered();
    const other = await offered();
    const { terms } = await seen<Step>('evaluator', ['show', id]);
    const wider = grantText({ ...terms, budget: { ...terms.budget, tokens: 9_000_000 } });
    const { terms: others } = await seen<Step>('evaluator', ['show', other.id]);
    for (const [text, code, words] of [
      [wider, 2, /are not those of this digest/],
      [grantText(others), 1, /terms of another grant/],
      ['{}', 3, /a grant is the line/],
      ['\u001b[2Jhello\n', 3, /a grant is the line/],
    ] as const) {
      const { url, posted } = await liar((path) => (path.endsWith('/note') ? text : undefined));
      assertEnded(await sign('evaluator', id, digest, url), code, words);
      if (code !== 2) {
        const revoke = ['revoke', id, '--key', at('evaluator.key')];
        assertEnded(await as('evaluator', revoke, url), code, words);
      }
      assert.deepEqual(posted, []);
    }
  });

  test('is told apart from one that is no Sallyport at all', async () => {
    const { id, digest } = await offered();
    for (const body of ['<html>welcome</html>', '{}', '[]', '{"id":"\u001b[2J"}']) {
      const { url, posted } = await liar(() => body);
      for (const args of [['show', id], ['standing', id], ['list']]) {
        assertEnded(await as('evaluator', args, url), 1, /not as a Sallyport does/);
      }
      assertEnded(await sign('evaluator', id, digest, url), 1, /not as a Sallyport does/);
      assert.deepEqual(posted, []);
    }
  });
});

test('ends as every command does: refused, invalid, unreachable', async () => {
  const { id } = await offered();
  const nobody = 'http://127.0.0.1:1';
  assertEnded(await as('evaluator', ['standing', id], nobody), 4, /cannot reach/);
  const noToken = await sallyport(['grant', 'list', '--server', server.url]);
  assertEnded(noToken, 2, /no API token/);
  const reader = await server.token('evaluator', ['grant:read']);
  writeFileSync(at('token'), `${reader}\n`);
  const byReader = (args: string[]) =>
    sallyport(['grant', ...args, '--server', server.url, '--token-file', at('token')]);
  assertEnded(await byReader(['standing', id]), 0);
  assertEnded(await byReader(['decline', id]), 2);
  const absent = `grant_${'0'.repeat(26)}`;
  assertEnded(await as('evaluator', ['standing', absent]), 2);
  assertEnded(await as('developer', ['request', submissionId, at('request.json')]), 2);
  writeFileSync(at('bad.json'), JSON.stringify({ ...request, lengthS: 2_592_001 }));
  assertEnded(await as('evaluator', ['request', submissionId, at('bad.json')]), 3, /\/lengthS/);
  writeFileSync(
    at('unplanned.json'),
    JSON.stringify({ ...offer, window: { ...offer.window, partnerReleaseAt: later(25 * dayMs) } }),
  );
  assertEnded(
    await as('developer', ['offer', id, at('unplanned.json')]),
    3,
    /planned partner release/,
  );
  assertEnded(await as('evaluator', ['register', '--key', at('rhea.key')]), 2, /done in person/);
});
