/**
 * The gateway put a grant in force. It is so here only if two registered people of each side signed it,
 * wherever they did; one that never came here, or was ended here by a word, stands for itself.
 */
import {
  checkedInstant,
  GrantRefusal,
  openGrant,
  requireFourSignatures,
  sides,
  type OpenedGrant,
  type Rosters,
} from '#gateway';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { nextGrantState } from '../grant-state.ts';
import { addGrant, grantByDigest, setActivated, setState, setTerms } from '../grant-store.ts';
import type { ReadLeaf } from '../leaf-reader.ts';
import { setRevocation } from '../note-store.ts';
import { rostersOf } from '../roster.ts';
import { addSignature } from '../signature-store.ts';
import { lineBy } from '../signed-grant.ts';
import { raiseEpoch, type SubmissionRow } from '../submission-store.ts';

/** Returns what of it cannot be, in words. */
export async function observeActivation(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  { at, payload }: Extract<ReadLeaf, { type: 'gateway.grant_activated' }>,
): Promise<string | undefined> {
  const { digest, note } = payload;
  const found = await grantByDigest(tx, submission.id, digest);
  if (found !== undefined && found.activatedAt !== null)
    return 'a grant was put in force a second time';
  const rosters = await rostersOf(tx, submission, found?.id ?? null);
  const opened = openedBy(submission, rosters, digest, note);
  if (typeof opened === 'string') return opened;
  await raiseEpoch(tx, submission.id, opened.terms.epoch);
  if (found?.state === 'revoked') {
    // Revoked here while it was on its way: the revocation follows it.
    await setActivated(tx, found.id, at);
    if (found.revocationNote !== null) await setRevocation(tx, found.id, found.revocationNote);
    return undefined;
  }
  // One that was ended here by a word, or never came here, stands for itself: four people signed it.
  const isOurs = found !== undefined && found.endedAt === null;
  const id = isOurs ? found.id : await addForeign(ctx, tx, submission, opened, at);
  await setState(tx, id, nextGrantState(isOurs ? found.state : 'offered', 'activate'));
  await setActivated(tx, id, at);
  await keepSignatures(tx, id, opened, rosters, note, at);
  await record(ctx, tx, {
    log: logs.engagement(submission.id),
    type: 'access.grant_activated',
    subject: id,
    payload: { digest, isForeign: !isOurs, activatedAt: at.toISOString() },
  });
  return undefined;
}

function openedBy(
  submission: SubmissionRow,
  rosters: Rosters,
  digest: string,
  note: string,
): OpenedGrant | string {
  try {
    const opened = openGrant(note, rosters);
    if (opened.digest !== digest) {
      return 'a grant was put in force under another digest';
    }
    if (opened.terms.submission !== submission.id)
      return 'a grant of another submission was put in force';
    requireFourSignatures(opened);
    return opened;
  } catch (error) {
    if (!(error instanceof GrantRefusal)) throw error;
    return `a grant was put in force that four people registered here did not sign: ${error.message}`;
  }
}

/** People may have signed without coming here; their signatures count the same. */
async function keepSignatures(
  tx: Tx,
  grantId: string,
  { signers }: OpenedGrant,
  rosters: Rosters,
  note: string,
  at: Date,
): Promise<void> {
  for (const side of sides) {
    for (const { person, key } of rosters[side].approvers) {
      const line = signers[side].includes(person) ? lineBy(key, note) : undefined;
      if (line === undefined) continue;
      await addSignature(tx, { grantId, personId: person, side, vkey: key.vkey, line, at });
    }
  }
}

async function addForeign(
  ctx: Context,
  tx: Tx,
  submission: SubmissionRow,
  { text, digest, terms }: OpenedGrant,
  at: Date,
): Promise<string> {
  const id = ctx.ids.make('grant');
  const { nameCommitment, ...runner } = terms.runner;
  await addGrant(tx, {
    id,
    submissionId: submission.id,
    kind: terms.kind,
    state: 'offered',
    isForeign: true,
    runner,
    nameCommitment,
    nameRef: null,
    request: null,
    requestedBy: null,
    requestedAt: at,
  });
  const { claimUntil, lengthS } = terms.window;
  await setTerms(tx, id, {
    text,
    digest,
    epoch: terms.epoch,
    claimUntil: checkedInstant(claimUntil),
    lengthS,
  });
  return id;
}
