/**
 * Two sides of a whole installation and one real gateway between them, over HTTP: four people with keys of
 * their own, a witness of each side, a runner with a key, and a model that answers what a test says.
 */
import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type ClientRequest } from 'node:http';
import { request } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { textOf, type GrantKind, type Side } from '#gateway';
import { newSigner, signatureLine, type NoteKey, type NoteSigner } from '#standards/tlog';
import { selfSigned, spkiSha256 } from '#standards/x509';
import { startTestServer, type TestServer } from '#test/server';
import { startGateway, startWitness, type RunningWitness } from '../../gateway/index.ts';
import { budget, endpoints, listenerCertificate, termsFrom } from './access.fixture.ts';
import { readerKeySha256 } from './reader.ts';

export type Approver = 'developer' | 'developerColleague' | 'evaluator' | 'evaluatorColleague';
const four: Approver[] = ['developer', 'developerColleague', 'evaluator', 'evaluatorColleague'];
const sideOf = (who: Approver): Side => (who.startsWith('developer') ? 'developer' : 'evaluator');
export type Who = Parameters<TestServer['as']>[0];

/** Of a grant's view, what these tests look at. */
export interface GrantSeen {
  id: string;
  state: string;
  may: string[];
  digest: string;
  spent: { requests: number; tokens: number };
  assetRequests: { asset: string; requests: number }[];
  ended: { side: string; person: string; isGatewayTold: boolean } | null;
  window: object | null;
  signatures: object[];
}

export interface Answered {
  status: number;
  body: string;
  /** Place in the log and salt: with it the caller can show what it asked. */
  receipt: string;
}

export interface Engaged {
  server: TestServer;
  submissionId: string;
  /** The gateway's own folder. */
  gatewayFolder: string;
  /** The log's key, and the witnesses'. */
  log: NoteKey;
  witnesses: NoteKey[];
  keys: Record<Approver, NoteSigner>;
  runnerKeySha256: string;
  get(who: Who, path: string): Promise<Response>;
  post(who: Approver, path: string, body: object, status?: number): Promise<GrantSeen>;
  grant(id: string): Promise<GrantSeen>;
  /** What the evaluator asks for. */
  wishFor(kind: 'government' | 'tool'): object;
  /** A grant that four people signed and the gateway put in force. */
  inForce(kind: 'government' | 'tool', requests?: number): Promise<string>;
  /** The same of one that was asked for already. */
  putInForce(grantId: string, kind: GrantKind, requests?: number): Promise<void>;
  /** One message to the model, as the runner. */
  ask(content?: string, headers?: Record<string, string>): Promise<Answered>;
  /** The same, once the answer’s first bytes are there; `isWhole` tells how it ended. */
  begin(headers?: Record<string, string>): Promise<{ isWhole: Promise<boolean> }>;
  close(): Promise<void>;
}

const plainAnswer = (): string =>
  '{"model":"kestrel","content":[{"type":"text","text":"hi"}],"usage":{"input_tokens":7,"output_tokens":5}}';

