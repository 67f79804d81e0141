/**
 * An evaluating office that determines, on a real database: two sides with their people (see access's and
 * evaluation's fixtures), three officials with keys of their own, a consultee and a partner, and on wish a run
 * for a determination that was reported on, or a determination that two officials signed.
 */
import type { Actor, Office } from '#platform/auth';
import { contextOf, type Context } from '#platform/context';
import { newSigner, signatureLine, type NoteSigner } from '#standards/tlog';
import { agree, type AccessStage, type PersonName } from '../access/access.fixture.ts';
import { declareInterest } from '../access/commands/declare-interest.ts';
import { registerKey } from '../access/commands/register-key.ts';
import {
  openEvaluation,
  reportedRun as evaluationRun,
  type EvaluationStage,
} from '../evaluation/evaluation.fixture.ts';
import { askQuestion, type AskQuestion } from './commands/ask-question.ts';
import { declareAsConsultee } from './commands/declare-as-consultee.ts';
import { decideDetermination, type Decide } from './commands/decide.ts';
import { openDetermination, type OpenDetermination } from './commands/open-determination.ts';
import { openLinkedSample } from './commands/open-linked-sample.ts';
import { signDetermination } from './commands/sign-determination.ts';
import { determinationById, type DeterminationRow } from './determination-store.ts';

export { dayMs } from '../access/access.fixture.ts';
export { agreeToExport } from '../access/commands/settle-export.ts';
export { listExports } from '../access/export-queries.ts';
export {
  chooseScope,
  pauseEngagement,
  resumeEngagement,
} from '../access/commands/steer-engagement.ts';
export { withdrawEngagement } from '../access/commands/withdraw-engagement.ts';
export { declareInterest };

export type Official = 'deb' | 'drew' | 'dag';
/** Officials of Tern Office, a consultee of Heath Agency, a partner of Fen Water. */
export type ReviewName = PersonName | Official | 'cai' | 'pia';

export interface ReviewStage {
  evaluation: EvaluationStage;
  access: AccessStage;
  clock: AccessStage['clock'];
  ctx(name: ReviewName): Context;
  /** Of a person who signs; nobody else has their key. */
  signer(name: ReviewName): NoteSigner;
  idOf(name: ReviewName): string;
  organisations: { developer: string; evaluator: string; consultee: string; partner: string };
  /** Moves the clock on. */
  pass(ms: number): void;
  close(): Promise<void>;
}

interface Added {
  id: string;
  ctx: Context;
  signer: NoteSigner;
}

export async function openReview(): Promise<ReviewStage> {
  const evaluation = await openEvaluation();
  const { access } = evaluation;
  const organisations = { ...access.organisations, consultee: 'org_heath', partner: 'org_fen' };
  const added = new Map<string, Added>();
  await access.asOwner(
    `insert into membership.organisation (id, name, made_at)
     values ('org_heath', 'Heath Agency', $1), ('org_fen', 'Fen Water', $1)`,
    [access.clock.now()],
  );
  for (const name of ['deb', 'drew', 'dag'] as const) {
    added.set(name, await addPerson(access, name, organisations.evaluator, 'determiner'));
    await registerKey(there(added, name).ctx, { vkey: there(added, name).signer.key.vkey });
  }
  added.set('cai', await addPerson(access, 'cai', organisations.consultee, 'consultee'));
  added.set('pia', await addPerson(access, 'pia', organisations.partner, 'partner'));
  const personOf = (name: ReviewName): Added =>
    added.get(name) ?? access.people[name as PersonName];
  return {
    evaluation,
    access,
    clock: access.clock,
    ctx: (name) => personOf(name).ctx,
    signer: (name) => personOf(name).signer,
    idOf: (name) => personOf(name).id,
    organisations,
    pass: (ms) => access.clock.moveTo(new Date(access.clock.now().getTime() + ms)),
    close: () => evaluation.close(),
  };
}

/** Into an organisation that is there already; no command of ours does that yet. */
async function addPerson(
  access: AccessStage,
  name: string,
  organisationId: string,
  office: Office,
): Promise<Added> {
  const id = `person_${name}`;
  const at = access.clock.now();
  await access.asOwner(`insert into membership.person (id, name, made_at) values ($1, $2, $3)`, [
    id,
    name,
    at,
  ]);
  await access.asOwner(
    `insert into membership.office (person_id, organisation_id, office, opens_at) values ($1, $2, $3, $4)`,
    [id, organisationId, office, at],
  );
  const actor: Actor = { kind: 'person', id, organisationId, offices: [office], scopes: 'every' };
  const signer = newSigner(`${organisationId}/${name}`);
  return { id, ctx: contextOf(access.inner, actor), signer };
}

