/** What evaluation may know of an engagement and of a grant that a run uses. */
import { readGrantText } from '#gateway';
import type { Db, Tx } from '#platform/db';
import { grantById } from './grant-store.ts';
import { submissionById } from './submission-store.ts';

export interface EngagementFacts {
  submissionId: string;
  developerId: string;
  evaluatorId: string;
  /** What the developer declares one model. */
  declaredAs: string;
  modelDigest: string;
}

export async function engagementFacts(
  db: Db | Tx,
  submissionId: string,
): Promise<EngagementFacts | undefined> {
  const row = await submissionById(db, submissionId);
  if (row === undefined) return undefined;
  const { developerId, evaluatorId, declaredAs, modelDigest } = row;
  return { submissionId, developerId, evaluatorId, declaredAs, modelDigest };
}

export interface GrantFacts {
  id: string;
  submissionId: string;
  isInForce: boolean;
  digest: string;
  /** The agreed procedure's name and version, as the signed terms say it. */
  procedure: string | null;
  modelNames: string[];
  modelDigest: string;
  /** Of the window; null until the first request opens it. */
  closesAt: Date | null;
  tokensLeft: number;
}

/** Undefined also for one without terms, under which nothing can run. */
export async function grantFacts(
  db: Db | Tx,
  grantId: string,
  now: Date,
): Promise<GrantFacts | undefined> {
  const row = await grantById(db, grantId);
  if (row === undefined || row.termsText === null || row.digest === null) return undefined;
  const { procedure, model, budget } = readGrantText(row.termsText);
  const isOpen = row.closesAt === null || row.closesAt.getTime() > now.getTime();
  return {
    id: row.id,
    submissionId: row.submissionId,
    isInForce: row.state === 'active' && isOpen,
    digest: row.digest,
    procedure,
    modelNames: model.names,
    modelDigest: model.digest,
    closesAt: row.closesAt,
    tokensLeft: Math.max(0, budget.tokens - row.spentTokens),
  };
}
