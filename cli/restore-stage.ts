/**
 * Where an embedded database is restored: beside its data folder, `DIR.restoring`, which takes its
 * place only when all is there. A restore that fails or is killed leaves the data folder as it was,
 * and the next one clears away what is left.
 */
import {
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  closeSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import { hasCluster, startPostgres } from '#platform/postgres';
import { CliError, exitCodes } from './command.ts';

/** Moved in this order: once `postgres` is there, the installation is. */
const parts = ['blobs', 'postgres'];

/** Runs `work` on an empty stage and moves what it made to `dataDir`. */
export async function onStage<T>(dataDir: string, work: (stage: string) => Promise<T>): Promise<T> {
  refuseUsed(dataDir);
  const stage = `${dataDir}.restoring`;
  await clear(stage);
  try {
    const result = await work(stage);
    mkdirSync(dataDir, { recursive: true, mode: 0o711 });
    for (const part of parts.filter((name) => existsSync(join(stage, name)))) {
      // Absent or empty: see `refuseUsed`.
      rmSync(join(dataDir, part), { recursive: true, force: true });
      renameSync(join(stage, part), join(dataDir, part));
    }
    sync(dataDir);
    return result;
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

function refuseUsed(dataDir: string): void {
  const hasBlobs =
    existsSync(join(dataDir, 'blobs')) && readdirSync(join(dataDir, 'blobs')).length > 0;
  if (hasCluster(dataDir) || hasBlobs) {
    throw new CliError(
      exitCodes.refused,
      `\`${dataDir}\` holds an installation already; restore into a new folder with \`--data\`: nothing was changed`,
    );
  }
}

/** What an earlier restore left; its server, too, if it was killed. */
async function clear(stage: string): Promise<void> {
  if (hasCluster(stage)) {
    const left = await startPostgres({ dataDir: stage });
    if (!(await left.stop())) {
      throw new CliError(
        exitCodes.refused,
        `another restore is working in \`${stage}\`; let it end first`,
      );
    }
  }
  rmSync(stage, { recursive: true, force: true });
}

function sync(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
