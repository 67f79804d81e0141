/** Documents as anybody reads them, and as review goes by them. They are no secret: nobody accepts unread. */
import type { Context } from '#platform/context';
import type { Db, Tx } from '#platform/db';
import { notFound } from '#platform/problems';
import { agreedOf } from './acceptance-store.ts';
import { readDocument, type Document, type DocumentKind } from './document.ts';
import { documentRow, documentsInForce, type DocumentRow } from './document-store.ts';

/** With its codes, read out of the text that is kept. */
const documentOf = ({ text }: DocumentRow): Document => readDocument(Buffer.from(text, 'utf8'));

/** Those in force. Of criteria and of tiers there is exactly one. */
export async function documentsOf(db: Db | Tx, kind: DocumentKind): Promise<Document[]> {
  return (await documentsInForce(db, kind)).map(documentOf);
}

/** Any that was ever in force, or undefined. */
export async function documentBySha256(db: Db | Tx, sha256: string): Promise<Document | undefined> {
  const row = await documentRow(db, sha256);
  return row && documentOf(row);
}

/** The latest of the kind that both sides of the engagement accepted; undefined before that. */
export async function agreedDocument(
  db: Db | Tx,
  submissionId: string,
  kind: DocumentKind,
): Promise<Document | undefined> {
  const [row] = await agreedOf(db, submissionId, kind);
  return row && documentOf(row);
}

export async function listDocuments({ database: { db } }: Context) {
  return { documents: (await documentsInForce(db, null)).map(documentView) };
}

export function documentView(row: DocumentRow) {
  const { text: _text, ...view } = row;
  return { ...view, codes: documentOf(row).codes };
}

/** The very bytes that its digest is of. */
export async function documentText({ database: { db } }: Context, sha256: string): Promise<string> {
  const row = await documentRow(db, sha256);
  if (row === undefined) throw notFound();
  return row.text;
}
