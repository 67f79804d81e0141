/**
 * Two organisations with people who hold their own keys, on a real database: for tests of what they do with
 * submissions and grants. The gateway's side is played leaf by leaf, or by a server of its own.
 */
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openZone, packageRoot } from '#app';
import { readGrantText, textOf, type GrantKind, type Side } from '#gateway';
import { enrol } from '#membership';
import { service, type Actor, type Office } from '#platform/auth';
import { standingClock } from '#platform/clock';
import { contextOf, type Context, type ZoneParts } from '#platform/context';
import { randomIds } from '#platform/ids';
import { newSigner, signatureLine, signNote, type NoteSigner } from '#standards/tlog';
import { selfSignedServer } from '#standards/x509';
import { migratedDatabase, testKeys } from '#test/server';
import { acceptDocument } from './commands/accept-document.ts';
import { declareInterest } from './commands/declare-interest.ts';
import { offerGrant, type OfferGrant } from './commands/offer-grant.ts';
import type { GatewayGiven } from './commands/connect-gateway.ts';
import { openSubmission, type OpenEngagement } from './commands/open-submission.ts';
import { putForwardDocuments } from './commands/put-forward-documents.ts';
import { registerKey } from './commands/register-key.ts';
import { requestGrant, requestPartnerGrant } from './commands/request-grant.ts';
import { revocationText } from './commands/revoke-grant.ts';
import { signGrant } from './commands/sign-grant.ts';
import { readDocuments } from './document-folder.ts';
import { documentsOf } from './document-queries.ts';
import { grantById, type GrantRow } from './grant-store.ts';

export const documentsFolder = join(packageRoot, 'documents');
export const startAt = new Date('2026-12-01T09:00:00Z');
export const dayMs = 86_400_000;
export const budget = {
  requests: 1000,
  tokens: 1_000_000,
  streamsMax: 8,
  outputTokensMax: 4096,
  contextTokensMax: 200_000,
  requestBytesMax: 1024 * 1024,
};
export const endpoints = [{ method: 'POST' as const, path: '/v1/messages' }];

export interface Person {
  id: string;
  name: string;
  side: Side | undefined;
  ctx: Context;
  signer: NoteSigner;
}

export type PersonName = 'dara' | 'dov' | 'dina' | 'eli' | 'esra' | 'emil' | 'rhea' | 'olga';

export interface AccessStage {
  databaseUrl: string;
  inner: ZoneParts;
  /** The inner zone's worker. */
  worker: Context;
  clock: ReturnType<typeof standingClock>;
  people: Record<PersonName, Person>;
  organisations: { developer: string; evaluator: string };
  asOwner<Row extends object>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>;
  close(): Promise<void>;
}

