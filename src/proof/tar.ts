/**
 * Reads the strict core of tar (POSIX.1-2024 `pax`, ustar headers): files, folders, and
 * pax `path` records; of permissions nothing is kept. Whatever could mean two things to two readers is refused, not skipped: links,
 * devices, sparse files, GNU extensions, names that are not UTF-8, wrong checksums.
 *
 * It reads pushed chunks and gives each file at its end, so a caller can stop at a limit without
 * holding what it refuses.
 */
import {
  ArchiveError,
  blockBytes,
  checkSum,
  nameIn,
  octal,
  paxPathIn,
  refuseBadPath,
  requireCommentOnly,
  typeNames,
} from './tar-header.ts';

export interface TarFile {
  path: string;
  bytes: Uint8Array;
}

const paxBytesMax = 4096;

type State =
  | { kind: 'header' }
  | { kind: 'body'; path: string; type: 'file' | 'pax' | 'global'; bytes: Buffer; filled: number }
  | { kind: 'padding'; left: number }
  | { kind: 'end' };

/** Sizes are checked by `admit` on the header alone, before a byte of the body is kept. */
export class TarReader {
  /** Whether any byte arrived. */
  isBegun = false;
  readonly #admit: (path: string, sizeBytes: number) => void;
  readonly #give: (file: TarFile) => void;
  #state: State = { kind: 'header' };
  #held: Buffer = Buffer.alloc(0);
  #paxPath: string | undefined;

  constructor(admit: (path: string, sizeBytes: number) => void, give: (file: TarFile) => void) {
    this.#admit = admit;
    this.#give = give;
  }

  push(chunk: Uint8Array): void {
    this.isBegun = true;
    let rest = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (rest.length > 0) rest = this.#step(rest);
  }

  /** Throws unless the archive is complete. */
  finish(): void {
    if (this.#state.kind === 'body' || this.#held.length > 0) {
      throw new ArchiveError('', 'the archive is cut short; send it again');
    }
    if (this.#state.kind !== 'end')
      throw new ArchiveError('', 'the archive has no end mark; pack it again with tar');
  }

  #step(chunk: Buffer): Buffer {
    const state = this.#state;
    switch (state.kind) {
      case 'header': {
        const wanted = blockBytes - this.#held.length;
        this.#held =
          this.#held.length === 0
            ? chunk.subarray(0, wanted)
            : Buffer.concat([this.#held, chunk.subarray(0, wanted)]);
        if (this.#held.length === blockBytes) {
          const header = this.#held;
          this.#held = Buffer.alloc(0);
          this.#begin(header);
        } else this.#held = Buffer.from(this.#held);
        return chunk.subarray(wanted);
      }
      case 'body': {
        const taken = chunk.copy(state.bytes, state.filled);
        state.filled += taken;
        if (state.filled === state.bytes.length) this.#end(state);
        return chunk.subarray(taken);
      }
      case 'padding': {
        const skipped = Math.min(state.left, chunk.length);
        state.left -= skipped;
        if (state.left === 0) this.#state = { kind: 'header' };
        return chunk.subarray(skipped);
      }
      case 'end':
        // After the end mark only zeros: bytes another reader might read are bytes nobody proved.
        if (chunk.some((byte) => byte !== 0))
          throw new ArchiveError('', 'remove what follows the archive’s end');
        return chunk.subarray(chunk.length);
    }
  }

  #begin(header: Buffer): void {
    if (header.every((byte) => byte === 0)) {
      this.#state = { kind: 'end' };
      return;
    }
    checkSum(header);
    const type = String.fromCharCode(header[156] as number);
    const size = octal(header, 124, 12);
    const path = this.#paxPath ?? nameIn(header);
    if (type === 'x' || type === 'g') {
      if (size > paxBytesMax)
        throw new ArchiveError(
          path,
          'its extended header is too long; pack it again with plain tar',
        );
      this.#body(path, type === 'x' ? 'pax' : 'global', size);
      return;
    }
    this.#paxPath = undefined;
    if (type === '5') {
      if (size !== 0) throw new ArchiveError(path, 'a folder has no contents of its own');
      const folder = path.replace(/\/$/, '');
      if (folder !== '.' && folder !== '') refuseBadPath(folder.replace(/^\.\//, ''));
      this.#admit(path, 0);
      return;
    }
    if (type !== '0' && type !== '\0')
      throw new ArchiveError(
        path,
        `${typeNames[type] ?? 'this kind of entry'} is not allowed; pack plain files only`,
      );
    const plain = path.replace(/^\.\//, '');
    refuseBadPath(plain);
    this.#admit(plain, size);
    this.#body(plain, 'file', size);
  }

  #body(path: string, type: 'file' | 'pax' | 'global', size: number): void {
    const state = { kind: 'body' as const, path, type, bytes: Buffer.alloc(size), filled: 0 };
    this.#state = state;
    if (size === 0) this.#end(state);
  }

  #end(state: State & { kind: 'body' }): void {
    const left = (blockBytes - (state.bytes.length % blockBytes)) % blockBytes;
    this.#state = left === 0 ? { kind: 'header' } : { kind: 'padding', left };
    if (state.type === 'file') this.#give({ path: state.path, bytes: state.bytes });
    // A global header would rename every later entry: refuse what is not a mere comment (git).
    else if (state.type === 'global') requireCommentOnly(state.bytes);
    else this.#paxPath = paxPathIn(state.bytes);
  }
}
