/**
 * Item response theory, two-parameter logistic (Birnbaum 1968): places models on one scale of
 * ability when each saw different tasks of known difficulty, as when sealed tasks rotate. It takes
 * the items' parameters as given; calibrating them needs the answers of many models and is not
 * done here.
 */
import { bisect } from './beta.ts';
import { sum } from './task-scores.ts';

export interface Item {
  /** How sharply the item separates abilities; above 0. */
  discrimination: number;
  /** The ability that solves it half the time. */
  difficulty: number;
}

/** P(solve) = 1 / (1 + exp(-a (θ - b))). */
export function solveProbability(ability: number, item: Item): number {
  return 1 / (1 + Math.exp(-item.discrimination * (ability - item.difficulty)));
}

export interface Ability {
  ability: number;
  /** From the information Σ a² P (1 - P) at the estimate. */
  standardError: number;
}

/** Scales of ability are standardised; nobody is thirty deviations out. */
const ABILITY_MAX = 30;

/**
 * The likeliest ability given scores of 0 to 1 on items. `undefined` when every score is 1 or every
 * score is 0: the items were then all too easy or too hard to place the model, only to bound it.
 */
export function estimateAbility(
  answers: readonly { item: Item; score: number }[],
): Ability | undefined {
  for (const { item, score } of answers) {
    if (!(item.discrimination > 0 && Number.isFinite(item.difficulty))) {
      throw new RangeError('an item needs a discrimination above 0 and a finite difficulty');
    }
    if (!(score >= 0 && score <= 1))
      throw new RangeError(`a score lies in 0 to 1, not at ${score}`);
  }
  const informative =
    answers.some(({ score }) => score > 0) && answers.some(({ score }) => score < 1);
  if (!informative) return undefined;
  // The likelihood's slope falls steadily in ability, so it crosses 0 once.
  const slope = (ability: number) => {
    return sum(
      answers.map(
        ({ item, score }) => item.discrimination * (score - solveProbability(ability, item)),
      ),
    );
  };
  const ability = bisect(-ABILITY_MAX, ABILITY_MAX, (at) => slope(at) > 0);
  const information = sum(
    answers.map(({ item }) => {
      const p = solveProbability(ability, item);
      return item.discrimination ** 2 * p * (1 - p);
    }),
  );
  return { ability, standardError: 1 / Math.sqrt(information) };
}
