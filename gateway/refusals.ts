/**
 * Refused requests, on record but counted: one leaf a second for each grant and reason at most, so that
 * whoever knocks cannot fill the log. Callers that no grant names leave no leaf.
 */
import type { AdmissionProblem, HeldGrant } from '#gateway';
import type { Desk } from './desk.ts';

const everyMs = 1_000;

export class Refusals {
  readonly #desk: Desk;
  readonly #counts = new Map<
    string,
    { grant: HeldGrant; reason: AdmissionProblem; count: number }
  >();
  readonly #timer: NodeJS.Timeout;

  constructor(desk: Desk) {
    this.#desk = desk;
    this.#timer = setInterval(() => void this.#write(), everyMs);
    this.#timer.unref();
  }

  note(grant: HeldGrant | undefined, reason: AdmissionProblem): void {
    if (grant === undefined) return;
    const key = `${grant.digest} ${reason}`;
    const held = this.#counts.get(key);
    if (held === undefined) this.#counts.set(key, { grant, reason, count: 1 });
    else held.count += 1;
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await this.#write();
  }

  /** A count that cannot be written is lost: it says nothing of what was admitted. */
  async #write(): Promise<void> {
    const noted = [...this.#counts.values()];
    this.#counts.clear();
    await Promise.allSettled(
      noted.map(({ grant, reason, count }) =>
        this.#desk.ledger.append({
          type: 'gateway.requests_refused',
          at: this.#desk.time.now(),
          actor: grant.terms.runner.pseudonym,
          subject: grant.digest,
          payload: { grant: grant.digest, reason, count },
        }),
      ),
    );
  }
}
