/**
 * An engagement that nobody withdrew ends in destruction once nothing of it goes on: every noun that can hold it open
 * does, by name; a person of each side ends it; and its log proves everything after.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Refusal } from '#platform/problems';
import { engagementFacts } from '#access';
import { ask } from '../access/access.fixture.ts';
import { withdrawGrant } from '../access/commands/refuse-grant.ts';
import { planned, setGrant } from '../evaluation/evaluation.fixture.ts';
import { withdrawRun } from '../evaluation/commands/end-run.ts';
import { askAgain } from './commands/ask-question.ts';
import { destroyMaterial, askDestruction } from './commands/destroy-material.ts';
import { endPartnership } from './commands/end-partnership.ts';
import { fileAppeal, withdrawAppeal } from './commands/file-appeal.ts';
import { answerWithoutAccess, withdrawQuestion } from './commands/move-question.ts';
import { refusePartner } from './commands/sign-partnership.ts';
import { withdrawDetermination } from './commands/withdraw-determination.ts';
import { destructionReceipt, showDestruction } from './destruction-queries.ts';
import { openNouns, type OpenNoun } from './going-on.ts';
import { tellAll } from './material.fixture.ts';
import { added, nominated, submissionFor } from './partnership.fixture.ts';
import { proveAll, signedLogOf } from './proven-log.fixture.ts';
import {
  askedQuestion,
  declareInterest,
  declareOfficials,
  openedDetermination,
  openReview,
  pauseEngagement,
  question,
  reportedRun,
  signedDetermination,
  withdrawEngagement,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const because = 'nothing of it is open any more';
const words = 'we cannot tell without access to the model';
const refused =
  (code: string, named = /./) =>
  (error: unknown) =>
    error instanceof Refusal && error.code === code && named.test(error.message);
const going = async (submissionId: string): Promise<OpenNoun[]> =>
  (await showDestruction(ctx('dara'), submissionId)).goingOn;

/** A question that was asked and answered: something was sealed, and nothing is open. */
async function answered(): Promise<string> {
  const { questionId, submissionId } = await askedQuestion(stage);
  await answerWithoutAccess(ctx('deb'), questionId, words);
  return submissionId;
}

interface Held {
  submissionId: string;
  /** What holds it open comes to its end. */
  end: () => Promise<unknown>;
}

/** By what holds it open, and by nothing else. */
const held: Record<OpenNoun, () => Promise<Held>> = {
  question: async () => {
    const { questionId, submissionId } = await askedQuestion(stage);
    return { submissionId, end: () => withdrawQuestion(ctx('dara'), questionId) };
  },
  grant: async () => {
    const submissionId = await submissionFor(stage);
    const grantId = await ask(stage.access, submissionId, 'tool');
    return { submissionId, end: () => withdrawGrant(ctx('eli'), grantId, because) };
  },
  run: async () => {
    const { runId, plan } = await planned(stage.evaluation);
    await setGrant(stage.evaluation, plan.grantId, 'revoked');
    const end = () => withdrawRun(ctx('eli'), runId, because);
    return { submissionId: plan.submissionId, end };
  },
  determination: async () => {
    const run = await reportedRun(stage);
    await setGrant(stage.evaluation, run.grantId, 'revoked');
    const { id, submissionId } = await openedDetermination(stage, run);
    return { submissionId, end: () => withdrawDetermination(ctx('drew'), id, because) };
  },
  assessment: async () => {
    const run = await reportedRun(stage);
    await setGrant(stage.evaluation, run.grantId, 'revoked');
    const { id, submissionId } = await signedDetermination(stage, run);
    return { submissionId, end: () => tellAll(stage, id) };
  },
  appeal: async () => {
    const submissionId = await answered();
    const subjectId = await nominated(stage, submissionId);
    const refusal = { code: 'scope_too_wide', because: 'six systems are named, and one is needed' };
    await refusePartner(ctx('eli'), subjectId, refusal);
    const appealId = await fileAppeal(ctx('dara'), {
      about: 'partnership',
      subjectId,
      grounds: 'the one system cannot be used without the other five',
    });
    return { submissionId, end: () => withdrawAppeal(ctx('dara'), appealId) };
  },
  partnership: async () => {
    const submissionId = await answered();
    const id = await added(stage, submissionId);
    return { submissionId, end: () => endPartnership(ctx('dara'), id, because) };
  },
};

for (const noun of openNouns)
  test(`an open ${noun} holds an engagement open, and is named`, async () => {
    const { submissionId, end } = await held[noun]();
    assert.deepEqual(await going(submissionId), [noun]);
    assert.deepEqual((await showDestruction(ctx('dara'), submissionId)).may, []);
    await assert.rejects(
      askDestruction(ctx('dara'), submissionId, because),
      refused(
        'engagement_going_on',
        new RegExp(`still open: an? (?:part of the )?${noun}[ .].* or withdraw`),
      ),
    );
    await assert.rejects(
      askDestruction(ctx('eli'), submissionId, because),
      refused('engagement_going_on', /only the developer can give that up/),
    );
    await end();
    assert.deepEqual(await going(submissionId), []);
    assert.deepEqual((await showDestruction(ctx('eli'), submissionId)).may, ['ask']);
    await askDestruction(ctx('eli'), submissionId, because);
    await destroyMaterial(ctx('dara'), submissionId);
  });

