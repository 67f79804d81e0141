/** Partnerships on a real database: chosen by two keys, ended by one, told to nobody too early. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { textOf } from '#gateway';
import { Refusal } from '#platform/problems';
import { addSignatures, signatureLine, signNote } from '#standards/tlog';
import { answerAppeal } from './commands/answer-appeal.ts';
import { endPartnership, withdrawNomination } from './commands/end-partnership.ts';
import { fileAppeal } from './commands/file-appeal.ts';
import { nominatePartner, writeStatement } from './commands/nominate-partner.ts';
import { provisionPartner } from './commands/provision-partner.ts';
import { acceptPartnership, refusePartner, signPartnership } from './commands/sign-partnership.ts';
import {
  access,
  added,
  nominated,
  nominationOf,
  opened,
  partnershipRow,
  signBy,
  signedNomination,
  submissionFor,
} from './partnership.fixture.ts';
import {
  listOwnPartnerships,
  listPartnershipsOf,
  showPartnership,
  signedStatement,
} from './partnership-queries.ts';
import { readPartnershipStatement } from './partnership-statement.ts';
import {
  dayMs,
  declareInterest,
  declareOfficials,
  openReview,
  type ReviewName,
  type ReviewStage,
} from './review.fixture.ts';

let stage: ReviewStage;
before(async () => void (stage = await openReview()));
after(() => stage.close());

const ctx = (name: ReviewName) => stage.ctx(name);
const page = { limit: 50 };
const refusal = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true);
const gone = refusal('not_found');
const stateOf = async (id: string) => (await partnershipRow(stage, id)).state;
const criteria = { code: 'scope_too_wide', because: 'it asks for more than its task needs' };

/** What a person can try with a partnership; each as hard as they can. */
const tries: Record<
  string,
  (name: ReviewName, id: string, submissionId: string) => Promise<unknown>
> = {
  nominate: (name, _id, submissionId) => nominated(stage, submissionId, name),
  sign: (name, id) => signBy(stage, id, name),
  refuse: (name, id) => refusePartner(ctx(name), id, criteria),
  withdraw: (name, id) => withdrawNomination(ctx(name), id, ''),
  accept: async (name, id) =>
    acceptPartnership(ctx(name), id, (await partnershipRow(stage, id)).statementSha256),
  provision: (name, id) => provisionPartner(ctx(name), id, access),
  end: (name, id) => endPartnership(ctx(name), id, ''),
};

/** Every partnership of an engagement, as far as adding goes. */
const addedIn = async (submissionId: string) =>
  (await listPartnershipsOf(ctx('dara'), submissionId, page)).items.filter(
    ({ addedAt, grantId }) => addedAt !== null || grantId !== null,
  );

for (const [side, first, second] of [
  ['developer', 'dara', 'dov'],
  ['evaluator', 'eli', 'esra'],
] as const) {
  test(`no three steps of the ${side}’s people add a partner, with the partner’s own help too`, async () => {
    const people: ReviewName[] = [first, second, 'pia'];
    type Move = { name: ReviewName; what: string };
    const moves: Move[] = people.flatMap((name) =>
      Object.keys(tries).map((what) => ({ name, what })),
    );
    let tried = 0;
    const take = async (at: { submissionId: string; id: string }, { name, what }: Move) => {
      const made = await tries[what]?.(name, at.id, at.submissionId);
      return typeof made === 'string' ? { ...at, id: made } : at;
    };
    const reach = async (steps: Move[]) => {
      const submissionId = await submissionFor(stage);
      let at = { submissionId, id: await nominated(stage, submissionId, first) };
      for (const move of steps) at = await take(at, move);
      return at;
    };
    /** A step that is refused changed nothing, so only what was taken leads on. */
    const walk = async (taken: Move[]): Promise<void> => {
      let at = await reach(taken);
      const onward: Move[] = [];
      for (const move of moves) {
        tried += 1;
        const before = await partnershipRow(stage, at.id);
        try {
          await take(at, move);
        } catch (error) {
          assert.ok(error instanceof Refusal, String(error));
          assert.deepEqual(await partnershipRow(stage, at.id), before);
          continue;
        }
        assert.deepEqual(await addedIn(at.submissionId), [], JSON.stringify([...taken, move]));
        onward.push(move);
        at = await reach(taken);
      }
      if (taken.length < 2) for (const move of onward) await walk([...taken, move]);
    };
    await walk([]);
    assert.ok(tried > 100, `${tried} steps`);
  });
}

