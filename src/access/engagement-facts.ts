/** What evaluation and review may know of an engagement; they ask at the moment of a command. */
import type { Db, Tx } from '#platform/db';
import type { EngagementScope, EngagementState } from './engagement-state.ts';
import { submissionById, submissionForUpdate, type SubmissionRow } from './submission-store.ts';

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
  return factsOf(await submissionById(db, submissionId));
}

/** The same, its row locked first: commands about one engagement go one by one. */
export async function engagementForUpdate(
  tx: Tx,
  submissionId: string,
): Promise<EngagementFacts | undefined> {
  return factsOf(await submissionForUpdate(tx, submissionId));
}

function factsOf(row: SubmissionRow | undefined): EngagementFacts | undefined {
  if (row === undefined) return undefined;
  return {
    submissionId: row.id,
    developerId: row.developerId,
    evaluatorId: row.evaluatorId,
    declaredAs: row.declaredAs,
    modelDigest: row.modelDigest,
    plannedReleaseAt: row.plannedReleaseAt,
    publicReleaseAt: row.publicReleaseAt,
    state: row.state,
    scope: row.scope,
    recused: row.recused,
    disinterested: row.disinterested,
    hasGateway: row.gateway !== null,
  };
}
