/** Builds the web UI when its sources changed since the last build: 0 s on most starts. */
import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const stampFile = join(root, 'web/dist/.stamp');

/** Everything the build reads: the UI's own sources and the lock file. */
function stampOf(): string {
  const hash = createHash('sha256');
  const files = globSync('web/**/*.{ts,tsx,scss,html,svg}', {
    cwd: root,
    exclude: (name) => name === 'dist' || name === 'node_modules',
  });
  if (files.length === 0)
    throw new Error('the web sources are missing; clone the repository whole');
  for (const file of [...files.sort(), 'package-lock.json'])
    hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

export async function buildWeb(): Promise<void> {
  const stamp = stampOf();
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp) return;
  process.stderr.write('building the web UI …\n');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const { status, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', 'web', '--logLevel', 'warn'],
    { cwd: root, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the web UI did not build: ${stderr}`);
  writeFileSync(stampFile, stamp);
}
