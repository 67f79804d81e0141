/**
 * Local sign-in by choosing a person: for trials only. The routes that lead here exist only under
 * `--dev`, on a loopback address. Production sign-in is not built yet.
 */
import { hashSecret, makeSecret } from '#platform/auth';
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { addSession, endSession, officesHeldBy } from '../store.ts';

export const sessionHours = 12;

/** Starts a session and returns its secret, which is kept only as a hash. */
export async function signInLocally(
  ctx: Context,
  personId: string,
): Promise<{ secret: string; expiresAt: Date }> {
  const at = ctx.clock.now();
  const secret = makeSecret();
  const expiresAt = new Date(at.getTime() + sessionHours * 3_600_000);
  await ctx.database.transaction(async (tx) => {
    if ((await officesHeldBy(tx, personId, at)).length === 0) throw notFound();
    await addSession(tx, hashSecret(secret), personId, at, expiresAt);
    await record({ ...ctx, actor: { kind: 'service', id: 'service:local-sign-in' } }, tx, {
      log: logs.programme,
      type: 'membership.signed_in',
      subject: personId,
      payload: { by: 'local', expiresAt: expiresAt.toISOString() },
    });
  });
  return { secret, expiresAt };
}

export async function signOut(ctx: Context, secret: string): Promise<void> {
  const { actor } = ctx;
  await ctx.database.transaction(async (tx) => {
    await endSession(tx, hashSecret(secret));
    if (actor.kind === 'person') {
      await record(ctx, tx, {
        log: logs.programme,
        type: 'membership.signed_out',
        subject: actor.id,
        payload: {},
      });
    }
  });
}
