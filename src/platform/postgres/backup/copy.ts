/**
 * PostgreSQL's COPY sub-protocol over a `pg` connection, which does not bring it: text out as an
 * async iterable, text in from one. Memory stays bounded both ways, whatever the table's size.
 */
import { once } from 'node:events';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** What we use of pg's connection; its published types leave these out. */
interface WireConnection {
  stream: Socket;
  query(text: string): void;
  sendCopyFromChunk(chunk: Uint8Array): boolean;
  endCopyFrom(): void;
  sendCopyFail(message: string): void;
}

const chunkBytes = 256 * 1024;
/** The socket is paused while this much waits to be taken. */
const waitingBytesMax = 4 * 1024 * 1024;

/** Runs `COPY … TO STDOUT` and yields its bytes in pieces of about 256 KiB. */
export async function* copyOut(client: pg.Client, text: string): AsyncGenerator<Buffer> {
  const reader = new CopyReader(text);
  client.query(reader as unknown as pg.Submittable);
  try {
    for (let chunk = await reader.take(); chunk !== undefined; chunk = await reader.take())
      yield chunk;
  } finally {
    reader.abandon();
  }
}

/** Runs `COPY … FROM STDIN` with the bytes of `source`. */
export async function copyIn(
  client: pg.Client,
  text: string,
  source: AsyncIterable<Uint8Array>,
): Promise<void> {
  const writer = new CopyWriter(text, source);
  client.query(writer as unknown as pg.Submittable);
  await writer.done;
}

/** Called by pg as the messages of one query arrive. */
class CopyReader {
  readonly #text: string;
  #connection: WireConnection | undefined;
  #rows: Buffer[] = [];
  #waiting = 0;
  #ended = false;
  #error: Error | undefined;
  #wake = (): void => undefined;

  constructor(text: string) {
    this.#text = text;
  }

  submit(connection: WireConnection): void {
    this.#connection = connection;
    connection.query(this.#text);
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The parser reads the next message into the same memory, so the row is copied out of it.
    this.#rows.push(Buffer.from(chunk));
    this.#waiting += chunk.length;
    if (this.#waiting >= waitingBytesMax) this.#connection?.stream.pause();
    if (this.#waiting >= chunkBytes) this.#wake();
  }

  handleCommandComplete(): void {
    // ReadyForQuery follows and ends the copy.
  }

  handleReadyForQuery(): void {
    this.#ended = true;
    this.#wake();
  }

  handleError(error: Error): void {
    this.#error = error;
    this.#wake();
  }

  async take(): Promise<Buffer | undefined> {
    while (this.#waiting < chunkBytes && !this.#ended && this.#error === undefined) {
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
    if (this.#error !== undefined) throw this.#error;
    if (this.#waiting === 0) return undefined;
    const chunk = Buffer.concat(this.#rows, this.#waiting);
    this.#rows = [];
    this.#waiting = 0;
    this.#connection?.stream.resume();
    return chunk;
  }

  /** Whoever stops reading half way gives up the connection: the rest of the table still comes. */
  abandon(): void {
    if (!this.#ended && this.#error === undefined) this.#connection?.stream.destroy();
  }
}

class CopyWriter {
  readonly done: Promise<void>;
  readonly #text: string;
  readonly #source: AsyncIterable<Uint8Array>;
  #failed: Error | undefined;
  #resolve = (): void => undefined;
  #reject = (_error: Error): void => undefined;

  constructor(text: string, source: AsyncIterable<Uint8Array>) {
    this.#text = text;
    this.#source = source;
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  submit(connection: WireConnection): void {
    connection.query(this.#text);
  }

  handleCopyInResponse(connection: WireConnection): void {
    this.#send(connection).then(
      () => connection.endCopyFrom(),
      (error: Error) => {
        this.#failed ??= error;
        connection.sendCopyFail('the backup could not be read on');
      },
    );
  }

  handleCommandComplete(): void {
    // ReadyForQuery follows.
  }

  handleReadyForQuery(): void {
    if (this.#failed === undefined) this.#resolve();
    else this.#reject(this.#failed);
  }

  /** Our own failure came first and says more than the database's word that we gave up. */
  handleError(error: Error): void {
    this.#failed ??= error;
    this.#reject(this.#failed);
  }

  async #send(connection: WireConnection): Promise<void> {
    for await (const chunk of this.#source) {
      if (this.#failed !== undefined) throw this.#failed;
      if (!connection.sendCopyFromChunk(chunk)) await drained(connection.stream);
    }
  }
}

/** Resolves when the socket takes more, or has closed: then pg tells the query so. */
async function drained(socket: Socket): Promise<void> {
  if (!socket.writableNeedDrain || socket.destroyed) return;
  const over = new AbortController();
  try {
    await Promise.race([
      once(socket, 'drain', { signal: over.signal }),
      once(socket, 'close', { signal: over.signal }),
    ]);
  } finally {
    over.abort();
  }
}
