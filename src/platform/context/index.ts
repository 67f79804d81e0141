/**
 * The context a command or query runs in: one actor, one zone, one clock. A domain reaches its own
 * zone only, because that is all its context holds.
 */
import type { Actor } from '#platform/auth';
import type { Clock } from '#platform/clock';
import type { Tx, ZoneDatabase } from '#platform/db';
import type { Ids } from '#platform/ids';
import type { ZoneKeys } from '#platform/keys';
import { appendEvents, type EventDraft, type LogName } from '#platform/ledger';
import type { BlobStore, Reveal } from '#platform/seal';

/** What one zone of this process can do; made once at start. */
export interface ZoneParts {
  database: ZoneDatabase;
  keys: ZoneKeys;
  blobs: BlobStore;
  reveal: Reveal<Actor>;
  clock: Clock;
  ids: Ids;
}

export interface Context extends ZoneParts {
  actor: Actor;
}

export function contextOf(parts: ZoneParts, actor: Actor): Context {
  return { ...parts, actor };
}

/** An event as a command states it; actor, time and zone come from the context. */
export interface Fact {
  log: LogName;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
}

/** Records what a command made true, in the command's own transaction. All events are version 1 so far. */
export async function record(ctx: Context, tx: Tx, ...facts: [Fact, ...Fact[]]): Promise<void> {
  const at = ctx.clock.now();
  const drafts: EventDraft[] = facts.map((fact) => ({
    ...fact,
    version: 1,
    at,
    actor: ctx.actor.id,
  }));
  await appendEvents(tx, ctx.database.zone, drafts);
}
