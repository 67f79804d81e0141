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
import { textOf } from '#gateway';
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

interface Person {
  player: EnrolledPlayer;
  signer: NoteSigner;
}

interface Stage {
  developers: [Person, Person];
  evaluators: [Person, Person];
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
  model: RunningModel;
  runner: Runner;
  /** Another grant for the same runner, in force when this resolves. */
  grant(budget: { requests: number; tokens: number }): Promise<string>;
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
  const { developers, evaluators, gateway, model, witnesses } = stage;
  return {
    names: [...developers, ...evaluators].map(({ player }) => player.name),
    model,
    runner: stage.runner,
    grant: (budget) => grantBySigning(narrator, stage, 'government', budget),
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
  const [developers, evaluators] = await narrator.step(
    'Two people of each side make keys that only they hold, and register the public halves',
    async () => {
      const value = [
        await pair(
          office,
          url,
          developer,
          ['Maya Birk (invented)', 'Jonas Adler (invented)'],
          'developer',
        ),
        await pair(
          office,
          url,
          evaluator,
          ['Ruth Calder (invented)', 'Idris Vance (invented)'],
          'evaluator',
        ),
      ] as const;
      const keys = value
        .flat()
        .map(({ player, signer }) => `${player.name}: ${signer.key.vkey.slice(0, 48)}…`);
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
        gatewayUrl: `https://127.0.0.1:${port}`,
        listenerCertificate: cert,
        logVkey: log.key.vkey,
        witnessVkey: witnesses[0].key.vkey,
        plannedReleaseAt: releaseAt,
      })) as { id: string; gateway: { readerKeySha256: string } };
      await evaluators[0].player.call('POST', `/api/submissions/${opened.id}/witness`, {
        vkey: witnesses[1].key.vkey,
      });
      return { value: opened, evidence: `${opened.id}, planned partner release in 25 days` };
    },
  );
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
    submissionId: submission.id,
    model,
    gateway,
    witnesses,
    log,
    runner,
  };
}

/** Asked for, offered in exact words, signed by four, put in force. */
async function grantBySigning(
  narrator: Narrator,
  stage: Stage,
  kind: 'government',
  { requests = 100, tokens }: { requests?: number; tokens: number },
): Promise<string> {
  const { developers, evaluators, submissionId, runner } = stage;
  return await narrator.step(
    `A grant of ${tokens.toLocaleString('en')} tokens: asked for, offered, signed by two people of each side`,
    async () => {
      const budget = {
        requests,
        tokens,
        streamsMax: 4,
        outputTokensMax: 1_500,
        contextTokensMax: 32_000,
        requestBytesMax: 65_536,
      };
      const endpoints = [{ method: 'POST', path: '/v1/chat/completions' }];
      const requested = (await evaluators[0].player.call(
        'POST',
        `/api/submissions/${submissionId}/grants`,
        {
          kind,
          runner: {
            pseudonym: 'evaluator-7',
            office: 'Capability team',
            keySha256: runner.keySha256,
            name: 'Noor Field (invented)',
          },
          purpose: 'Measure what the demonstration’s model can do.',
          endpoints,
          lengthS: 7 * 86_400,
          budget,
        },
      )) as { id: string };
      await developers[0].player.call('POST', `/api/grants/${requested.id}/offer`, {
        endpoints,
        window: {
          claimFrom: textOf(new Date(Date.now() - 60_000)),
          claimUntil: textOf(new Date(Date.now() + 7 * dayMs)),
          lengthS: 7 * 86_400,
          partnerReleaseAt: releaseAt,
        },
        budget,
        marking: 'TLP:AMBER+STRICT',
        procedure: null,
        modelNames: [modelName],
      });
      for (const { player, signer } of [...developers, ...evaluators]) {
        const note = String(await player.read(`/api/grants/${requested.id}/note`));
        // Before the first signature the note is its text alone.
        const text = note.includes('\n\n') ? note.slice(0, note.indexOf('\n\n') + 1) : note;
        await player.call('POST', `/api/grants/${requested.id}/signatures`, {
          note: signNote(text, [signer]),
        });
      }
      const grant = await stateOf(stage, requested.id, 'active');
      return {
        value: requested.id,
        evidence: `in force at the gateway, by its own log; digest ${grant.digest.slice(0, 16)}…`,
      };
    },
  );
}

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
  const { evaluators, submissionId, log, witnesses } = stage;
  const trust = ['--key', log.key.vkey, ...witnesses.flatMap(({ key }) => ['--witness', key.vkey])];
  await narrator.step(
    'Somebody who trusts neither side verifies the access log offline',
    async () => {
      await stateSettled(stage);
      await mkdir(folder, { recursive: true });
      const archive = join(folder, 'log.tar');
      await writeFile(
        archive,
        await evaluators[0].player.read(`/api/submissions/${submissionId}/log.tar`),
      );
      const run = promisify(execFile);
      await run('tar', ['-xf', archive, '-C', folder, '--strip-components=1']);
      const { stdout } = await run(launcher, ['ledger', 'verify', folder, ...trust]);
      return { value: undefined, evidence: stdout.trim() };
    },
  );
}

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
const waitMsMax = 20_000;

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

async function pair(
  office: ZoneParts,
  url: string,
  organisation: string,
  names: [string, string],
  given: 'developer' | 'evaluator',
): Promise<[Person, Person]> {
  const players = await enrolPlayers(office, url, organisation, names, given);
  const people = await Promise.all(
    players.map(async (player, place) => {
      const signer = newSigner(`${given}.example/${place + 1}`);
      await player.call('POST', '/api/approver-key', { vkey: signer.key.vkey });
      return { player, signer };
    }),
  );
  return people as [Person, Person];
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
