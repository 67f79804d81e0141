/**
 * Reach without custody: a developer's gateway in front of a scripted model, two people of each side who
 * sign with their own keys, a runner that streams, a budget that runs out, a revocation in mid-stream,
 * and a verification by somebody who trusts neither side. The model is scripted and says nothing about
 * any real one; everything around it is what an installation runs.
 */
import { execFile } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { textOf, type GrantKind } from '#gateway';
import type { Office } from '#platform/auth';
import type { ZoneParts } from '#platform/context';
import { newSigner, signNote, type NoteSigner } from '#standards/tlog';
import { startModel, type RunningModel } from '#test/model';
import {
  startGateway,
  startWitness,
  type RunningGateway,
  type RunningWitness,
} from '../gateway/index.ts';
import { enrolPlayers, type EnrolledPlayer } from './cast.ts';
import { newListener, newRunner } from './gateway-keys.ts';
import type { Narrator } from './narrator.ts';
import { ask, type Runner } from './runner.ts';

const developer = 'Quillwort Models (invented)';
const evaluator = 'Office of Model Review (invented)';
export const modelName = 'quillwort-1';
const dayMs = 86_400_000;
const releaseAt = textOf(new Date(Date.now() + 25 * dayMs));

export interface Person {
  player: EnrolledPlayer;
  signer: NoteSigner;
}

interface Stage {
  developers: [Person, Person];
  evaluators: [Person, Person];
  /** Of the evaluating office too: they determine, and sign no grant. */
  officials: [Person, Person];
  submissionId: string;
  model: RunningModel;
  gateway: RunningGateway;
  witnesses: [RunningWitness, RunningWitness];
  log: NoteSigner;
  runner: Runner;
}

/** What stands when the story is told, for whoever goes on with it. */
export interface Reach {
  names: string[];
  developers: [Person, Person];
  evaluators: [Person, Person];
  officials: [Person, Person];
  submissionId: string;
  model: RunningModel;
  runner: Runner;
  /** The vkey of the gateway's log, and its witnesses'. */
  trust: string[];
  /** Another grant for the same runner, in force when this resolves. */
  grant(wanted: Wanted): Promise<string>;
  /** Terms for a grant that was asked for, signed by four; in force when this resolves. */
  putInForce(grantId: string, wanted: Wanted & { kind: GrantKind }): Promise<string>;
  /** The server holds all that the gateway logged. */
  settled(): Promise<void>;
  close(): Promise<void>;
}

export async function reachWithoutCustody(
  narrator: Narrator,
  office: ZoneParts,
  url: string,
  folder: string,
): Promise<Reach> {
  narrator.title(
    'reach without custody: an unreleased model, used and never held (scripted model)',
  );
  const stage = await setStage(narrator, office, url, join(folder, 'reach'));
  const first = await grantBySigning(narrator, stage, 'government', { tokens: 2_500 });
  await streamUntilSpent(narrator, stage, first);
  const second = await grantBySigning(narrator, stage, 'government', { tokens: 1_000_000 });
  await revokeInMidStream(narrator, stage, second);
  await verifyOffline(narrator, stage, join(folder, 'reach', 'verify'));
  const { developers, evaluators, officials, gateway, model, witnesses } = stage;
  return {
    ...{ developers, evaluators, officials, model },
    names: [...developers, ...evaluators, ...officials].map(({ player }) => player.name),
    submissionId: stage.submissionId,
    runner: stage.runner,
    trust: trustIn(stage),
    grant: (wanted) => grantBySigning(narrator, stage, 'government', wanted),
    putInForce: (grantId, wanted) => putInForce(stage, grantId, wanted),
    settled: () => stateSettled(stage),
    async close() {
      await gateway.close();
      await Promise.all([...witnesses, model].map((each) => each.close()));
    },
  };
}

