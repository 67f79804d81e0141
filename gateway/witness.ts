/**
 * A witness (C2SP tlog-witness): a small server that one side runs for itself. It cosigns a checkpoint
 * only when the log proved that it continues the last one it cosigned, and what it cosigned is on the
 * disk before it answers, so that neither a crash nor a restart makes it sign two histories.
 */
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { wholeWithin } from '#standards/stream';
import {
  addCheckpointBytesMax,
  decideAddCheckpoint,
  formatCheckpoint,
  parseAddCheckpoint,
  signNote,
  TlogError,
  type Checkpoint,
  type NoteKey,
  type NoteSigner,
} from '#standards/tlog';
import { lockFolder } from './lock.ts';

export interface WitnessOptions {
  /** A cosignature key (type 0x04). */
  signer: NoteSigner;
  /** The logs it witnesses; a key's name is its log's origin. */
  logs: readonly NoteKey[];
  /** Holds what was cosigned last; one process at a time. */
  folder: string;
  host: string;
  port: number;
  /** Seconds since 1970; injected. */
  nowS?: () => number;
}

export interface RunningWitness {
  key: NoteKey;
  url: string;
  close(): Promise<void>;
}

const requestMsMax = 10_000;

export async function startWitness(options: WitnessOptions): Promise<RunningWitness> {
  const unlock = await lockFolder(options.folder);
  const nowS = options.nowS ?? (() => Math.floor(Date.now() / 1000));
  // One request after the other: deciding and keeping must not be interleaved.
  let turn: Promise<unknown> = Promise.resolve();
  const server = createServer(
    { requestTimeout: requestMsMax, headersTimeout: requestMsMax },
    (request, response) => {
      if (request.method !== 'POST' || request.url !== '/add-checkpoint') {
        return answer(response, 404, 'a witness takes `POST /add-checkpoint`\n');
      }
      void readText(request)
        .then((body) => {
          const mine = turn.then(() => cosign(options, nowS, body, response));
          turn = mine.catch(() => undefined);
          return mine;
        })
        .catch(() => answer(response, 500, 'the checkpoint could not be kept; ask again\n'));
    },
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as { port: number };
  return {
    key: options.signer.key,
    url: `http://${options.host}:${port}`,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await turn;
      await unlock();
    },
  };
}

async function cosign(
  { signer, logs, folder }: WitnessOptions,
  nowS: () => number,
  body: string | undefined,
  response: ServerResponse,
): Promise<void> {
  if (body === undefined) return answer(response, 413, 'a request is smaller than that\n');
  let request;
  try {
    request = parseAddCheckpoint(body);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    return answer(response, 400, `${error.message}\n`);
  }
  const origin = originOf(request.note);
  const latest = await latestOf(folder, origin);
  const decided = decideAddCheckpoint({ request, logKeys: logs, ...(latest && { latest }) });
  if (decided.accept === undefined) {
    if (decided.size !== undefined) {
      return answer(response, decided.status, `${decided.size}\n`, 'text/x.tlog.size');
    }
    return answer(response, decided.status, `${decided.reason}\n`);
  }
  await keep(folder, decided.accept);
  const note = signNote(formatCheckpoint(decided.accept), [signer], nowS());
  answer(response, 200, note.slice(note.indexOf('\n\n') + 2));
}

/** The first line, for looking up what was kept; whether it may be trusted is decided afterwards. */
const originOf = (note: string): string => note.slice(0, Math.max(0, note.indexOf('\n')));

const kept = z.object({ origin: z.string(), size: z.int().min(0), root: z.base64() });
const fileOf = (folder: string, origin: string): string =>
  join(folder, `${createHash('sha256').update(origin).digest('hex')}.json`);

async function latestOf(
  folder: string,
  origin: string,
): Promise<{ size: number; root: Buffer } | undefined> {
  let text: string;
  try {
    text = await readFile(fileOf(folder, origin), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const { size, root } = kept.parse(JSON.parse(text));
  return { size, root: Buffer.from(root, 'base64') };
}

/** Durable when it returns: file, name and folder. */
async function keep(folder: string, { origin, size, root }: Checkpoint): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = fileOf(folder, origin);
  const file = await open(`${path}.new`, 'w', 0o600);
  try {
    await file.writeFile(JSON.stringify({ origin, size, root: root.toString('base64') }));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${path}.new`, path);
  const directory = await open(folder, 'r');
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** The request's text, or nothing when it is too long. */
async function readText(request: IncomingMessage): Promise<string | undefined> {
  return (await wholeWithin(request, addCheckpointBytesMax))?.toString('utf8');
}

function answer(
  response: ServerResponse,
  status: number,
  body: string,
  contentType = 'text/plain; charset=utf-8',
): void {
  if (response.headersSent) return;
  response.writeHead(status, { 'content-type': contentType, connection: 'close' });
  response.end(body);
}
