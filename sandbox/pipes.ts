/**
 * Real pipes for a run's output. Node gives a child sockets where it says pipes; a command that
 * opens `/dev/stdout` would fail on them, and a socket can carry descriptors. Node has no pipe(2),
 * so named pipes are made in batches by mkfifo(1), opened at both ends and unlinked.
 *
 * The file's mode lets everybody write and nobody read, so a run that reopens its own output
 * through /proc can only write to it.
 */
import { closeSync, constants, mkdirSync, openSync, renameSync, unlinkSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { tool } from './host.ts';

const batch = 32;

export class PipeMaker {
  readonly #folder: string;
  #made: string[] = [];
  #count = 0;

  constructor(instance: string) {
    this.#folder = join(instance, 'pipes');
    mkdirSync(this.#folder, { mode: 0o711 });
  }

  /** A pipe without a name, or under `path` where the run must open it itself (gVisor). */
  open(path?: string): OutputPipe {
    const name = this.#made.pop() ?? this.#makeBatch();
    const reader = openSync(name, constants.O_RDONLY | constants.O_NONBLOCK);
    // Blocking, since the run inherits this very open file: the reader is there, so it opens at once.
    const writer = openSync(name, constants.O_WRONLY);
    if (path === undefined) unlinkSync(name);
    else renameSync(name, path);
    return new OutputPipe(reader, writer);
  }

  #makeBatch(): string {
    const names = Array.from({ length: batch }, () => join(this.#folder, String(this.#count++)));
    execFileSync(tool('mkfifo'), ['-m', '0622', ...names], { env: {} });
    this.#made = names;
    return this.#made.pop()!;
  }
}

/** Keeps the first `bytesMax` bytes of what arrives and calls `onFull` when there is more. */
export class OutputPipe {
  /** To be inherited by the run; closed here by `closeWriter`. */
  readonly writer: number;
  #isWriterOpen = true;
  readonly #reader: Socket;
  readonly #chunks: Buffer[] = [];
  #bytes = 0;
  #bytesMax = 0;
  #onFull: () => void = () => undefined;
  readonly #closed: Promise<void>;

  constructor(reader: number, writer: number) {
    this.writer = writer;
    this.#reader = new Socket({ fd: reader, readable: true, writable: false });
    this.#closed = new Promise((resolve) => this.#reader.once('close', () => resolve()));
    this.#reader.on('error', () => this.#reader.destroy());
    this.#reader.on('data', (chunk: Buffer) => {
      const room = this.#bytesMax - this.#bytes;
      if (room > 0) this.#chunks.push(chunk.subarray(0, room));
      this.#bytes += chunk.length;
      if (chunk.length > room) this.#onFull();
    });
  }

  /** To be said before anything is written. */
  limit(bytesMax: number, onFull: () => void): void {
    this.#bytesMax = bytesMax;
    this.#onFull = onFull;
  }

  closeWriter(): void {
    if (this.#isWriterOpen) closeSync(this.writer);
    this.#isWriterOpen = false;
  }

  /** All that was kept. Call when every writer is dead; waits at most `waitMs` for the last bytes. */
  async collect(waitMs: number): Promise<Buffer> {
    this.closeWriter();
    const timer = setTimeout(() => this.#reader.destroy(), waitMs);
    await this.#closed;
    clearTimeout(timer);
    return Buffer.concat(this.#chunks);
  }
}
