/** What others said of a determination, as officials and overseers read it. Pure. */
import type { ConsultationRow } from './consultation-store.ts';
import { consultationAt } from './determination-state.ts';
import type { DeterminationListRow, Dissent } from './determination-store.ts';
import type { Withdrawn } from './withdrawn-queries.ts';

type NameOf = (id: string) => string;

/** When its consultations are looked at: nobody's time runs on once it was taken back. */
export const standsAt = (
  { state, settledAt }: Pick<DeterminationListRow, 'state' | 'settledAt'>,
  now: Date,
): Date => (state === 'withdrawn' && settledAt !== null ? settledAt : now);

export const consultationsSaid = (rows: readonly ConsultationRow[], nameOf: NameOf, now: Date) =>
  rows.map((each) => ({
    ...each,
    organisation: nameOf(each.organisationId),
    state: consultationAt(each, now),
    answeredBy: each.answeredBy === null ? null : nameOf(each.answeredBy),
  }));

export const dissentsSaid = (rows: readonly Dissent[], nameOf: NameOf) =>
  rows.map(({ personId, ...said }) => ({ ...said, person: nameOf(personId) }));

export const withdrawnSaid = ({ row, consultations, dissents }: Withdrawn, nameOf: NameOf) => ({
  id: row.id,
  openedAt: row.openedAt,
  withdrawnAt: row.settledAt,
  withdrawnBy: nameOf(row.withdrawnBy),
  because: row.withdrawnBecause,
  consultations: consultationsSaid(consultations, nameOf, row.settledAt),
  dissents: dissentsSaid(dissents, nameOf),
});
