/**
 * Attributes that decisions rest on, as they came.
 *
 * INVARIANT (a missing attribute denies): blank, null, undefined or of another kind is no attribute. Types say
 * that it cannot be; a row or a caller that breaks its promise must open nothing by it.
 */

/** Whether an id names anything: a blank one would agree with every other blank. */
export const isNamed = (id: unknown): id is string => typeof id === 'string' && id !== '';

/** In a list that is there; what is no list lists nothing. */
export const isListed = <T>(item: T, list: readonly T[]): boolean =>
  Array.isArray(list) && list.includes(item);
