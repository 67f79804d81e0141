/**
 * Who may sign for each side of a submission, as the server knows them: everyone of the two organisations
 * with a registered key. The gateway has a roster of its own, written by its developer; a grant is in force
 * only when it satisfies that one.
 */
import {
  GrantRefusal,
  openGrant,
  openRevocation,
  type OpenedGrant,
  type Roster,
  type Rosters,
  type Side,
} from '#gateway';
import { namesOf, peopleOfSide } from '#membership';
import type { Db, Tx } from '#platform/db';
import { Refusal } from '#platform/problems';
import { parseVkey } from '#standards/tlog';
import { keysFor, type PartyKeyRow } from './key-store.ts';
import { isRecused, type Parties } from './policy.ts';

/** Organisations by name, because that is what grants and gateways' rosters say; people by id. */
export async function rostersOf(
  db: Db | Tx,
  parties: Parties,
  grantId: string | null = null,
): Promise<Rosters> {
  const { developerId, evaluatorId } = parties;
  const keys = await keysFor(db, [developerId, evaluatorId], grantId);
  const names = await namesOf(db, [developerId, evaluatorId]);
  const rosterOf = (organisationId: string): Roster => ({
    organisation: names.get(organisationId) ?? organisationId,
    approvers: keys
      .filter((row) => row.organisationId === organisationId)
      .map((row) => ({ person: row.personId, key: parseVkey(row.vkey) })),
  });
  return { developer: rosterOf(developerId), evaluator: rosterOf(evaluatorId) };
}

/** Who can sign for each side now: of its office today, with a key, and without an interest that they declared. */
export async function approversOf(
  db: Db | Tx,
  parties: Parties,
  at: Date,
): Promise<Record<Side, PartyKeyRow[]>> {
  const { developerId, evaluatorId } = parties;
  const keys = await keysFor(db, [developerId, evaluatorId], null);
  const signersOf = async (side: Side, organisationId: string) => {
    const people = await peopleOfSide(db, side, organisationId, at);
    return keys.filter(
      (key) =>
        key.organisationId === organisationId &&
        people.has(key.personId) &&
        !isRecused({ id: key.personId }, parties),
    );
  };
  return {
    developer: await signersOf('developer', developerId),
    evaluator: await signersOf('evaluator', evaluatorId),
  };
}

export function openedGrant(note: string, rosters: Rosters): OpenedGrant {
  return inOurWords(() => openGrant(note, rosters));
}

export function openedRevocation(note: string, rosters: Rosters) {
  return inOurWords(() => openRevocation(note, rosters));
}

function inOurWords<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    if (error instanceof GrantRefusal) throw new Refusal('note_refused', error.message);
    throw error;
  }
}
