/** Officials at work on a real database: what a determination rests on, who takes which step, and what never is. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { runForDetermination } from '#evaluation';
import { textOf } from '#gateway';
import { sql } from '#platform/db';
import { Refusal } from '#platform/problems';
import { newSigner, signatureLine, signNote } from '#standards/tlog';
import { declareInterest } from '../access/commands/declare-interest.ts';
import { askProof } from './commands/ask-proof.ts';
import { answerConsultation } from './commands/consult.ts';
import { decideDetermination, type Decide } from './commands/decide.ts';
import { dissentFrom } from './commands/dissent.ts';
import { openDetermination } from './commands/open-determination.ts';
import { openLinkedSample } from './commands/open-linked-sample.ts';
import { signDetermination } from './commands/sign-determination.ts';
import { withdrawDetermination } from './commands/withdraw-determination.ts';
import { listConsultations, readConsultation, showConsultation } from './consultation-queries.ts';
import { consultationsOf } from './consultation-store.ts';
import { determinationBundle } from './determination-bundle.ts';
import { proveDetermination } from './determination-proof.ts';
import {
  listDeterminableRuns,
  listDeterminations,
  listDeterminationsOf,
  showDetermination,
  statementNote,
} from './determination-queries.ts';
import { readStatement } from './determination-statement.ts';
import { isSaid } from './withdrawn-before.ts';
import {
  agreeToExport,
  askedQuestion,
  dayMs,
  decidedDetermination,
  openedDetermination,
  openReview,
  reportedRun,
  rowOf,
  signedDetermination,
  signStatement,
  whyCovered,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => {
  stage = await openReview();
});
after(() => stage.close());

const as = (name: ReviewName) => stage.ctx(name);
const purpose = 'to verify it on my own machine';
const covered: Decide = { outcome: 'covered', reason: whyCovered, differsBecause: null };
const heath = (days = 7) => ({
  organisationId: stage.organisations.consultee,
  answerBy: textOf(new Date(stage.clock.now().getTime() + days * dayMs)),
});

async function refused(code: string, step: Promise<unknown>, words = /./): Promise<void> {
  await assert.rejects(step, (error) => {
    assert.ok(error instanceof Refusal, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(`${error.message} ${error.errors.map(({ detail }) => detail).join()}`, words);
    return true;
  });
}

const inLog = async (id: string, type: string) =>
  (
    await stage.access.asOwner<{ actor: string; body: string }>(
      `select e.actor, b.body from zone_inner.event e join zone_inner.event_body b using (position)
       where e.subject = $1 and e.type = $2 order by e.position`,
      [id, type],
    )
  ).rows.map(({ actor, body }) => ({
    actor,
    payload: (JSON.parse(body) as { payload: Record<string, unknown> }).payload,
  }));

const openSamples = async (name: ReviewName, id: string) => {
  for (const position of (await rowOf(stage, id)).linkedSamples)
    await openLinkedSample(as(name), id, position);
};

describe('what a determination rests on', () => {
  test('a run, its threshold and the proposal are written down as evaluation has them', async () => {
    const run = await reportedRun(stage);
    const row = await openedDetermination(stage, run);
    const under = await runForDetermination(stage.access.inner.database.db, run.runId);
    assert.ok(under);
    assert.deepEqual(
      [row.thresholdId, row.thresholdCommitment, row.thresholdCommittedAt, row.firstSampleAt],
      [run.thresholdId, under.commitment, under.committedAt, under.firstSampleAt],
    );
    assert.ok(row.thresholdCommittedAt < row.firstSampleAt);
    assert.equal(row.proposal, 'met');
    assert.deepEqual(row.proposalFacts, under.proposal.facts);
    assert.equal(row.linkedSamples.length, 3);
    const [opened] = await inLog(row.id, 'review.determination_opened');
    assert.deepEqual(opened?.payload, {
      runId: run.runId,
      thresholdCommitment: under.commitment,
      linkedSamples: row.linkedSamples,
    });
    await refused(
      'determination_open',
      openDetermination(as('drew'), run.submissionId, { runId: run.runId, consultees: [] }),
    );
  });

  test('a run of another engagement, for exploration, or not reported on yet, is refused', async () => {
    const run = await reportedRun(stage);
    const other = await reportedRun(stage);
    const open = (runId: string) =>
      openDetermination(as('deb'), run.submissionId, { runId, consultees: [] });
    await refused('run_undeterminable', open(other.runId));
    await refused('run_undeterminable', open('run_none'));
    await stage.access.asOwner(
      `update evaluation.report set state = 'withdrawn' where grant_id = $1`,
      [run.grantId],
    );
    await refused('run_undeterminable', open(run.runId));
  });

  test('a sample that began before the threshold was committed leaves no determination', async () => {
    const run = await reportedRun(stage);
    await stage.access.asOwner(
      `update evaluation.sample set facts = facts || '{"startedAt":"2026-11-30T00:00:00Z"}'
       where run_id = $1 and position = 7`,
      [run.runId],
    );
    await refused(
      'threshold_late',
      openDetermination(as('deb'), run.submissionId, { runId: run.runId, consultees: [] }),
      /first sample was made by 2026-11-30T00:00:00\.999Z/,
    );
  });

  const columns = `id, submission_id, run_id, threshold_id, threshold_commitment, threshold_committed_at,
    first_sample_at, look, proposal, proposal_reason, proposal_facts, linked_samples, office, opened_by, opened_at, state`;
  const inserted = (committedAt: string | null, firstSampleAt: string) =>
    stage.access.inner.database.db.executeQuery(
      sql`insert into review.determination (${sql.raw(columns)})
        values ('determination_forged', 'submission_x', 'run_x', 'threshold_x', 'c', ${committedAt}, ${firstSampleAt}, 1,
          'met', '', '{}', '{1}', 'org_x', 'person_x', now(), 'consulting')`.compile(
        stage.access.inner.database.db,
      ),
    );

  test('as the server’s own role in SQL: no row in which the threshold came late, or none did', async () => {
    const first = '2026-12-01T10:00:00Z';
    await assert.rejects(inserted('2026-12-01T10:00:00Z', first), /determination_check/);
    await assert.rejects(inserted('2026-12-01T10:00:01Z', first), /determination_check/);
    await assert.rejects(inserted(null, first), /null value in column "threshold_committed_at"/);
    await inserted('2026-12-01T09:59:59Z', first);
  });

  test('as the server’s own role in SQL: what it rests on is never rewritten, and no row is taken out', async () => {
    const { id } = await openedDetermination(stage, await reportedRun(stage));
    const { db } = stage.access.inner.database;
    const fixed = [
      ...[
        'submission_id',
        'run_id',
        'threshold_id',
        'threshold_commitment',
        'proposal_reason',
        'office',
      ],
      ...[
        'threshold_committed_at',
        'first_sample_at',
        'opened_at',
        'look',
        'proposal',
        'linked_samples',
      ],
      ...['proposal_facts', 'question_id', 'opened_by', 'id'],
    ];
    for (const column of fixed)
      await assert.rejects(
        sql`update review.determination set ${sql.ref(column)} = ${sql.ref(column)} where id = ${id}`.execute(
          db,
        ),
        /permission denied/,
        column,
      );
    await assert.rejects(
      sql`delete from review.determination where id = ${id}`.execute(db),
      /permission denied/,
    );
    for (const table of ['signature', 'dissent', 'sample_opening'])
      await assert.rejects(
        sql`delete from review.${sql.raw(table)}`.execute(db),
        /permission denied/,
        table,
      );
  });
});

describe('deciding', () => {
  test('takes the linked samples opened by the same person, and names those that are left', async () => {
    const { id, linkedSamples } = await openedDetermination(stage, await reportedRun(stage));
    await refused(
      'samples_unopened',
      decideDetermination(as('drew'), id, covered),
      new RegExp(linkedSamples.join(', ')),
    );
    const [first = 0, ...rest] = linkedSamples;
    await openLinkedSample(as('drew'), id, first);
    await refused(
      'samples_unopened',
      decideDetermination(as('drew'), id, covered),
      new RegExp(`left: ${rest.join(', ')} $`),
    );
    const other = [0, 1, 2, 3].find((position) => !linkedSamples.includes(position)) ?? 0;
    await refused('not_found', openLinkedSample(as('drew'), id, other));
    await openSamples('drew', id);
    await decideDetermination(as('drew'), id, covered);
    assert.equal((await rowOf(stage, id)).state, 'decided');
    const openings = await inLog(id, 'review.linked_sample_opened');
    assert.equal(openings.filter(({ actor }) => actor === stage.idOf('drew')).length, 3);
  });

  test('who differs from the code says why, and who does not leaves it out', async () => {
    const { id } = await openedDetermination(stage, await reportedRun(stage));
    const decide = (said: Partial<Decide>) =>
      decideDetermination(as('deb'), id, { ...covered, ...said });
    await refused(
      'invalid_input',
      decide({ outcome: 'not_covered' }),
      /comes to `covered`; say why/,
    );
    await refused('invalid_input', decide({ outcome: 'cannot_tell' }), /say why/);
    const differsBecause = 'the suite leaves out a family that matters here';
    await refused('invalid_input', decide({ differsBecause }), /leave it out/);
    await decide({ outcome: 'cannot_tell', differsBecause });
    const { statement } = await rowOf(stage, id);
    const said = readStatement(statement ?? '');
    assert.deepEqual(
      [said?.proposal.outcome, said?.outcome, said?.differsBecause],
      ['met', 'cannot_tell', differsBecause],
    );
  });

  test('of two officials who decide at once one does, and the other is told that it is decided', async () => {
    const { id } = await openedDetermination(stage, await reportedRun(stage));
    await openSamples('drew', id);
    const both = await Promise.allSettled([
      decideDetermination(as('deb'), id, covered),
      decideDetermination(as('drew'), id, covered),
    ]);
    const lost = both.filter((each) => each.status === 'rejected');
    assert.equal(lost.length, 1);
    await refused('illegal_transition', Promise.reject(lost[0]?.reason as Error), /`decided`/);
    assert.equal((await inLog(id, 'review.determination_decided')).length, 1);
  });

  test('nobody without a declaration, of another office, or of the evaluators takes a step', async () => {
    const run = await reportedRun(stage);
    const open = (name: ReviewName) =>
      openDetermination(as(name), run.submissionId, { runId: run.runId, consultees: [] });
    await refused('forbidden', open('eli'), /determiner/);
    await refused('forbidden', open('dara'));
    await refused('forbidden', open('olga'), /looks and takes no step/);
    for (const stranger of ['rhea', 'cai', 'pia'] as const)
      await refused('not_found', open(stranger));
    await stage.access.asOwner(
      `update access.submission set disinterested = array_remove(disinterested, $2) where id = $1`,
      [run.submissionId, stage.idOf('deb')],
    );
    await refused('not_declared', open('deb'));
  });
});

describe('consultees', () => {
  test('answer once, in time, and their words stand in the statement', async () => {
    const run = await reportedRun(stage);
    const { id } = await openedDetermination(stage, run, [heath()]);
    await refused('consultees_open', decideDetermination(as('deb'), id, covered), /1 of 1/);
    const answer = { view: 'not_covered', words: 'our own tests say otherwise' } as const;
    await refused('not_found', answerConsultation(as('pia'), id, answer));
    await answerConsultation(as('cai'), id, answer);
    await refused('consultation_over', answerConsultation(as('cai'), id, answer), /answers once/);
    await decideDetermination(as('deb'), id, covered);
    const [said] = readStatement((await rowOf(stage, id)).statement ?? '')?.consultations ?? [];
    assert.deepEqual(
      [said?.organisation.name, said?.state, said?.view, said?.words],
      ['Heath Agency', 'answered', 'not_covered', answer.words],
    );
    const [told] = await inLog(id, 'review.consultation_answered');
    assert.deepEqual(told?.payload, { organisationId: stage.organisations.consultee });
  });

  test('who never answers times out by the clock, at its last instant and not before', async () => {
    const run = await reportedRun(stage);
    const { id } = await openedDetermination(stage, run, [heath(3)]);
    stage.pass(3 * dayMs - 1);
    await refused('consultees_open', decideDetermination(as('deb'), id, covered));
    stage.pass(1);
    await refused(
      'consultation_over',
      answerConsultation(as('cai'), id, { view: 'no_view', words: 'too late' }),
      /ran out/,
    );
    await decideDetermination(as('deb'), id, covered);
    const [row] = await consultationsOf(stage.access.inner.database.db, [id]);
    assert.deepEqual([row?.state, row?.view], ['timed_out', null]);
    assert.equal((await inLog(id, 'review.consultation_timed_out')).length, 1);
  });

  test('in less than three days, past thirty, twice, or not a consultee: refused, and nothing is kept', async () => {
    const run = await reportedRun(stage);
    const open = (
      consultee: Partial<ReturnType<typeof heath>>,
      ...more: ReturnType<typeof heath>[]
    ) =>
      openDetermination(as('deb'), run.submissionId, {
        runId: run.runId,
        consultees: [{ ...heath(), ...consultee }, ...more],
      });
    for (const days of [0, 2, 31])
      await refused('invalid_input', open(heath(days)), /give the office 3 to 30 days to answer/);
    const shortBy = new Date(stage.clock.now().getTime() + 3 * dayMs - 1000);
    await refused('invalid_input', open({ answerBy: textOf(shortBy) }), /3 to 30 days/);
    await refused('invalid_input', open({ organisationId: 'org_fen' }), /consultee/);
    await refused('already_consulted', open({}, heath()));
    await open(heath(30));
  });
});

describe('signing', () => {
  test('the deciding official first, then a second: signed, tiers for review, an appeal until', async () => {
    const { id, state } = await decidedDetermination(stage, await reportedRun(stage));
    assert.equal(state, 'decided');
    await refused('undecided', signStatement(stage, id, 'drew'), /official signs first: deb/);
    await signStatement(stage, id, 'deb');
    await refused('already_signed', signStatement(stage, id, 'deb'));
    assert.equal((await rowOf(stage, id)).state, 'decided');
    await signStatement(stage, id, 'drew');
    const row = await rowOf(stage, id);
    assert.deepEqual([row.state, row.signedBy], ['signed', stage.idOf('drew')]);
    assert.equal((row.appealUntil?.getTime() ?? 0) - (row.signedAt?.getTime() ?? 0), 30 * dayMs);
    const { rows } = await stage.access.asOwner<{ state: string }>(
      'select distinct state from review.assessment where determination_id = $1',
      [id],
    );
    assert.deepEqual(rows, [{ state: 'review_due' }]);
    await refused('illegal_transition', signStatement(stage, id, 'dag'));
  });

  test('only one’s own registered key, and only these words', async () => {
    const { id, statement } = await decidedDetermination(stage, await reportedRun(stage));
    const text = statement ?? '';
    const sign = (note: string) => signDetermination(as('deb'), id, note);
    await refused('note_refused', sign(signatureLine(text, stage.signer('drew'))));
    await refused(
      'note_refused',
      sign(signatureLine(text, newSigner(stage.signer('deb').key.name))),
    );
    await refused('note_refused', sign(signNote(`${text}more\n`, [stage.signer('deb')])));
    await refused('note_refused', sign('— no line at all'));
    await sign(signNote(text, [stage.signer('deb')]));
    assert.equal(await statementNote(as('drew'), id), signNote(text, [stage.signer('deb')]));
  });

  test('nobody acts in two roles: who measured or reported does not judge, who dissents does not sign', async () => {
    const run = await reportedRun(stage);
    const handled = (await runForDetermination(stage.access.inner.database.db, run.runId))
      ?.handledBy;
    assert.deepEqual(
      handled?.toSorted(),
      (['eli', 'emil', 'esra'] as const).map(stage.idOf).toSorted(),
    );
    const { id } = await openedDetermination(stage, run);
    // The same person in both offices: an evaluator who signed the report, and an official.
    const esra = stage.ctx('esra');
    assert.ok(esra.actor.kind === 'person');
    const both = {
      ...esra,
      actor: { ...esra.actor, offices: ['evaluator', 'determiner'] as const },
    };
    for (const position of (await rowOf(stage, id)).linkedSamples)
      await openLinkedSample(both, id, position);
    await refused('two_roles', decideDetermination(both, id, covered));
    await dissentFrom(as('dag'), id, 'twelve tasks are few for such a step');
    await openSamples('dag', id);
    await refused('two_roles', decideDetermination(as('dag'), id, covered));
    await decideDetermination(as('deb'), id, covered);
    await refused('two_roles', dissentFrom(as('deb'), id, 'I see it otherwise now, after all'));
    await signStatement(stage, id, 'deb');
    await refused('two_roles', signStatement(stage, id, 'dag'));
    const text = (await rowOf(stage, id)).statement ?? '';
    await refused(
      'two_roles',
      signDetermination(both, id, signatureLine(text, stage.signer('esra'))),
    );
    await signStatement(stage, id, 'drew');
  });

  test('dissent stands in the statement, also after it was decided; who had signed signs again', async () => {
    const { id, statementSha256 } = await decidedDetermination(stage, await reportedRun(stage));
    await signStatement(stage, id, 'deb');
    const words = 'the interval is too wide for such a word';
    await dissentFrom(as('dag'), id, words);
    await refused('dissent_given', dissentFrom(as('dag'), id, words));
    const row = await rowOf(stage, id);
    assert.notEqual(row.statementSha256, statementSha256);
    const [dissent] = readStatement(row.statement ?? '')?.dissents ?? [];
    assert.deepEqual([dissent?.person.id, dissent?.words], [stage.idOf('dag'), words]);
    await refused('undecided', signStatement(stage, id, 'drew'), /official signs first: deb/);
    await signStatement(stage, id, 'deb', 'drew');
    assert.equal((await rowOf(stage, id)).state, 'signed');
    await refused('illegal_transition', dissentFrom(as('dag'), id, words));
  });

  test('a later one that is signed supersedes it, and one that was taken back never counts', async () => {
    const run = await reportedRun(stage);
    const first = await signedDetermination(stage, run);
    const second = await openedDetermination(stage, run);
    await withdrawDetermination(as('drew'), second.id, 'the wrong run was chosen');
    assert.equal((await rowOf(stage, first.id)).state, 'signed');
    const third = await signedDetermination(stage, run);
    assert.deepEqual(
      [(await rowOf(stage, first.id)).state, (await rowOf(stage, second.id)).state, third.state],
      ['superseded', 'withdrawn', 'signed'],
    );
    const [told] = await inLog(first.id, 'review.determination_superseded');
    assert.deepEqual(told?.payload, { by: third.id });
  });

  test('the engagement’s open question is answered by it', async () => {
    const run = await reportedRun(stage);
    await stage.access.asOwner(`update review.question set submission_id = $1 where id = $2`, [
      run.submissionId,
      (await askedQuestion(stage)).questionId,
    ]);
    const { id, questionId } = await signedDetermination(stage, run);
    assert.ok(questionId);
    const { rows } = await stage.access.asOwner<{ state: string }>(
      'select state from review.question where id = $1',
      [questionId],
    );
    assert.deepEqual(rows, [{ state: 'answered' }]);
    const [told] = await inLog(questionId, 'review.question_answered');
    assert.equal(told?.payload['determinationId'], id);
  });
});

describe('what was taken back before', () => {
  const because = 'we want to ask another office first';
  const no = { view: 'not_covered' as const, words: 'the tasks show no more than a search engine' };
  const dissent = 'this cannot be called covered on such a run';
  /** Opened, answered with a no, dissented from, and taken back. */
  async function shed(run: Parameters<typeof openedDetermination>[1]) {
    const { id } = await openedDetermination(stage, run, [heath()]);
    await answerConsultation(as('cai'), id, no);
    await dissentFrom(as('dag'), id, dissent);
    stage.pass(1000);
    await withdrawDetermination(as('drew'), id, because);
    return id;
  }
  const named = async (id: string) =>
    readStatement((await rowOf(stage, id)).statement ?? '')?.withdrawnBefore ?? [];

  test('a later one names it with its reason, the consultee’s no and the dissent, in what is signed', async () => {
    const run = await reportedRun(stage);
    const first = await shed(run);
    const { id } = await signedDetermination(stage, run);
    const [earlier, ...others] = await named(id);
    assert.equal(others.length, 0);
    assert.ok(earlier);
    assert.deepEqual(
      [earlier.determination, earlier.because, earlier.withdrawnBy.id],
      [first, because, stage.idOf('drew')],
    );
    assert.equal(earlier.withdrawnAt, (await rowOf(stage, first)).settledAt?.toISOString());
    const [office] = earlier.consultations;
    assert.deepEqual(
      [office?.organisation.name, office?.state, office?.view, office?.words],
      ['Heath Agency', 'answered', no.view, no.words],
    );
    assert.deepEqual(
      earlier.dissents.map(({ person, words }) => [person.id, words]),
      [[stage.idOf('dag'), dissent]],
    );
    for (const name of ['deb', 'olga'] as const) {
      const { content } = await showDetermination(as(name), id);
      const [shown] = content?.withdrawnBefore ?? [];
      assert.deepEqual(
        [shown?.id, shown?.because, shown?.consultations[0]?.words, shown?.dissents[0]?.words],
        [first, because, no.words, dissent],
      );
    }
    assert.deepEqual((await showDetermination(as('deb'), first)).content?.withdrawnBefore, []);
  });

  test('whoever takes one back: twice, on another run, undecided or decided, nothing is left out', async () => {
    const run = await reportedRun(stage);
    const first = await shed(run);
    const undecided = await openedDetermination(stage, run, [heath()]);
    await withdrawDetermination(as('deb'), undecided.id, 'the office could not be reached');
    const decided = await decidedDetermination(stage, run);
    assert.deepEqual(
      (await named(decided.id)).map((each) => each.determination),
      [first, undecided.id],
    );
    assert.equal((await named(decided.id))[1]?.consultations[0]?.state, 'asked');
    await withdrawDetermination(as('deb'), decided.id, 'the reason was not well put');
    const other = await reportedRun(stage);
    await stage.access.asOwner(`update evaluation.run set submission_id = $1 where id = $2`, [
      run.submissionId,
      other.runId,
    ]);
    const last = await signedDetermination(stage, { ...run, runId: other.runId });
    assert.deepEqual(
      (await named(last.id)).map((each) => each.determination),
      [first, undecided.id, decided.id],
    );
  });

  test('dissent from the later one leaves it in, and so does one that supersedes it', async () => {
    const run = await reportedRun(stage);
    const first = await shed(run);
    const { id } = await decidedDetermination(stage, run);
    await dissentFrom(as('dag'), id, dissent);
    assert.deepEqual(
      (await named(id)).map((each) => each.determination),
      [first],
    );
    await signStatement(stage, id, 'deb', 'drew');
    const next = await signedDetermination(stage, run);
    assert.deepEqual(
      (await named(next.id)).map((each) => each.determination),
      [first],
    );
  });

  test('where their words are too many for one text, digests stand for them, and it can be signed', async () => {
    const run = await reportedRun(stage);
    const long = '界'.repeat(1000);
    for (let times = 0; times < 22; times++) {
      const { id } = await openedDetermination(stage, run);
      await withdrawDetermination(as('deb'), id, long);
    }
    const { id } = await signedDetermination(stage, run);
    const all = await named(id);
    assert.equal(all.length, 22);
    assert.ok(all.every(({ because: said }) => typeof said === 'object' && isSaid(said, long)));
  });

  test('both sides read that it was taken back, by whom and why, and the developer nothing of what was said', async () => {
    const run = await reportedRun(stage);
    const first = await shed(run);
    const { settledAt } = await rowOf(stage, first);
    for (const name of ['dara', 'eli', 'deb'] as const) {
      const view = await showDetermination(as(name), first);
      assert.deepEqual(view.withdrawal, { at: settledAt, by: 'drew', because });
    }
    const { id } = await signedDetermination(stage, run);
    const told = JSON.stringify([
      await showDetermination(as('dara'), id),
      await showDetermination(as('dara'), first),
      (await listDeterminationsOf(as('dara'), run.submissionId, { limit: 10 })).items,
    ]);
    assert.ok(told.includes(because));
    for (const hidden of [no.words, no.view, dissent]) assert.ok(!told.includes(hidden), hidden);
    assert.equal((await showDetermination(as('dara'), id)).withdrawal, null);
  });

  test('the rows refuse one that was taken back by nobody, or without a reason', async () => {
    const { id } = await openedDetermination(stage, await reportedRun(stage));
    for (const set of [
      `state = 'withdrawn'`,
      `state = 'withdrawn', withdrawn_by = 'person_deb'`,
      `withdrawn_by = 'person_deb', withdrawn_because = 'because'`,
    ])
      await assert.rejects(
        stage.access.asOwner(`update review.determination set ${set} where id = $1`, [id]),
        { code: '23514' },
        set,
      );
  });
});

