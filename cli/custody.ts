/** What `backup` and `restore` share: which database an installation has, and how a problem ends a command. */
import { readConfig, type Config } from '#app';
import {
  BackupProblem,
  PostgresProblem,
  startPostgres,
  type BackupProblemCode,
} from '#platform/postgres';
import { CliError, exitCodes, type ExitCode } from './command.ts';

export function configOf(data: unknown): Config {
  try {
    return readConfig(typeof data === 'string' ? { dataDir: data } : {});
  } catch (error) {
    throw new CliError(exitCodes.invalidInput, (error as Error).message, { cause: error });
  }
}

/** Runs `work` on the installation's database: `DATABASE_URL`, or the embedded one for as long as it takes. */
export async function withDatabase<T>(
  config: Config,
  work: (url: string) => Promise<T>,
): Promise<T> {
  try {
    if (config.databaseUrl !== undefined) return await work(config.databaseUrl);
    const postgres = await startPostgres({ dataDir: config.dataDir });
    try {
      return await work(postgres.url);
    } finally {
      await postgres.stop();
    }
  } catch (error) {
    throw asCliError(error);
  }
}

const exitCodeOf: Partial<Record<BackupProblemCode, ExitCode>> = {
  file_exists: exitCodes.invalidInput,
  file_unwritable: exitCodes.invalidInput,
  not_a_backup: exitCodes.invalidInput,
  backup_damaged: exitCodes.invalidInput,
  target_not_empty: exitCodes.refused,
  schema_differs: exitCodes.refused,
  not_permitted: exitCodes.refused,
  too_far_ahead: exitCodes.refused,
  unreachable: exitCodes.unreachable,
};

export function asCliError(error: unknown): unknown {
  if (error instanceof BackupProblem) {
    return new CliError(exitCodeOf[error.code] ?? exitCodes.failed, error.message, {
      cause: error,
    });
  }
  if (error instanceof PostgresProblem) {
    return new CliError(exitCodes.unreachable, error.message, { cause: error });
  }
  return error;
}
