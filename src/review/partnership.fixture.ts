/** Nominations of Fen Water, an invented utility, by either side, as far as a test needs them. */
import { textOf } from '#gateway';
import { signatureLine, signNote } from '#standards/tlog';
import { documentsOf } from '#access';
import {
  budget,
  dayMs,
  endpoints,
  four,
  sign,
  submit,
  termsFrom,
} from '../access/access.fixture.ts';
import { offerGrant } from '../access/commands/offer-grant.ts';
import { setGrant } from '../evaluation/evaluation.fixture.ts';
import { nominatePartner, writeStatement } from './commands/nominate-partner.ts';
import { provisionPartner, type ProvisionPartner } from './commands/provision-partner.ts';
import { acceptPartnership, signPartnership } from './commands/sign-partnership.ts';
import type { Nomination } from './partnership-statement.ts';
import { partnershipById, type PartnershipRow } from './partnership-store.ts';
import type { ReviewName, ReviewStage } from './review.fixture.ts';

export { grantOf, opened } from '../access/access.fixture.ts';

export async function nominationOf(
  stage: ReviewStage,
  change: Partial<Nomination> = {},
): Promise<Nomination> {
  const [criteria] = await documentsOf(stage.access.inner.database.db, 'partner_criteria');
  return {
    organisationId: stage.organisations.partner,
    category: 'utility',
    criteriaSha256: criteria?.sha256 ?? '',
    criteriaMet: 'runs the water works of a county and looks for faults in their controls',
    surface: 'the messages API',
    endpoints,
    assets: ['pump-firmware', 'metering-service'],
    expiresAt: textOf(new Date(stage.clock.now().getTime() + 60 * dayMs)),
    relation: 'none_declared',
    relationWords: 'neither organisation declared one',
    ...change,
  };
}

export const submissionFor = (stage: ReviewStage): Promise<string> => submit(stage.access);

/** The statement as written for the person's side, with their signature. */
export async function signedNomination(
  stage: ReviewStage,
  submissionId: string,
  by: ReviewName,
  change: Partial<Nomination> = {},
): Promise<string> {
  const chosen = await nominationOf(stage, change);
  const { text } = await writeStatement(stage.ctx(by), submissionId, chosen);
  return signNote(text, [stage.signer(by)]);
}

export async function nominated(
  stage: ReviewStage,
  submissionId: string,
  by: ReviewName = 'dara',
  change: Partial<Nomination> = {},
): Promise<string> {
  const note = await signedNomination(stage, submissionId, by, change);
  return await nominatePartner(stage.ctx(by), submissionId, note);
}

export async function partnershipRow(stage: ReviewStage, id: string): Promise<PartnershipRow> {
  const row = await partnershipById(stage.access.inner.database.db, id);
  if (row === undefined) throw new Error('no such partnership');
  return row;
}

export async function signBy(stage: ReviewStage, id: string, name: ReviewName): Promise<void> {
  const { statement } = await partnershipRow(stage, id);
  await signPartnership(stage.ctx(name), id, signatureLine(statement, stage.signer(name)));
}

/** Nominated by Dara, added by Eli. */
export async function added(stage: ReviewStage, submissionId: string): Promise<string> {
  const id = await nominated(stage, submissionId);
  await signBy(stage, id, 'eli');
  return id;
}

export async function acceptBy(stage: ReviewStage, id: string): Promise<void> {
  const { statementSha256 } = await partnershipRow(stage, id);
  await acceptPartnership(stage.ctx('pia'), id, statementSha256);
}

export async function accepted(stage: ReviewStage, submissionId: string): Promise<string> {
  const id = await added(stage, submissionId);
  await acceptBy(stage, id);
  return id;
}

export const access: ProvisionPartner = {
  runner: { pseudonym: 'fen-1', keySha256: 'ef'.repeat(32), name: 'Pia Fen (invented)' },
  endpoints,
  lengthS: 7 * 86_400,
  budget,
};

/** With its grant asked for. */
export async function provisioned(
  stage: ReviewStage,
  submissionId: string,
): Promise<{ id: string; grantId: string }> {
  const id = await accepted(stage, submissionId);
  await provisionPartner(stage.ctx('eli'), id, access);
  const { grantId } = await partnershipRow(stage, id);
  return { id, grantId: grantId ?? '' };
}

/** Its terms written, signed by four, and in force at the gateway. */
export async function putInForce(stage: ReviewStage, grantId: string): Promise<void> {
  await offerGrant(stage.ctx('dara'), grantId, termsFrom(stage.clock.now(), 'partner'));
  await sign(stage.access, grantId, ...four);
  await setGrant(stage.evaluation, grantId, 'active');
}
