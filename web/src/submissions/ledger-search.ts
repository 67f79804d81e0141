/** What the ledger page shows, as its address says it; the names are those of the API. */
import type { LedgerQuery } from '../api/views.ts';
import { ledgerTypes } from '../words/ledger.ts';

export type LedgerSearch = Pick<
  LedgerQuery,
  'runner' | 'type' | 'grantId' | 'from' | 'until' | 'cursor'
>;

const charsMax = 512;

/** An address can be typed by hand: what is no filter is left out of it. */
export function ledgerSearch(given: Record<string, unknown>): LedgerSearch {
  const text = (key: keyof LedgerSearch) => {
    const value = given[key];
    return typeof value === 'string' || typeof value === 'number'
      ? String(value).slice(0, charsMax)
      : undefined;
  };
  const time = (key: 'from' | 'until') => {
    const value = text(key);
    return value !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(value)
      ? value
      : undefined;
  };
  return withoutEmpty({
    runner: text('runner'),
    type: ledgerTypes.find((type) => type === given['type']),
    grantId: text('grantId'),
    from: time('from'),
    until: time('until'),
    cursor: text('cursor'),
  });
}

type Maybe<Of> = { [Key in keyof Of]: Of[Key] | undefined };

export function withoutEmpty(search: Maybe<LedgerSearch>): LedgerSearch {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ''),
  ) as LedgerSearch;
}

export const isFiltered = ({ cursor: _, ...filter }: LedgerSearch): boolean =>
  Object.keys(filter).length > 0;
