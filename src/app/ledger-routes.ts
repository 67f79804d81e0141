/**
 * Logs over HTTP, as anybody verifies them (C2SP tlog-tiles, tlog-proof): `./sallyport ledger verify
 * http://host/api/ledger/LOG` needs nothing else. A reader names a log by its opaque id, which does not
 * tell its zone, so these routes alone look into every zone; each of them only by its own role, and only
 * where the reader may read anything at all.
 *
 * What one may not read is what is not there: a log is looked up among those that its reader may read.
 */
import { z } from 'zod';
import type { FastifyReply } from 'fastify';
import type { Actor } from '#platform/auth';
import { contextOf, type Context, type ZoneParts } from '#platform/context';
import { pageOf, readCursor, type Page } from '#platform/db';
import { pageQuery, pageSchema, route, type AnyRoute } from '#platform/http';
import { zones, type Zone } from '#platform/keys';
import {
  bodiesOf,
  checkpointKeyOf,
  entriesOf,
  findSignedLog,
  readTile,
  signedLogsAfter,
  tilesAt,
  type OpenedLog,
  type SignedLog,
  type Witness,
} from '#platform/ledger';
import { notFound, Refusal } from '#platform/problems';
import {
  consistencyProof,
  encodeBundle,
  formatBodies,
  formatKeysFile,
  formatProofFile,
  inclusionProof,
  parseTilePath,
  tileWidth,
  widthIn,
} from '#standards/tlog';
import { reachIn } from './log-policies.ts';

export interface LedgerRouteParts {
  zones: Record<Zone, ZoneParts>;
  witnesses: readonly Witness[];
}

const logView = z.object({
  id: z.string(),
  log: z.string(),
  origin: z.string(),
  size: z.number().int(),
  checkpointAt: z.date(),
});

const consistencyView = z.object({
  from: z.number().int(),
  to: z.number().int(),
  /** Base64, in the order of RFC 6962 §2.1.2. */
  proof: z.array(z.string()),
  checkpoint: z.string(),
});

const logId = z.string().max(64);
const count = z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER);
const underLog = z.object({ logId, '*': z.string().max(100) });

/** Whole tiles and bundles never change; a shared cache would answer those who may not ask. */
const forever = 'private, max-age=31536000, immutable';

