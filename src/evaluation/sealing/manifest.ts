/**
 * What is committed to of a suite before it is used: each task as one item, all items under one Merkle root
 * (RFC 6962 §2.1). A root names the tasks, their order and their exact bytes; who has the manifest can check
 * any task against it, and who has only the root learns nothing. Pure.
 */
import { z } from 'zod';
import { canonicalBody, leafHash, treeRoot } from '#standards/tlog';

/** As in `suites/README.md`. */
export const taskName = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'must be a task’s name');
export const taskCluster = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'must be a cluster’s name');
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');

export const suiteItem = z.strictObject({
  name: taskName,
  /** Tasks that stand or fall together; the task's own name where it stands alone. */
  cluster: taskCluster,
  family: z.string().min(1).max(40).nullable(),
  /** 1 to 5. */
  difficulty: z.int().min(1).max(5).nullable(),
  /** An estimate for a practitioner who does not know the task. */
  humanMinutes: z.number().positive().max(1_000_000).nullable(),
  /** Of the ciphertext where the suite is sealed, of the task's archive where it is open. */
  sha256: digest,
  bytes: z.int().min(1).max(1_073_741_824),
});
export type SuiteItem = z.output<typeof suiteItem>;

/** As many as a manifest of one megabyte can name, with both halves of every key. */
export const tasksMax = 800;

/** In hex. Order counts: a task's position is its leaf's index. */
export function suiteRoot(items: readonly SuiteItem[]): string {
  return treeRoot(items.map(leafOf)).toString('hex');
}

/** The hash of one item's leaf: what an inclusion proof of one task starts from. */
export const leafOf = (item: SuiteItem): Buffer =>
  leafHash(Buffer.from(canonicalBody(item), 'utf8'));