test('a person of each side ends it; then nothing begins, nothing opens, and the log proves all of it', async () => {
  const submissionId = await answered();
  const grown = await proveAll(stage, await signedLogOf(stage, submissionId));
  await askDestruction(ctx('dara'), submissionId, because);
  await assert.rejects(destroyMaterial(ctx('dara'), submissionId), refused('second_person'));
  await assert.rejects(
    destroyMaterial(ctx('dov'), submissionId),
    refused('forbidden', /other side/),
  );
  assert.deepEqual((await showDestruction(ctx('dov'), submissionId)).may, []);
  assert.deepEqual((await showDestruction(ctx('eli'), submissionId)).may, ['destroy']);
  await destroyMaterial(ctx('eli'), submissionId);

  const facts = await engagementFacts(stage.access.inner.database.db, submissionId);
  assert.equal(facts?.state, 'ended');
  const { descriptor, contact } = question(stage);
  const again = askAgain(ctx('dara'), submissionId, { descriptor, contact, isConfidential: true });
  await assert.rejects(again, refused('engagement_ended'));
  await assert.rejects(nominated(stage, submissionId), refused('engagement_ended'));
  await assert.rejects(ask(stage.access, submissionId, 'tool'), refused('engagement_ended'));
  for (const turn of [withdrawEngagement, pauseEngagement])
    await assert.rejects(turn(ctx('dara'), submissionId), refused('illegal_transition'));
  await assert.rejects(destroyMaterial(ctx('eli'), submissionId), refused('illegal_transition'));
  await assert.rejects(
    askDestruction(ctx('eli'), submissionId, because),
    refused('destruction_asked'),
  );
  assert.ok((await proveAll(stage, await signedLogOf(stage, submissionId))) >= grown + 3);
  assert.match(
    await destructionReceipt(ctx('eli'), submissionId),
    /^asked for by dara at .*$\n^destroyed by eli at /m,
  );
});

test('what begins between asking and doing holds it, until it is over or somebody withdraws', async () => {
  for (const isWithdrawn of [false, true]) {
    const submissionId = await answered();
    await askDestruction(ctx('eli'), submissionId, because);
    const { descriptor, contact } = question(stage);
    const id = await askAgain(ctx('dara'), submissionId, {
      descriptor,
      contact,
      isConfidential: true,
    });
    const { goingOn, may } = await showDestruction(ctx('dara'), submissionId);
    assert.deepEqual([goingOn, may], [['question'], []]);
    await assert.rejects(
      destroyMaterial(ctx('dara'), submissionId),
      refused('engagement_going_on', /a question/),
    );
    if (isWithdrawn) await withdrawEngagement(ctx('dara'), submissionId);
    else await withdrawQuestion(ctx('dara'), id);
    // The office asked: whoever withdrew, a person of the developer does it.
    await assert.rejects(destroyMaterial(ctx('esra'), submissionId), refused('forbidden'));
    await destroyMaterial(ctx('dov'), submissionId);
    const facts = await engagementFacts(stage.access.inner.database.db, submissionId);
    assert.equal(facts?.state, isWithdrawn ? 'withdrawn' : 'ended');
  }
});

test('a pause holds nothing of its end, and what was only just opened is not over', async () => {
  const paused = await answered();
  await pauseEngagement(ctx('dara'), paused);
  await askDestruction(ctx('dov'), paused, because);
  await destroyMaterial(ctx('esra'), paused);

  const fresh = await submissionFor(stage);
  assert.deepEqual((await showDestruction(ctx('dara'), fresh)).may, []);
  await assert.rejects(
    askDestruction(ctx('dara'), fresh, because),
    refused('engagement_going_on', /nothing was sealed/),
  );
});

test('nobody but the two sides ends it, and nobody who declared an interest', async () => {
  const submissionId = await answered();
  await declareOfficials(stage, submissionId);
  await askDestruction(ctx('dara'), submissionId, because);
  for (const name of ['deb', 'olga'] as const) {
    assert.deepEqual((await showDestruction(ctx(name), submissionId)).may, []);
    await assert.rejects(destroyMaterial(ctx(name), submissionId), refused('forbidden'));
  }
  await declareInterest(ctx('esra'), submissionId, { hasInterest: true, words: 'owns shares' });
  for (const name of ['rhea', 'cai', 'pia', 'esra'] as const)
    await assert.rejects(destroyMaterial(ctx(name), submissionId), refused('not_found'));
});
