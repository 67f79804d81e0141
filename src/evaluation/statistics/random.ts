/**
 * Random numbers that come out the same on every machine, for resampling: a reader of the report
 * who has the seed gets the same interval. The generator is sfc32 (Doty-Humphrey, PractRand).
 * Nothing secret may depend on it.
 */

/** Numbers in [0, 1) in steps of 2^-32. `seed`: an integer from 0 to 2^32 - 1. */
export function seededRandom(seed: number): () => number {
  if (!Number.isInteger(seed) || seed < 0 || seed >= 2 ** 32) {
    throw new RangeError(`a seed is an integer from 0 to 4294967295, not ${seed}`);
  }
  let [a, b, c, counter] = [0, seed | 0, 0, 1];
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  for (let round = 0; round < 12; round += 1) next();
  return () => next() / 2 ** 32;
}
