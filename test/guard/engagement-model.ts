/**
 * Explores every state that any sequence of steps reaches, by anybody, in any order: breadth first, each
 * state once. A state is one number, its nouns' states in mixed radix, so that all of them fit in memory.
 */
import { none, type Move, type Noun } from './engagement-nouns.ts';

export type State = Readonly<Record<string, string>>;

export interface Step {
  noun: string;
  move: Move;
  to: number;
}

export class Explored {
  /** Numbers of all reachable states, in the order in which they were found: the first is never having come. */
  readonly reached: number[] = [];
  readonly #nouns: readonly Noun[];
  readonly #weights: number[];
  readonly #movesFrom: Map<number, { move: Move; by: number }[]>[];

  constructor(nouns: readonly Noun[]) {
    this.#nouns = nouns;
    let size = 1;
    this.#weights = nouns.map(({ states }) => {
      const weight = size;
      size *= states.length;
      return weight;
    });
    this.#movesFrom = nouns.map(({ states, moves }) => {
      const from = new Map<number, { move: Move; by: number }[]>();
      for (const move of moves) {
        const [at, to] = [states.indexOf(move.from), states.indexOf(move.to)];
        from.set(at, [...(from.get(at) ?? []), { move, by: to - at }]);
      }
      return from;
    });
    const isFound = new Uint8Array(size);
    isFound[0] = 1;
    this.reached.push(0);
    // Grows while it is walked.
    for (const number of this.reached.values())
      for (const { to } of this.stepsFrom(number)) {
        if (isFound[to] === 1) continue;
        isFound[to] = 1;
        this.reached.push(to);
      }
  }

  /** Nothing else begins before an engagement does: everything else stands on one. */
  stepsFrom(number: number): Step[] {
    const isNever = number === 0;
    return this.#nouns.slice(0, isNever ? 1 : undefined).flatMap(({ name }, index) => {
      const weight = this.#weights[index] ?? 1;
      const moves = this.#movesFrom[index]?.get(this.#digit(number, index)) ?? [];
      return moves.map(({ move, by }) => ({ noun: name, move, to: number + by * weight }));
    });
  }

  state(number: number): State {
    return Object.fromEntries(
      this.#nouns.map(({ name, states }, index) => [
        name,
        states[this.#digit(number, index)] ?? none,
      ]),
    );
  }

  #digit(number: number, index: number): number {
    const radix = this.#nouns[index]?.states.length ?? 1;
    return Math.floor(number / (this.#weights[index] ?? 1)) % radix;
  }
}