describe('lists', () => {
  const page = { limit: 100 };
  const waiting = async (name: ReviewName) =>
    (await listDeterminableRuns(as(name), page)).items.map(({ runId }) => runId);

  test('a run waits for its office until it has a determination, and again once that is taken back', async () => {
    const run = await reportedRun(stage);
    assert.ok((await waiting('deb')).includes(run.runId));
    assert.ok((await waiting('olga')).includes(run.runId));
    const { id } = await openedDetermination(stage, run);
    assert.ok(!(await waiting('deb')).includes(run.runId));
    await withdrawDetermination(as('deb'), id, 'the wrong run was chosen');
    assert.ok((await waiting('deb')).includes(run.runId));
    for (const other of ['dara', 'eli', 'cai'] as const) await refused('not_found', waiting(other));
    await declareInterest(as('dag'), run.submissionId, { hasInterest: true, words: 'a sister' });
    assert.ok(!(await waiting('dag')).includes(run.runId));
    const { items } = await listDeterminations(as('dag'), page);
    assert.ok(!items.some(({ submissionId }) => submissionId === run.submissionId));
    assert.ok((await listDeterminations(as('deb'), page)).items.some((each) => each.id === id));
  });

  test('a consultee sees what it is asked, and nothing else of the engagement', async () => {
    const { id, submissionId } = await openedDetermination(stage, await reportedRun(stage), [
      heath(),
    ]);
    const { items } = await listConsultations(as('cai'), page);
    assert.ok(items.some(({ determinationId }) => determinationId === id));
    const asked = await showConsultation(as('cai'), id);
    assert.deepEqual([asked.state, asked.may], ['asked', ['read', 'answer']]);
    const { proposal } = await readConsultation(as('cai'), id, 'to answer for the office');
    assert.equal(proposal.outcome, 'met');
    assert.ok(!JSON.stringify([asked, proposal]).includes(submissionId));
    await answerConsultation(as('cai'), id, { view: 'covered', words: 'we see it so too' });
    const { state, words, may } = await showConsultation(as('cai'), id);
    assert.deepEqual([state, words, may], ['answered', 'we see it so too', ['read']]);
    await decideDetermination(as('deb'), id, covered);
    await signStatement(stage, id, 'deb', 'drew');
    assert.ok(!JSON.stringify(await showConsultation(as('cai'), id)).includes(whyCovered));
    await refused('not_found', showConsultation(as('pia'), id));
    await refused('not_found', showConsultation(as('deb'), id));
  });
});

