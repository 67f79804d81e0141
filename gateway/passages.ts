/**
 * The requests that are passing, and how each came in: admitted by a leaf that is durable before the
 * endpoint hears of it, settled by a leaf whatever its end. Ending a grant cuts all of its passages at
 * once.
 *
 * INVARIANT (no leaf, no byte): the endpoint gets a request's first byte only after its `admitted` leaf
 * is on the disk. INVARIANT (settled once): each admitted leaf is followed by one `settled` or `cut`,
 * at the latest by the next start.
 */
import {
  textOf,
  type CutReason,
  type HeldGrant,
  type Leaf,
  type Reservation,
  type WorstCase,
} from '#gateway';
import type { Desk } from './desk.ts';
import type { Metered } from './meter.ts';

export interface Admitted {
  index: number;
  grant: HeldGrant;
  reservation: Reservation;
  admittedAt: Date;
  /** Called when the grant ends, or the gateway stops. */
  cut: ((reason: CutReason) => void) | undefined;
}

export interface Asked {
  grant: HeldGrant;
  method: string;
  path: string;
  /** Of a partner's request: its place in the grant. */
  asset: number | undefined;
  requestBytes: number;
  requestCommitment: string;
  worstCase: WorstCase;
  reservation: Reservation;
}

export interface Outcome {
  status: number;
  responseBytes: number;
  responseCommitment: string;
  metered: Metered;
  /** Absent when the endpoint’s answer passed whole. */
  cutReason?: CutReason;
}

/** A leaf that must come is written again after a full disk; so often a second. */
const againMs = 500;

export class Passages {
  readonly #desk: Desk;
  readonly #running = new Map<string, Set<Admitted>>();
  readonly #settling = new Set<Promise<void>>();
  readonly #opening = new Map<string, Promise<void>>();
  #isWaitingForDisk = false;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** False while an end could not be written: who cannot settle must not admit. */
  get canWrite(): boolean {
    return !this.#isWaitingForDisk;
  }

  runningOf(grant: HeldGrant): number {
    return this.#running.get(grant.digest)?.size ?? 0;
  }

  /** Writes the admission; when it resolves it is durable. The caller gives the reservation back if it rejects. */
  async admit(asked: Asked): Promise<Admitted> {
    const { grant, worstCase, reservation } = asked;
    if (grant.window === undefined) await this.#openWindow(grant);
    const at = this.#desk.time.now();
    const { pseudonym, office, keySha256 } = grant.terms.runner;
    const index = await this.#desk.ledger.append({
      type: 'gateway.request_admitted',
      at,
      actor: pseudonym,
      subject: grant.digest,
      payload: {
        grant: grant.digest,
        runner: { pseudonym, office, keySha256 },
        method: asked.method,
        path: asked.path,
        requestBytes: asked.requestBytes,
        ...(asked.asset === undefined ? {} : { asset: asked.asset }),
        requestCommitment: asked.requestCommitment,
        reserved: { ...worstCase },
      },
    });
    this.#desk.grants.admitted(index, grant, reservation);
    const admitted: Admitted = { index, grant, reservation, admittedAt: at, cut: undefined };
    const running = this.#running.get(grant.digest) ?? new Set();
    this.#running.set(grant.digest, running.add(admitted));
    return admitted;
  }

  /** Writes a request's end, in the same turn in which its reservation is given back. */
  settle(admitted: Admitted, outcome: Outcome): void {
    const { index, grant, admittedAt } = admitted;
    this.#running.get(grant.digest)?.delete(admitted);
    const { metered, cutReason, status, responseBytes, responseCommitment } = outcome;
    const at = this.#desk.time.now();
    const settled = {
      admitted: index,
      grant: grant.digest,
      status,
      responseBytes,
      responseCommitment,
      ...metered,
      durationMs: Math.max(0, at.getTime() - admittedAt.getTime()),
    };
    const common = { at, actor: 'gateway', subject: grant.digest };
    const leaf: Leaf =
      cutReason === undefined
        ? { ...common, type: 'gateway.request_settled', payload: settled }
        : { ...common, type: 'gateway.request_cut', payload: { ...settled, reason: cutReason } };
    const written = this.mustWrite(leaf);
    this.#desk.grants.settled(index, metered.tokens.input + metered.tokens.output);
    this.#settling.add(written);
    void written.finally(() => this.#settling.delete(written));
    if (grant.meter.isExhausted && grant.meter.running === 0 && grant.ended === undefined) {
      void this.#desk.end(grant, { reason: 'exhausted', side: 'gateway', person: 'gateway' });
    }
  }

  /** Cuts everything that runs under a grant, in this turn. */
  cutAll(digest: string, reason: CutReason): void {
    for (const admitted of this.#running.get(digest) ?? []) admitted.cut?.(reason);
  }

  async close(): Promise<void> {
    for (const digest of this.#running.keys()) this.cutAll(digest, 'gateway_stopped');
    await Promise.all(this.#settling);
  }

  /** What a process that died left open is charged in full: nobody can say what the endpoint did. */
  async settleLeftOver(): Promise<void> {
    for (const { index, grant, tokens } of this.#desk.grants.unsettled()) {
      await this.mustWrite({
        type: 'gateway.request_cut',
        at: this.#desk.time.now(),
        actor: 'gateway',
        subject: grant.digest,
        payload: {
          admitted: index,
          grant: grant.digest,
          status: 0,
          responseBytes: 0,
          responseCommitment: '',
          tokens: { input: tokens, output: 0 },
          believed: false,
          modelSeen: null,
          chunks: 0,
          durationMs: 0,
          reason: 'gateway_stopped',
        },
      });
      this.#desk.grants.settled(index, tokens);
    }
  }

  /** One opening, however many first requests come together. */
  async #openWindow(grant: HeldGrant): Promise<void> {
    const opening =
      this.#opening.get(grant.digest) ??
      this.#writeWindow(grant).finally(() => this.#opening.delete(grant.digest));
    this.#opening.set(grant.digest, opening);
    await opening;
  }

  async #writeWindow(grant: HeldGrant): Promise<void> {
    const at = this.#desk.time.now();
    const window = this.#desk.grants.windowAt(grant, at);
    if (window === 'closed') throw new WindowClosed();
    const leaf: Leaf<'gateway.window_opened'> = {
      type: 'gateway.window_opened',
      at,
      actor: grant.terms.runner.pseudonym,
      subject: grant.digest,
      payload: {
        digest: grant.digest,
        opensAt: window.opensAt.toISOString(),
        closesAt: `${textOf(window.closesAt).slice(0, 19)}.000Z`,
      },
    };
    const index = await this.#desk.ledger.append(leaf);
    this.#desk.grants.apply(index, leaf);
    this.#desk.watch(grant);
  }

  /** Resolves once the leaf is durable, however long the disk is full. */
  async mustWrite(leaf: Leaf): Promise<void> {
    while (true) {
      try {
        await this.#desk.ledger.append(leaf);
        this.#isWaitingForDisk = false;
        return;
      } catch {
        this.#isWaitingForDisk = true;
        if (this.#desk.isClosed) return;
        await new Promise((resolve) => setTimeout(resolve, againMs));
      }
    }
  }
}

/** The thirty days ended before this grant was first used. */
export class WindowClosed extends Error {}
