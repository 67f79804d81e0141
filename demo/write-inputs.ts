/**
 * Writes the demonstration's input files anew: `node demo/write-inputs.ts`. They are committed, and
 * `inputs.test.ts` holds the committed bytes to these.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gifs } from './gifs.ts';
import { xzFiles } from './xz-files.ts';

/** Path under `demo/` to the file's bytes. */
export const inputs: Record<string, Uint8Array> = { ...gifs, ...xzFiles };

if (import.meta.main) {
  for (const [path, bytes] of Object.entries(inputs)) {
    const file = join(import.meta.dirname, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
    process.stdout.write(`${path} ${bytes.length} bytes\n`);
  }
}
