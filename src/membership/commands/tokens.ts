/** Making and revoking API tokens. Only a person in a session may: a token cannot make tokens. */
import { hashSecret, makeSecret, type Actor, type Scope } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import { addToken, revokeToken } from '../store.ts';
import { expiryOf, type Token } from '../token.ts';

export interface MakeToken {
  label: string;
  scopes: Scope[];
  days: number;
}

/** Returns the token with its secret, shown this once. */
export async function makeToken(
  ctx: Context,
  input: MakeToken,
): Promise<{ token: Token; secret: string }> {
  const person = personInSession(ctx.actor);
  const madeAt = ctx.clock.now();
  const secret = `spt_${makeSecret()}`;
  const token: Token = {
    id: ctx.ids.make('token'),
    label: input.label,
    scopes: input.scopes,
    madeAt,
    expiresAt: expiryOf(madeAt, input.days),
    revokedAt: null,
  };
  await ctx.database.transaction(async (tx) => {
    await addToken(tx, token, person.id, hashSecret(secret));
    await record(ctx, tx, {
      log: logs.programme,
      type: 'membership.token_made',
      subject: person.id,
      payload: {
        tokenId: token.id,
        scopes: token.scopes,
        expiresAt: token.expiresAt.toISOString(),
      },
    });
  });
  return { token, secret };
}

export async function endToken(ctx: Context, tokenId: string): Promise<void> {
  const person = personInSession(ctx.actor);
  await ctx.database.transaction(async (tx) => {
    if (!(await revokeToken(tx, tokenId, person.id, ctx.clock.now()))) throw notFound();
    await record(ctx, tx, {
      log: logs.programme,
      type: 'membership.token_revoked',
      subject: person.id,
      payload: { tokenId },
    });
  });
}

/** A session's person; a token or nobody is refused. */
export function personInSession(actor: Actor): Extract<Actor, { kind: 'person' }> {
  if (actor.kind !== 'person') throw new Refusal('not_signed_in', 'sign in first');
  if (actor.scopes !== 'every')
    throw new Refusal('forbidden', 'an API token cannot manage tokens; sign in');
  return actor;
}
