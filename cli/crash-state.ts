/**
 * `sallyport crash-state`: type, address and state of sanitizer, kernel, JVM and other traces, in
 * ClusterFuzz's terms. A ClusterFuzz job's own environment variables are honoured.
 */
import { clusterFuzzSettings, readTraces, type ParseOptions } from '#standards/crash';
import { CliError, exitCodes, type Command } from './command.ts';
import { readInput } from './trace-input.ts';

/** One line of the answer; `type` is null where the file tells of no crash. */
interface Row {
  file: string;
  type: string | null;
  address: string;
  state: string[];
  securityRelevant: boolean;
  tool: string | null;
}

export const readingOptions = {
  'ooms-and-hangs': { type: 'boolean' },
  'fuzz-target': { type: 'string' },
} as const;

const command: Command = {
  usage:
    'crash-state FILE… [--ooms-and-hangs] [--fuzz-target NAME] [--json]   (`-` is standard input)',
  options: readingOptions,
  async execute({ values, positionals }) {
    if (positionals.length === 0) {
      throw new CliError(
        exitCodes.invalidInput,
        `no trace given; usage: sallyport ${command.usage}`,
      );
    }
    const options = parseOptions(values);
    const rows: Row[] = [];
    for (const file of positionals) rows.push(...rowsOf(await readInput(file), file, options));
    const parsed = rows.filter(({ type }) => type !== null).length;
    const exitCode = parsed > 0 ? exitCodes.done : exitCodes.failed;
    return { exitCode, value: rows, text: rows.map(show).join('\n\n') };
  },
};
export default command;

/** Options from the command line over those of a ClusterFuzz job's environment. */
export function parseOptions(values: Record<string, unknown>): ParseOptions {
  const options = clusterFuzzSettings(process.env);
  if (values['ooms-and-hangs'] === true) options.oomsAndHangs = true;
  if (typeof values['fuzz-target'] === 'string') options.fuzzTarget = values['fuzz-target'];
  return options;
}

function rowsOf(text: string, file: string, options: ParseOptions): Row[] {
  const { traces, withoutCrash, unreadable } = readTraces(text, file, options);
  return [
    ...traces.map(({ id, crash: { type, address, state, securityRelevant, tool } }) => ({
      file: id,
      type,
      address,
      state,
      securityRelevant,
      tool,
    })),
    ...[...withoutCrash, ...unreadable].map((id) => ({
      file: id,
      type: null,
      address: '',
      state: [],
      securityRelevant: false,
      tool: null,
    })),
  ];
}

function show({ file, type, address, state, securityRelevant, tool }: Row): string {
  if (type === null)
    return `${file}\n  no crash found (time-outs and memory running out count with --ooms-and-hangs)`;
  const where = address === '' ? '' : ` at ${address}`;
  const note = securityRelevant ? 'security relevant' : 'presumed harmless';
  return [
    file,
    `  ${type.replaceAll('\n', ' ')}${where}  [${tool}, ${note}]`,
    ...state.map((line) => `    ${line}`),
  ].join('\n');
}
