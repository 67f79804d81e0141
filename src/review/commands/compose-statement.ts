/** The text that two officials sign, made of what stands at this moment. */
import { randomBytes } from 'node:crypto';
import type { Determinable } from '#evaluation';
import { actorNames } from '#membership';
import type { Tx } from '#platform/db';
import { Refusal } from '#platform/problems';
import type { ConsultationRow } from '../consultation-store.ts';
import type { DeterminationOutcome } from '../determination-state.ts';
import {
  fitsNote,
  scoresSha256,
  statementSha256,
  statementText,
  type DeterminationStatement,
} from '../determination-statement.ts';
import { dissentsOf, type DeterminationRow, type Statement } from '../determination-store.ts';
import { withoutWords } from '../withdrawn-before.ts';
import { withdrawnAsSaid } from '../withdrawn-queries.ts';
import type { DeterminationInHand } from './determination-in-hand.ts';

export interface Said {
  outcome: DeterminationOutcome;
  reason: string;
  differsBecause: string | null;
  decidedBy: string;
  decidedAt: Date;
}

/**
 * INVARIANT (nothing is shed): what was taken back before is named by the code, and by nobody's choice. Where its
 * words are too many for one text, their digests stand for them. Refuses a text that is too long even so.
 */
export async function composedStatement(
  tx: Tx,
  { engagement, determination }: Pick<DeterminationInHand, 'engagement' | 'determination'>,
  run: Determinable,
  consultations: readonly ConsultationRow[],
  { decidedBy, decidedAt, ...said }: Said,
): Promise<Statement> {
  const dissents = await dissentsOf(tx, determination.id);
  const nameOf = await actorNames(tx, [
    determination.office,
    decidedBy,
    ...consultations.map(({ organisationId }) => organisationId),
    ...dissents.map(({ personId }) => personId),
  ]);
  const named = (id: string) => ({ id, name: nameOf(id) });
  const withdrawnBefore = await withdrawnAsSaid(tx, determination.submissionId);
  const statement: DeterminationStatement = {
    nonce: randomBytes(16).toString('hex'),
    determination: determination.id,
    submission: determination.submissionId,
    model: { declaredAs: engagement.declaredAs, digest: run.modelDigest },
    office: named(determination.office),
    ...measuredOf(determination, run),
    consultations: consultations.map(({ organisationId, askedAt, answerBy, ...row }) => ({
      organisation: named(organisationId),
      askedAt: askedAt.toISOString(),
      answerBy: answerBy.toISOString(),
      state: row.state === 'answered' ? 'answered' : 'timed_out',
      view: row.view,
      words: row.words,
    })),
    dissents: dissents.map(({ personId, words, at }) => ({
      person: named(personId),
      words,
      at: at.toISOString(),
    })),
    withdrawnBefore,
    ...said,
    decidedBy: named(decidedBy),
    decidedAt: decidedAt.toISOString(),
  };
  const whole = statementText(statement);
  const text = fitsNote(whole)
    ? whole
    : statementText({ ...statement, withdrawnBefore: withdrawnBefore.map(withoutWords) });
  if (!fitsNote(text)) {
    throw new Refusal(
      'statement_long',
      'everything said of it stands in one text that people sign; say it in fewer words',
    );
  }
  return { text, sha256: statementSha256(text) };
}

function measuredOf(
  determination: DeterminationRow,
  run: Determinable,
): Pick<DeterminationStatement, 'run' | 'threshold' | 'proposal' | 'linkedSamples'> {
  return {
    run: {
      id: run.runId,
      suiteRoot: run.suiteRoot,
      epochs: run.epochs,
      samples: run.samples.length,
      chain: run.chain,
      scoresSha256: scoresSha256(run.samples, run.changes, run.clusters),
      endpoints: run.endpoints,
    },
    threshold: {
      commitment: determination.thresholdCommitment,
      committedAt: determination.thresholdCommittedAt.toISOString(),
      firstSampleAt: determination.firstSampleAt.toISOString(),
      look: determination.look,
    },
    proposal: {
      outcome: determination.proposal,
      reason: determination.proposalReason,
      facts: determination.proposalFacts,
    },
    linkedSamples: determination.linkedSamples,
  };
}
