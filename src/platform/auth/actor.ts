/**
 * The actor. Authority is in the handle: a command gets its actor with its context and cannot be
 * called without one. Offices are held by a person in an organisation, for a time; what an office may
 * do is decided by each domain's `policy.ts`, never here.
 */
import { isListed, isNamed } from './attribute.ts';

/** Offices of this release; `cvd-protocol` §6 names them all, later domains add theirs. */
export const offices = [
  'finder',
  'coordinator',
  'operator',
  'developer',
  'evaluator',
  'determiner',
  'consultee',
  'partner',
  'overseer',
  'administrator',
] as const;
export type Office = (typeof offices)[number];

/** What a token may be used for; a session may do all that its person may. */
export const scopes = [
  'report:submit',
  'report:read',
  'case:read',
  'inventory:write',
  'action:read',
  'action:write',
  'ledger:read',
  'grant:read',
  'grant:write',
  'evaluation:read',
  'evaluation:write',
  'review:read',
  'review:write',
] as const;
export type Scope = (typeof scopes)[number];

export type Actor =
  | { kind: 'anonymous'; id: 'anonymous' }
  | {
      kind: 'person';
      id: string;
      organisationId: string;
      offices: readonly Office[];
      /** `every` in a session; a token acts only within its scopes. */
      scopes: readonly Scope[] | 'every';
    }
  /** A worker of ours, acting by the rules of its jobs. */
  | { kind: 'service'; id: `service:${string}` };

export const anonymous: Actor = { kind: 'anonymous', id: 'anonymous' };

export function service(name: string): Actor {
  return { kind: 'service', id: `service:${name}` };
}

/**
 * True for a person who holds the office, and whose token, if that is how they came, covers the scope. Without
 * an id, an organisation, offices or word of its scopes an actor holds nothing.
 */
export function holds(actor: Actor, office: Office, scope?: Scope): boolean {
  if (actor.kind !== 'person' || !isNamed(actor.id) || !isNamed(actor.organisationId)) return false;
  if (!isListed(office, actor.offices)) return false;
  return actor.scopes === 'every' || (scope !== undefined && isListed(scope, actor.scopes));
}