async function setStage(
  narrator: Narrator,
  office: ZoneParts,
  url: string,
  folder: string,
): Promise<Stage> {
  await mkdir(folder, { recursive: true });
  const { developers, evaluators, officials } = await narrator.step(
    'Two people of each side make keys that only they hold, and register the public halves',
    async () => {
      const [first, second] = await team(office, url, developer, [
        { name: 'Maya Birk (invented)', offices: ['developer'] },
        { name: 'Jonas Adler (invented)', offices: ['developer'] },
      ]);
      const [third, fourth, fifth, sixth] = await team(office, url, evaluator, [
        { name: 'Ruth Calder (invented)', offices: ['evaluator'] },
        { name: 'Idris Vance (invented)', offices: ['evaluator'] },
        { name: 'Vera Holm (invented)', offices: ['determiner'] },
        { name: 'Anton Reyes (invented)', offices: ['determiner'] },
      ]);
      const value: Pick<Stage, 'developers' | 'evaluators' | 'officials'> = {
        developers: [first!, second!],
        evaluators: [third!, fourth!],
        officials: [fifth!, sixth!],
      };
      const keys = [...value.developers, ...value.evaluators].map(
        ({ player, signer }) => `${player.name}: ${signer.key.vkey.slice(0, 48)}…`,
      );
      return { value, evidence: keys.join('\n') };
    },
  );
  const log = newSigner('quillwort.example/demonstration');
  const witnesses = await Promise.all([
    witness(log, folder, 'quillwort.example/witness'),
    witness(log, folder, 'model-review.example/witness'),
  ]);
  const model = await startModel({
    models: [modelName],
    chunks: 200,
    paceMs: 5,
    apiKey: 'the-developers-own',
  });
  const listener = await newListener();
  const { port, cert } = listener;
  const runner = newRunner(listener);
  const submission = await narrator.step(
    'The developer opens a submission: a descriptor and the gateway’s address, no weights',
    async () => {
      const opened = (await developers[0].player.call('POST', '/api/submissions', {
        evaluatorId: evaluators[0].player.organisationId,
        declaredAs: modelName,
        modelDigest: 'd1'.repeat(32),
        gateway: {
          gatewayUrl: `https://127.0.0.1:${port}`,
          listenerCertificate: cert,
          logVkey: log.key.vkey,
          witnessVkey: witnesses[0].key.vkey,
        },
        plannedReleaseAt: releaseAt,
      })) as { id: string; gateway: { readerKeySha256: string } };
      await evaluators[0].player.call('POST', `/api/submissions/${opened.id}/witness`, {
        vkey: witnesses[1].key.vkey,
      });
      return { value: opened, evidence: `${opened.id}, planned partner release in 25 days` };
    },
  );
  await agree(narrator, submission.id, developers, evaluators);
  const gateway = await narrator.step(
    'The developer starts its gateway in front of its model; credential and weights stay there',
    async () => {
      const credential = join(folder, 'credential');
      await writeFile(credential, 'Bearer the-developers-own\n', { mode: 0o600 });
      const value = await startGateway({
        folder: join(folder, 'gateway'),
        submission: submission.id,
        version: 'demonstration',
        rosters: {
          developer: rosterOf(developer, developers),
          evaluator: rosterOf(evaluator, evaluators),
        },
        surfaces: new Map([[surface, endpoints]]),
        signer: log,
        witnesses: witnesses.map(({ key, url: at }) => ({ key, url: at })),
        readers: [submission.gateway.readerKeySha256],
        upstream: { url: model.url, credential: { header: 'authorization', file: credential } },
        listen: { host: '127.0.0.1', port },
        tls: listener,
        statusPort: 0,
      });
      return { value, evidence: `${value.url}, its own page at ${value.statusUrl}` };
    },
  );
  return {
    developers,
    evaluators,
    officials,
    submissionId: submission.id,
    model,
    gateway,
    witnesses,
    log,
    runner,
  };
}

/** Terms before access: each side names the text it read, and who will open what is sealed declares an interest. */
async function agree(
  narrator: Narrator,
  submissionId: string,
  developers: readonly Person[],
  evaluators: readonly Person[],
): Promise<void> {
  await narrator.step(
    'Both sides accept the same terms, and the evaluators declare that they have no interest',
    async () => {
      const { documents } = (await developers[0]?.player.call('GET', '/api/documents')) as {
        documents: { kind: string; sha256: string; title: string }[];
      };
      const terms = documents.find(({ kind }) => kind === 'terms');
      if (terms === undefined) throw new Error('the installation has no terms');
      const path = `/api/submissions/${submissionId}`;
      for (const [first] of [developers, evaluators])
        await first?.player.call('POST', `${path}/acceptances`, { sha256: terms.sha256 });
      for (const { player } of evaluators)
        await player.call('POST', `${path}/declaration`, { hasInterest: false });
      return { value: undefined, evidence: `“${terms.title}”, ${terms.sha256.slice(0, 16)}…` };
    },
  );
}

export interface Wanted {
  requests?: number;
  tokens: number;
  /** The published procedure that the terms name. */
  procedure?: string;
}

/** What the developer calls a surface, and all that is on it. */
export const surface = 'chat API';
const endpoints = [{ method: 'POST' as const, path: '/v1/chat/completions' }];
export const budgetOf = ({ requests = 100, tokens }: Wanted) => ({
  requests,
  tokens,
  streamsMax: 4,
  outputTokensMax: 1_500,
  contextTokensMax: 32_000,
  requestBytesMax: 65_536,
});
/** What is asked for besides the runner and the purpose. */
export const accessOf = (wanted: Wanted) => ({
  endpoints,
  lengthS: 7 * 86_400,
  budget: budgetOf(wanted),
});

