/** What evaluation and review may know of an engagement; they ask at the moment of a command. */
import type { Side } from '#gateway';
import type { Db, Tx } from '#platform/db';
import type { EngagementScope, EngagementState } from './engagement-state.ts';
import {
  submissionById,
  submissionForUpdate,
  submissionsById,
  type SubmissionRow,
} from './submission-store.ts';

export interface EngagementFacts {
  submissionId: string;
  developerId: string;
  evaluatorId: string;
  /** What the developer declares one model. */
  declaredAs: string;
  /** Null until it is declared, at the latest with a gateway. */
  modelDigest: string | null;
  /** To partners; windows end at it. */
  plannedReleaseAt: Date | null;
  /** Shown apart; nothing is counted from it. */
  publicReleaseAt: Date | null;
  state: EngagementState;
  /** Whose side withdrew; null where nobody did, or it is not known any more. */
  withdrawnSide: Side | null;
  /** What the developer takes part in now. */
  scope: readonly EngagementScope[];
  /** Persons who declared an interest: to them nothing of this is there. */
  recused: readonly string[];
  /** Persons who declared that they have none. */
  disinterested: readonly string[];
  hasGateway: boolean;
}

export async function engagementFacts(
  db: Db | Tx,
  submissionId: string,
): Promise<EngagementFacts | undefined> {
  const row = await submissionById(db, submissionId);
  return row && factsOf(row);
}

/** Those of a whole list, asked at once; none of them may be missing. */
export async function engagementsOf(
  db: Db,
  rows: readonly { submissionId: string }[],
): Promise<(row: { submissionId: string }) => EngagementFacts> {
  const found = await submissionsById(
    db,
    rows.map(({ submissionId }) => submissionId),
  );
  const facts = new Map(found.map((row) => [row.id, factsOf(row)]));
  return ({ submissionId }) => {
    const engagement = facts.get(submissionId);
    if (engagement === undefined) throw new Error(`the engagement \`${submissionId}\` vanished`);
    return engagement;
  };
}

/** One, its row locked first: commands about one engagement go one by one. */
export async function engagementForUpdate(
  tx: Tx,
  submissionId: string,
): Promise<EngagementFacts | undefined> {
  const row = await submissionForUpdate(tx, submissionId);
  return row && factsOf(row);
}

function factsOf(row: SubmissionRow): EngagementFacts {
  return {
    submissionId: row.id,
    developerId: row.developerId,
    evaluatorId: row.evaluatorId,
    declaredAs: row.declaredAs,
    modelDigest: row.modelDigest,
    plannedReleaseAt: row.plannedReleaseAt,
    publicReleaseAt: row.publicReleaseAt,
    state: row.state,
    withdrawnSide: row.withdrawnSide,
    scope: row.scope,
    recused: row.recused,
    disinterested: row.disinterested,
    hasGateway: row.gateway !== null,
  };
}