describe('what others see', () => {
  test('the developer and the evaluators see that there is one, and nothing of what it says', async () => {
    const { id } = await signedDetermination(stage);
    for (const name of ['dara', 'eli'] as const) {
      const view = await showDetermination(as(name), id);
      assert.deepEqual(
        [view.state, view.content, view.needsDeclaration, view.may],
        ['signed', null, false, []],
      );
      const shown = JSON.stringify(view);
      for (const hidden of ['covered', 'met', whyCovered, 'deb', 'drew'])
        assert.ok(!shown.includes(hidden), `${name} sees ${hidden}`);
      await refused('forbidden', statementNote(as(name), id));
      await refused('forbidden', determinationBundle(as(name), id, undefined));
      await refused('forbidden', askProof(as(name), id, purpose));
    }
    const { content } = await showDetermination(as('drew'), id);
    assert.deepEqual(
      [content?.outcome, content?.reason, content?.signatures.map(({ role }) => role)],
      ['covered', whyCovered, ['deciding', 'second']],
    );
    assert.equal((await showDetermination(as('olga'), id)).content?.outcome, 'covered');
    for (const stranger of ['rhea', 'cai', 'pia'] as const)
      await refused('not_found', showDetermination(as(stranger), id));
  });

  test('no event of it says which way it went', async () => {
    const { id, submissionId } = await signedDetermination(stage);
    const { rows } = await stage.access.asOwner<{ body: string }>(
      `select b.body from zone_inner.event e join zone_inner.event_body b using (position)
       where e.log = $1 and e.type like 'review.%'`,
      [`engagement:${submissionId}`],
    );
    assert.ok(rows.length >= 7, String(rows.length));
    assert.ok(rows.some(({ body }) => body.includes(id)));
    for (const { body } of rows)
      assert.doesNotMatch(body, /"(not_)?covered"|"(not_)?met"|cannot_tell|differs|"outcome":/);
  });

  test('what is proved of it elsewhere is proved of the real thing, and taking it is on record', async () => {
    const run = await reportedRun(stage, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 1]);
    const { id } = await signedDetermination(stage, run);
    const exportId = await askProof(as('olga'), id, purpose);
    await agreeToExport(as('drew'), exportId);
    const bundle = await determinationBundle(as('olga'), id, exportId);
    const sealed = await as('eli').reveal(
      as('eli').actor,
      (
        await stage.access.asOwner<{ ref: string }>(
          'select content_ref as ref from evaluation.threshold where id = $1',
          [run.thresholdId],
        )
      ).rows[0]?.ref ?? '',
      'to hand it to the overseer',
    );
    const opening = JSON.parse(sealed.toString('utf8')) as { text: string; salt: string };
    const keys = [stage.signer('deb').key.vkey, stage.signer('drew').key.vkey];
    const carried = JSON.parse(JSON.stringify(bundle)) as typeof bundle;
    const proved = proveDetermination(carried, opening, keys);
    assert.deepEqual(
      proved?.checks.filter(({ holds }) => !holds),
      [],
    );
    assert.equal(proved.checks.length, 9);
    const [taken] = await inLog(id, 'review.verification_taken');
    assert.deepEqual([taken?.actor, taken?.payload['exportId']], [stage.idOf('olga'), exportId]);
  });
});
