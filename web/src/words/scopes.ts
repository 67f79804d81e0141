/** What a token may be used for, in plain words, and for which office that makes sense. */
import type { Office, Scope } from '../api/views.ts';

const inReview: readonly Office[] = [
  'developer',
  'evaluator',
  'determiner',
  'consultee',
  'partner',
  'overseer',
];

const table: readonly { scope: Scope; says: string; offices: readonly Office[] }[] = [
  { scope: 'report:submit', says: 'Submit reports', offices: ['finder'] },
  { scope: 'report:read', says: 'Read reports', offices: ['finder', 'coordinator'] },
  { scope: 'case:read', says: 'Read cases', offices: ['coordinator'] },
  { scope: 'inventory:write', says: 'Give the lists of your systems', offices: ['operator'] },
  { scope: 'action:read', says: 'Read what there is to do', offices: ['operator'] },
  { scope: 'action:write', says: 'Say that something is done', offices: ['operator'] },
  {
    scope: 'grant:read',
    says: 'Read submissions, grants and the access ledger',
    offices: ['developer', 'evaluator', 'overseer'],
  },
  {
    scope: 'grant:write',
    says: 'Ask for, offer, sign and end grants; register your key',
    offices: ['developer', 'evaluator', 'determiner'],
  },
  {
    scope: 'evaluation:read',
    says: 'Read procedures, runs, findings and reports',
    offices: ['developer', 'evaluator', 'overseer'],
  },
  {
    scope: 'evaluation:write',
    says: 'Plan runs, bring samples, review, and take your part in unseals and reports',
    offices: ['evaluator'],
  },
  {
    scope: 'review:read',
    says: 'Read questions, determinations, partners and reads',
    offices: inReview,
  },
  {
    scope: 'review:write',
    says: 'Ask, decide, answer, sign and end, as your office may',
    offices: inReview,
  },
];

export const scopesFor = (offices: readonly Office[]) =>
  table.filter((entry) => entry.offices.some((office) => offices.includes(office)));

export const scopeWords = (scope: Scope): string =>
  table.find((entry) => entry.scope === scope)?.says ?? scope;
