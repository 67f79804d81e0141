/** The proof of a determination leaves by two people: who asks, who agrees, who takes it, and who finds nothing. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { askProof } from './commands/ask-proof.ts';
import { determinationBundle } from './determination-bundle.ts';
import {
  agreeToExport,
  decidedDetermination,
  declareInterest,
  listExports,
  openReview,
  reportedRun,
  signedDetermination,
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
const refused = (code: string, step: Promise<unknown>) => assert.rejects(step, { code });

test('the proof leaves by two: one asks for this one, a colleague agrees, the one who asked takes it', async () => {
  const { id, submissionId } = await signedDetermination(stage);
  const other = await signedDetermination(stage);
  const take = (name: 'deb' | 'drew' | 'olga', of = id, by?: string) =>
    determinationBundle(as(name), of, by);
  await refused('export_needed', take('drew'));
  const exportId = await askProof(as('drew'), id, purpose);
  await refused('export_needed', take('drew', id, exportId));
  await refused('second_person', agreeToExport(as('drew'), exportId));
  for (const name of ['dara', 'dov'] as const)
    await refused('forbidden', agreeToExport(as(name), exportId));
  for (const name of ['rhea', 'cai', 'pia'] as const)
    await refused('not_found', agreeToExport(as(name), exportId));
  await agreeToExport(as('eli'), exportId);
  for (const name of ['deb', 'olga'] as const)
    await refused('export_needed', take(name, id, exportId));
  await refused('export_needed', take('drew', other.id, exportId));
  for (let times = 0; times < 2; times++) await take('drew', id, exportId);
  const { rows } = await stage.access.asOwner<{ actor: string; body: string }>(
    `select e.actor, b.body from zone_inner.event e join zone_inner.event_body b using (position)
     where e.subject = $1 and e.type = 'review.verification_taken'`,
    [id],
  );
  assert.equal(rows.length, 2);
  for (const { actor, body } of rows) {
    assert.equal(actor, stage.idOf('drew'));
    assert.match(body, new RegExp(`"exportId":"${exportId}"`));
  }
  const shown = await listExports(as('dara'), submissionId, { of: id, limit: 10 });
  assert.deepEqual(
    shown.items.map((each) => [each.what, each.subject, each.askedBy, each.agreedBy]),
    [['determination', id, 'drew', 'eli']],
  );
  await declareInterest(as('drew'), submissionId, { hasInterest: true, words: 'a sister there' });
  await refused('not_found', take('drew', id, exportId));
  await refused('not_found', askProof(as('drew'), id, purpose));
});

test('what is not signed has no proof to ask for', async () => {
  const { id } = await decidedDetermination(stage, await reportedRun(stage));
  await refused('undecided', askProof(as('deb'), id, purpose));
  await refused('undecided', determinationBundle(as('deb'), id, undefined));
});
