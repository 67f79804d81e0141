/** `sallyport worker ZONE`: one zone's worker, on this host or another, against one PostgreSQL. */
import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import { clockOf, readConfig, startWorker } from '#app';
import { openZoneKeys, zones, type Zone } from '#platform/keys';
import { CliError, exitCodes, type Command } from './command.ts';

/** A worker that cannot say good-bye, or cannot start or fail to, as when its database is gone, goes without. */
const closeMsMax = 30_000;

const command: Command = {
  usage: `worker ${zones.join('|')} [--data DIR] [--concurrency N]   (DATABASE_URL names the database)`,
  options: {
    data: { type: 'string' },
    concurrency: { type: 'string' },
    'clock-factor': { type: 'string' },
    // Ends the worker when its standard input ends: how `up` takes its workers with it.
    lifeline: { type: 'boolean' },
  },
  async execute({ values, positionals }) {
    const zone = zoneOf(positionals[0]);
    const clockFactor = Number(values['clock-factor'] ?? 1);
    const config = readConfig({
      ...(typeof values['data'] === 'string' ? { dataDir: values['data'] } : {}),
      ...(clockFactor === 1 ? {} : { clockFactor, dev: true }),
    });
    if (config.databaseUrl === undefined) {
      throw new CliError(
        exitCodes.invalidInput,
        'set `DATABASE_URL` to the installation’s database; `sallyport up` starts its own workers',
      );
    }
    const leave = () => setTimeout(() => process.exit(exitCodes.failed), closeMsMax).unref();
    const over = ended(values['lifeline'] === true).then(leave);
    const worker = await startWorker({
      databaseUrl: config.databaseUrl,
      dataDir: config.dataDir,
      keys: openZoneKeys(config.keysDir, zone),
      clock: clockOf(config),
      tierPolicy: config.tierPolicy,
      host: new URL(config.publisherUrl).host,
      witnesses: config.witnesses,
      concurrency: Number(values['concurrency'] ?? availableParallelism()),
      onDefect: (error) =>
        console.error(`sallyport worker ${zone}:`, error instanceof Error ? error.message : error),
    }).catch((error: unknown) => {
      leave();
      throw error;
    });
    await over;
    await worker.close();
    return undefined;
  },
};

function zoneOf(name: string | undefined): Zone {
  const zone = zones.find((each) => each === name);
  if (zone === undefined)
    throw new CliError(exitCodes.invalidInput, `name the worker’s zone: ${zones.join(', ')}`);
  return zone;
}

async function ended(hasLifeline: boolean): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    if (!hasLifeline) return;
    process.stdin
      .resume()
      .once('end', () => resolve())
      .once('close', () => resolve());
    // Watching is no reason to live: what failed to start ends.
    (process.stdin as Socket).unref();
  });
}

export default command;
