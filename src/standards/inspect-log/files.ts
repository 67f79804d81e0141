/**
 * Logs that are files, and the only part of this folder that touches one. A file that is written has its
 * name only when it is whole and on the disk; scratch space is a file without a name, so that the system
 * takes it back however the process ends.
 */
import { randomUUID } from 'node:crypto';
import { closeSync, constants, openSync, readSync, unlinkSync, writeSync } from 'node:fs';
import { open, rename, rm, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LogBytes, LogOutput, Scratch } from './bytes.ts';
import { reasonOf, type InspectLogFinding } from './findings.ts';
import { importedLog, type ImportedLog } from './import.ts';
import { inspectLogLimits, type InspectLogLimits } from './limits.ts';
import type { InspectLog } from './log.ts';
import { readInspectLog, unreadableLog } from './read.ts';
import { checkExport, writeLog, type InspectLogExport } from './write.ts';

/** Never throws on its input, a file that is not there included. Close the log when done. */
export async function openInspectLog(
  file: string,
  limits: InspectLogLimits = inspectLogLimits,
): Promise<InspectLog> {
  let handle: FileHandle | undefined;
  try {
    // Without waiting: a pipe opens only once somebody writes to it.
    handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    const state = await handle.stat();
    if (!state.isFile()) throw new Error('is no regular file');
    const log = await readInspectLog(bytesOf(handle, state.size), fileScratch, limits);
    return { ...log, close: () => (handle as FileHandle).close() };
  } catch (error) {
    await handle?.close();
    return unreadableLog(`the file cannot be read (${reasonOf(error)})`);
  }
}

export async function importInspectLog(
  file: string,
  limits: InspectLogLimits = inspectLogLimits,
): Promise<{ log: ImportedLog; findings: InspectLogFinding[] }> {
  const log = await openInspectLog(file, limits);
  try {
    return await importedLog(file, log);
  } finally {
    await log.close();
  }
}

/** Replaces what has the name already, or leaves it as it is. */
export async function writeInspectLog(
  file: string,
  format: 'eval' | 'json',
  log: InspectLogExport,
): Promise<void> {
  checkExport(log);
  const partial = `${file}.${randomUUID()}.partial`;
  const handle = await open(partial, 'wx', 0o600);
  try {
    await writeLog(outputOf(handle), format, log);
    await handle.sync();
    await handle.close();
    await rename(partial, file);
  } catch (error) {
    await handle.close();
    await rm(partial, { force: true });
    throw error;
  }
}

function bytesOf(handle: FileHandle, size: number): LogBytes {
  return {
    size,
    async read(offset, length) {
      const buffer = Buffer.allocUnsafe(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      while (filled < buffer.length) {
        const { bytesRead } = await handle.read(
          buffer,
          filled,
          buffer.length - filled,
          offset + filled,
        );
        if (bytesRead === 0) break;
        filled += bytesRead;
      }
      return buffer.subarray(0, filled);
    },
  };
}

function outputOf(handle: FileHandle): LogOutput {
  return {
    async write(bytes, offset) {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await handle.write(
          bytes,
          done,
          bytes.length - done,
          offset + done,
        );
        done += bytesWritten;
      }
    },
  };
}

function fileScratch(): Scratch {
  const name = path.join(tmpdir(), `sallyport-scratch-${randomUUID()}`);
  const file = openSync(name, 'wx+', 0o600);
  unlinkSync(name);
  return {
    write(bytes, offset) {
      for (let done = 0; done < bytes.length;)
        done += writeSync(file, bytes, done, bytes.length - done, offset + done);
    },
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(length);
      for (let filled = 0; filled < length;) {
        const count = readSync(file, bytes, filled, length - filled, offset + filled);
        if (count === 0) throw new Error('the scratch file was cut short');
        filled += count;
      }
      return bytes;
    },
    close: () => closeSync(file),
  };
}