export async function startEngaged(
  answer: (asked: string) => string | AsyncIterable<string> = plainAnswer,
): Promise<Engaged> {
  const closing: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const each of closing.splice(0).reverse()) await each();
  };
  const server = await startTestServer();
  closing.push(() => server.close());
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-engaged-'));
  closing.push(() => rm(folder, { recursive: true, force: true }));
  const keys = Object.fromEntries(four.map((who) => [who, newSigner(`approver/${who}`)])) as Record<
    Approver,
    NoteSigner
  >;
  const witnessSigners = {
    developer: newSigner('larch.example/witness', 'cosignature'),
    evaluator: newSigner('tern.example/witness', 'cosignature'),
  };
  const log = newSigner('larch.example/kestrel');
  const listener = listenerCertificate();
  const runnerKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  const get = async (who: Who, path: string): Promise<Response> => {
    const response = await server.as(who).get(path);
    assert.equal(response.status, 200, `${path}: ${response.status}`);
    return response;
  };
  const post: Engaged['post'] = async (who, path, body, status = 200) => {
    const response = await server.as(who).post(path, body);
    const text = await response.text();
    assert.equal(response.status, status, `${path}: ${text}`);
    return (text === '' ? {} : JSON.parse(text)) as GrantSeen;
  };
  const grant = async (id: string): Promise<GrantSeen> =>
    (await (await get('evaluator', `/api/grants/${id}`)).json()) as GrantSeen;

  for (const who of four) await post(who, '/api/approver-key', { vkey: keys[who].key.vkey }, 201);
  const model = createServer((asked, response) => {
    const chunks: Buffer[] = [];
    asked.on('data', (chunk: Buffer) => chunks.push(chunk));
    asked.on('end', () => {
      const given = answer(Buffer.concat(chunks).toString());
      const isWhole = typeof given === 'string';
      response.setHeader('content-type', isWhole ? 'application/json' : 'text/event-stream');
      if (isWhole) response.end(given);
      else void pipeline(given, response).catch(() => undefined);
    });
  });
  const modelPort = await portOf(model);
  closing.push(async () => {
    model.closeAllConnections();
    model.close();
  });
  const port = await freePort();
  const { id: submissionId } = await post(
    'developer',
    '/api/submissions',
    {
      evaluatorId: server.people.evaluator.organisationId,
      declaredAs: 'Kestrel',
      modelDigest: 'ab'.repeat(32),
      gateway: {
        gatewayUrl: `https://127.0.0.1:${port}`,
        listenerCertificate: listener.cert,
        logVkey: log.key.vkey,
        witnessVkey: witnessSigners.developer.key.vkey,
      },
      plannedReleaseAt: textOf(new Date(Date.now() + 30 * 86_400_000 - 5000)),
    },
    201,
  );
  await server.agree(submissionId);
  const witnessPath = `/api/submissions/${submissionId}/witness`;
  await post('evaluator', witnessPath, { vkey: witnessSigners.evaluator.key.vkey }, 204);
  const witnesses: RunningWitness[] = [];
  for (const side of ['developer', 'evaluator'] as const) {
    const witness = await startWitness({
      signer: witnessSigners[side],
      logs: [log.key],
      folder: join(folder, side),
      host: '127.0.0.1',
      port: 0,
    });
    closing.push(() => witness.close());
    witnesses.push(witness);
  }
  const roster = (side: Side, organisation: string) => ({
    organisation,
    approvers: four
      .filter((who) => sideOf(who) === side)
      .map((who) => ({ person: who, key: keys[who].key })),
  });
  const gatewayFolder = join(folder, 'gateway');
  const gateway = await startGateway({
    folder: gatewayFolder,
    submission: submissionId,
    version: '0',
    rosters: {
      developer: roster('developer', 'Larch Labs (invented)'),
      evaluator: roster('evaluator', 'Tern Office (invented)'),
    },
    surfaces: new Map([['messages API', endpoints]]),
    signer: log,
    witnesses: witnesses.map(({ key, url }) => ({ key, url })),
    readers: [readerKeySha256(server.keys.inner)],
    upstream: { url: `http://127.0.0.1:${modelPort}` },
    listen: { host: '127.0.0.1', port },
    tls: listener,
    statusPort: 0,
  });
  closing.push(() => gateway.close());
  await server.startWorker('inner');
  const runnerKeySha256 = spkiSha256(runnerKey);

  const wishFor = (kind: 'government' | 'tool') => ({
    kind,
    runner: {
      pseudonym: 'evaluator-7',
      office: 'capability team',
      keySha256: runnerKeySha256,
      name: 'Eli Tern (invented)',
    },
    purpose: 'to measure it',
    endpoints,
    lengthS: 86_400,
    budget,
  });

  async function inForce(kind: 'government' | 'tool', requests?: number): Promise<string> {
    const path = `/api/submissions/${submissionId}/grants`;
    const { id } = await post('evaluator', path, wishFor(kind), 201);
    await putInForce(id, kind, requests);
    return id;
  }

  async function putInForce(id: string, kind: GrantKind, requests = 3): Promise<void> {
    const path = `/api/submissions/${submissionId}`;
    const seen = (await (await get('developer', path)).json()) as { plannedReleaseAt: string };
    const release = new Date(seen.plannedReleaseAt);
    const terms = termsFrom(new Date(), kind, { lengthS: 86_400, release });
    const offer = { ...terms, budget: { ...terms.budget, requests } };
    await post('developer', `/api/grants/${id}/offer`, offer);
    for (const who of four) {
      const note = await (await get(who, `/api/grants/${id}/note`)).text();
      const text = note.split('\n\n')[0]?.replace(/\n?$/, '\n') ?? '';
      const line = signatureLine(text, keys[who]);
      await post(who, `/api/grants/${id}/signatures`, { note: line });
    }
    await until(
      () => grant(id),
      ({ state }) => state === 'active',
    );
  }

  function send(
    content: string,
    given: Record<string, string>,
    outputTokensMax?: number,
  ): ClientRequest {
    const cert = selfSigned({
      privateKey: runnerKey,
      name: 'runner',
      from: new Date(Date.now() - 60_000),
      until: new Date(Date.now() + 3_600_000),
    });
    const key = runnerKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    const body = promptOf(content, outputTokensMax);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      ...given,
    };
    const options = { method: 'POST', ca: listener.cert, key, cert, headers };
    const outgoing = request(`${gateway.url}/v1/messages`, options);
    outgoing.end(body);
    return outgoing;
  }

  function begin(headers: Record<string, string> = {}): Promise<{ isWhole: Promise<boolean> }> {
    return new Promise((resolve, reject) => {
      const outgoing = send('tell me everything', headers, budget.outputTokensMax);
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const isWhole = new Promise<boolean>((ended) => {
          incoming.on('close', () => ended(incoming.complete));
          incoming.on('error', () => undefined);
        });
        incoming.once('data', () => resolve({ isWhole }));
      });
    });
  }

  function ask(content = 'hello', headers: Record<string, string> = {}): Promise<Answered> {
    return new Promise((resolve, reject) => {
      const outgoing = send(content, headers);
      outgoing.on('error', reject);
      outgoing.on('response', (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            body: Buffer.concat(chunks).toString(),
            receipt: String(incoming.headers['sallyport-receipt'] ?? ''),
          }),
        );
      });
    });
  }

  return {
    server,
    submissionId,
    gatewayFolder,
    log: log.key,
    witnesses: Object.values(witnessSigners).map(({ key }) => key),
    keys,
    runnerKeySha256,
    get,
    post,
    grant,
    wishFor,
    inForce,
    putInForce,
    ask,
    begin,
    close,
  };
}

/** The body that the runner sends. */
export const promptOf = (content: string, outputTokensMax = 20): string =>
  JSON.stringify({
    model: 'kestrel',
    max_tokens: outputTokensMax,
    messages: [{ role: 'user', content }],
  });

/** Looks until it is so; a hang is the test runner's to end. */
export async function until<T>(look: () => Promise<T>, isSo: (seen: T) => boolean): Promise<T> {
  for (;;) {
    const seen = await look();
    if (isSo(seen)) return seen;
    await sleep(50);
  }
}

async function portOf(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const port = await portOf(probe);
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
