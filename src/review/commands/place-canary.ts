/**
 * A decoy lies among an engagement's sealed material from the first finding on: it looks like one, no work needs
 * it, and opening it is an alarm. It says what it is to whoever opened it, and carries a mark that is found
 * nowhere else, so that a copy can be recognised.
 */
import { randomBytes } from 'node:crypto';
import { engagementForUpdate } from '#access';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { destructionOf } from '../destruction-store.ts';
import { addCanary, hasCanary } from '../read-store.ts';
import { canaryKind } from '../sealed-kinds.ts';

const markBytes = 16;

export async function placeCanary(ctx: Context, tx: Tx, submissionId: string): Promise<void> {
  const engagement = await engagementForUpdate(tx, submissionId);
  if (engagement === undefined || (await hasCanary(tx, submissionId))) return;
  if ((await destructionOf(tx, submissionId))?.state === 'done') return;
  const at = ctx.clock.now();
  const text = `This is a decoy. No work needs it, and that you opened it is on record.\n${randomBytes(markBytes).toString('hex')}\n`;
  const contentRef = await ctx.blobs.put(
    tx,
    {
      kind: canaryKind,
      subject: submissionId,
      log: logs.engagement(submissionId),
      compartment: submissionId,
    },
    Buffer.from(text, 'utf8'),
    at,
  );
  await addCanary(tx, { submissionId, contentRef, at });
}
