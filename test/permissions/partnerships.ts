/**
 * Partnerships in every state, made by the routes that make them in earnest: nominated by the developer, signed
 * by both sides with keys of their own. Only that one expired is written as the database's owner.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageRoot } from '#app';
import { textOf } from '#gateway';
import type { Role, Sent } from './requests.ts';
import { archiveOf, type Stage } from './stage.ts';

export const partnershipStates = [
  'nominated',
  'added',
  'accepted',
  'refused',
  'withdrawn',
  'ended',
  'expired',
] as const;
export type PartnershipState = (typeof partnershipStates)[number];

const dayMs = 86_400_000;
const criteriaSha256 = createHash('sha256')
  .update(readFileSync(join(packageRoot, 'documents', 'partner_criteria', 'sample-1.md')))
  .digest('hex');
const declarers = ['evaluator', 'evaluatorColleague', 'evaluatorKeyless'] as const;
const refusal = { code: 'other', because: 'the matrix asks for a refusal' };
const access = {
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
};
const noStatement = 'sallyport partnership v1\n{}\n\n— nobody AAAAAAA=\n';

export class Partnerships {
  readonly #stage: Stage;
  /** What is signed, by partnership. */
  readonly #texts = new Map<string, { text: string; sha256: string }>();

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async partnership(state: PartnershipState): Promise<string> {
    const id = await this.#nominated();
    if (state === 'nominated') return id;
    if (state === 'refused') return await this.#step('evaluator', id, 'refusal');
    if (state === 'withdrawn') return await this.#step('developer', id, 'withdrawal');
    await this.#step('evaluator', id, 'signatures');
    if (state === 'added') return id;
    await this.#step('partner', id, 'acceptance');
    if (state === 'accepted') return id;
    if (state === 'ended') return await this.#step('partner', id, 'end');
    await this.#stage.asOwner(
      `update review.partnership set state = 'expired', settled_side = 'clock', settled_at = added_at,
         reason = 'its end has come' where id = $1`,
      [id],
    );
    return id;
  }

  /** Undefined for a route that is not about partners, reads or destruction. */
  requestFor(route: string, path: string, id: string, personId: string): Sent | undefined {
    const [method = ''] = route.split(' ');
    const { text, sha256 } = this.#texts.get(id) ?? { text: 'nothing\n', sha256: '0'.repeat(64) };
    const sent = (body: unknown): Sent => ({ method, path, body });
    switch (route) {
      case 'POST /api/submissions/:submissionId/partnership-statement':
        return sent(this.#nomination());
      case 'POST /api/submissions/:submissionId/partnerships':
        return sent({ note: noStatement });
      case 'POST /api/partnerships/:partnershipId/signatures':
        return sent({ note: this.#stage.engagements.lineOf(personId, text) });
      case 'POST /api/partnerships/:partnershipId/refusal':
        return sent(refusal);
      case 'POST /api/partnerships/:partnershipId/acceptance':
        return sent({ statementSha256: sha256 });
      case 'POST /api/partnerships/:partnershipId/withdrawal':
      case 'POST /api/partnerships/:partnershipId/end':
      case 'POST /api/submissions/:submissionId/destruction/approval':
        return sent({});
      case 'POST /api/partnerships/:partnershipId/grant':
        return sent(access);
      case 'POST /api/partnerships/:partnershipId/findings':
        return {
          ...sent(archiveOf({ title: 'pumpctl runs what it is called' })),
          headers: { 'content-type': 'application/gzip' },
        };
      case 'POST /api/submissions/:submissionId/destruction':
        return sent({ because: 'the matrix asks for destruction' });
      case 'GET /api/submissions/:submissionId/materials/:ref':
        return { method, path: `${path.replace(':ref', 'blob_x')}?purpose=permission+test` };
      case 'POST /api/submissions/:submissionId/reads/:eventId/review':
        return {
          method,
          path: path.replace(':eventId', 'a'.repeat(43)),
          body: { verdict: 'explained', words: 'the matrix asks for it' },
        };
      default:
        return undefined;
    }
  }

  async #nominated(): Promise<string> {
    const { engagements } = this.#stage;
    const submissionId = await engagements.submission('unseen');
    const of = `/api/submissions/${submissionId}`;
    for (const role of declarers)
      await this.#post(role, 204, `${of}/declaration`, { hasInterest: false });
    for (const role of ['developer', 'evaluator', 'evaluatorColleague'] as const) {
      const body = engagements.bodyFor('POST /api/approver-key', '', this.#idOf(role));
      await this.#post(role, 201, '/api/approver-key', body);
    }
    const written = await this.#post(
      'developer',
      200,
      `${of}/partnership-statement`,
      this.#nomination(),
    );
    const { text, sha256 } = (await written.json()) as { text: string; sha256: string };
    const note = `${text}\n${engagements.lineOf(this.#idOf('developer'), text)}`;
    const made = await this.#post('developer', 201, `${of}/partnerships`, { note });
    const { id } = (await made.json()) as { id: string };
    this.#texts.set(id, { text, sha256 });
    return id;
  }

  async #step(role: Role, id: string, step: string): Promise<string> {
    const path = `/api/partnerships/${id}/${step}`;
    const route = `POST /api/partnerships/:partnershipId/${step}`;
    await this.#post(role, 200, path, this.requestFor(route, path, id, this.#idOf(role))?.body);
    return id;
  }

  #post(role: Role, status: number, path: string, body: unknown): Promise<Response> {
    return this.#stage.must(role, status, { method: 'POST', path, body });
  }

  #nomination(): object {
    const now = this.#stage.server.zones.inner.clock.now();
    return {
      organisationId: this.#stage.server.people.partner.organisationId,
      category: 'utility',
      criteriaSha256,
      criteriaMet: 'runs the water works of a county and looks for faults in their controls',
      surface: 'the messages API',
      endpoints: [{ method: 'POST', path: '/v1/messages' }],
      assets: ['pump control firmware'],
      expiresAt: textOf(new Date(now.getTime() + 60 * dayMs)),
      relation: 'none_declared',
      relationWords: 'neither organisation declared one',
    };
  }

  #idOf(role: Role): string {
    return this.#stage.server.people[role].id;
  }
}
