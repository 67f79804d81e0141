/**
 * Two sides, a gateway in front of a scripted model, and a past: days in which a first grant was used and
 * ended. All of it real but the calendar: one clock, some days behind, is moved forward for everybody.
 */
import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { textOf } from '#gateway';
import type { Clock } from '#platform/clock';
import { newSigner, signatureLine, signNote, type NoteSigner } from '#standards/tlog';
import { startModel, type RunningModel } from '#test/model';
import type { TestServer } from '#test/server';
import { writeKeyFile } from '../../cli/keys/key-file.ts';
import { newListener, newRunner } from '../../demo/gateway-keys.ts';
import type { Runner } from '../../demo/runner.ts';
import { startGateway, startWitness, type RunningGateway } from '../../gateway/index.ts';

export const dayMs = 86_400_000;
export const modelName = 'kestrel-9';
export const waitMsMax = 30_000;
const launcher = join(import.meta.dirname, '../../sallyport');

export const endpoints = [{ method: 'POST', path: '/v1/chat/completions' }];
export const budget = {
  requests: 100,
  tokens: 50_000,
  streamsMax: 4,
  outputTokensMax: 1500,
  contextTokensMax: 32_000,
  requestBytesMax: 65_536,
};

export type PartyName = 'developer' | 'developerColleague' | 'evaluator' | 'evaluatorColleague';
const developers = ['developer', 'developerColleague'] as const;
const evaluators = ['evaluator', 'evaluatorColleague'] as const;
export const four: readonly PartyName[] = [...developers, ...evaluators];

/** The host's clock, so many milliseconds behind it. */
export interface MovedClock extends Clock {
  behindMs: number;
}
export function clockBehind(behindMs: number): MovedClock {
  return {
    behindMs,
    now() {
      return new Date(Date.now() - this.behindMs);
    },
  };
}

export interface AccessStage {
  submissionId: string;
  runner: Runner;
  model: RunningModel;
  gateway: RunningGateway;
  /** Offers what was asked for. */
  offer(grantId: string): Promise<void>;
  /** Brings the signatures of these people. */
  sign(grantId: string, people: readonly PartyName[]): Promise<void>;
  /** Types a command as a page shows it, where that person keeps their key; returns what it printed. */
  type(who: PartyName, command: string): Promise<string>;
  /** Where that person types. */
  desk(who: PartyName): string;
  revoke(grantId: string, by: PartyName): Promise<void>;
  call<Answer>(
    who: PartyName,
    method: 'GET' | 'POST',
    path: string,
    body?: object,
  ): Promise<Answer>;
  close(): Promise<void>;
}

