/**
 * The gateway: a program of its own in the developer's network, in front of the model (S05, S08). It
 * holds the developer's credential and no weights, keeps its own log, trusts no server, and when in
 * doubt admits nothing. One process owns a submission: a lock on its folder says so.
 */
import { createHash, X509Certificate } from 'node:crypto';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:net';
import { TLSSocket } from 'node:tls';
import {
  Grants,
  type AdmissionProblem,
  type Clock,
  type HeldGrant,
  type Rosters,
  type Surfaces,
} from '#gateway';
import type { NoteSigner } from '#standards/tlog';
import { control, controlPrefix } from './control.ts';
import { Desk } from './desk.ts';
import { lockFolder } from './lock.ts';
import { openLedger } from './ledger.ts';
import { Refusals } from './refusals.ts';
import { relay } from './relay.ts';
import { BodyRoom, refuse } from './request.ts';
import { openStatusPage } from './status-page.ts';
import { WatchedTime } from './time.ts';
import { Upstream, type UpstreamConfig } from './upstream.ts';
import { Witnessing, type WitnessAddress } from './witnessing.ts';

export interface GatewayOptions {
  /** Holds the log; made where it is not. */
  folder: string;
  submission: string;
  version: string;
  rosters: Rosters;
  /** Where partners may be; without any, no partner's grant is put in force. */
  surfaces?: Surfaces;
  /** Signs checkpoints; its name is the log's origin. */
  signer: NoteSigner;
  witnesses: readonly WitnessAddress[];
  /** SHA-256 of public keys that may read the log and the standing, besides runners. */
  readers: readonly string[];
  upstream: UpstreamConfig;
  listen: { host: string; port: number };
  /** PEM. Absent only where a measurement or a test brings `identify`. */
  tls?: { key: string; cert: string };
  /** Stands in for the key of a mutual-TLS connection where the share of TLS is measured. */
  identify?(request: IncomingMessage): string | undefined;
  statusPort: number;
  clock?: Clock;
}

export interface RunningGateway {
  url: string;
  port: number;
  statusUrl: string;
  desk: Desk;
  close(): Promise<void>;
}

const bodyRoomBytes = 512 * 1024 * 1024;
const checkpointEveryMs = 1_000;
const bodyReadMsMax = 120_000;
const headersReadMsMax = 10_000;
const headerBytesMax = 32 * 1024;

