/**
 * Stores what a look at a gateway showed: entries with their tiles, what they say of grants, and how the
 * gateway stands, in one transaction. If another worker stored something meanwhile, nothing is stored: the
 * next look begins from there.
 */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { nextStanding, type Saw } from '../gateway-state.ts';
import { setRunning } from '../grant-store.ts';
import { readLeaf, type ReadLeaf } from '../leaf-reader.ts';
import type { Look, NewEntry } from '../look.ts';
import {
  addLeaves,
  mirrorOf,
  putTiles,
  setSize,
  setStanding,
  tellPages,
  type LeafRow,
  type MirrorRow,
} from '../mirror-store.ts';
import { connected, submissionForUpdate, type ConnectedSubmission } from '../submission-store.ts';
import { observeLeaves } from './observe-leaf.ts';

/** What the gateway says of this moment. */
export type Now = readonly { digest: string; reservedTokens: number; running: number }[];

/** Everything one look can come to; a failure to look is one of them. */
export type Looked =
  | { kind: 'looked'; look: Look; now: Now }
  | { kind: 'failed'; state: 'unreachable' | 'garbled'; problem: string };

export async function storeLook(
  ctx: Context,
  submissionId: string,
  from: number,
  looked: Looked,
): Promise<void> {
  await ctx.database.transaction(async (tx) => {
    const found = await submissionForUpdate(tx, submissionId);
    if (found === undefined) throw new Error('a submission vanished');
    const submission = connected(found);
    const mirror = await mirrorOf(tx, submissionId);
    if (mirror.size !== from) return;
    const saw = await keep(ctx, tx, submission, mirror, looked);
    const next = nextStanding(mirror, saw, ctx.clock.now());
    await setStanding(tx, submissionId, next);
    if (next.state === mirror.state) return;
    await record(ctx, tx, {
      log: logs.engagement(submissionId),
      type: 'access.gateway_state_changed',
      subject: submissionId,
      payload: { before: mirror.state, state: next.state, problem: next.problem },
    });
  });
}

async function keep(
  ctx: Context,
  tx: Tx,
  submission: ConnectedSubmission,
  mirror: MirrorRow,
  looked: Looked,
): Promise<Saw> {
  if (looked.kind === 'failed') return looked;
  const { look, now } = looked;
  if (look.kind === 'rolled_back')
    return { kind: 'failed', state: look.kind, problem: look.problem };
  if (look.kind === 'forked') {
    return { kind: 'failed', state: look.kind, problem: look.problem, rival: look.rival };
  }
  const faults = look.kind === 'grown' ? await keepEntries(ctx, tx, submission, look.entries) : [];
  if (look.kind === 'grown') {
    await putTiles(tx, submission.id, look.tiles);
    await setSize(tx, submission.id, {
      size: look.size,
      root: look.root,
      checkpoint: look.checkpoint ?? mirror.checkpoint,
      checkpointSize: look.checkpoint === undefined ? mirror.checkpointSize : look.size,
    });
    await tellPages(tx);
  } else if (look.checkpoint !== undefined && look.checkpoint !== mirror.checkpoint) {
    // The same tree, with a witness more under it.
    const { size, root } = mirror;
    await setSize(tx, submission.id, {
      size,
      root,
      checkpoint: look.checkpoint,
      checkpointSize: size,
    });
  }
  await setRunning(tx, submission.id, now);
  const [first] = faults;
  return first === undefined
    ? { kind: 'held' }
    : { kind: 'failed', state: 'untrue', problem: `its log says what cannot be: ${first}` };
}

async function keepEntries(
  ctx: Context,
  tx: Tx,
  submission: ConnectedSubmission,
  entries: readonly NewEntry[],
): Promise<string[]> {
  const faults: string[] = [];
  const leaves: { index: number; leaf: ReadLeaf }[] = [];
  const rows = entries.map(({ index, entry, disclosed }): LeafRow => {
    const bare = { index, entry, salt: null, body: null, type: null, at: null, grantDigest: null };
    if (disclosed === undefined) return bare;
    const leaf = readLeaf(submission.gateway.logOrigin, disclosed.body);
    if (typeof leaf === 'string') {
      faults.push(`entry ${index}: ${leaf}`);
      return { ...bare, ...disclosed };
    }
    leaves.push({ index, leaf });
    const type = leaf.type === 'other' ? leaf.name : leaf.type;
    return { ...bare, ...disclosed, type, at: leaf.at, grantDigest: leaf.grantDigest };
  });
  await addLeaves(tx, submission.id, rows);
  return [...faults, ...(await observeLeaves(ctx, tx, submission, leaves))];
}
