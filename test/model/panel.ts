/**
 * The dials as they stand, and what they come to for one request: faults that strike a number of times,
 * an identity that changes at some request, and what the test has set aside for a request of its choice.
 */
import { behaviourOf, type Behaviour, type Dials, type Fault } from './behaviour.ts';
import type { Received } from './received.ts';
import type { Rendered } from './rendered.ts';

export interface Turned {
  behaviour: Behaviour;
  /** The fault that strikes this request. */
  fault: Fault | undefined;
  /** Who speaks instead of the model that was asked. */
  identity: Behaviour['identity'];
  /** Answers given before under the same dials; absent where this request is not like the others. */
  kept: Map<string, Rendered> | undefined;
}

export type Which = (request: Received) => boolean;

const asideMax = 1000;

export class Panel {
  readonly #start: Dials;
  #behaviour: Behaviour;
  #kept = new Map<string, Rendered>();
  #requests = 0;
  #struck = 0;
  #aside: { dials: Dials; which: Which }[] = [];

  constructor(start: Dials) {
    this.#start = start;
    this.#behaviour = behaviourOf(start);
  }

  /** Turns dials; those not named go back to where they were at the start. Counts begin anew. */
  set(dials: Dials): void {
    this.#behaviour = behaviourOf(this.#start, dials);
    this.#kept = new Map();
    this.#requests = 0;
    this.#struck = 0;
    this.#aside = [];
  }

  /** Sets dials aside for the next request that `which` picks, and for that one only. */
  next(dials: Dials, which: Which = () => true): void {
    // Read now, so that a wrong dial fails in the test and not in the server.
    behaviourOf(this.#start, dials);
    if (this.#aside.length >= asideMax) {
      throw new RangeError(`no more than ${asideMax} requests can have dials set aside`);
    }
    this.#aside.push({ dials, which });
  }

  for(request: Received): Turned {
    this.#requests += 1;
    const aside = this.#aside.findIndex(({ which }) => which(request));
    const [set] = aside === -1 ? [] : this.#aside.splice(aside, 1);
    if (set !== undefined) {
      const behaviour = behaviourOf(this.#behaviour, set.dials);
      const { fault } = behaviour;
      return { behaviour, fault, identity: this.#identity(behaviour), kept: undefined };
    }
    const fault = this.#strike();
    const identity = this.#identity(this.#behaviour);
    // An identity that is still to change would be kept as the wrong one.
    const isLike = fault === undefined && identity === this.#behaviour.identity;
    return { behaviour: this.#behaviour, fault, identity, kept: isLike ? this.#kept : undefined };
  }

  #strike(): Fault | undefined {
    const { fault } = this.#behaviour;
    if (fault === undefined || this.#struck >= (fault.times ?? Infinity)) return undefined;
    this.#struck += 1;
    return fault;
  }

  #identity({ identity }: Behaviour): Behaviour['identity'] {
    return identity !== undefined && this.#requests >= identity.fromRequest ? identity : undefined;
  }
}
