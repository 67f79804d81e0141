/**
 * The journal: one file, one entry a line, each line holding the hash of all before it. Entries are
 * written in groups, and a group is on disk before anybody is told; so after kill -9 or loss of power
 * what was told is there, and at most the end is torn.
 *
 * A line is `{"hash":"H","entry":E}` with H = SHA-256(hash of the line before, in hex || E as written);
 * the first line's predecessor is 64 zeros. Nothing needs to be re-serialised to check it. Whoever rewrites
 * the whole file can make another chain: its last hash is what a signature or a ledger has to hold.
 */
import { hash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Entry } from './entry.ts';

export const chainStart = '0'.repeat(64);
const opening = '{"hash":"';
const middle = '","entry":';
export const entryOffset = opening.length + 64 + middle.length;

export const linkOf = (previous: string, entry: string): string => hash('sha256', previous + entry);

/** The two parts of a line without its newline, or nothing where it is none. */
export function partsOf(line: string): { hash: string; entry: string } | undefined {
  const isLine =
    line.startsWith(opening) &&
    line.startsWith(middle, opening.length + 64) &&
    line.endsWith('}') &&
    line.length > entryOffset;
  if (!isLine) return undefined;
  return {
    hash: line.slice(opening.length, opening.length + 64),
    entry: line.slice(entryOffset, -1),
  };
}

export class Journal {
  readonly path: string;
  readonly #file: FileHandle;
  readonly #now: () => Date;
  #head: string;
  #entries: number;
  #pending: string[] = [];
  #writing: Promise<void> | null = null;

  private constructor(
    path: string,
    file: FileHandle,
    now: () => Date,
    state: { head: string; entries: number },
  ) {
    this.path = path;
    this.#file = file;
    this.#now = now;
    this.#head = state.head;
    this.#entries = state.entries;
  }

  /** Throws `EEXIST` where there is one already: a run is never written over another. */
  static async create(path: string, now: () => Date): Promise<Journal> {
    const file = await open(path, 'wx', 0o600);
    return new Journal(path, file, now, { head: chainStart, entries: 0 });
  }

  /** Goes on after a journal's last whole line; what was torn is cut off. */
  static async reopen(
    path: string,
    now: () => Date,
    state: { head: string; entries: number; bytes: number },
  ): Promise<Journal> {
    const file = await open(path, 'r+');
    await file.truncate(state.bytes);
    await file.close();
    return new Journal(path, await open(path, 'a'), now, state);
  }

  /** The hash of the last line written. */
  get head(): string {
    return this.#head;
  }

  get entries(): number {
    return this.#entries;
  }

  append(entry: Entry): void {
    const text = JSON.stringify({ at: this.#now().toISOString(), ...entry });
    this.#head = linkOf(this.#head, text);
    this.#entries += 1;
    this.#pending.push(`${opening}${this.#head}${middle}${text}}\n`);
  }

  /** Resolves when all appended before is on disk. Rejects for good once a write has failed. */
  async commit(): Promise<void> {
    while (this.#pending.length > 0 || this.#writing !== null) {
      this.#writing ??= this.#writeGroup().then(() => {
        this.#writing = null;
      });
      await this.#writing;
    }
  }

  async close(): Promise<void> {
    await this.commit().finally(() => this.#file.close());
  }

  async #writeGroup(): Promise<void> {
    const group = this.#pending.join('');
    this.#pending = [];
    await this.#file.appendFile(group);
    await this.#file.datasync();
  }
}