/** Asked for, offered in exact words, signed by four, put in force. */
async function grantBySigning(
  narrator: Narrator,
  stage: Stage,
  kind: 'government',
  wanted: Wanted,
): Promise<string> {
  const { evaluators, submissionId, runner } = stage;
  return await narrator.step(
    `A grant of ${wanted.tokens.toLocaleString('en')} tokens: asked for, offered, signed by two people of each side`,
    async () => {
      const asked = {
        kind,
        runner: {
          pseudonym: 'evaluator-7',
          office: 'Capability team',
          keySha256: runner.keySha256,
          name: 'Noor Field (invented)',
        },
        purpose: 'Measure what the demonstration’s model can do.',
        ...accessOf(wanted),
      };
      const path = `/api/submissions/${submissionId}/grants`;
      const { id } = (await evaluators[0].player.call('POST', path, asked)) as { id: string };
      const digest = await putInForce(stage, id, { ...wanted, kind });
      return {
        value: id,
        evidence: `in force at the gateway, by its own log; digest ${digest.slice(0, 16)}…`,
      };
    },
  );
}

async function putInForce(
  stage: Stage,
  grantId: string,
  wanted: Wanted & { kind: GrantKind },
): Promise<string> {
  const { developers, evaluators } = stage;
  await developers[0].player.call('POST', `/api/grants/${grantId}/offer`, {
    endpoints,
    window: {
      claimFrom: textOf(new Date(Date.now() - 60_000)),
      claimUntil: textOf(new Date(Date.now() + 7 * dayMs)),
      lengthS: 7 * 86_400,
      partnerReleaseAt: wanted.kind === 'government' ? releaseAt : null,
    },
    budget: budgetOf(wanted),
    marking: 'TLP:AMBER+STRICT',
    procedure: wanted.procedure ?? null,
    modelNames: [modelName],
  });
  for (const { player, signer } of [...developers, ...evaluators]) {
    const note = String(await player.read(`/api/grants/${grantId}/note`));
    await player.call('POST', `/api/grants/${grantId}/signatures`, {
      note: signNote(textIn(note), [signer]),
    });
  }
  return (await stateOf(stage, grantId, 'active')).digest;
}

/** Before the first signature a note is its text alone. */
export const textIn = (note: string): string =>
  note.includes('\n\n') ? note.slice(0, note.indexOf('\n\n') + 1) : note;

async function streamUntilSpent(narrator: Narrator, stage: Stage, grantId: string): Promise<void> {
  await narrator.step(
    'The runner streams until the budget does not hold the next worst case',
    async () => {
      let answers = 0;
      let chunks = 0;
      for (let tries = 0; tries < 50; tries++) {
        const answer = await ask(stage.runner, modelName, 1_400);
        if (answer.status === 429) {
          const spent = await spentOf(stage, grantId, answers);
          return {
            value: undefined,
            evidence: `${answers} answers in ${chunks} pieces, then refused: ${answer.problem}\n${spent.tokens} tokens spent in ${spent.requests} requests, as the verified log says`,
          };
        }
        if (answer.status !== 200)
          throw new Error(`the gateway answered ${answer.status}: ${answer.problem}`);
        answers += 1;
        chunks += answer.pieces;
      }
      throw new Error('the budget never ran out');
    },
  );
  await narrator.step('The evaluator ends the spent grant; either side may, alone', async () => {
    await revoke(stage, grantId, stage.evaluators[1]);
    const { state } = await stateOf(stage, grantId, 'revoked');
    return { value: undefined, evidence: `the grant is ${state}` };
  });
}

async function revokeInMidStream(narrator: Narrator, stage: Stage, grantId: string): Promise<void> {
  await narrator.step('The developer revokes while an answer of 200 pieces streams', async () => {
    let at = 0;
    const answer = await ask(stage.runner, modelName, 1_400, async (pieces) => {
      if (pieces !== 20) return;
      at = performance.now();
      await revoke(stage, grantId, stage.developers[1]);
    });
    if (answer.isWhole) throw new Error('the stream went on to its end');
    const stoppedMs = answer.endedAt - at;
    const after = await ask(stage.runner, modelName, 100);
    return {
      value: undefined,
      evidence: `cut after ${answer.pieces} pieces, ${stoppedMs.toFixed(0)} ms after the revocation was sent; what passed is metered\nthe next request: ${after.status}, ${after.problem}`,
    };
  });
}

