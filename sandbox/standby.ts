/**
 * Launchers made ahead of requests, one of each kind that has been asked for. Making one takes about
 * as long as running bubblewrap, and does not depend on the request.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Launcher, type Resources } from './launcher.ts';
import type { Tier } from './tier.ts';
import type { UidPool } from './uids.ts';

const uidWaitMs = 20;
const uidWaitsMax = 250;

export class Standby {
  readonly #resources: Resources;
  readonly #ready = new Map<boolean, Launcher>();
  #isClosed = false;

  constructor(resources: Resources) {
    this.#resources = resources;
  }

  /** One that has begun, if one is there; another is made meanwhile. */
  async take(tier: Tier): Promise<Launcher> {
    const waiting = this.#ready.get(tier.needsOwnNetwork);
    this.#ready.delete(tier.needsOwnNetwork);
    setImmediate(() => this.#make(tier));
    if (waiting?.isReady) return waiting;
    await waiting?.discard();
    const launcher = await this.fresh();
    launcher.begin(tier, []);
    return launcher;
  }

  /** One that has not begun, for a run whose mounts must be staged first. */
  async fresh(): Promise<Launcher> {
    return new Launcher(this.#resources, await takeUid(this.#resources.uids));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const waiting = [...this.#ready.values()];
    this.#ready.clear();
    await Promise.all(waiting.map((launcher) => launcher.discard()));
  }

  /** Only if it costs nobody anything: no uid to wait for, no failure to report. */
  #make(tier: Tier): void {
    if (this.#isClosed || this.#ready.has(tier.needsOwnNetwork)) return;
    const { uids } = this.#resources;
    const uid = uids === null ? null : uids.take();
    if (uids !== null && uid === null) return;
    try {
      const launcher = new Launcher(this.#resources, uid);
      this.#ready.set(tier.needsOwnNetwork, launcher);
      launcher.begin(tier, []);
    } catch {
      // The next request makes its own, and says what is wrong.
    }
  }
}

async function takeUid(uids: UidPool | null): Promise<number | null> {
  if (uids === null) return null;
  for (let wait = 0; wait < uidWaitsMax; wait++) {
    const uid = uids.take();
    if (uid !== null) return uid;
    await sleep(uidWaitMs);
  }
  throw new Error('every uid of this supervisor still has a process; is pid 1 reaping orphans?');
}
