/**
 * `sallyport witness`: one side's witness of logs, until it is told to stop. It keeps what it cosigned
 * last and cosigns nothing that does not continue it, so that no log has two histories under its key.
 */
import { parseVkey, TlogError, type NoteKey } from '#standards/tlog';
import { startWitness, type RunningWitness, type WitnessOptions } from '../gateway/index.ts';
import { CliError, exitCodes, type Command } from './command.ts';
import { readKeyFile } from './keys/key-file.ts';

const defaultPort = 8460;

const witness: Command = {
  usage: `witness --key FILE --log VKEY... --folder DIR [--host HOST] [--port PORT]   (127.0.0.1:${defaultPort} unless given)`,
  options: {
    key: { type: 'string' },
    log: { type: 'string', multiple: true },
    folder: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
  },
  async execute({ values, positionals }) {
    if (positionals.length > 0) {
      throw new CliError(exitCodes.invalidInput, '`witness` takes options only; see `--help`');
    }
    const required = (name: string): string => {
      const value = values[name];
      if (typeof value === 'string' && value !== '') return value;
      throw new CliError(exitCodes.invalidInput, `give \`--${name}\`; see \`--help\``);
    };
    const signer = readKeyFile(required('key'));
    if (signer.key.type !== 'cosignature') {
      throw new CliError(
        exitCodes.invalidInput,
        `\`${required('key')}\` is no witness’s key; make one with \`keys witness\``,
      );
    }
    const logs = [values['log'] ?? []].flat().map((text) => logOf(String(text)));
    if (logs.length === 0) {
      throw new CliError(
        exitCodes.invalidInput,
        'give the public key of each log that it witnesses, with `--log`',
      );
    }
    const running = await started({
      signer,
      logs,
      folder: required('folder'),
      host: String(values['host'] ?? '127.0.0.1'),
      port: portOf(String(values['port'] ?? defaultPort)),
    });
    process.stdout.write(
      `witness ${running.key.name} at ${running.url}\n${logs.map(({ name }) => `log ${name}\n`).join('')}key ${running.key.vkey}\n`,
    );
    await new Promise<void>((resolve) => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
    });
    await running.close();
    return undefined;
  },
};
export default witness;

function logOf(text: string): NoteKey {
  let key;
  try {
    key = parseVkey(text);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new CliError(exitCodes.invalidInput, `\`--log\`: ${error.message}`, { cause: error });
  }
  if (key.type === 'ed25519') return key;
  throw new CliError(
    exitCodes.invalidInput,
    `\`--log\`: \`${key.name}\` is a witness’s key; a log is signed by its own`,
  );
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new CliError(exitCodes.invalidInput, '`--port` takes a number from 0 to 65535');
}

async function started(options: WitnessOptions): Promise<RunningWitness> {
  try {
    return await startWitness(options);
  } catch (error) {
    throw new CliError(exitCodes.failed, `cannot start: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
