/**
 * A small server with a real log behind real TLS: what a gateway shows its readers, in whatever wrong way a
 * test asks for. Notes that are posted to it are kept, and answered as the test says.
 */
import { createServer, type Server } from 'node:https';
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import { leafBody, type Leaf } from '#gateway';
import {
  bodiesPath,
  commitmentOf,
  encodeBundle,
  entryBundlePath,
  entryOf,
  formatBodies,
  formatCheckpoint,
  GrowingTree,
  leafHash,
  newSigner,
  signNote,
  tilePath,
  tileWidth,
  widthIn,
  type NoteSigner,
} from '#standards/tlog';
import { listenerCertificate, submit, type AccessStage, type Listener } from './access.fixture.ts';
import { readerKeySha256 } from './reader.ts';

export interface Shown {
  salt: Buffer;
  body: string;
}

export class LogGateway {
  readonly log: NoteSigner;
  readonly listener: Listener;
  submission = '';
  readers: string[] = [];
  readonly leaves: Shown[] = [];
  /** Bodies that are withheld, by index. */
  readonly withheld = new Set<number>();
  /** Answers that stand in for the right ones, by path. */
  readonly instead = new Map<string, { status: number; body: Buffer | string }>();
  readonly posted: { path: string; note: string }[] = [];
  answerNote: (path: string) => { status: number; body: string } = () => ({
    status: 201,
    body: '{}',
  });
  /** Answers nothing, and keeps the connection. */
  isSilent = false;
  url = '';
  requests = 0;
  /** What its readers asked for, without `/sallyport/`. */
  readonly asked: string[] = [];
  #server: Server | undefined;

  constructor(log = newSigner(`larch.example/${randomBytes(6).toString('hex')}`)) {
    this.log = log;
    this.listener = listenerCertificate();
  }

  get origin(): string {
    return this.log.key.name;
  }

  write(leaf: Leaf): number {
    return this.writeBody(leafBody(this.origin, leaf));
  }

  writeBody(body: string): number {
    this.leaves.push({ salt: randomBytes(32), body });
    return this.leaves.length - 1;
  }

  async start(port = 0): Promise<void> {
    this.#server = createServer(
      {
        key: this.listener.key,
        cert: this.listener.cert,
        requestCert: true,
        rejectUnauthorized: false,
        minVersion: 'TLSv1.3',
      },
      (request, response) => this.#answer(request, response),
    );
    await new Promise<void>((resolve) => this.#server?.listen(port, '127.0.0.1', resolve));
    this.url = `https://127.0.0.1:${(this.#server.address() as { port: number }).port}`;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    this.requests += 1;
    if (this.isSilent) return;
    const path = (request.url ?? '').replace('/sallyport/', '');
    this.asked.push(path);
    const isReader = this.readers.includes(keyOf(request.socket as TLSSocket));
    if (request.method === 'POST') {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        this.posted.push({ path, note: Buffer.concat(chunks).toString() });
        const { status, body } = this.answerNote(path);
        response.writeHead(status).end(body);
      });
      return;
    }
    const found = isReader ? (this.instead.get(path) ?? this.#file(path)) : undefined;
    response.writeHead(found?.status ?? 404).end(found?.body);
  }

  #file(path: string): { status: number; body: Buffer | string } | undefined {
    const found = path === 'standing' ? this.standing() : this.files().get(path);
    return found === undefined ? undefined : { status: 200, body: found };
  }

  standing(grants: object[] = []): string {
    return JSON.stringify({ submission: this.submission, origin: this.origin, grants });
  }

  /** Every file of the log as it is now, over its first `size` entries. */
  files(size = this.leaves.length): Map<string, Buffer | string> {
    const files = new Map<string, Buffer | string>();
    if (size === 0) return files;
    const entries = this.leaves
      .slice(0, size)
      .map(({ salt, body }) => entryOf(commitmentOf(salt, body)));
    const tree = new GrowingTree((place, hashes) => files.set(`log/${tilePath(place)}`, hashes));
    for (const entry of entries) tree.append(leafHash(entry));
    for (const { place, hashes } of tree.partialTiles())
      files.set(`log/${tilePath(place)}`, hashes);
    for (let bundle = 0; widthIn(size, 0, bundle) > 0; bundle++) {
      const from = bundle * tileWidth;
      const width = widthIn(size, 0, bundle);
      files.set(
        `log/${entryBundlePath(bundle, width)}`,
        encodeBundle(entries.slice(from, from + width)),
      );
      const shown = this.leaves
        .slice(from, from + width)
        .map((leaf, place) => ({ index: from + place, ...leaf }))
        .filter(({ index }) => !this.withheld.has(index));
      files.set(`log/${bodiesPath(bundle)}`, formatBodies(shown));
    }
    const checkpoint = { origin: this.origin, size, root: tree.root() };
    files.set('log/checkpoint', signNote(formatCheckpoint(checkpoint), [this.log]));
    return files;
  }
}

/** A submission whose gateway runs and lists us as a reader. */
export async function startLogGateway(
  stage: AccessStage,
): Promise<{ id: string; gateway: LogGateway }> {
  const gateway = new LogGateway();
  await gateway.start();
  gateway.readers = [readerKeySha256(stage.inner.keys)];
  const id = await submit(stage, {
    gateway: {
      gatewayUrl: gateway.url,
      listenerCertificate: gateway.listener.cert,
      logVkey: gateway.log.key.vkey,
    },
  });
  gateway.submission = id;
  return { id, gateway };
}

function keyOf(socket: TLSSocket): string {
  const { raw } = socket.getPeerCertificate() as { raw?: Buffer };
  if (raw === undefined) return '';
  const key = new X509Certificate(raw).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('hex');
}