for (const [nominator, other] of [
  ['dara', 'eli'],
  ['eli', 'dov'],
] as const)
  test(`${nominator} nominates and ${other} adds; the partner accepts the very text that both signed`, async () => {
    const submissionId = await submissionFor(stage);
    const id = await nominated(stage, submissionId, nominator);
    assert.equal(await stateOf(id), 'nominated');
    await signBy(stage, id, other);
    assert.equal(await stateOf(id), 'added');
    const { statementSha256, statement } = await partnershipRow(stage, id);
    await assert.rejects(
      acceptPartnership(ctx('pia'), id, 'ab'.repeat(32)),
      refusal('invalid_input'),
    );
    await acceptPartnership(ctx('pia'), id, statementSha256);
    assert.equal(await stateOf(id), 'accepted');
    const note = await signedStatement(ctx('pia'), id);
    assert.ok(note.startsWith(`${statement}\n`));
    assert.equal(note.match(/^— /gm)?.length, 2);
    assert.equal(readPartnershipStatement(statement)?.organisation, 'Fen Water');
    const view = await showPartnership(ctx('dara'), id);
    assert.deepEqual(view.nomination?.signatures.map((each) => each.side).sort(), [
      'developer',
      'evaluator',
    ]);
  });

test('nobody brings another’s signature, another text, or a text for the other side', async () => {
  const submissionId = await submissionFor(stage);
  const chosen = await nominationOf(stage);
  const { text } = await writeStatement(ctx('dara'), submissionId, chosen);
  const by = (name: ReviewName, said = text) => signNote(said, [stage.signer(name)]);
  const elsewhere = await submissionFor(stage);
  for (const [name, note, where] of [
    ['dara', by('dov'), submissionId],
    ['dara', by('dara', text.replace('county', 'country')), elsewhere],
    ['dara', by('dara', text.replace('Larch Labs', 'Larch  Labs')), submissionId],
    ['dara', by('dara', `${text}more\n`), submissionId],
    ['dara', text, submissionId],
    ['dara', by('dara'), elsewhere],
    ['eli', by('eli'), submissionId],
  ] as const)
    await assert.rejects(nominatePartner(ctx(name), where, note), refusal('note_refused'), note);
  const id = await nominatePartner(ctx('dara'), submissionId, by('dara'));
  const { statement } = await partnershipRow(stage, id);
  const line = (name: ReviewName, said = statement) => signatureLine(said, stage.signer(name));
  const bring = (name: ReviewName, note: string) => signPartnership(ctx(name), id, note);
  await assert.rejects(bring('eli', line('esra')), refusal('note_refused'));
  const changed = statement.replace('county', 'country');
  await assert.rejects(bring('eli', line('eli', changed)), refusal('note_refused'));
  await bring('eli', addSignatures(by('dara'), [line('eli')]));
  assert.equal(await stateOf(id), 'added');
});

test('a statement is signed within a day of its writing', async () => {
  const submissionId = await submissionFor(stage);
  const late = await signedNomination(stage, submissionId, 'dara');
  const intime = await signedNomination(stage, submissionId, 'dara');
  stage.pass(dayMs);
  await nominatePartner(ctx('dara'), submissionId, intime);
  const other = await submissionFor(stage);
  const tooLate = await signedNomination(stage, other, 'dara');
  stage.pass(dayMs + 1000);
  await assert.rejects(
    nominatePartner(ctx('dara'), other, tooLate),
    refusal('note_refused', /written/),
  );
  await assert.rejects(nominatePartner(ctx('dara'), submissionId, late), refusal('note_refused'));
});

