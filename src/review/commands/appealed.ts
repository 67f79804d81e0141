/** What an appeal is about, read in its engagement's turn: whether it can be appealed, by whom, until when. */
import type { Db, Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import type { AppealSubject } from '../appeal-state.ts';
import { clocks, daysAfter } from '../clocks.ts';
import { determinationById, type DeterminationRow } from '../determination-store.ts';
import { partnershipById, type PartnershipRow } from '../partnership-store.ts';

export type Appealed = {
  submissionId: string;
  state: string;
  /** When no appeal is filed any more; null where there is nothing to appeal. */
  until: Date | null;
  /** Whoever signed or settled it does not answer an appeal about it. */
  involved: string[];
} & (
  | { about: 'determination'; determination: DeterminationRow }
  | { about: 'partnership'; partnership: PartnershipRow }
);

export async function appealed(
  tx: Db | Tx,
  about: AppealSubject,
  subjectId: string,
): Promise<Appealed> {
  switch (about) {
    case 'determination':
      return ofDetermination(await determinationById(tx, subjectId));
    case 'partnership':
      return ofPartnership(await partnershipById(tx, subjectId));
  }
}

function ofDetermination(determination: DeterminationRow | undefined): Appealed {
  if (determination === undefined) throw notFound();
  const { submissionId, state, appealUntil, decidedBy, signedBy } = determination;
  const until = state === 'signed' ? appealUntil : null;
  const involved = present(decidedBy, signedBy);
  return { about: 'determination', submissionId, state, until, involved, determination };
}

function ofPartnership(partnership: PartnershipRow | undefined): Appealed {
  if (partnership === undefined) throw notFound();
  const { submissionId, state, settledAt, settledBy, nominatedBy } = partnership;
  const isRefused = state === 'refused' && settledAt !== null;
  const until = isRefused ? daysAfter(settledAt, clocks.appeal) : null;
  const involved = present(nominatedBy, settledBy);
  return { about: 'partnership', submissionId, state, until, involved, partnership };
}

const present = (...ids: (string | null)[]): string[] => ids.filter((id) => id !== null);