export async function openAccessStage(server: TestServer, clock: MovedClock): Promise<AccessStage> {
  const folder = await mkdtemp(join(tmpdir(), 'sallyport-browser-access-'));
  const signers = Object.fromEntries(
    four.map((who, place) => [who, newSigner(`people.example/${place + 1}`)]),
  ) as Record<PartyName, NoteSigner>;
  const call = callerOf(server);
  const plannedReleaseAt = textOf(new Date(clock.now().getTime() + 28 * dayMs));
  const desk = (who: PartyName) => join(folder, who);
  for (const who of four) {
    await call(who, 'POST', '/api/approver-key', { vkey: signers[who].key.vkey });
    await mkdir(desk(who));
    writeKeyFile(join(desk(who), 'MY-KEY'), signers[who]);
    await symlink(launcher, join(desk(who), 'sallyport'));
  }
  const log = newSigner('larch.example/kestrel-9');
  const witnesses = await Promise.all(
    ['larch.example/witness', 'tern.example/witness'].map((name, place) =>
      startWitness({
        signer: newSigner(name, 'cosignature'),
        logs: [log.key],
        folder: join(folder, `witness-${place}`),
        host: '127.0.0.1',
        port: 0,
        nowS: () => Math.floor(clock.now().getTime() / 1000),
      }),
    ),
  );
  const model = await startModel({ models: [modelName], apiKey: 'kept-here', chunks: 30 });
  const listener = await newListener();
  const submission = await call<{ id: string; gateway: { readerKeySha256: string } }>(
    'developer',
    'POST',
    '/api/submissions',
    {
      evaluatorId: server.people.evaluator.organisationId,
      declaredAs: modelName,
      modelDigest: randomBytes(32).toString('hex'),
      gateway: {
        gatewayUrl: `https://127.0.0.1:${listener.port}`,
        listenerCertificate: listener.cert,
        logVkey: log.key.vkey,
        witnessVkey: witnesses[0]?.key.vkey ?? null,
      },
      plannedReleaseAt,
    },
  );
  await server.agree(submission.id);
  await call('evaluator', 'POST', `/api/submissions/${submission.id}/witness`, {
    vkey: witnesses[1]?.key.vkey,
  });
  const credential = join(folder, 'credential');
  await writeFile(credential, 'Bearer kept-here\n', { mode: 0o600 });
  const rosterOf = (organisation: string, people: readonly PartyName[]) => ({
    organisation,
    approvers: people.map((who) => ({ person: server.people[who].name, key: signers[who].key })),
  });
  const gateway = await startGateway({
    folder: join(folder, 'gateway'),
    submission: submission.id,
    version: 'test',
    rosters: {
      developer: rosterOf('Larch Labs (invented)', developers),
      evaluator: rosterOf('Tern Office (invented)', evaluators),
    },
    signer: log,
    witnesses: witnesses.map(({ key, url }) => ({ key, url })),
    readers: [submission.gateway.readerKeySha256],
    upstream: { url: model.url, credential: { header: 'authorization', file: credential } },
    listen: { host: '127.0.0.1', port: listener.port },
    tls: { key: listener.key, cert: listener.cert },
    statusPort: 0,
    clock: () => clock.now(),
  });
  return {
    submissionId: submission.id,
    runner: newRunner(listener),
    model,
    gateway,
    call,
    async offer(grantId) {
      const [from, to] = [clock.now(), new Date(clock.now().getTime() + 7 * dayMs)];
      await call('developer', 'POST', `/api/grants/${grantId}/offer`, {
        endpoints,
        window: {
          claimFrom: textOf(from),
          claimUntil: textOf(to),
          lengthS: (7 * dayMs) / 1000,
          partnerReleaseAt: plannedReleaseAt,
        },
        budget,
        marking: 'TLP:AMBER+STRICT',
        procedure: null,
        modelNames: [modelName],
      });
    },
    async sign(grantId, people) {
      for (const who of people) {
        const note = await call<string>(who, 'GET', `/api/grants/${grantId}/note`);
        // Before the first signature the note is its text alone.
        const [text = ''] = note.split('\n\n');
        await call(who, 'POST', `/api/grants/${grantId}/signatures`, {
          note: signatureLine(`${text.trimEnd()}\n`, signers[who]),
        });
      }
    },
    desk,
    async type(who, command) {
      const token = await server.token(who, ['grant:read', 'grant:write']);
      const { stdout } = await promisify(execFile)('/bin/sh', ['-c', command], {
        cwd: desk(who),
        env: { ...process.env, SALLYPORT_TOKEN: token },
        timeout: waitMsMax,
      });
      return stdout;
    },
    async revoke(grantId, by) {
      const { text } = await call<{ text: string }>(by, 'GET', `/api/grants/${grantId}/revocation`);
      await call(by, 'POST', `/api/grants/${grantId}/revocation`, {
        note: signNote(text, [signers[by]]),
      });
    },
    async close() {
      await gateway.close();
      await Promise.all([...witnesses, model].map((each) => each.close()));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

type Call = AccessStage['call'];

/** With a token of its own for each call: a session ends while the clock moves by days. */
const callerOf =
  (server: TestServer): Call =>
  async <Answer>(who: PartyName, method: string, path: string, body?: object): Promise<Answer> => {
    const token = await server.token(who, ['grant:read', 'grant:write']);
    const response = await fetch(`${server.url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return (isJson ? JSON.parse(text) : text) as Answer;
  };
