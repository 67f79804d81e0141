/** What pages ask of the mirrored log: entries with filters, the whole of it as a file, its verification. */
import { Readable } from 'node:stream';
import type { z } from 'zod';
import { checkedInstant } from '#gateway';
import { record, type Context } from '#platform/context';
import { cursorOf, readCursor, type Page } from '#platform/db';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { parseVkey, verifyLog } from '#standards/tlog';
import { requireExport } from './export-queries.ts';
import type { ExportRow } from './export-store.ts';
import { runnersOf } from './grant-store.ts';
import { exportRows, type ExportFormat } from './ledger-export.ts';
import type { ledgerFilter } from './ledger-schema.ts';
import { logArchive } from './log-archive.ts';
import {
  leafPage,
  mirrorOf,
  type LeafFilter,
  type LeafRow,
  type MirrorRow,
} from './mirror-store.ts';
import { mirrorSource, witnessesOf } from './mirror.ts';
import { isOfDeveloper } from './policy.ts';
import { seenSubmission } from './queries.ts';
import { connected, type ConnectedSubmission, type SubmissionRow } from './submission-store.ts';

export type LedgerQuery = z.output<typeof ledgerFilter>;

export interface LedgerEntry {
  index: number;
  commitment: string;
  isWithheld: boolean;
  type: string | null;
  at: Date | null;
  actor: string | null;
  grantId: string | null;
  runner: string | null;
  office: string | null;
  payload: Record<string, unknown>;
}

const exportPage = 1000;
/** Entries in one export; a larger one is taken in pieces, by time. */
const exportMax = 1_000_000;

export async function listLedger(
  ctx: Context,
  submissionId: string,
  query: LedgerQuery,
  page: { cursor?: string | undefined; limit: number },
): Promise<Page<LedgerEntry>> {
  const { submission } = await seenSubmission(ctx, submissionId);
  const filter = await filterOf(ctx, submission, query);
  const last = readCursor(page.cursor, 'id')?.[0];
  const before = last === undefined ? undefined : Number(last);
  if (before !== undefined && !Number.isSafeInteger(before)) {
    throw new Refusal('invalid_input', 'the `cursor` is not one of ours; leave it out');
  }
  const rows = await leafPage(ctx.database.db, submission.id, filter, before, page.limit + 1);
  const items = await entriesOf(ctx, submission.id, rows.slice(0, page.limit));
  const end = items.at(-1);
  return rows.length > page.limit && end !== undefined
    ? { items, nextCursor: cursorOf([String(end.index)]) }
    : { items };
}

interface LedgerExport {
  filter: LedgerQuery;
  format: ExportFormat;
  exportId: string | undefined;
}

/**
 * The entries that the filter lets through, newest first, as a file; that it was taken is on record. An export
 * names its own filter, and holds what the log holds when it is downloaded.
 */
export async function exportLedger(
  ctx: Context,
  submissionId: string,
  { filter: given, format, exportId }: LedgerExport,
): Promise<Readable> {
  const { submission } = await seenSubmission(ctx, submissionId);
  const asked = await exportBehind(ctx, submission, 'ledger', exportId);
  if (asked !== null && Object.values(given).some((value) => value !== undefined)) {
    throw new Refusal(
      'invalid_input',
      'an export holds the entries that were asked for; leave the filter out',
    );
  }
  const query = asked?.filter ?? given;
  const filter = await filterOf(ctx, submission, query);
  await ctx.database.transaction((tx) =>
    record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.ledger_exported',
      subject: submission.id,
      payload: { format, filter: { ...query }, exportId: asked?.id ?? null },
    }),
  );
  async function* pages() {
    let before: number | undefined;
    for (let taken = 0; taken < exportMax; taken += exportPage) {
      const rows = await leafPage(ctx.database.db, submission.id, filter, before, exportPage);
      yield await entriesOf(ctx, submission.id, rows);
      before = rows.at(-1)?.index;
      if (rows.length < exportPage) return;
    }
  }
  return Readable.from(exportRows(pages(), format), { objectMode: false });
}

