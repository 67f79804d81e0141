/** `sallyport backup`: everything an installation holds, as of one instant, in one file. */
import { join } from 'node:path';
import { backup, hasCluster } from '#platform/postgres';
import { CliError, exitCodes, type Command } from './command.ts';
import { configOf, withDatabase } from './custody.ts';

const command: Command = {
  usage: 'backup --to FILE [--data DIR] [--json]   (DATABASE_URL names another database)',
  options: { to: { type: 'string' }, data: { type: 'string' } },
  async execute({ values }) {
    const file = values['to'];
    if (typeof file !== 'string' || file === '') {
      throw new CliError(
        exitCodes.invalidInput,
        'say where the backup goes: `sallyport backup --to FILE`',
      );
    }
    const config = configOf(values['data']);
    if (config.databaseUrl === undefined && !hasCluster(config.dataDir)) {
      throw new CliError(
        exitCodes.invalidInput,
        `there is no installation in \`${config.dataDir}\`; name its data folder with \`--data\`, or set \`DATABASE_URL\``,
      );
    }
    const made = await withDatabase(config, (url) =>
      backup({ url, file, blobs: join(config.dataDir, 'blobs') }),
    );
    const text = [
      `${made.rows} rows of ${made.tables} tables and ${made.blobs} sealed files, ${made.bytes} bytes, in ${file}`,
      `state ${made.stateSha256}`,
      `The root keys in ${config.keysDir} are not in it; without them what is sealed stays closed. Keep them elsewhere.`,
    ].join('\n');
    return { exitCode: exitCodes.done, value: { file, ...made, keysDir: config.keysDir }, text };
  },
};

export default command;
