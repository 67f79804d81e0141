/** What others may ask of membership. */
import { anonymous, hashSecret, type Actor } from '#platform/auth';
import type { Clock } from '#platform/clock';
import type { Db, Tx } from '#platform/db';
import { bearerOf, namesOf } from './store.ts';
import { looksLikeToken } from './token.ts';

/** Finds who sends a request. A wrong, ended or foreign secret is nobody, the same as none. */
export async function identify(
  db: Db,
  clock: Clock,
  credentials: { session?: string; token?: string },
): Promise<Actor> {
  const { session, token } = credentials;
  if (token !== undefined && !looksLikeToken(token)) return anonymous;
  const secret = token ?? session;
  if (secret === undefined) return anonymous;
  const kind = token === undefined ? 'session' : 'token';
  const { scopes, held } = await bearerOf(db, kind, hashSecret(secret), clock.now());
  const [first] = held;
  if (first === undefined) return anonymous;
  // One organisation a person in this release; offices of another need a choice at sign-in.
  const offices = held
    .filter(({ organisationId }) => organisationId === first.organisationId)
    .map(({ office }) => office);
  const { personId: id, organisationId } = first;
  return { kind: 'person', id, organisationId, offices, scopes };
}

/** Whom a timeline names for an id: a person or an organisation, or a service and that it was nobody’s act. */
export async function actorNames(
  db: Db | Tx,
  ids: readonly string[],
): Promise<(id: string) => string> {
  const names = await namesOf(db, ids);
  return (id) => names.get(id) ?? serviceName(id);
}

const serviceName = (id: string): string =>
  id.startsWith('service:') ? `${id.slice('service:'.length)} (automatic)` : id;