/** The export that two people agreed on; null for people of the developer's organisation, who take what is theirs. */
async function exportBehind(
  ctx: Context,
  submission: SubmissionRow,
  what: 'ledger' | 'log',
  exportId: string | undefined,
): Promise<ExportRow | null> {
  if (isOfDeveloper(ctx.actor, submission) && exportId === undefined) return null;
  const taken = { submissionId: submission.id, what, subject: submission.id };
  return await requireExport(ctx, ctx.database.db, exportId, taken);
}

async function filterOf(
  ctx: Context,
  submission: SubmissionRow,
  { runner, type, grantId, from, until }: LedgerQuery,
): Promise<LeafFilter> {
  const isByGrant = runner !== undefined || grantId !== undefined;
  const named = isByGrant
    ? await runnersOf(ctx.database.db, submission.id, { pseudonym: runner, grantId })
    : undefined;
  return {
    type,
    digests: named?.map(({ digest }) => digest),
    from: from === undefined ? undefined : checkedInstant(from),
    until: until === undefined ? undefined : checkedInstant(until),
  };
}

async function entriesOf(
  ctx: Context,
  submissionId: string,
  rows: readonly LeafRow[],
): Promise<LedgerEntry[]> {
  const digests = [...new Set(rows.flatMap(({ grantDigest }) => grantDigest ?? []))];
  const named = await runnersOf(ctx.database.db, submissionId, { digests });
  const byDigest = new Map(named.map((grant) => [grant.digest, grant]));
  return rows.map(({ index, entry, body, type, at, grantDigest }) => {
    const said = body === null || type === null ? undefined : (JSON.parse(body) as Said);
    const grant = grantDigest === null ? undefined : byDigest.get(grantDigest);
    return {
      index,
      // The entry's second line.
      commitment: entry.toString('utf8').split('\n')[1] ?? '',
      isWithheld: body === null,
      type,
      at,
      actor: said?.actor ?? null,
      grantId: grant?.id ?? null,
      runner: grant?.runner.pseudonym ?? null,
      office: grant?.runner.office ?? null,
      payload: said?.payload ?? {},
    };
  });
}

interface Said {
  actor: string;
  payload: Record<string, unknown>;
}

async function heldLog(
  ctx: Context,
  submissionId: string,
): Promise<{ submission: ConnectedSubmission; mirror: MirrorRow }> {
  const submission = connected((await seenSubmission(ctx, submissionId)).submission);
  const mirror = await mirrorOf(ctx.database.db, submission.id);
  if (mirror.checkpoint === null || mirror.checkpointSize === 0) {
    throw new Refusal(
      'nothing_mirrored',
      'the gateway has not shown a checkpoint of its log yet; see how it stands',
    );
  }
  return { submission, mirror };
}

/** The mirrored log for whoever would rather trust their own machine. */
export async function downloadLog(
  ctx: Context,
  submissionId: string,
  exportId: string | undefined,
): Promise<Readable> {
  const { submission, mirror } = await heldLog(ctx, submissionId);
  const asked = await exportBehind(ctx, submission, 'log', exportId);
  await ctx.database.transaction((tx) =>
    record(ctx, tx, {
      log: logs.engagement(submission.id),
      type: 'access.log_downloaded',
      subject: submission.id,
      payload: { size: mirror.checkpointSize, exportId: asked?.id ?? null },
    }),
  );
  const source = mirrorSource(ctx.database.db, submission, mirror);
  return logArchive(source, mirror.checkpointSize, submission.id);
}

/** Recomputes the whole mirrored log; one at a time a process, because it uses a core while it runs. */
export function openVerification() {
  let isBusy = false;
  return async (ctx: Context, submissionId: string) => {
    const { submission, mirror } = await heldLog(ctx, submissionId);
    if (isBusy) {
      throw new Refusal(
        'unavailable',
        'another log is being verified; try again in a few seconds',
        {
          retryAfterSeconds: 5,
        },
      );
    }
    isBusy = true;
    try {
      const report = await verifyLog(mirrorSource(ctx.database.db, submission, mirror), {
        logKey: parseVkey(submission.gateway.logVkey),
        witnesses: witnessesOf(submission),
        quorum: 'all',
      });
      const beyond = mirror.size - mirror.checkpointSize;
      return { ...report, beyond, verifiedAt: ctx.clock.now() };
    } finally {
      isBusy = false;
    }
  };
}