export function ledgerRoutes(parts: LedgerRouteParts): AnyRoute[] {
  return [
    route({
      method: 'GET',
      path: '/api/ledger',
      summary: 'The logs you may read and verify',
      zone: 'office',
      query: pageQuery,
      response: pageSchema(logView),
      handler: ({ actor }, { query }) => listLogs(parts, actor, query),
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/checkpoint',
      summary: 'A log’s latest checkpoint, signed (C2SP tlog-checkpoint)',
      zone: 'office',
      params: z.object({ logId }),
      async handler({ actor }, { params, reply }) {
        const { note } = await openLog(parts, actor, params.logId);
        return reply.type(plainText).send(note);
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/keys.json',
      summary:
        'The keys that sign a log’s checkpoints: a hint, to be compared with what you were told',
      zone: 'office',
      params: z.object({ logId }),
      async handler({ actor }, { params, reply }) {
        const { ctx, origin } = await openLog(parts, actor, params.logId);
        const log = checkpointKeyOf(ctx.keys, origin);
        const witnesses = parts.witnesses.map(({ key }) => key);
        return reply.type('application/json').send(formatKeysFile({ log, witnesses }));
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/tile/*',
      summary: 'A tile of a log’s hashes, or a bundle of its entries (C2SP tlog-tiles)',
      zone: 'office',
      params: underLog,
      async handler({ actor }, { params, reply }) {
        const log = await openLog(parts, actor, params.logId);
        return await sendTile(log, `tile/${params['*']}`, reply);
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/bodies/*',
      summary: 'What is kept of the bodies under an entry bundle; a deleted one is absent',
      zone: 'office',
      params: underLog,
      async handler({ actor }, { params, reply }) {
        const log = await openLog(parts, actor, params.logId);
        return reply
          .type('application/jsonl; charset=utf-8')
          .send(await bodiesAt(log, params['*']));
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/proof/:index',
      summary: 'That one entry is in the log, in one file (C2SP tlog-proof)',
      zone: 'office',
      params: z.object({ logId, index: count }),
      async handler({ actor }, { params, reply }) {
        const { ctx, log, size, note } = await openLog(parts, actor, params.logId);
        const { index } = params;
        if (index >= size) throw notFound();
        const tiles = tilesAt(ctx.database.db, ctx.database.zone, log, size);
        const proof = await inclusionProof(tiles, index, size);
        return reply.type(plainText).send(formatProofFile({ index, proof, checkpoint: note }));
      },
    }),
    route({
      method: 'GET',
      path: '/api/ledger/:logId/consistency',
      summary: 'That the log as it is now only added to what it was',
      zone: 'office',
      params: z.object({ logId }),
      query: z.object({ from: count }),
      response: consistencyView,
      async handler({ actor }, { params, query }) {
        const { ctx, log, size, note } = await openLog(parts, actor, params.logId);
        const { from } = query;
        if (from > size) throw notYet(from, size);
        const tiles = tilesAt(ctx.database.db, ctx.database.zone, log, size);
        const proof = await consistencyProof(tiles, from, size);
        const inBase64 = proof.map((hash) => hash.toString('base64'));
        return { from, to: size, proof: inBase64, checkpoint: note };
      },
    }),
  ];
}

const plainText = 'text/plain; charset=utf-8';

type ReadableLog = OpenedLog & { ctx: Context };

async function openLog({ zones: all }: LedgerRouteParts, actor: Actor, id: string) {
  for (const zone of zones) {
    const ctx = contextOf(all[zone], actor);
    const found = await findSignedLog(ctx.database.db, zone, await reachIn(ctx), id);
    if (found !== undefined) return { ...found, ctx };
  }
  throw notFound();
}

async function listLogs(
  { zones: all }: LedgerRouteParts,
  actor: Actor,
  { cursor, limit }: z.output<typeof pageQuery>,
): Promise<Page<z.output<typeof logView>>> {
  if (actor.kind === 'anonymous') throw new Refusal('not_signed_in', 'sign in first');
  const after = readCursor(cursor, 'id')?.[0];
  const found: SignedLog[] = [];
  let isReader = false;
  for (const zone of zones) {
    const ctx = contextOf(all[zone], actor);
    const reach = await reachIn(ctx);
    if (reach.size > 0) isReader = true;
    const page = { after, limit: limit + 1 };
    found.push(...(await signedLogsAfter(ctx.database.db, zone, reach, page)));
  }
  if (!isReader) throw notFound();
  found.sort((a, b) => (a.id < b.id ? -1 : 1));
  const toView = ({ id, log, origin, size, at }: SignedLog) => ({
    id,
    log,
    origin,
    size,
    checkpointAt: at,
  });
  return pageOf(found, limit, toView, ({ id }) => [id]);
}

/** None beyond what the checkpoint covers exists. */
async function sendTile({ ctx, log, size }: ReadableLog, path: string, reply: FastifyReply) {
  const place = parseTilePath(path);
  if (place === undefined) throw notFound();
  const { index, width } = place;
  const { db, zone } = ctx.database;
  if (width > widthIn(size, 'entries' in place ? 0 : place.level, index)) throw notFound();
  const from = index * tileWidth;
  const bytes =
    'entries' in place
      ? encodeBundle(await entriesOf(db, zone, log, from, from + width))
      : await readTile(db, zone, log, place);
  if (width === tileWidth) {
    reply.header('cache-control', forever).header('vary', 'authorization, cookie');
  }
  return reply.type('application/octet-stream').send(bytes);
}

/** The path is that of the whole bundle: which bodies are there changes, so its width says nothing. */
async function bodiesAt({ ctx, log, size }: ReadableLog, path: string): Promise<string> {
  const place = parseTilePath(`tile/entries/${path}`);
  const from = (place?.index ?? 0) * tileWidth;
  if (place?.width !== tileWidth || from >= size) throw notFound();
  const to = Math.min(from + tileWidth, size);
  return formatBodies(await bodiesOf(ctx.database.db, ctx.database.zone, log, from, to));
}

const notYet = (from: number, size: number): Refusal =>
  new Refusal('invalid_input', `the log has ${size} entries so far, not ${from}`, {
    errors: [
      { pointer: '/from', detail: `give the size of an earlier checkpoint, at most ${size}` },
    ],
  });
