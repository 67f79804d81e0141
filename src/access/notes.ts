/** What people sign, and what two people may read: a grant's note, a revocation's text, a runner's name. */
import type { Context } from '#platform/context';
import { IllegalTransition, notFound } from '#platform/problems';
import { revocationText } from './commands/revoke-grant.ts';
import { openingsOf } from './opening-store.ts';
import { requireDeclared } from './policy.ts';
import { seenGrant } from './queries.ts';
import { isNameFor } from './sealed.ts';
import { signaturesOf } from './signature-store.ts';
import { noteOf } from './signed-grant.ts';

export async function signedNote(ctx: Context, grantId: string): Promise<string> {
  const { grant } = await seenGrant(ctx, grantId);
  if (grant.termsText === null) throw new IllegalTransition('grant', grant.state, 'read_terms');
  return noteOf(grant.termsText, await signaturesOf(ctx.database.db, [grant.id]));
}

export async function revocationToSign(ctx: Context, grantId: string): Promise<string> {
  const { grant } = await seenGrant(ctx, grantId);
  const canEnd = grant.state === 'signing' || grant.state === 'active';
  if (!canEnd || grant.digest === null) throw new IllegalTransition('grant', grant.state, 'revoke');
  return revocationText(grant.digest, ctx.clock.now());
}

export async function readRunnerName(ctx: Context, grantId: string, purpose: string) {
  const { grant, submission } = await seenGrant(ctx, grantId);
  if (grant.nameRef === null) throw notFound();
  const [opening] = await openingsOf(ctx.database.db, [grant.id]);
  if (isNameFor(opening, ctx.actor.id)) requireDeclared(ctx.actor, submission);
  const sealed = await ctx.reveal(ctx.actor, grant.nameRef, purpose);
  const { name, salt } = JSON.parse(sealed.toString('utf8')) as { name: string; salt: string };
  const { nameCommitment, runner } = grant;
  return { pseudonym: runner.pseudonym, name, salt, nameCommitment };
}