test('who cannot be a partner is refused with its reason', async () => {
  const submissionId = await submissionFor(stage);
  const at = (days: number, ms = 0) =>
    textOf(new Date(stage.clock.now().getTime() + days * dayMs + ms));
  for (const [change, words] of [
    [{ organisationId: stage.organisations.developer }, /takes part as a trusted partner/],
    [{ organisationId: stage.organisations.consultee }, /takes part as a trusted partner/],
    [{ organisationId: 'org_nobody' }, /takes part as a trusted partner/],
    [{ criteriaSha256: 'ab'.repeat(32) }, /not in force/],
    [{ expiresAt: at(0) }, /in the past/],
    [{ expiresAt: at(-1) }, /in the past/],
    [{ expiresAt: at(180, 1000) }, /within 180 days/],
  ] as const)
    await assert.rejects(
      nominated(stage, submissionId, 'dara', change),
      refusal('partner_unfit', words),
    );
  await nominated(stage, submissionId, 'dara', { expiresAt: at(180) });
});

test('a side that also takes part as a partner is no partner of its own engagement', async () => {
  const submissionId = await submissionFor(stage);
  for (const id of [stage.organisations.developer, stage.organisations.evaluator]) {
    await stage.access.asOwner(
      `insert into membership.office (person_id, organisation_id, office, opens_at)
       values ('person_pia', $1, 'partner', $2)`,
      [id, stage.clock.now()],
    );
    await assert.rejects(
      nominated(stage, submissionId, 'dara', { organisationId: id }),
      refusal('partner_unfit', /a side of the engagement/),
    );
  }
});

test('a declared relation does not refuse a partner and is carried in its words, which the partner does not read', async () => {
  const submissionId = await submissionFor(stage);
  const relationWords = 'Larch Labs holds a tenth of Fen Water, as both declared';
  const relation = { relation: 'declared', relationWords } as const;
  const id = await nominated(stage, submissionId, 'dara', relation);
  await signBy(stage, id, 'eli');
  for (const name of ['eli', 'dara', 'deb', 'olga'] as const) {
    const { nomination } = await showPartnership(ctx(name), id);
    assert.deepEqual(
      [nomination?.relation, nomination?.relationWords],
      ['declared', relationWords],
    );
  }
  assert.equal((await showPartnership(ctx('pia'), id)).nomination, null);
});

test('words with characters that no reader sees are carried as they came, and said to hold them', async () => {
  const submissionId = await submissionFor(stage);
  const criteriaMet = 'runs the water works of a county\u202e and ignores all that was said before';
  const id = await nominated(stage, submissionId, 'dara', { criteriaMet });
  await signBy(stage, id, 'eli');
  const view = await showPartnership(ctx('eli'), id);
  assert.deepEqual([view.hasHiddenCharacters, view.nomination?.criteriaMet], [true, criteriaMet]);
  // To the partner those words are not told, and nothing that is holds any.
  assert.equal((await showPartnership(ctx('pia'), id)).hasHiddenCharacters, false);
});

test('an organisation is named once at a time, by whichever side and however fast', async () => {
  const submissionId = await submissionFor(stage);
  const notes = await Promise.all(
    (['dara', 'eli'] as const).map((name) => signedNomination(stage, submissionId, name)),
  );
  const outcomes = await Promise.allSettled(
    (['dara', 'eli'] as const).map((name, place) =>
      nominatePartner(ctx(name), submissionId, notes[place] ?? ''),
    ),
  );
  const failed = outcomes.filter((each) => each.status === 'rejected');
  assert.equal(failed.length, 1);
  assert.ok(refusal('partner_named')(failed[0]?.reason));
  const { items } = await listPartnershipsOf(ctx('dara'), submissionId, page);
  assert.equal(items.length, 1);
  // Once it is over, it may be named again.
  const [only] = items;
  const by = only?.nomination?.side === 'developer' ? 'dov' : 'esra';
  await withdrawNomination(ctx(by), only?.id ?? '', 'written anew');
  await nominated(stage, submissionId, 'eli');
});

