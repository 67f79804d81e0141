/**
 * `evaluate import FILE…`: logs of Inspect, read whole, with what each says of itself and what is wrong with
 * it. Ends with 0 only where nothing is, so that a script never takes a broken log for a good one.
 */
import { importInspectLog } from '#standards/inspect-log';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { table } from '../terminal-text.ts';

export async function importLogs(files: readonly string[]): Promise<CommandResult> {
  if (files.length === 0) {
    throw new CliError(exitCodes.invalidInput, 'usage: sallyport evaluate import FILE…');
  }
  const read = [];
  for (const file of files) read.push(await importInspectLog(file));
  const isReadable = read.every(({ log }) => log.status !== 'unreadable');
  const isSound = read.every(({ findings: found }) => found.length === 0);
  const rows = read.map(({ log }) => [
    log.file,
    log.task ?? '',
    log.model ?? '',
    log.status,
    String(log.samples),
    log.scores.map(scoreInWords).join('; '),
  ]);
  const findings = read.flatMap(({ log, findings: found }) =>
    found.map(({ code, entry, message }) => `${log.file} ${entry} ${code}: ${message}`),
  );
  return {
    exitCode: !isReadable ? exitCodes.invalidInput : isSound ? exitCodes.done : exitCodes.failed,
    value: read.map(({ log, findings: found }) => ({ ...log, findings: found })),
    text: [table(['file', 'task', 'model', 'status', 'samples', 'scores'], rows), ...findings].join(
      '\n',
    ),
  };
}

const scoreInWords = ({
  name,
  metrics,
}: {
  name: string;
  metrics: Record<string, number | null>;
}) =>
  `${name} ${Object.entries(metrics)
    .map(([metric, value]) => `${metric} ${value ?? 'not a number'}`)
    .join(', ')}`;
