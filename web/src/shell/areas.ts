/** Which areas an office works in, in the order of its day. */
import type { Office, Person } from '../api/views.ts';

export type AreaPath =
  | '/home'
  | '/systems'
  | '/reports'
  | '/cases'
  | '/review'
  | '/submissions'
  | '/runs'
  | '/transcripts'
  | '/determinations'
  | '/consultations'
  | '/partnerships'
  | '/oversight'
  | '/advisories'
  | '/tokens';

export interface Area {
  path: AreaPath;
  name: string;
}

const review: Area = { path: '/review', name: 'Review' };
const submissions: Area = { path: '/submissions', name: 'Submissions' };
const runs: Area = { path: '/runs', name: 'Runs' };
const determinations: Area = { path: '/determinations', name: 'Determinations' };
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
  developer: [review, submissions],
  evaluator: [runs, submissions, transcripts],
  overseer: [{ path: '/oversight', name: 'Oversight' }, determinations, submissions],
  administrator: [],
  determiner: [determinations],
  consultee: [{ path: '/consultations', name: 'Consultations' }],
  partner: [{ path: '/partnerships', name: 'Partnerships' }],
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