function there(added: ReadonlyMap<string, Added>, name: string): Added {
  const person = added.get(name);
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

/** The officials say that they have no interest in the engagement. */
export async function declareOfficials(stage: ReviewStage, submissionId: string): Promise<void> {
  for (const name of ['deb', 'drew', 'dag'] as const)
    await declareInterest(stage.ctx(name), submissionId, { hasInterest: false, words: '' });
}

let asked = 0;

export const question = (stage: ReviewStage, change: Partial<AskQuestion> = {}): AskQuestion => ({
  evaluatorId: stage.organisations.evaluator,
  declaredAs: `kestrel ${++asked}`,
  descriptor: {
    what: 'a large language model, trained further on code',
    capabilities: 'finds and repairs faults in C programs; what it does alone is not known yet',
    context: '',
  },
  contact: 'Dara Larch, dara@larch.example',
  isConfidential: true,
  plannedReleaseAt: null,
  publicReleaseAt: null,
  ...change,
});

/** A question of Larch Labs to Tern Office, whose people declared; nothing else is there yet. */
export async function askedQuestion(
  stage: ReviewStage,
  change: Partial<AskQuestion> = {},
): Promise<{ questionId: string; submissionId: string }> {
  const questionId = await askQuestion(stage.ctx('dara'), question(stage, change));
  const { rows } = await stage.access.asOwner<{ id: string }>(
    'select submission_id as id from review.question where id = $1',
    [questionId],
  );
  const submissionId = rows[0]?.id ?? '';
  await agree(stage.access, submissionId);
  await declareOfficials(stage, submissionId);
  return { questionId, submissionId };
}

/** A run for a determination that was reported on, and the officials declared; `values` are its scores. */
export async function reportedRun(
  stage: ReviewStage,
  values: readonly number[] = Array<number>(12).fill(1),
): ReturnType<typeof evaluationRun> {
  const run = await evaluationRun(stage.evaluation, values);
  await declareOfficials(stage, run.submissionId);
  return run;
}

export const whyCovered =
  'The lower bound of the mean score lies above the committed threshold in every family of tasks that was run with this model.';

/** Opened by deb on a reported run, with its samples opened by her. */
export async function openedDetermination(
  stage: ReviewStage,
  run: { submissionId: string; runId: string },
  consultees: OpenDetermination['consultees'] = [],
): Promise<DeterminationRow> {
  const { submissionId, runId } = run;
  const id = await openDetermination(stage.ctx('deb'), submissionId, { runId, consultees });
  if (consultees.some(({ organisationId }) => organisationId === stage.organisations.consultee))
    await declareAsConsultee(stage.ctx('cai'), id, { hasInterest: false, words: '' });
  const { linkedSamples } = await rowOf(stage, id);
  for (const position of linkedSamples) await openLinkedSample(stage.ctx('deb'), id, position);
  return await rowOf(stage, id);
}

export async function decidedDetermination(
  stage: ReviewStage,
  run: { submissionId: string; runId: string },
  said: Decide = { outcome: 'covered', reason: whyCovered, differsBecause: null },
): Promise<DeterminationRow> {
  const { id } = await openedDetermination(stage, run);
  await decideDetermination(stage.ctx('deb'), id, said);
  return await rowOf(stage, id);
}

/** Signed by deb, who decided, and by drew. */
export async function signedDetermination(
  stage: ReviewStage,
  run?: { submissionId: string; runId: string },
): Promise<DeterminationRow> {
  const { id } = await decidedDetermination(stage, run ?? (await reportedRun(stage)));
  await signStatement(stage, id, 'deb', 'drew');
  return await rowOf(stage, id);
}

/** Each signs what stands now, with their own key. */
export async function signStatement(
  stage: ReviewStage,
  id: string,
  ...names: Official[]
): Promise<void> {
  for (const name of names) {
    const { statement } = await rowOf(stage, id);
    await signDetermination(
      stage.ctx(name),
      id,
      signatureLine(statement ?? '', stage.signer(name)),
    );
  }
}

export async function rowOf(stage: ReviewStage, id: string): Promise<DeterminationRow> {
  const row = await determinationById(stage.access.inner.database.db, id);
  if (row === undefined) throw new Error('no such determination');
  return row;
}
