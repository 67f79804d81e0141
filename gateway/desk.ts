/**
 * What is in force: grants put in force and ended, each by a leaf first. The desk is the single writer
 * of a submission; everything else asks it.
 */
import {
  openGrant,
  openRevocation,
  requireFourSignatures,
  requireSurface,
  GrantRefusal,
  type CutReason,
  type EndReason,
  type Grants,
  type HeldGrant,
  type Leaf,
  type Rosters,
  type Standing,
  type Surfaces,
  checkedInstant,
} from '#gateway';
import type { Ledger } from './ledger.ts';
import { Passages } from './passages.ts';
import type { WatchedTime } from './time.ts';
import type { Upstream } from './upstream.ts';

export interface DeskOptions {
  submission: string;
  rosters: Rosters;
  surfaces: Surfaces;
  ledger: Ledger;
  grants: Grants;
  time: WatchedTime;
  upstream: Upstream;
}

interface Ending {
  reason: EndReason;
  side: string;
  person: string;
}

const cutBy: Record<EndReason, CutReason> = {
  revoked: 'revoked',
  withdrawn: 'revoked',
  stopped_by_reader: 'revoked',
  expired: 'window_closed',
  exhausted: 'budget',
};
/** A timer counts at most this far; longer waits are taken in steps. */
const timerMsMax = 60_000;

export class Desk {
  readonly submission: string;
  readonly surfaces: Surfaces;
  readonly ledger: Ledger;
  readonly grants: Grants;
  readonly time: WatchedTime;
  readonly upstream: Upstream;
  readonly passages: Passages;
  isClosed = false;
  /** Witnesses that hold another history of this log: nothing more is admitted. */
  readonly conflicts = new Set<string>();
  readonly #rosters: Rosters;
  readonly #timers = new Map<string, NodeJS.Timeout>();
  /** Grants are put in force one after the other, so that two with one epoch cannot both pass. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: DeskOptions) {
    this.submission = options.submission;
    this.surfaces = options.surfaces;
    this.ledger = options.ledger;
    this.grants = options.grants;
    this.time = options.time;
    this.upstream = options.upstream;
    this.#rosters = options.rosters;
    this.passages = new Passages(this);
  }

  async start(version: string): Promise<void> {
    await this.ledger.append({
      type: 'gateway.started',
      at: this.time.now(),
      actor: 'gateway',
      subject: this.submission,
      payload: { submission: this.submission, version },
    });
    await this.passages.settleLeftOver();
    for (const grant of this.grants.all()) this.watch(grant);
  }

  /** Puts a grant in force: four signatures, ours, new, in its time, and a partner's on its surface. */
  activate(note: string): Promise<HeldGrant> {
    return this.#inTurn(async () => {
      const opened = openGrant(note, this.#rosters);
      requireFourSignatures(opened);
      requireSurface(opened.terms, this.surfaces);
      if (this.time.isBehind) throw new GrantRefusal('expired', 'the gateway’s clock is set back');
      this.grants.checkNew(opened.terms, opened.digest, this.submission, this.time.now());
      const leaf: Leaf<'gateway.grant_activated'> = {
        type: 'gateway.grant_activated',
        at: this.time.now(),
        actor: opened.signers.developer[0] ?? '',
        subject: opened.digest,
        payload: { digest: opened.digest, note },
      };
      this.grants.apply(await this.ledger.append(leaf), leaf);
      const grant = this.grants.get(opened.digest) as HeldGrant;
      this.watch(grant);
      return grant;
    });
  }

  /** Either side alone, by a signed note. Ending twice is one end. */
  async revoke(note: string): Promise<HeldGrant> {
    const { grant: digest, side, person } = openRevocation(note, this.#rosters);
    const grant = this.#known(digest);
    await this.end(grant, { reason: 'revoked', side, person });
    return grant;
  }

  /** A listed reader, by its key: it can end what is in force and do nothing else. */
  async stop(digest: string, reader: string): Promise<HeldGrant> {
    const grant = this.#known(digest);
    await this.end(grant, { reason: 'stopped_by_reader', side: 'reader', person: reader });
    return grant;
  }

  /**
   * Ends a grant. Streams are cut and admission closed before the leaf is written: a full disk must not
   * keep access open.
   */
  async end(grant: HeldGrant, { reason, side, person }: Ending): Promise<void> {
    if (grant.ended !== undefined) return;
    const at = this.time.now();
    grant.ended = reason;
    grant.endedAt = at;
    clearTimeout(this.#timers.get(grant.digest));
    this.passages.cutAll(grant.digest, cutBy[reason]);
    await this.passages.mustWrite({
      type: 'gateway.grant_ended',
      at,
      actor: person,
      subject: grant.digest,
      payload: { digest: grant.digest, reason, side, person },
    });
  }

  /** Ends the grant by itself: at the window's close, or when nobody claimed it (stop 5). */
  watch(grant: HeldGrant): void {
    if (grant.ended !== undefined || this.isClosed) return;
    clearTimeout(this.#timers.get(grant.digest));
    const endsAt = grant.window?.closesAt ?? checkedInstant(grant.terms.window.claimUntil);
    const leftMs = endsAt.getTime() - this.time.now().getTime();
    const timer = setTimeout(
      () => {
        if (endsAt.getTime() > this.time.now().getTime()) return this.watch(grant);
        void this.end(grant, { reason: 'expired', side: 'gateway', person: 'gateway' }).catch(
          () => undefined,
        );
      },
      Math.max(0, Math.min(leftMs, timerMsMax)),
    );
    timer.unref();
    this.#timers.set(grant.digest, timer);
  }

  standing(grant: HeldGrant | undefined): Standing {
    const now = this.time.now();
    return {
      now: this.time.isBehind ? 'behind' : now,
      unwitnessedMs: this.conflicts.size > 0 ? Infinity : this.ledger.unwitnessedMs(now),
      canWrite: this.passages.canWrite,
      hasCertificate: this.upstream.hasCertificate(
        now,
        grant === undefined ? undefined : this.#closesAt(grant, now),
      ),
    };
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const timer of this.#timers.values()) clearTimeout(timer);
    await this.passages.close();
  }

  #known(digest: string): HeldGrant {
    const grant = this.grants.get(digest);
    if (grant === undefined) {
      throw new GrantRefusal('unknown_grant', 'no grant of this digest was put in force here');
    }
    return grant;
  }

  /** The window's end, or the one that would open now. */
  #closesAt(grant: HeldGrant, now: Date): Date | undefined {
    const window = grant.window ?? this.grants.windowAt(grant, now);
    return window === 'closed' ? undefined : window.closesAt;
  }

  #inTurn<T>(act: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(act);
    this.#turn = mine.catch(() => undefined);
    return mine;
  }
}