export async function openStage(): Promise<AccessStage> {
  const database = await migratedDatabase();
  const dataDir = await mkdtemp(join(tmpdir(), 'sallyport-access-'));
  const clock = standingClock(startAt);
  const zoneOf = (zone: 'inner' | 'office') =>
    openZone({
      databaseUrl: database.url,
      dataDir,
      keys: testKeys[zone],
      connectionsMax: 6,
      clock,
      ids: randomIds,
    });
  const [inner, office] = [zoneOf('inner'), zoneOf('office')];
  await putForwardDocuments(
    contextOf(inner, service('test')),
    await readDocuments(documentsFolder),
  );
  const people: Partial<Record<PersonName, Person>> = {};
  const add = async (
    name: string,
    given: Office,
    side: Side | undefined,
    members: PersonName[],
  ) => {
    const enrolled = await enrol(contextOf(office, service('test')), {
      name,
      people: members.map((member) => ({ name: member, offices: [given] })),
    });
    const { organisationId } = enrolled;
    members.forEach((member, place) => {
      const id = enrolled.people[place]?.id ?? '';
      const actor: Actor = {
        kind: 'person',
        id,
        organisationId,
        offices: [given],
        scopes: 'every',
      };
      people[member] = {
        id,
        name: member,
        side,
        ctx: contextOf(inner, actor),
        signer: newSigner(`${organisationId}/${member}`),
      };
    });
    return organisationId;
  };
  const developer = await add('Larch Labs', 'developer', 'developer', ['dara', 'dov', 'dina']);
  const evaluator = await add('Tern Office', 'evaluator', 'evaluator', ['eli', 'esra', 'emil']);
  await add('Alder Labs', 'developer', undefined, ['rhea']);
  await add('Oversight', 'overseer', undefined, ['olga']);
  const everyone = people as Record<PersonName, Person>;
  for (const person of Object.values(everyone)) {
    if (person.side !== undefined) await registerKey(person.ctx, { vkey: person.signer.key.vkey });
  }
  return {
    databaseUrl: database.url,
    inner,
    worker: contextOf(inner, service('gateway-reader')),
    clock,
    people: everyone,
    organisations: { developer, evaluator },
    async asOwner<Row extends object>(text: string, values: unknown[] = []) {
      const client = new pg.Client({ connectionString: database.url });
      await client.connect();
      try {
        return await client.query<Row>(text, values);
      } finally {
        await client.end();
      }
    },
    async close() {
      await inner.database.close();
      await office.database.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

export interface Listener {
  key: string;
  cert: string;
}

export function listenerCertificate(privateKey?: KeyObject): Listener {
  const key = privateKey ?? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const cert = selfSignedServer({
    privateKey: key,
    name: 'gateway',
    hosts: ['127.0.0.1'],
    from: new Date(Date.now() - dayMs),
    until: new Date(Date.now() + dayMs),
  });
  return { key: key.export({ type: 'pkcs8', format: 'pem' }).toString(), cert };
}

const anyListener = listenerCertificate();

/** A submission of Larch Labs for Tern Office, on terms that both accepted. */
export async function submit(
  stage: AccessStage,
  change: Parameters<typeof opened>[1] = {},
): Promise<string> {
  const submissionId = await opened(stage, change);
  await agree(stage, submissionId);
  return submissionId;
}

/** Both sides accept the terms, and those who may open what is sealed declare that they have no interest. */
export async function agree({ inner, people }: AccessStage, submissionId: string): Promise<void> {
  const [terms] = await documentsOf(inner.database.db, 'terms');
  for (const { ctx } of [people.dara, people.eli])
    await acceptDocument(ctx, submissionId, terms?.sha256 ?? '');
  for (const { ctx } of [people.eli, people.esra, people.emil, people.olga])
    await declareInterest(ctx, submissionId, { hasInterest: false, words: '' });
}

/** Declares that they have an interest. */
export const recuse = (stage: AccessStage, submissionId: string, name: PersonName): Promise<void> =>
  declareInterest(stage.people[name].ctx, submissionId, {
    hasInterest: true,
    words: 'a sister who works there',
  });

/** One on which nothing is agreed yet. */
export async function opened(
  stage: AccessStage,
  { gateway, ...change }: Partial<OpenEngagement> & { gateway?: Partial<GatewayGiven> | null } = {},
): Promise<string> {
  return await openSubmission(stage.people.dara.ctx, {
    evaluatorId: stage.organisations.evaluator,
    declaredAs: `kestrel ${randomBytes(6).toString('hex')}`,
    modelDigest: 'ab'.repeat(32),
    gateway:
      gateway === null
        ? null
        : {
            gatewayUrl: 'https://127.0.0.1:1',
            listenerCertificate: anyListener.cert,
            logVkey: newSigner(`larch.example/${randomBytes(6).toString('hex')}`).key.vkey,
            witnessVkey: null,
            ...gateway,
          },
    plannedReleaseAt: textOf(new Date(stage.clock.now().getTime() + 30 * dayMs)),
    publicReleaseAt: null,
    ...change,
  });
}

export async function ask(
  stage: AccessStage,
  submissionId: string,
  kind: GrantKind = 'government',
): Promise<string> {
  const { ctx } = stage.people.eli;
  const wish = {
    runner: {
      pseudonym: 'evaluator-7',
      office: 'capability team',
      keySha256: 'cd'.repeat(32),
      name: 'Eli Tern (invented)',
    },
    purpose: 'to measure what it can do',
    endpoints,
    lengthS: 7 * 86_400,
    budget,
  };
  if (kind !== 'partner') return await requestGrant(ctx, submissionId, { kind, ...wish });
  const partner = { surface: 'the messages API', assets: ['pump-firmware', 'metering-service'] };
  return await ctx.database.transaction((tx) =>
    requestPartnerGrant(ctx, tx, submissionId, { ...wish, partner }),
  );
}

/** Terms that can be claimed from now on for seven days, for as long as wished. */
export function termsFrom(
  now: Date,
  kind: GrantKind,
  change: { lengthS?: number; claimDays?: number; release?: Date | null } = {},
): OfferGrant {
  const { lengthS = 7 * 86_400, claimDays = 7 } = change;
  const release = change.release ?? new Date(now.getTime() + 30 * dayMs);
  return {
    modelNames: ['kestrel'],
    endpoints,
    window: {
      claimFrom: textOf(now),
      claimUntil: textOf(new Date(now.getTime() + claimDays * dayMs)),
      lengthS,
      partnerReleaseAt: kind === 'government' ? textOf(release) : null,
    },
    budget,
    marking: 'TLP:AMBER+STRICT',
    procedure: null,
  };
}

export async function offered(
  stage: AccessStage,
  submissionId: string,
  kind: GrantKind = 'government',
): Promise<string> {
  const grantId = await ask(stage, submissionId, kind);
  await offerGrant(stage.people.dara.ctx, grantId, termsFrom(stage.clock.now(), kind));
  return grantId;
}

export async function grantOf(stage: AccessStage, id: string): Promise<GrantRow> {
  const grant = await grantById(stage.inner.database.db, id);
  if (grant === undefined) throw new Error('no such grant');
  return grant;
}

export async function textOfGrant(stage: AccessStage, id: string): Promise<string> {
  const { termsText } = await grantOf(stage, id);
  if (termsText === null) throw new Error('not offered');
  readGrantText(termsText);
  return termsText;
}

/** Signs with the person's own key and brings the signature. */
export async function sign(stage: AccessStage, id: string, ...names: PersonName[]): Promise<void> {
  for (const name of names) {
    const person = stage.people[name];
    const text = await textOfGrant(stage, id);
    await signGrant(person.ctx, id, signatureLine(text, person.signer));
  }
}

export const four: PersonName[] = ['dara', 'dov', 'eli', 'esra'];

export async function signed(stage: AccessStage, submissionId: string, kind?: GrantKind) {
  const id = await offered(stage, submissionId, kind);
  await sign(stage, id, ...four);
  return id;
}

/** The note as four people made it, without the server. */
export async function fullNote(stage: AccessStage, id: string): Promise<string> {
  const text = await textOfGrant(stage, id);
  return signNote(
    text,
    four.map((name) => stage.people[name].signer),
  );
}

export async function revocationBy(
  stage: AccessStage,
  id: string,
  name: PersonName,
): Promise<string> {
  const { digest } = await grantOf(stage, id);
  return signNote(revocationText(digest ?? '', stage.clock.now()), [stage.people[name].signer]);
}
