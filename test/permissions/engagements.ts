/**
 * Submissions and grants in every state, made by the routes that make them in earnest, with people who hold
 * their own keys. What only a gateway's verified log makes true (in force, and ended there) is written as
 * the database's owner: pulling it has tests of its own.
 */
import { generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto';
import {
  canonicalBody,
  commitmentOf,
  entryOf,
  formatCheckpoint,
  leafHash,
  newSigner,
  signatureLine,
  signNote,
  type NoteSigner,
} from '#standards/tlog';
import { revocationHead, textOf } from '#gateway';
import { selfSignedServer } from '#standards/x509';
import type { Role, Sent } from './requests.ts';
import type { Stage } from './stage.ts';

/** Open until they are paused, withdrawn or ended; `unconnected` has no gateway. */
export const submissionStates = [
  'unseen',
  'mirrored',
  'unconnected',
  'paused',
  'ended',
  'withdrawn',
] as const;
export type SubmissionState = (typeof submissionStates)[number];
/** `complete` has all four signatures; the names are of a grant in force. */
export const grantStates = [
  'requested',
  'offered',
  'signing',
  'complete',
  'active',
  'name_asked',
  'name_approved',
  'expired',
  'withdrawn',
  'revoked',
  'exhausted',
  'declined',
] as const;
export type GrantState = (typeof grantStates)[number];

const declarers = ['evaluator', 'evaluatorColleague', 'evaluatorKeyless', 'overseer'] as const;
const dayMs = 86_400_000;
const budget = {
  requests: 10,
  tokens: 10_000,
  streamsMax: 1,
  outputTokensMax: 100,
  contextTokensMax: 1000,
  requestBytesMax: 10_000,
};
const endpoints = [{ method: 'POST', path: '/v1/messages' }];
const certificate = (privateKey: KeyObject): string =>
  selfSignedServer({
    privateKey,
    name: 'gateway',
    hosts: ['127.0.0.1'],
    from: new Date(),
    until: new Date(Date.now() + dayMs),
  });
const listenerCertificate = certificate(generateKeyPairSync('ed25519').privateKey);

export class Engagements {
  /** Who stands behind the pseudonym: sealed. */
  runnerName = 'Eli Tern (invented)';
  /** What the terms that a developer writes name as the agreed procedure. */
  procedure: string | null = null;
  readonly #stage: Stage;
  #terms: string | undefined;
  /** By person: each registers one key and keeps it. */
  readonly #keys = new Map<string, NoteSigner>();
  readonly #logs = new Map<string, NoteSigner>();
  /** What is signed, by grant. */
  readonly #texts = new Map<string, { text: string; digest: string }>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async submission(
    state: SubmissionState,
    role: Role = 'developer',
    evaluator: Role = 'evaluator',
  ): Promise<string> {
    const gateway = this.#gatewayBody();
    const body = {
      ...this.#submissionBody(evaluator),
      ...(state === 'unconnected' ? {} : { gateway }),
    };
    const response = await this.#stage.must(role, 201, {
      method: 'POST',
      path: '/api/submissions',
      body,
    });
    const { id } = (await response.json()) as { id: string };
    if (state === 'mirrored') await this.#mirror(id, gateway.logVkey);
    if (state === 'paused' || state === 'withdrawn') {
      const step = state === 'paused' ? 'pause' : 'withdrawal';
      const path = `/api/submissions/${id}/${step}`;
      await this.#stage.must(role, 200, { method: 'POST', path, body: {} });
    }
    if (state === 'ended') await this.#runItsCourse(id, role, evaluator);
    return id;
  }

  /** A question that was asked and taken back, and all of it destroyed by a person of each side. */
  async #runItsCourse(id: string, developer: Role, evaluator: Role): Promise<void> {
    const send = (role: Role, status: number, path: string, body: object) =>
      this.#stage.must(role, status, { method: 'POST', path, body });
    const path = `/api/submissions/${id}`;
    const descriptor = { what: 'a large model', capabilities: 'finds faults', context: '' };
    const asked = { descriptor, contact: 'Dara Larch', isConfidential: true };
    const response = await send(developer, 201, `${path}/questions`, asked);
    const { id: questionId } = (await response.json()) as { id: string };
    await send(developer, 200, `/api/questions/${questionId}/withdrawal`, {});
    await send(developer, 201, `${path}/destruction`, { because: 'nothing of it is open' });
    await send(evaluator, 200, `${path}/destruction/approval`, {});
  }

  /** The terms in force, by their digest. */
  async terms(): Promise<string> {
    const shown = await this.#stage.must('developer', 200, {
      method: 'GET',
      path: '/api/documents',
    });
    const { documents } = (await shown.json()) as { documents: { kind: string; sha256: string }[] };
    this.#terms = documents.find(({ kind }) => kind === 'terms')?.sha256 ?? '';
    return this.#terms;
  }

  async grant(state: GrantState): Promise<string> {
    const id = await this.#requested();
    if (state === 'requested') return id;
    await this.#step('developer', id, 'offer');
    await this.#learnText(id);
    if (state === 'offered') return id;
    if (state === 'declined') return await this.#step('evaluator', id, 'refusal');
    if (state === 'withdrawn') return await this.#step('developer', id, 'withdrawal');
    await this.#sign(id, 'developerColleague');
    if (state === 'signing') return id;
    for (const role of ['developer', 'evaluator', 'evaluatorColleague'] as const)
      await this.#sign(id, role);
    if (state === 'complete') return id;
    await this.#stage.asOwner(
      `update access.model_grant set state = 'active', activated_at = requested_at where id = $1`,
      [id],
    );
    if (state === 'active') return id;
    if (state === 'name_asked' || state === 'name_approved') {
      await this.declared(id);
      await this.#step('developer', id, 'name-opening');
      if (state === 'name_asked') return id;
      return await this.#step('evaluator', id, 'name-opening/approval');
    }
    await this.#stage.asOwner(
      `update access.model_grant set state = $2, ended_at = requested_at, end_side = 'gateway', end_because = ''
       where id = $1`,
      [id, state],
    );
    return id;
  }

  /** Those who may open what is sealed declare that they have no interest in the grant's engagement. */
  async declared(grantId: string): Promise<void> {
    const { rows } = await this.#stage.asOwner<{ id: string }>(
      'select submission_id as id from access.model_grant where id = $1',
      [grantId],
    );
    for (const role of declarers)
      await this.#stage.must(role, 204, {
        method: 'POST',
        path: `/api/submissions/${rows[0]?.id}/declaration`,
        body: { hasInterest: false },
      });
  }

  /** The request's body as its route wants it, always in order; undefined where there is none. */
  bodyFor(route: string, id: string, personId: string): Sent['body'] {
    switch (route) {
      case 'POST /api/approver-key':
        return { vkey: this.#keyOf(personId).key.vkey };
      case 'POST /api/submissions':
        return { ...this.#submissionBody(), gateway: this.#gatewayBody() };
      case 'POST /api/submissions/:submissionId/release':
        return { plannedReleaseAt: textOf(new Date(this.#now().getTime() + 30 * dayMs)) };
      case 'POST /api/submissions/:submissionId/witness':
        return { vkey: newSigner('witness', 'cosignature').key.vkey };
      case 'POST /api/submissions/:submissionId/gateway':
        return { ...this.#gatewayBody(), modelDigest: null };
      case 'POST /api/submissions/:submissionId/pause':
      case 'POST /api/submissions/:submissionId/resumption':
      case 'POST /api/submissions/:submissionId/withdrawal':
        return {};
      case 'POST /api/submissions/:submissionId/scope':
        return { scope: ['access'] };
      case 'POST /api/submissions/:submissionId/acceptances':
        return { sha256: this.#terms ?? '0'.repeat(64) };
      case 'POST /api/submissions/:submissionId/declaration':
        return { hasInterest: false };
      case 'POST /api/submissions/:submissionId/grants':
        return this.#requestBody();
      case 'POST /api/grants/:grantId/offer':
        return this.#offerBody();
      case 'POST /api/grants/:grantId/signatures':
        return { note: signatureLine(this.#textOf(id).text, this.#keyOf(personId)) };
      case 'POST /api/grants/:grantId/refusal':
      case 'POST /api/grants/:grantId/withdrawal':
      case 'POST /api/grants/:grantId/name-opening/approval':
        return {};
      case 'POST /api/grants/:grantId/revocation':
        return { note: this.#revocation(id, personId) };
      case 'POST /api/grants/:grantId/name-opening':
        return { because: 'a dispute about what was asked' };
      default:
        return undefined;
    }
  }

  /** A person's signature under a text, by the key that they keep. */
  lineOf(personId: string, text: string): string {
    return signatureLine(text, this.#keyOf(personId));
  }

  async #requested(): Promise<string> {
    const submissionId = await this.submission('unseen');
    const sha256 = this.#terms ?? (await this.terms());
    for (const role of ['developer', 'evaluator'] as const)
      await this.#stage.must(role, 200, {
        method: 'POST',
        path: `/api/submissions/${submissionId}/acceptances`,
        body: { sha256 },
      });
    const response = await this.#stage.must('evaluator', 201, {
      method: 'POST',
      path: `/api/submissions/${submissionId}/grants`,
      body: this.#requestBody(),
    });
    return ((await response.json()) as { id: string }).id;
  }

  async #sign(id: string, role: Role): Promise<void> {
    const personId = this.#stage.server.people[role].id;
    await this.#stage.must(role, 201, {
      method: 'POST',
      path: '/api/approver-key',
      body: this.bodyFor('POST /api/approver-key', id, personId),
    });
    await this.#step(role, id, 'signatures');
  }

  async #step(role: Role, id: string, step: string): Promise<string> {
    const personId = this.#stage.server.people[role].id;
    await this.#stage.must(role, 200, {
      method: 'POST',
      path: `/api/grants/${id}/${step}`,
      body: this.bodyFor(`POST /api/grants/:grantId/${step}`, id, personId),
    });
    return id;
  }

  async #learnText(id: string): Promise<void> {
    const { rows } = await this.#stage.asOwner<{ text: string; digest: string }>(
      'select terms_text as text, digest from access.model_grant where id = $1',
      [id],
    );
    const [found] = rows;
    if (found !== undefined) this.#texts.set(id, found);
  }

  /** One entry and a signed checkpoint over it, as pulling leaves them. */
  async #mirror(id: string, vkey: string): Promise<void> {
    const log = this.#logs.get(vkey);
    if (log === undefined) throw new Error('no such log');
    const entry = entryOf(commitmentOf(randomBytes(32), '{}'));
    const root = leafHash(entry);
    const note = signNote(formatCheckpoint({ origin: log.key.name, size: 1, root }), [log]);
    await this.#stage.asOwner(
      'insert into access.pulled_leaf (submission_id, index, entry) values ($1, 0, $2)',
      [id, entry],
    );
    await this.#stage.asOwner('insert into access.pulled_tile values ($1, 0, 0, $2)', [id, root]);
    await this.#stage.asOwner(
      `update access.gateway_mirror set size = 1, root = $2, checkpoint = $3, checkpoint_size = 1, state = 'in_step'
       where submission_id = $1`,
      [id, root, note],
    );
  }

  #submissionBody(evaluator: Role = 'evaluator') {
    return {
      evaluatorId: this.#stage.server.people[evaluator].organisationId,
      declaredAs: 'Kestrel',
      modelDigest: 'ab'.repeat(32),
      plannedReleaseAt: null,
    };
  }

  #gatewayBody() {
    const log = newSigner(`larch.example/${randomBytes(6).toString('hex')}`);
    this.#logs.set(log.key.vkey, log);
    return {
      gatewayUrl: 'https://127.0.0.1:1',
      listenerCertificate,
      logVkey: log.key.vkey,
      witnessVkey: null,
    };
  }

  #requestBody(): object {
    const runner = {
      pseudonym: 'evaluator-7',
      office: 'capability team',
      keySha256: 'cd'.repeat(32),
      name: this.runnerName,
    };
    return { kind: 'tool', runner, purpose: 'to measure it', endpoints, lengthS: 3600, budget };
  }

  #offerBody(): object {
    const from = this.#now();
    const window = {
      claimFrom: textOf(from),
      claimUntil: textOf(new Date(from.getTime() + 7 * dayMs)),
      lengthS: 3600,
      partnerReleaseAt: null,
    };
    return {
      modelNames: ['kestrel'],
      endpoints,
      window,
      budget,
      marking: 'TLP:RED',
      procedure: this.procedure,
    };
  }

  #revocation(id: string, personId: string): string {
    const { digest } = this.#textOf(id);
    const body = canonicalBody({ at: textOf(this.#now()), grant: digest });
    return signNote(`${revocationHead}\n${body}\n`, [this.#keyOf(personId)]);
  }

  /** Of one that has no terms yet, or is not there, something of the same shape. */
  #textOf(id: string): { text: string; digest: string } {
    return this.#texts.get(id) ?? { text: 'sallyport.grant/v1\n{}\n', digest: '0'.repeat(64) };
  }

  #keyOf(personId: string): NoteSigner {
    const known = this.#keys.get(personId) ?? newSigner(personId === '' ? 'nobody' : personId);
    this.#keys.set(personId, known);
    return known;
  }

  #now(): Date {
    return this.#stage.server.zones.inner.clock.now();
  }
}
