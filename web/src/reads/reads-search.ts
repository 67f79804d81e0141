/** Which reads a page shows, in its address. */
import { pageSearch, type PageSearch } from '../controls/Pager.tsx';

export interface ReadsSearch extends PageSearch {
  only?: 'unusual';
}

export const readsSearch = (search: Record<string, unknown>): ReadsSearch => ({
  ...pageSearch(search),
  ...(search['only'] === 'unusual' && { only: 'unusual' }),
});
