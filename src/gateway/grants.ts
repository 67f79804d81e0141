/**
 * The grants of one submission as its log tells them: leaves applied in order give the state, at start
 * by replay and afterwards as each is written. Nothing else holds state, so what was not logged did not
 * happen and what was logged cannot be forgotten.
 */
import type { GrantState } from './admission.ts';
import { BudgetMeter, type Reservation } from './budget.ts';
import { grantDigest, readGrantText, type GrantTerms } from './grant.ts';
import { instantOf } from './instant.ts';
import type { EndReason, Leaf, LeafPayloads } from './leaf.ts';
import { GrantRefusal } from './problems.ts';
import { openWindow, reviewWindow, windowSMax, type ReviewWindow } from './window.ts';

export interface HeldGrant extends GrantState {
  digest: string;
  text: string;
  meter: BudgetMeter;
  endedAt: Date | undefined;
}

export class Grants {
  readonly #byDigest = new Map<string, HeldGrant>();
  /** Admitted and not yet settled, by the index of their leaf. */
  readonly #open = new Map<number, { grant: HeldGrant; reservation: Reservation }>();
  /** First government access, by declared model: the thirty days begin there. */
  readonly #modelFirstUsedAt = new Map<string, Date>();
  #epoch = 0;

  all(): HeldGrant[] {
    return [...this.#byDigest.values()];
  }

  get(digest: string): HeldGrant | undefined {
    return this.#byDigest.get(digest);
  }

  /** Grants in force that this key may use, the newest first; ended ones after those that are not. */
  ofRunner(keySha256: string): HeldGrant | undefined {
    const own = this.all()
      .filter(({ terms }) => terms.runner.keySha256 === keySha256)
      .sort((a, b) => b.terms.epoch - a.terms.epoch);
    return own.find(({ ended }) => ended === undefined) ?? own[0];
  }

  /** Refuses what was in force before, and a grant older than the newest. */
  checkNew(terms: GrantTerms, digest: string, submission: string, now: Date): void {
    if (terms.submission !== submission) {
      throw new GrantRefusal('wrong_submission', 'the grant is for another submission');
    }
    if (this.#byDigest.has(digest)) {
      throw new GrantRefusal('replayed', 'this grant was put in force before; write a new one');
    }
    if (terms.epoch <= this.#epoch) {
      throw new GrantRefusal('out_of_order', `\`/epoch\` must be above ${this.#epoch}`);
    }
    const until = instantOf(terms.window.claimUntil);
    if (until === undefined || now.getTime() >= until.getTime()) {
      throw new GrantRefusal('expired', 'the time in which the grant could be claimed is over');
    }
    const first = this.#modelFirstUsedAt.get(terms.model.declaredAs);
    if (terms.kind === 'government' && first !== undefined) {
      if (now.getTime() >= first.getTime() + windowSMax * 1000) {
        throw new GrantRefusal(
          'expired',
          'the thirty days of this model are over; none can follow',
        );
      }
    }
  }

  /** The window that would open for this grant now. */
  windowAt(grant: HeldGrant, now: Date): ReviewWindow | 'closed' {
    const first = this.#modelFirstUsedAt.get(grant.terms.model.declaredAs);
    return openWindow(grant.terms.window, grant.terms.kind, now, first);
  }

  /** Attaches what was reserved just now to the leaf that says so. */
  admitted(index: number, grant: HeldGrant, reservation: Reservation): void {
    this.#open.set(index, { grant, reservation });
  }

  settled(index: number, tokens: number): void {
    const open = this.#open.get(index);
    if (open === undefined) return;
    this.#open.delete(index);
    open.grant.meter.settle(open.reservation, tokens);
  }

  /** Requests that the log admits and never settles: a process died. In doubt all of it was used. */
  unsettled(): { index: number; grant: HeldGrant; tokens: number }[] {
    return [...this.#open].map(([index, { grant, reservation }]) => ({
      index,
      grant,
      tokens: reservation.tokens,
    }));
  }

  /** Applies one leaf. `request_*` leaves are applied here only at replay; live ones hold a reservation. */
  apply(index: number, leaf: Leaf): void {
    switch (leaf.type) {
      case 'gateway.grant_activated':
        return this.#activate(leaf.payload as LeafPayloads['gateway.grant_activated']);
      case 'gateway.window_opened':
        return this.#openWindow(leaf.payload as LeafPayloads['gateway.window_opened']);
      case 'gateway.grant_ended': {
        const { digest, reason } = leaf.payload as LeafPayloads['gateway.grant_ended'];
        return this.#end(digest, reason, leaf.at);
      }
      case 'gateway.request_admitted':
        return this.#replayAdmission(
          index,
          leaf.payload as LeafPayloads['gateway.request_admitted'],
        );
      case 'gateway.request_settled':
      case 'gateway.request_cut': {
        const { admitted, tokens } = leaf.payload as LeafPayloads['gateway.request_settled'];
        return this.settled(admitted, tokens.input + tokens.output);
      }
      default:
    }
  }

  #activate({ note, digest }: LeafPayloads['gateway.grant_activated']): void {
    const text = note.slice(0, note.indexOf('\n\n') + 1);
    if (grantDigest(text) !== digest) throw new Error('the log holds a grant under another digest');
    const terms = readGrantText(text);
    this.#epoch = Math.max(this.#epoch, terms.epoch);
    this.#byDigest.set(digest, {
      digest,
      text,
      terms,
      window: undefined,
      ended: undefined,
      endedAt: undefined,
      meter: new BudgetMeter(terms.budget),
    });
  }

  #openWindow({ digest, opensAt, closesAt }: LeafPayloads['gateway.window_opened']): void {
    const grant = this.#held(digest);
    grant.window = reviewWindow(new Date(opensAt), new Date(closesAt));
    const { kind, model } = grant.terms;
    if (kind === 'government' && !this.#modelFirstUsedAt.has(model.declaredAs)) {
      this.#modelFirstUsedAt.set(model.declaredAs, grant.window.opensAt);
    }
  }

  #end(digest: string, reason: EndReason, at: Date): void {
    const grant = this.#held(digest);
    grant.ended ??= reason;
    grant.endedAt ??= at;
  }

  #replayAdmission(index: number, payload: LeafPayloads['gateway.request_admitted']): void {
    const grant = this.#held(payload.grant);
    const { inputTokens, outputTokens } = payload.reserved;
    const reservation = grant.meter.reserve(inputTokens + outputTokens);
    if (typeof reservation === 'string') {
      throw new Error('the log admits a request that its budget does not hold');
    }
    this.admitted(index, grant, reservation);
  }

  #held(digest: string): HeldGrant {
    const grant = this.#byDigest.get(digest);
    if (grant === undefined)
      throw new Error('the log speaks of a grant that it never put in force');
    return grant;
  }
}
