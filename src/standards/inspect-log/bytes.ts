/** What reading and writing a log asks of whoever keeps its bytes; `files.ts` is the answer for files. */

/** Bytes that can be read from any offset. */
export interface LogBytes {
  size: number;
  /** As many as asked for, fewer only at the end. */
  read(offset: number, length: number): Promise<Buffer>;
}

/** A place for what does not fit into memory, gone when it is closed. */
export interface Scratch {
  write(bytes: Buffer, offset: number): void;
  /** Throws where that much was not written. */
  read(offset: number, length: number): Buffer;
  close(): void;
}

export interface LogOutput {
  write(bytes: Buffer, offset: number): Promise<void>;
}
