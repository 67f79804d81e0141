/** What an inner worker does for access, as steps that its loops repeat: send, pull, and let time end things. */
import type { Context } from '#platform/context';
import { expireGrants } from './commands/expire-grants.ts';
import { openDeliverer } from './deliver.ts';
import { openGateways } from './gateways.ts';
import { openPuller } from './pull.ts';
import { readerIdentity } from './reader.ts';

export interface AccessWork {
  /** Sends signed notes; to be looked for often, because a revocation is one. */
  deliver(): Promise<number>;
  /** Looks at gateways that are due. */
  pull(): Promise<number>;
  /** Ends what time has ended. */
  expire(): Promise<number>;
  /** Waits for what is under way. */
  close(): Promise<void>;
}

export function openAccessWork(ctx: Context, onDefect: (error: unknown) => void): AccessWork {
  // A certificate's life is compared with the host's clock, whatever the installation's says.
  const gateways = openGateways(readerIdentity(ctx.keys, new Date()));
  const puller = openPuller(ctx, gateways, onDefect);
  const deliverer = openDeliverer(ctx, gateways, onDefect);
  return {
    deliver: () => deliverer.step(),
    pull: () => puller.step(),
    expire: () => expireGrants(ctx),
    async close() {
      await Promise.all([puller.close(), deliverer.close()]);
      gateways.close();
    },
  };
}
