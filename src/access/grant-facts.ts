/** What evaluation may know of a grant that a run uses, and review of one that a partnership has. */
import { readGrantText } from '#gateway';
import type { Db, Tx } from '#platform/db';
import { isOver } from './grant-state.ts';
import { grantById, liveGrantsOf } from './grant-store.ts';

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
  /** How long a window lasts at most from its opening, by the signed terms. */
  lengthS: number;
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
  const { procedure, model, budget, window } = readGrantText(row.termsText);
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
    lengthS: window.lengthS,
    tokensLeft: Math.max(0, budget.tokens - row.spentTokens),
  };
}

/** Nothing more can come of it; also true of one that is not there. */
export async function isGrantOver(db: Db | Tx, grantId: string): Promise<boolean> {
  const row = await grantById(db, grantId);
  return row === undefined || isOver(row.state);
}

/** Whether a grant of the engagement is in force, or may still come to be. */
export async function hasLiveGrant(db: Db | Tx, submissionId: string): Promise<boolean> {
  return (await liveGrantsOf(db, submissionId)).length > 0;
}
