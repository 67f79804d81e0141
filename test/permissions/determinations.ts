/**
 * What is asked of determinations and consultations, always in order. The determinations themselves are those of
 * `reviews.ts`; each consulting one has its sample opened by `determiner`, and a consultation is of one of them.
 */
import { textOf } from '#gateway';
import type { Role, Sent } from './requests.ts';
import { statementOf } from './reviews.ts';
import type { Stage } from './stage.ts';

export const consultationStates = ['undeclared', 'asked', 'answered', 'timed_out'] as const;
export type ConsultationState = (typeof consultationStates)[number];

const dayMs = 86_400_000;
const because =
  'a permission test needs it so, and says it in as many words as a reason has to have';
const officials: readonly Role[] = ['determiner', 'determinerColleague'];

export class Determinations {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  /** The officials have keys of their own. */
  async prepare(): Promise<void> {
    for (const role of officials) {
      const { id } = this.#stage.server.people[role];
      const body = this.#stage.engagements.bodyFor('POST /api/approver-key', '', id);
      await this.#stage.must(role, 201, { method: 'POST', path: '/api/approver-key', body });
    }
  }

  /** Goes by its determination. */
  async consultation(state: ConsultationState): Promise<string> {
    const { consultee, determiner } = this.#stage.server.people;
    const id = await this.#stage.reviews.determination('consulting');
    const isAnswered = state === 'answered';
    await this.#stage.asOwner(
      `insert into review.consultation (determination_id, organisation_id, asked_by, asked_at, answer_by, state, view,
         words, answered_by)
       values ($1, $2, $3, now(), now() + interval '7 days', $4, $5, $6, $7)`,
      [
        ...[id, consultee.organisationId, determiner.id, state === 'undeclared' ? 'asked' : state],
        ...(isAnswered ? ['no_view', because, consultee.id] : [null, null, null]),
      ],
    );
    if (state !== 'undeclared') {
      const path = `/api/consultations/${id}/declaration`;
      await this.#stage.must('consultee', 204, {
        method: 'POST',
        path,
        body: { hasInterest: false },
      });
    }
    return id;
  }

  /** The request as its route wants it; undefined where determinations have no such route. */
  requestFor(route: string, path: string, id: string, personId: string): Sent | undefined {
    const [method = ''] = route.split(' ');
    if (route === 'POST /api/determinations/:determinationId/samples/:position')
      return { method, path: path.replace(':position', '0') };
    if (route === 'GET /api/consultations/:consultationId/content')
      return { method, path: `${path}?purpose=permission+test` };
    const body = this.#bodyFor(route, id, personId);
    return body === undefined ? undefined : { method, path, body };
  }

  #bodyFor(route: string, id: string, personId: string): object | undefined {
    switch (route) {
      case 'POST /api/submissions/:submissionId/determinations':
        return { runId: 'run_none' };
      case 'POST /api/determinations/:determinationId/consultations':
        return {
          organisationId: this.#stage.server.people.consultee.organisationId,
          answerBy: textOf(new Date(Date.now() + 7 * dayMs)),
        };
      case 'POST /api/determinations/:determinationId/decision':
        return { outcome: 'covered', reason: `${because}: ${because}` };
      case 'POST /api/determinations/:determinationId/dissent':
        return { words: because };
      case 'POST /api/determinations/:determinationId/signatures':
        return { note: this.#stage.engagements.lineOf(personId, statementOf(id)) };
      case 'POST /api/determinations/:determinationId/withdrawal':
        return { because };
      case 'POST /api/consultations/:consultationId/declaration':
        return { hasInterest: false };
      case 'POST /api/consultations/:consultationId/answer':
        return { view: 'no_view', words: because };
      default:
        return undefined;
    }
  }
}
