/**
 * `sallyport restore`: a backup into a new, empty data folder or `DATABASE_URL`. Makes the tables as
 * they were when the backup was made, brings the rows, then applies the migrations that came since.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openAllKeys, type Config } from '#app';
import { migrate, readMigrations, roleOf } from '#platform/db';
import { openJobs } from '#platform/jobs';
import { zones, type Zone, type ZoneKeys } from '#platform/keys';
import { BackupProblem, restore, verifyBackup, type BackupHeader } from '#platform/postgres';
import { CliError, exitCodes, type Command, type CommandResult } from './command.ts';
import { asCliError, configOf, withDatabase } from './custody.ts';
import { onStage } from './restore-stage.ts';

const command: Command = {
  usage:
    'restore FILE [--data DIR] [--new-keys] [--check] [--json]   (DATABASE_URL names another database)',
  options: {
    data: { type: 'string' },
    'new-keys': { type: 'boolean' },
    check: { type: 'boolean' },
  },
  async execute({ values, positionals }) {
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) {
      throw new CliError(exitCodes.invalidInput, 'name one backup: `sallyport restore FILE`');
    }
    if (values['check'] === true) return await check(file);
    const config = configOf(values['data']);
    refuseMissingKeys(config, values['new-keys'] === true);
    // Before anything is made for it.
    await verified(file);
    const restored =
      config.databaseUrl === undefined
        ? await onStage(config.dataDir, (dataDir) => restoreTo({ ...config, dataDir }, file))
        : await restoreTo(config, file);
    const text = [
      `${restored.rows} rows of ${restored.tables} tables and ${restored.blobs} sealed files, as of ${restored.madeAt}`,
      `state ${restored.stateSha256}: the same as when the backup was made`,
      ...(restored.migratedSince.length > 0
        ? [`${restored.migratedSince.length} migrations applied since`]
        : []),
    ].join('\n');
    return { exitCode: exitCodes.done, value: restored, text };
  },
};

/** Reads the whole file and holds it to its own manifest; touches nothing else. */
async function check(file: string): Promise<CommandResult> {
  const { header, manifest } = await verified(file);
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const { madeAt, postgres, migrations } = header;
  const value = {
    madeAt,
    postgres,
    migrations,
    tables: manifest.tables.length,
    rows,
    blobs: manifest.blobs.files,
  };
  const text = `${file} is whole: ${rows} rows of ${value.tables} tables and ${value.blobs} sealed files, as of ${madeAt}\nstate ${manifest.stateSha256}`;
  return { exitCode: exitCodes.done, value: { ...value, stateSha256: manifest.stateSha256 }, text };
}

async function verified(file: string): ReturnType<typeof verifyBackup> {
  return await verifyBackup(file).catch((error: unknown) => {
    throw asCliError(error);
  });
}

/** New root keys are made where there are none; beside a backup that would hide that the old are missing. */
function refuseMissingKeys({ keysDir }: Config, newKeys: boolean): void {
  const missing = zones.filter((zone) => !existsSync(join(keysDir, `${zone}.key`)));
  if (missing.length === 0 || newKeys) return;
  throw new CliError(
    exitCodes.refused,
    `\`${keysDir}\` lacks the root keys of ${missing.join(', ')}: put back the ones this installation had, or name their folder in \`SALLYPORT_KEYS\`; ` +
      'if they are lost, `--new-keys` restores what is not sealed, and what is sealed stays closed for ever',
  );
}

function restoreTo(config: Config, file: string) {
  return withDatabase(config, async (url) => {
    const keys = openAllKeys(config.keysDir);
    const report = await restore({
      file,
      url,
      blobs: join(config.dataDir, 'blobs'),
      prepare: (target, backup) => prepare(target, backup, keys),
    });
    return { ...report, migratedSince: await migrate(url, keys) };
  });
}

/** The schema of the backup: its migrations and no later one, and the job runner's own tables. */
async function prepare(
  url: string,
  backup: BackupHeader,
  keys: Record<Zone, ZoneKeys>,
): Promise<void> {
  const known = readMigrations();
  const unknown = backup.migrations.filter(
    (name) => !known.some((migration) => migration.name === name),
  );
  if (unknown.length > 0) {
    throw new BackupProblem(
      'schema_differs',
      `the backup needs migration \`${unknown[0]}\`, which this Sallyport does not have; restore it with the newer Sallyport that made it`,
    );
  }
  await migrate(
    url,
    keys,
    known.filter(({ name }) => backup.migrations.includes(name)),
  );
  for (const zone of zones) {
    if (!backup.tables.some(({ schema }) => schema === `jobs_${zone}`)) continue;
    const jobs = await openJobs(url, keys[zone], roleOf(zone), []);
    await jobs.close();
  }
}

export default command;