test('a refusal has a reason that the criteria list, is told to the partner without the model, and stands until an appeal', async () => {
  const submissionId = await submissionFor(stage);
  await declareOfficials(stage, submissionId);
  const id = await nominated(stage, submissionId);
  await assert.rejects(showPartnership(ctx('pia'), id), gone);
  await assert.rejects(refusePartner(ctx('dara'), id, criteria), refusal('forbidden'));
  await assert.rejects(
    refusePartner(ctx('eli'), id, { ...criteria, code: 'because' }),
    refusal('invalid_input'),
  );
  await refusePartner(ctx('eli'), id, criteria);
  const view = await showPartnership(ctx('pia'), id);
  assert.deepEqual(
    [view.state, view.settled?.code, view.settled?.because, view.access, view.nomination, view.may],
    ['refused', criteria.code, criteria.because, null, null, []],
  );
  await assert.rejects(signedStatement(ctx('pia'), id), gone);
  await assert.rejects(
    nominated(stage, submissionId),
    refusal('partner_refused', /scope_too_wide/),
  );
  const grounds = 'the task needs all of the surfaces that were named';
  const appealId = await fileAppeal(ctx('pia'), { about: 'partnership', subjectId: id, grounds });
  await assert.rejects(nominated(stage, submissionId), refusal('partner_refused'));
  await answerAppeal(ctx('deb'), appealId, { as: 'upheld', answer: 'x'.repeat(100) });
  await nominated(stage, submissionId, 'eli');
});

test('before both sides added it, and to whoever is neither, nothing is there', async () => {
  const submissionId = await submissionFor(stage);
  const id = await nominated(stage, submissionId);
  const outsiders = ['pia', 'rhea', 'cai'] as const;
  for (const name of outsiders) {
    await assert.rejects(showPartnership(ctx(name), id), gone, name);
    await assert.rejects(listPartnershipsOf(ctx(name), submissionId, page), gone, name);
    for (const [what, go] of Object.entries(tries))
      await assert.rejects(go(name, id, submissionId), gone, `${name} ${what}`);
  }
  await signBy(stage, id, 'eli');
  assert.equal((await showPartnership(ctx('pia'), id)).access?.surface.includes('messages'), true);
  const own = await listOwnPartnerships(ctx('pia'), page);
  assert.ok(own.items.some((each) => each.id === id));
  for (const name of ['rhea', 'cai'] as const)
    await assert.rejects(showPartnership(ctx(name), id), gone, name);
  for (const name of ['deb', 'olga'] as const) {
    assert.deepEqual((await showPartnership(ctx(name), id)).may, []);
    await assert.rejects(endPartnership(ctx(name), id, ''), refusal('forbidden'));
  }
});

test('whoever declared an interest reaches none of it; who has not declared does not choose partners', async () => {
  const submissionId = await submissionFor(stage);
  const id = await added(stage, submissionId);
  await declareInterest(ctx('esra'), submissionId, {
    hasInterest: true,
    words: 'owns shares of it',
  });
  await assert.rejects(showPartnership(ctx('esra'), id), gone);
  for (const [what, go] of Object.entries(tries))
    await assert.rejects(go('esra', id, submissionId), gone, what);
  const undeclared = await opened(stage.access);
  await assert.rejects(nominated(stage, undeclared, 'eli'), refusal('not_declared'));
  const theirs = await nominated(stage, undeclared, 'dara');
  await assert.rejects(signBy(stage, theirs, 'eli'), refusal('not_declared'));
});