async function verifyOffline(narrator: Narrator, stage: Stage, folder: string): Promise<void> {
  const { evaluators, submissionId } = stage;
  await narrator.step(
    'Somebody who trusts neither side verifies the access log offline',
    async () => {
      await stateSettled(stage);
      await mkdir(folder, { recursive: true });
      const archive = join(folder, 'log.tar');
      await writeFile(archive, await takenLog(evaluators, submissionId));
      const run = promisify(execFile);
      await run('tar', ['-xf', archive, '-C', folder, '--strip-components=1']);
      const { stdout } = await run(launcher, ['ledger', 'verify', folder, ...trustIn(stage)]);
      return { value: undefined, evidence: stdout.trim() };
    },
  );
}

/** The log leaves the server by two people of the office. */
async function takenLog(evaluators: Stage['evaluators'], submissionId: string): Promise<Buffer> {
  const [{ player: asker }, { player: colleague }] = evaluators;
  const path = `/api/submissions/${submissionId}`;
  for (const player of [asker, colleague])
    await player.call('POST', `${path}/declaration`, { hasInterest: false });
  const wanted = { what: 'log', purpose: 'to verify it on a machine of our own' };
  const { id } = (await asker.call('POST', `${path}/exports`, wanted)) as { id: string };
  await colleague.call('POST', `/api/exports/${id}/agreement`, {});
  return await asker.read(`${path}/log.tar?exportId=${id}`);
}

const trustIn = ({ log, witnesses }: Stage): string[] => [
  ...['--key', log.key.vkey],
  ...witnesses.flatMap(({ key }) => ['--witness', key.vkey]),
];

const launcher = new URL('../sallyport', import.meta.url).pathname;

async function revoke(
  { evaluators }: Stage,
  grantId: string,
  { player, signer }: Person,
): Promise<void> {
  const { text } = (await player.call('GET', `/api/grants/${grantId}/revocation`)) as {
    text: string;
  };
  if (evaluators.length !== 2) throw new Error('two people a side');
  await player.call('POST', `/api/grants/${grantId}/revocation`, {
    note: signNote(text, [signer]),
  });
}

interface GrantSeen {
  state: string;
  digest: string;
  spent: { requests: number; tokens: number };
}
const waitMsMax = 60_000;

async function grantSeen({ evaluators }: Stage, grantId: string): Promise<GrantSeen> {
  return (await evaluators[0].player.call('GET', `/api/grants/${grantId}`)) as GrantSeen;
}

async function until(
  stage: Stage,
  grantId: string,
  isThere: (grant: GrantSeen) => boolean,
): Promise<GrantSeen> {
  const end = performance.now() + waitMsMax;
  while (true) {
    const grant = await grantSeen(stage, grantId);
    if (isThere(grant)) return grant;
    if (performance.now() > end) throw new Error(`the grant stays \`${grant.state}\``);
    await sleep(100);
  }
}

const stateOf = (stage: Stage, grantId: string, state: string): Promise<GrantSeen> =>
  until(stage, grantId, (grant) => grant.state === state);

/** What the server counted from the log that it pulled and verified. */
async function spentOf(
  stage: Stage,
  grantId: string,
  requests: number,
): Promise<GrantSeen['spent']> {
  return (
    await until(stage, grantId, ({ spent }) => spent.requests >= requests && spent.tokens > 0)
  ).spent;
}

/** The server's copy has everything, under a checkpoint that both witnesses signed. */
async function stateSettled({ evaluators, gateway, submissionId }: Stage): Promise<void> {
  const end = performance.now() + waitMsMax;
  while (performance.now() < end) {
    const seen = (await evaluators[0].player.call('GET', `/api/submissions/${submissionId}`)) as {
      gateway: { logSize: number };
    };
    if (seen.gateway.logSize === gateway.desk.ledger.size) return;
    await sleep(200);
  }
  throw new Error('the server did not catch up with the gateway’s log');
}

async function team(
  office: ZoneParts,
  url: string,
  organisation: string,
  members: { name: string; offices: Office[] }[],
): Promise<Person[]> {
  const players = await enrolPlayers(office, url, organisation, members);
  return await Promise.all(
    players.map(async (player, place) => {
      const signer = newSigner(`${player.offices[0]}.example/${place + 1}`);
      await player.call('POST', '/api/approver-key', { vkey: signer.key.vkey });
      return { player, signer };
    }),
  );
}

const rosterOf = (organisation: string, people: readonly Person[]) => ({
  organisation,
  approvers: people.map(({ player, signer }) => ({ person: player.name, key: signer.key })),
});

const witness = (log: NoteSigner, folder: string, name: string): Promise<RunningWitness> =>
  startWitness({
    signer: newSigner(name, 'cosignature'),
    logs: [log.key],
    folder: join(folder, createHmac('sha256', 'witness').update(name).digest('hex').slice(0, 12)),
    host: '127.0.0.1',
    port: 0,
  });
