/** What officials took back in an engagement, with what others had said of it by then. */
import { actorNames } from '#membership';
import type { Db, Tx } from '#platform/db';
import { consultationsOf, type ConsultationRow } from './consultation-store.ts';
import { consultationAt } from './determination-state.ts';
import {
  dissentsOf,
  withdrawnDeterminationsOf,
  type Dissent,
  type WithdrawnRow,
} from './determination-store.ts';
import type { WithdrawnBefore } from './withdrawn-before.ts';

export interface Withdrawn {
  row: WithdrawnRow;
  /** As they stood when it was taken back. */
  consultations: ConsultationRow[];
  dissents: Dissent[];
}

/** The oldest first. An engagement has one open determination at a time: all of them came before it. */
export async function withdrawnIn(db: Db | Tx, submissionId: string): Promise<Withdrawn[]> {
  const found: Withdrawn[] = [];
  for (const row of await withdrawnDeterminationsOf(db, submissionId)) {
    const consultations = (await consultationsOf(db, [row.id])).map((each) => ({
      ...each,
      state: consultationAt(each, row.settledAt),
    }));
    found.push({ row, consultations, dissents: await dissentsOf(db, row.id) });
  }
  return found;
}

/** As a statement names them. */
export async function withdrawnAsSaid(tx: Tx, submissionId: string): Promise<WithdrawnBefore[]> {
  const found = await withdrawnIn(tx, submissionId);
  const nameOf = await actorNames(tx, found.flatMap(partiesOf));
  const named = (id: string) => ({ id, name: nameOf(id) });
  return found.map(({ row, consultations, dissents }) => ({
    determination: row.id,
    openedAt: row.openedAt.toISOString(),
    withdrawnAt: row.settledAt.toISOString(),
    withdrawnBy: named(row.withdrawnBy),
    because: row.withdrawnBecause,
    consultations: consultations.map(({ organisationId, askedAt, answerBy, ...said }) => ({
      organisation: named(organisationId),
      askedAt: askedAt.toISOString(),
      answerBy: answerBy.toISOString(),
      state: said.state,
      view: said.view,
      words: said.words,
    })),
    dissents: dissents.map(({ personId, words, at }) => ({
      person: named(personId),
      words,
      at: at.toISOString(),
    })),
  }));
}

/** Whoever is named in one. */
export const partiesOf = ({ row, consultations, dissents }: Withdrawn): string[] => [
  row.withdrawnBy,
  ...consultations.flatMap(({ organisationId, answeredBy }) =>
    answeredBy === null ? [organisationId] : [organisationId, answeredBy],
  ),
  ...dissents.map(({ personId }) => personId),
];
