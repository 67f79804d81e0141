/**
 * INVARIANT (no sealed byte without a leaf): sealed content is decrypted only here, in this order:
 * policy, durable event, then bytes. Anyone whose content it is can therefore prove who read it.
 *
 * The event is committed before decryption: a crash in between records a read that gave nothing,
 * never the other way round.
 */
import type { ZoneDatabase } from '#platform/db';
import type { Clock } from '#platform/clock';
import { appendEvents } from '#platform/ledger';
import { notFound } from '#platform/problems';
import type { BlobStore, SealedBlob } from './blob.ts';

/** Decides whether the actor may read this blob for this purpose; `false` looks like absence. */
export type SealedPolicy<Actor> = (
  actor: Actor,
  blob: SealedBlob,
  purpose: string,
) => Promise<boolean>;
/** One policy a blob kind; a kind without one can never be revealed. */
export type SealedPolicies<Actor> = Readonly<Record<string, SealedPolicy<Actor>>>;

/** `purpose` is for the reader of the log: a short phrase, such as `validation`. */
export type Reveal<Actor> = (actor: Actor, ref: string, purpose: string) => Promise<Buffer>;

export function makeReveal<Actor extends { id: string }>(parts: {
  database: ZoneDatabase;
  blobs: BlobStore;
  clock: Clock;
  policies: SealedPolicies<Actor>;
}): Reveal<Actor> {
  const { database, blobs, clock, policies } = parts;
  return async (actor, ref, purpose) => {
    await database.transaction(async (tx) => {
      const blob = await blobs.find(tx, ref);
      if (blob === undefined) throw notFound();
      const policy = Object.hasOwn(policies, blob.kind) ? policies[blob.kind] : undefined;
      if (policy === undefined || !(await policy(actor, blob, purpose))) throw notFound();
      await appendEvents(tx, database.zone, [
        {
          log: blob.log,
          type: 'platform.sealed_content_read',
          version: 1,
          at: clock.now(),
          actor: actor.id,
          subject: blob.subject,
          payload: { ref, kind: blob.kind, purpose },
        },
      ]);
    });
    return await database.transaction((tx) => blobs.openUnlogged(tx, ref));
  };
}
