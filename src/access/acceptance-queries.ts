/** Who accepted what in an engagement: the documents in force, and those that a side accepted before. */
import type { Side } from '#gateway';
import { namesOf } from '#membership';
import type { Context } from '#platform/context';
import { acceptancesOf } from './acceptance-store.ts';
import { documentView } from './document-queries.ts';
import { documentRow, documentsInForce, type DocumentRow } from './document-store.ts';
import { seenSubmission } from './queries.ts';

export async function listAgreements(
  ctx: Context,
  submissionId: string,
  scope?: 'grant:read' | 'grant:write',
) {
  const { submission } = await seenSubmission(ctx, submissionId, scope);
  const { db } = ctx.database;
  const accepted = await acceptancesOf(db, submission.id);
  const inForce = await documentsInForce(db, null);
  const before = new Set(accepted.map(({ documentSha256 }) => documentSha256));
  for (const { sha256 } of inForce) before.delete(sha256);
  const replaced: DocumentRow[] = [];
  for (const sha256 of before) replaced.push(...[(await documentRow(db, sha256)) ?? []].flat());
  const names = await namesOf(
    db,
    accepted.map(({ personId }) => personId),
  );
  const by = (document: DocumentRow, side: Side) => {
    const row = accepted.find(
      (each) => each.documentSha256 === document.sha256 && each.side === side,
    );
    return row === undefined
      ? null
      : { person: names.get(row.personId) ?? row.personId, at: row.at };
  };
  return {
    agreements: [...inForce, ...replaced].map((document) => {
      const [developer, evaluator] = [by(document, 'developer'), by(document, 'evaluator')];
      const isAgreed = developer !== null && evaluator !== null;
      return { document: documentView(document), developer, evaluator, isAgreed };
    }),
  };
}