export async function startGateway(options: GatewayOptions): Promise<RunningGateway> {
  const unlock = await lockFolder(options.folder);
  try {
    return await startOwned(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

async function startOwned(
  options: GatewayOptions,
  unlock: () => Promise<void>,
): Promise<RunningGateway> {
  const time = new WatchedTime(options.clock ?? (() => new Date()));
  const grants = new Grants();
  const { folder, signer, submission, rosters, surfaces = new Map() } = options;
  const ledger = await openLedger({
    folder,
    signer,
    time,
    onReplay: (index, leaf) => grants.apply(index, leaf),
  });
  const upstream = new Upstream(options.upstream);
  const desk = new Desk({ submission, rosters, surfaces, ledger, grants, time, upstream });
  await desk.start(options.version);
  const checkpoints = keepCheckpoints(desk, new Witnessing(ledger, options.witnesses));
  const problem = () => problemOf(desk);
  const refusals = new Refusals(desk);
  const listener = listenerOf(options, handlerOf(options, desk, refusals, problem));
  await new Promise<void>((resolve, reject) => {
    listener.once('error', reject);
    listener.listen(options.listen.port, options.listen.host, resolve);
  });
  const status = await openStatusPage(desk, options.statusPort, problem);
  const { port } = listener.address() as { port: number };
  return {
    url: `${options.tls === undefined ? 'http' : 'https'}://${options.listen.host}:${port}`,
    port,
    statusUrl: status.url,
    desk,
    async close() {
      listener.close();
      await desk.close();
      await refusals.close();
      await status.close();
      await checkpoints.close();
      (listener as ReturnType<typeof createPlainServer>).closeAllConnections();
      await upstream.close();
      await ledger.close();
      await unlock();
    },
  };
}

function handlerOf(
  options: GatewayOptions,
  desk: Desk,
  refusals: Refusals,
  problem: () => string | undefined,
) {
  const room = new BodyRoom(bodyRoomBytes);
  const keyOf = options.identify ?? keyOfPeer;
  const keysJson = JSON.stringify({
    origin: desk.ledger.origin,
    log: options.signer.key.vkey,
    witnesses: options.witnesses.map(({ key }) => key.vkey),
  });
  const readers = new Set(options.readers);
  const onRefused = (grant: HeldGrant | undefined, reason: AdmissionProblem) =>
    refusals.note(grant, reason);
  return (request: IncomingMessage, response: ServerResponse) => {
    const passing = (request.url ?? '').startsWith(controlPrefix)
      ? control({ desk, room, keysJson, readers, keyOf, problem }, request, response)
      : relay({ desk, room, keyOf, onRefused }, request, response);
    passing.catch(() => refuse(response, 'not_logged'));
  };
}

function listenerOf(
  { tls, identify }: GatewayOptions,
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Server {
  const limits = {
    requestTimeout: bodyReadMsMax,
    headersTimeout: headersReadMsMax,
    maxHeaderSize: headerBytesMax,
    insecureHTTPParser: false,
  };
  if (tls === undefined) {
    if (identify === undefined) throw new Error('a gateway listens with TLS');
    return createPlainServer(limits, handler);
  }
  // Any certificate may connect: what counts is the key it proves, which a grant names or does not.
  return createServer(
    { ...limits, ...tls, minVersion: 'TLSv1.3', requestCert: true, rejectUnauthorized: false },
    handler,
  );
}

const provenKeys = new WeakMap<TLSSocket, string | undefined>();

/** SHA-256 of the public key with which the caller made this connection; it holds the private half. */
function keyOfPeer({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket)) return undefined;
  if (provenKeys.has(socket)) return provenKeys.get(socket);
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  const key =
    raw &&
    createHash('sha256')
      .update(new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' }))
      .digest('hex');
  provenKeys.set(socket, key);
  return key;
}

/** A checkpoint a second when the log grew, taken to both witnesses; tried again while they are away. */
function keepCheckpoints(desk: Desk, witnessing: Witnessing) {
  const { ledger, time } = desk;
  let last: Awaited<ReturnType<typeof ledger.checkpoint>>;
  let isFull = true;
  const step = async () => {
    const made = await ledger.checkpoint();
    if (made === undefined && isFull) return;
    last = made ?? last;
    if (last === undefined) return;
    const submitted = await witnessing.submit(last.checkpoint, last.note);
    submitted.conflicts.forEach((name) => desk.conflicts.add(name));
    isFull = submitted.isFull;
    if (isFull) time.witness(new Date(submitted.timeS * 1000));
    await ledger.publish(last.checkpoint.size, submitted.note, isFull, time.now());
  };
  let running: Promise<void> = Promise.resolve();
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    running = step()
      .catch(() => undefined)
      .finally(() => (isBusy = false));
  }, checkpointEveryMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
      await step().catch(() => undefined);
    },
  };
}

/** Why nothing is admitted now, for whoever looks at the status. */
function problemOf(desk: Desk): string | undefined {
  if (desk.conflicts.size > 0) {
    return `the witness ${[...desk.conflicts].join(', ')} holds another history of this log; stop and find out why`;
  }
  const { now, unwitnessedMs, canWrite, hasCertificate } = desk.standing(undefined);
  if (now === 'behind') return 'the clock is set back; nothing is admitted';
  if (!canWrite) return 'the disk is full or failing; nothing is admitted';
  if (unwitnessedMs > 60_000)
    return 'the witnesses are behind by more than 60 s; nothing is admitted';
  return hasCertificate
    ? undefined
    : 'the client certificate for the model does not hold; nothing is admitted';
}
