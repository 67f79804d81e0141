/**
 * The puller: an inner worker's standing errand. Every second it asks the gateway of each live submission
 * what is new, checks it, and stores it. A gateway that is silent, forks or answers garbage gets a named
 * state on its submission and delays no other: each is looked at by itself, within a time.
 */
import type { Context } from '#platform/context';
import { parseVkey } from '#standards/tlog';
import { storeLook, type Looked } from './commands/store-look.ts';
import { GatewayAway, GatewayAnswerTooLarge, type GatewayClient } from './gateway-client.ts';
import type { Gateways } from './gateways.ts';
import { GarbledAnswer, look } from './look.ts';
import { mirrorOf, setDue, takeDueMirrors, tileOf } from './mirror-store.ts';
import { NotAReader, readStanding } from './standing.ts';
import { connected, submissionById, type ConnectedSubmission } from './submission-store.ts';

const atOnceMax = 32;
/** Longer than all that one look may take; then another worker may look. */
const leaseS = 120;
const everyS = 1;
const idleS = 10;
const silentSMax = 30;
/** What is written after a grant ended (streams that were cut) is still pulled each second. */
const recentlyEndedMs = 10 * 60_000;

export interface Puller {
  /** Starts what is due; returns how many looks were started. */
  step(): Promise<number>;
  /** Waits for looks that are under way. */
  close(): Promise<void>;
}

export function openPuller(
  ctx: Context,
  gateways: Gateways,
  onDefect: (error: unknown) => void,
): Puller {
  const running = new Set<Promise<void>>();
  return {
    async step() {
      const room = atOnceMax - running.size;
      if (room <= 0) return 0;
      const recentlyEndedAfter = new Date(ctx.clock.now().getTime() - recentlyEndedMs);
      const options = { limit: room, leaseS, recentlyEndedAfter };
      const due = await takeDueMirrors(ctx.database.db, options);
      for (const { submissionId, isLive } of due) {
        const one = pullOnce(ctx, gateways, submissionId)
          .then((restS) =>
            setDue(ctx.database.db, submissionId, isLive ? restS : Math.max(restS, idleS)),
          )
          .catch(onDefect)
          .finally(() => running.delete(one));
        running.add(one);
      }
      return due.length;
    },
    async close() {
      await Promise.all(running);
    },
  };
}

/** One look, stored; returns after how many seconds to look again. */
export async function pullOnce(
  ctx: Context,
  gateways: Gateways,
  submissionId: string,
): Promise<number> {
  const { db } = ctx.database;
  const found = await submissionById(db, submissionId);
  if (found === undefined) throw new Error('a mirror without its submission');
  const submission = connected(found);
  const { size, root, failures } = await mirrorOf(db, submissionId);
  const readTile = async (place: { level: number; index: number; width: number }) => {
    const hashes = await tileOf(db, submissionId, place.level, place.index);
    if (hashes === undefined) throw new Error('a tile of a mirror is missing');
    return hashes.subarray(0, 32 * place.width);
  };
  const looked = await lookedAt(gateways.of(submission), submission, { size, root, readTile });
  await storeLook(ctx, submissionId, size, looked);
  if (looked.kind === 'failed') return Math.min(silentSMax, everyS * 2 ** Math.min(failures, 10));
  const isBehind = looked.look.kind === 'grown' && looked.look.checkpoint === undefined;
  return isBehind ? 0 : everyS;
}

async function lookedAt(
  gateway: GatewayClient,
  submission: ConnectedSubmission,
  held: Parameters<typeof look>[2],
): Promise<Looked> {
  try {
    const now = await readStanding(gateway, submission);
    return {
      kind: 'looked',
      look: await look(gateway, parseVkey(submission.gateway.logVkey), held),
      now,
    };
  } catch (error) {
    if (error instanceof GatewayAway || error instanceof NotAReader) {
      return { kind: 'failed', state: 'unreachable', problem: error.message };
    }
    if (error instanceof GarbledAnswer || error instanceof GatewayAnswerTooLarge) {
      return { kind: 'failed', state: 'garbled', problem: error.message };
    }
    throw error;
  }
}
