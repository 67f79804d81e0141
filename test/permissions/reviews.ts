/**
 * Questions, what developers are told of determinations, and appeals, in every state, made by the routes that
 * make them in earnest. A determination needs a whole evaluation, so its row is written as the database's
 * owner: how one comes to be signed has tests of its own.
 */
import { createHash } from 'node:crypto';
import { textOf } from '#gateway';
import { settled } from '#test/server';
import type { Role, Sent } from './requests.ts';
import type { Stage } from './stage.ts';

export const questionStates = [
  'asked',
  'acknowledged',
  'more_needed',
  'answered',
  'withdrawn',
] as const;
type QuestionState = (typeof questionStates)[number];
/** With `signed`, a tier of what the developer is told is due for review; the next three are of that tier. */
export const determinationStates = [
  'consulting',
  'decided',
  'signed',
  'withheld',
  'proposed',
  'released',
  'withdrawn',
  'superseded',
] as const;
type DeterminationState = (typeof determinationStates)[number];
export const appealStates = ['filed', 'upheld', 'dismissed', 'withdrawn'] as const;
type AppealState = (typeof appealStates)[number];

const dayMs = 86_400_000;
const declarers = [
  'evaluator',
  'evaluatorColleague',
  'evaluatorKeyless',
  'determiner',
  'determinerColleague',
  'overseer',
] as const;
const purpose = 'purpose=permission+test';
const tier = 'outcome';
const words = 'a permission test needs these words, and whoever reads them does too';
const descriptor = { what: words, capabilities: words, context: '' };
const reason = `${words}: ${words}`;
const facts = {
  mean: 1,
  lower: 0.9,
  upper: 1,
  boundConfidence: 0.95,
  tasks: 2,
  effectiveTasks: 2,
  toSettle: null,
};
/** What both officials sign; no determination has another's. */
export const statementOf = (id: string): string => `a statement of ${id}\n`;
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class Reviews {
  /** What an official tells the developer: sealed. */
  told = 'The model found what it was asked to find.';
  readonly #stage: Stage;
  /** The signed determination of a submission, for appeals. */
  #count = 0;
  /** On which every determination here rests. */
  #run: string | undefined;

  constructor(stage: Stage) {
    this.#stage = stage;
  }

  async question(state: QuestionState): Promise<string> {
    const made = await this.#stage.must('developer', 201, {
      method: 'POST',
      path: '/api/questions',
      body: this.bodyFor('POST /api/questions'),
    });
    const { id, submissionId } = (await made.json()) as { id: string; submissionId: string };
    await this.declared(submissionId);
    const step = (role: Role, name: string) => this.#step(role, `/api/questions/${id}/${name}`);
    if (state === 'acknowledged') await step('evaluator', 'acknowledgement');
    if (state === 'more_needed') await step('determiner', 'need');
    if (state === 'answered') await step('determiner', 'answer');
    if (state === 'withdrawn') await step('developer', 'withdrawal');
    // Until then its receipt is being written.
    await settled(this.#stage.server.zones.inner);
    return id;
  }

  async determination(state: DeterminationState): Promise<string> {
    const submissionId = await this.#stage.engagements.submission('unseen');
    await this.declared(submissionId);
    const id = `determination_${String(++this.#count).padStart(26, '0')}`;
    const part = ['withheld', 'proposed', 'released'].includes(state);
    const own = part ? 'signed' : state;
    await this.#written(id, submissionId, own);
    if (own === 'consulting')
      await this.#stage.asOwner(
        `insert into review.sample_opening (determination_id, person_id, position, at) values ($1, $2, 0, now())`,
        [id, this.#stage.server.people.determiner.id],
      );
    if (own === 'signed' || own === 'superseded')
      await this.#stage.asOwner(
        `insert into review.assessment (determination_id, submission_id, tier, place, state, state_since, review_by)
         values ($1, $2, $3, 1, 'review_due', now(), now() + interval '14 days')`,
        [id, submissionId, tier],
      );
    const step = (role: Role, name: string) =>
      this.#step(role, `/api/determinations/${id}/assessments/${tier}/${name}`, 204);
    if (state === 'withheld') await step('determiner', 'withholding');
    if (state === 'proposed' || state === 'released') await step('determiner', 'proposal');
    if (state === 'released') await step('determinerColleague', 'release');
    return id;
  }

  /** By the developer, against a determination that both officials signed. */
  async appeal(state: AppealState): Promise<string> {
    const subjectId = await this.determination('signed');
    const made = await this.#stage.must('developer', 201, {
      method: 'POST',
      path: '/api/appeals',
      body: { about: 'determination', subjectId, grounds: words },
    });
    const { id } = (await made.json()) as { id: string };
    if (state === 'withdrawn') await this.#step('developer', `/api/appeals/${id}/withdrawal`);
    if (state === 'upheld' || state === 'dismissed')
      // Both officials of this office signed, so nobody of it may answer.
      await this.#stage.asOwner(
        `update review.appeal set state = $2, answer = $3, answered_by = 'person_third', answered_at = now()
         where id = $1`,
        [id, state, reason],
      );
    return id;
  }

  /** The request as its route wants it; undefined where review has no such route. */
  requestFor(route: string, path: string): Sent | undefined {
    const [method = ''] = route.split(' ');
    switch (route) {
      case 'GET /api/questions/:questionId/content':
      case 'GET /api/appeals/:appealId/grounds':
      case 'GET /api/determinations/:determinationId/assessments/:tier/text':
        return { method, path: `${path.replace(':tier', tier)}?${purpose}` };
      default: {
        const body = this.bodyFor(route);
        return body === undefined ? undefined : { method, path: path.replace(':tier', tier), body };
      }
    }
  }

  bodyFor(route: string): object | undefined {
    const { people, zones } = this.#stage.server;
    switch (route) {
      case 'POST /api/questions':
        return {
          evaluatorId: people.evaluator.organisationId,
          declaredAs: 'Kestrel',
          descriptor,
          contact: 'Dara Larch',
        };
      case 'POST /api/submissions/:submissionId/questions':
      case 'POST /api/questions/:questionId/supplement':
        return { descriptor, contact: 'Dara Larch' };
      case 'POST /api/questions/:questionId/need':
      case 'POST /api/questions/:questionId/answer':
        return { words };
      case 'POST /api/questions/:questionId/acknowledgement':
      case 'POST /api/questions/:questionId/withdrawal':
      case 'POST /api/appeals/:appealId/withdrawal':
        return {};
      case 'POST /api/determinations/:determinationId/assessments/:tier/withholding':
        return {
          reasonClass: 'being_checked',
          reason,
          reviewBy: textOf(new Date(zones.inner.clock.now().getTime() + dayMs)),
        };
      case 'POST /api/determinations/:determinationId/assessments/:tier/proposal':
        return { text: this.told };
      case 'POST /api/determinations/:determinationId/assessments/:tier/return':
        return { because: reason };
      case 'POST /api/determinations/:determinationId/assessments/:tier/release':
        return { contentSha256: sha256(this.told) };
      case 'POST /api/appeals':
        return { about: 'determination', subjectId: 'determination_none', grounds: words };
      case 'POST /api/appeals/:appealId/answer':
        return { as: 'dismissed', answer: reason };
      default:
        return undefined;
    }
  }

  async declared(submissionId: string): Promise<void> {
    for (const role of declarers)
      await this.#stage.must(role, 204, {
        method: 'POST',
        path: `/api/submissions/${submissionId}/declaration`,
        body: { hasInterest: false },
      });
  }

  async #step(role: Role, path: string, status = 200): Promise<void> {
    const template = path
      .replace(/question_[^/]+/, ':questionId')
      .replace(/determination_[^/]+/, ':determinationId')
      .replace(/appeal_[^/]+/, ':appealId')
      .replace(`/${tier}/`, '/:tier/');
    await this.#stage.must(role, status, {
      method: 'POST',
      path,
      body: this.bodyFor(`POST ${template}`),
    });
  }

  /** Decided by one official and signed by the other. */
  async #written(id: string, submissionId: string, state: string): Promise<void> {
    const { determiner, determinerColleague } = this.#stage.server.people;
    this.#run ??= await this.#stage.evaluations.determinable();
    const isDecided = !['consulting', 'withdrawn'].includes(state);
    const isSigned = ['signed', 'superseded'].includes(state);
    await this.#stage.asOwner(
      `insert into review.determination (id, submission_id, run_id, threshold_id, threshold_commitment,
         threshold_committed_at, first_sample_at, look, proposal, proposal_reason, proposal_facts, linked_samples, office,
         opened_by, opened_at, state, outcome, reason, statement, statement_sha256, decided_by, decided_at, signed_by,
         signed_at, appeal_until, withdrawn_by, withdrawn_because)
       values ($1, $2, $13, 'threshold_none', $3, now() - interval '2 days', now() - interval '1 day', 1, 'met',
         'it is above', $14, '{0}', $4, $5, now(), $6, $7, $8, $9, $10, $11, now(), $12, now(),
         now() + interval '30 days', $15, $16)`,
      [
        id,
        submissionId,
        sha256('a threshold'),
        determiner.organisationId,
        determiner.id,
        state,
        ...(isDecided
          ? ['covered', reason, statementOf(id), sha256(statementOf(id)), determiner.id]
          : [null, null, null, null, null]),
        isSigned ? determinerColleague.id : null,
        this.#run,
        JSON.stringify(facts),
        ...(state === 'withdrawn' ? [determiner.id, reason] : [null, null]),
      ],
    );
  }
}
