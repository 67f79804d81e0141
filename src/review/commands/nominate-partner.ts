/**
 * A side nominates a trusted partner: the server writes the statement out of what the side chose, a person of it
 * signs exactly that with their own key, and brings the note. It makes nobody a partner: that takes the other
 * side's signature under the same text.
 */
import { documentsOf, engagementFacts, requireOpen, type EngagementFacts } from '#access';
import { checkedInstant, textOf } from '#gateway';
import { namesOf, organisationsIn } from '#membership';
import { record, type Context } from '#platform/context';
import type { Db, Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { splitNote, TlogError } from '#standards/tlog';
import { isAppealUpheld } from '../appeal-store.ts';
import { clocks, daysAfter } from '../clocks.ts';
import { firstPartnershipState } from '../partnership-state.ts';
import {
  readPartnershipStatement,
  partnershipSha256,
  partnershipText,
  type Nomination,
  type PartnershipStatement,
} from '../partnership-statement.ts';
import { addPartnership, lastPartnershipOf } from '../partnership-store.ts';
import { acting, requireDeclared, type Side } from '../policy.ts';
import { addSignature } from '../signature-store.ts';
import { ownLine } from '../signed-statement.ts';
import { engaged } from './engaged.ts';

/** From the writing of a statement until it is brought signed. */
const signingDaysMax = 1;

/** The text to sign, written for the caller's side; nothing is kept. */
export async function writeStatement(
  ctx: Context,
  submissionId: string,
  chosen: Nomination,
): Promise<{ text: string; sha256: string }> {
  const { db } = ctx.database;
  const engagement = await engagementFacts(db, submissionId);
  if (engagement === undefined) throw notFound();
  const { standpoint } = acting(ctx.actor, engagement, 'developer', 'evaluator');
  requireOpen(engagement, 'partners');
  await requireEligible(ctx, db, engagement, chosen);
  const writtenAt = textOf(ctx.clock.now());
  const text = partnershipText(
    await statementOf(db, engagement, { ...chosen, nominatedSide: standpoint, writtenAt }),
  );
  return { text, sha256: partnershipSha256(text) };
}

export async function nominatePartner(
  ctx: Context,
  submissionId: string,
  note: string,
): Promise<string> {
  const id = ctx.ids.make('partnership');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const { engagement, person, standpoint } = await engaged(
      ctx,
      tx,
      submissionId,
      'developer',
      'evaluator',
    );
    requireOpen(engagement, 'partners');
    if (standpoint === 'evaluator') requireDeclared(person, engagement);
    const text = textIn(note);
    const said = await requireOurs(tx, engagement, standpoint, text);
    requireFresh(said, at);
    await requireEligible(ctx, tx, engagement, said);
    await requireNotRefused(tx, submissionId, said.organisationId);
    const signature = await ownLine(tx, person.id, text, note);
    const { organisationId, relation, expiresAt } = said;
    const statementSha256 = partnershipSha256(text);
    const isNew = await addPartnership(tx, {
      ...said,
      id,
      submissionId,
      developerId: engagement.developerId,
      evaluatorId: engagement.evaluatorId,
      expiresAt: checkedInstant(expiresAt),
      nominatedBy: person.id,
      nominatedAt: at,
      statement: text,
      statementSha256,
      state: firstPartnershipState,
    });
    if (!isNew) {
      throw new Refusal(
        'partner_named',
        'the organisation is nominated or a partner here already; see the one there is',
      );
    }
    await addSignature(tx, {
      subjectId: id,
      personId: person.id,
      role: standpoint,
      ...signature,
      at,
    });
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'review.partner_nominated',
      subject: id,
      payload: { side: standpoint, organisationId, statementSha256, relation, expiresAt },
    });
  });
  return id;
}

function textIn(note: string): string {
  try {
    return splitNote(note).text;
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new Refusal('note_refused', `the note cannot be used: ${error.message}`);
  }
}

/** Exactly what would be written for this side of this engagement from the same choices. */
async function requireOurs(
  tx: Tx,
  engagement: EngagementFacts,
  side: Side,
  text: string,
): Promise<PartnershipStatement> {
  const said = readPartnershipStatement(text);
  const ours = said && (await statementOf(tx, engagement, { ...said, nominatedSide: side }));
  if (said === undefined || ours === undefined || partnershipText(ours) !== text) {
    throw new Refusal(
      'note_refused',
      'the signed text is no statement for your side of this engagement; have it written here, and sign it unchanged',
    );
  }
  return said;
}

async function statementOf(
  db: Db | Tx,
  { submissionId, developerId, evaluatorId }: EngagementFacts,
  chosen: Nomination & Pick<PartnershipStatement, 'nominatedSide' | 'writtenAt'>,
): Promise<PartnershipStatement> {
  const names = await namesOf(db, [developerId, evaluatorId, chosen.organisationId]);
  const nameOf = (id: string) => names.get(id) ?? id;
  return {
    ...chosen,
    submissionId,
    developer: nameOf(developerId),
    evaluator: nameOf(evaluatorId),
    organisation: nameOf(chosen.organisationId),
  };
}

function requireFresh({ writtenAt }: PartnershipStatement, now: Date): void {
  const written = checkedInstant(writtenAt);
  if (written <= now && now <= daysAfter(written, signingDaysMax)) return;
  throw new Refusal(
    'note_refused',
    `the statement was written at \`${writtenAt}\`; have it written again and sign that`,
  );
}

async function requireEligible(
  ctx: Context,
  db: Db | Tx,
  { developerId, evaluatorId }: EngagementFacts,
  chosen: Nomination,
): Promise<void> {
  const now = ctx.clock.now();
  const partners = await organisationsIn(db, 'partner', now);
  if (!partners.some(({ id }) => id === chosen.organisationId)) {
    throw unfitPartner('no organisation with this id takes part as a trusted partner');
  }
  if ([developerId, evaluatorId].includes(chosen.organisationId)) {
    throw unfitPartner('a side of the engagement is no partner of it');
  }
  const criteria = await documentsOf(db, 'partner_criteria');
  if (!criteria.some(({ sha256 }) => sha256 === chosen.criteriaSha256)) {
    throw unfitPartner('these criteria are not in force; read those that are, and name them');
  }
  const expiresAt = checkedInstant(chosen.expiresAt);
  if (expiresAt <= now) throw unfitPartner('the end lies in the past');
  if (expiresAt > daysAfter(now, clocks.partnershipMax)) {
    throw unfitPartner(`a partnership ends within ${clocks.partnershipMax} days`);
  }
}

/** A refusal stands until an appeal against it is upheld. */
async function requireNotRefused(
  tx: Tx,
  submissionId: string,
  organisationId: string,
): Promise<void> {
  const last = await lastPartnershipOf(tx, submissionId, organisationId);
  if (last?.state !== 'refused' || (await isAppealUpheld(tx, last.id))) return;
  throw new Refusal(
    'partner_refused',
    `the organisation was refused here, \`${last.reasonCode ?? ''}\`; appeal against that first`,
  );
}

const unfitPartner = (detail: string): Refusal => new Refusal('partner_unfit', detail);
