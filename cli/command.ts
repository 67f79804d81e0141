/**
 * What every command shares: exit codes as a type, one way to read options, one way to print.
 * A person gets a table, `--json` gets JSON on stdout; messages always go to stderr.
 */
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** DESIGN's CLI contract: 0 done, 1 failed, 2 refused, 3 invalid input, 4 unreachable. */
export const exitCodes = {
  done: 0,
  failed: 1,
  refused: 2,
  invalidInput: 3,
  unreachable: 4,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Thrown by a command to end with a message for its reader and the contract's exit code. */
export class CliError extends Error {
  readonly exitCode: ExitCode;
  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}

export interface Misfit {
  /** Of the member in what was given, as `/descriptor/what`. */
  pointer: string;
  detail: string;
}

/** What was given does not fit: each member once, by the name that `nameOf` gives it. */
export class MisfitError extends CliError {
  readonly #what: string;
  readonly #misfits: readonly Misfit[];
  constructor(
    exitCode: ExitCode,
    what: string,
    misfits: readonly Misfit[],
    nameOf = (pointer: string): string => pointer,
  ) {
    const details = new Map<string, string>();
    for (const { pointer, detail } of misfits) {
      const name = nameOf(pointer);
      if (!details.has(name)) details.set(name, detail);
    }
    super(exitCode, [what, ...[...details].map(([name, why]) => `  ${name}: ${why}`)].join('\n'));
    this.#what = what;
    this.#misfits = misfits;
  }

  named(nameOf: (pointer: string) => string): MisfitError {
    return new MisfitError(this.exitCode, this.#what, this.#misfits, nameOf);
  }
}

/** A command's outcome: `value` is printed as JSON under `--json`, else `table` is printed as text. */
export interface CommandResult {
  exitCode: ExitCode;
  value: unknown;
  /** What a person reads: complete lines without the last newline. */
  text: string;
}

export interface Command {
  /** One line after `usage: sallyport `. */
  usage: string;
  options: NonNullable<ParseArgsConfig['options']>;
  /** Returns what to print, or nothing when it has printed for itself (streams, long-running parts). */
  execute(input: {
    values: Record<string, string | boolean | string[] | undefined>;
    positionals: string[];
  }): Promise<CommandResult | undefined>;
}

// A reader that went away (`| head`) is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

/** Parses, executes, prints and exits. Nothing a user types makes a stack trace. */
export async function run(command: Command, args: string[]): Promise<void> {
  let json = args.includes('--json');
  try {
    const { values, positionals } = parse(command, args);
    json = values['json'] === true;
    if (values['help'] === true) {
      process.stdout.write(`usage: sallyport ${command.usage}\n`);
      return;
    }
    const result = await command.execute({ values, positionals });
    if (result === undefined) return;
    const output = json ? JSON.stringify(result.value, null, 2) : result.text;
    process.exitCode = result.exitCode;
    if (output !== '') process.stdout.write(`${output}\n`);
  } catch (error) {
    const exitCode = error instanceof CliError ? error.exitCode : exitCodes.failed;
    const message = error instanceof Error ? error.message : String(error);
    process.exitCode = exitCode;
    if (json)
      process.stdout.write(
        `${JSON.stringify({ problem: { exitCode, detail: message } }, null, 2)}\n`,
      );
    process.stderr.write(`sallyport: ${message}\n`);
    if (!(error instanceof CliError) && process.env['SALLYPORT_DEBUG']) console.error(error);
  }
}

function parse(command: Command, args: string[]) {
  const options = {
    ...command.options,
    json: { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new CliError(
      exitCodes.invalidInput,
      `${(error as Error).message}\nusage: sallyport ${command.usage}`,
      { cause: error },
    );
  }
}
