/** Exports of the access ledger in every state, made by the routes that make them in earnest. */
import type { Sent } from './requests.ts';
import type { Stage } from './stage.ts';

export const exportStates = ['asked', 'agreed', 'refused', 'withdrawn', 'lapsed'] as const;
export type ExportState = (typeof exportStates)[number];

const words = 'a permission test needs these words';

export class Exports {
  readonly #stage: Stage;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async export(state: ExportState): Promise<string> {
    const submissionId = await this.#stage.engagements.submission('unseen');
    await this.#stage.reviews.declared(submissionId);
    const path = `/api/submissions/${submissionId}/exports`;
    const body = this.bodyFor('POST /api/submissions/:submissionId/exports');
    const made = await this.#stage.must('evaluator', 201, { method: 'POST', path, body });
    const { id } = (await made.json()) as { id: string };
    if (state === 'agreed') await this.#step('evaluatorColleague', id, 'agreement');
    if (state === 'refused') await this.#step('evaluatorColleague', id, 'refusal');
    if (state === 'withdrawn') await this.#step('evaluator', id, 'withdrawal');
    if (state === 'lapsed')
      await this.#stage.asOwner(
        `update access.export set asked_at = asked_at - interval '7 days' where id = $1`,
        [id],
      );
    return id;
  }

  /** The request's body as its route wants it; undefined where exports have no such route. */
  bodyFor(route: string): Sent['body'] {
    switch (route) {
      case 'POST /api/submissions/:submissionId/exports':
        return { what: 'ledger', purpose: words };
      case 'POST /api/determinations/:determinationId/exports':
        return { purpose: words };
      case 'POST /api/exports/:exportId/refusal':
        return { because: words };
      case 'POST /api/exports/:exportId/agreement':
      case 'POST /api/exports/:exportId/withdrawal':
        return {};
      default:
        return undefined;
    }
  }

  async #step(role: 'evaluator' | 'evaluatorColleague', id: string, step: string): Promise<void> {
    const path = `/api/exports/${id}/${step}`;
    const body = this.bodyFor(`POST /api/exports/:exportId/${step}`);
    await this.#stage.must(role, 200, { method: 'POST', path, body });
  }
}
