/** The mirrored log as one tar file: unpacked, a folder that `sallyport ledger verify` reads offline. */
import type { Readable } from 'node:stream';
import { pack } from 'tar-stream';
import type { LogSource } from '#standards/tlog';
import { pathsOf } from './mirror.ts';

/** Files are made as the reader takes them, so a log of any length needs the room of one. */
export function logArchive(source: LogSource, size: number, folder: string): Readable {
  const archive = pack();
  const fill = async () => {
    for (const path of pathsOf(size)) {
      const bytes = await source.read(path, Infinity);
      if (bytes === undefined) throw new Error('a mirrored log lacks one of its own files');
      await new Promise<void>((resolve, reject) =>
        archive.entry(
          // Without a time of its own, the same log is the same archive.
          { name: `${folder}/${path}`, mode: 0o644, mtime: new Date(0) },
          Buffer.from(bytes),
          (error) => (error ? reject(error) : resolve()),
        ),
      );
    }
    archive.finalize();
  };
  fill().catch((error: Error) => archive.destroy(error));
  return archive as unknown as Readable;
}
