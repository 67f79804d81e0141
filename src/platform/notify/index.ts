/** One LISTEN connection a zone, shared by every live stream of this process. */
import { EventEmitter } from 'node:events';
import type { ZoneDatabase } from '#platform/db';
import { grownChannel } from '#platform/ledger';

export interface GrowthNotices {
  /** Calls back after the zone's logs grew; returns how to stop. */
  onGrowth(look: () => void): () => void;
  close(): Promise<void>;
}

export async function openGrowthNotices(database: ZoneDatabase): Promise<GrowthNotices> {
  const emitter = new EventEmitter().setMaxListeners(0);
  const listener = await database.listen(grownChannel(database.zone), () => emitter.emit('grown'));
  return {
    onGrowth(look) {
      emitter.on('grown', look);
      return () => emitter.off('grown', look);
    },
    close: () => listener.close(),
  };
}
