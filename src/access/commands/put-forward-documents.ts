/**
 * A server that starts puts forward the documents of its folder. What was put forward under a name and a
 * version never changes: somebody may have accepted it. Other bytes under the same name and version are
 * therefore refused, and the server does not start.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { inForceAmong, type Document } from '../document.ts';
import { addDocument, documentNamed, lockDocuments, setInForce } from '../document-store.ts';

export async function putForwardDocuments(
  ctx: Context,
  documents: readonly Document[],
): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    await lockDocuments(tx);
    for (const document of documents) {
      const { kind, name, version, sha256 } = document;
      const before = await documentNamed(tx, document);
      if (before !== undefined && before.sha256 !== sha256) {
        throw new Error(
          `\`${name}\` version ${version} of kind \`${kind}\` was put forward before with another text; give what changed the next version`,
        );
      }
      await addDocument(tx, document, at);
    }
    const inForce = inForceAmong(documents).map(({ sha256 }) => sha256);
    for (const { sha256, kind, name, version, isSample } of await setInForce(tx, inForce)) {
      await record(ctx, tx, {
        log: logs.programme,
        type: 'access.document_put_forward',
        subject: sha256,
        payload: { kind, name, version, isSample },
      });
    }
  });
}
