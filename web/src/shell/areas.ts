/** Which areas an office works in, in the order of its day. */
import type { Office, Person } from '../api/views.ts';

export type AreaPath =
  | '/home'
  | '/systems'
  | '/reports'
  | '/cases'
  | '/submissions'
  | '/transcripts'
  | '/advisories'
  | '/tokens';

export interface Area {
  path: AreaPath;
  name: string;
}

const submissions: Area = { path: '/submissions', name: 'Submissions' };
const transcripts: Area = { path: '/transcripts', name: 'Read a journal' };

const areasOf: Record<Office, readonly Area[]> = {
  operator: [
    { path: '/home', name: 'Home' },
    { path: '/systems', name: 'Systems' },
  ],
  finder: [{ path: '/reports', name: 'Reports' }],
  coordinator: [
    { path: '/reports', name: 'Reports' },
    { path: '/cases', name: 'Cases' },
  ],
  developer: [submissions],
  evaluator: [submissions, transcripts],
  overseer: [submissions],
  administrator: [],
};

const advisories: Area = { path: '/advisories', name: 'Advisories' };
const tokens: Area = { path: '/tokens', name: 'API tokens' };

/** Advisories are public; the rest follows from the offices a person holds. */
export function areasFor(person: Person | null): Area[] {
  if (person === null) return [advisories];
  const own = person.offices.flatMap((office) => areasOf[office]);
  const once = own.filter(({ path }, at) => own.findIndex((area) => area.path === path) === at);
  return [...once, advisories, tokens];
}

/** Where a person's day starts. */
export function firstArea(person: Person): AreaPath {
  if (person.offices.includes('operator')) return '/home';
  if (person.offices.includes('coordinator')) return '/cases';
  return areasFor(person)[0]?.path ?? '/advisories';
}
