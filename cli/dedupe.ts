/**
 * `sallyport dedupe`: groups of traces, reports or evidence that look like one crash. A proposal:
 * nothing is closed by it; the fix run against every reproducer decides.
 */
import { groupCrashes, readTraces, type Trace } from '#standards/crash';
import { CliError, exitCodes, type Command } from './command.ts';
import { parseOptions, readingOptions } from './crash-state.ts';
import { readInput } from './trace-input.ts';

const command: Command = {
  usage:
    'dedupe FILE… [--fuzz-target NAME] [--json]   (traces, bundles, evidence, .jsonl, .jsonl.gz, `-`)',
  options: readingOptions,
  async execute({ values, positionals }) {
    if (positionals.length === 0) {
      throw new CliError(
        exitCodes.invalidInput,
        `nothing to group; usage: sallyport ${command.usage}`,
      );
    }
    // a reported time-out is a report: it is grouped whatever is asked of single traces
    const options = { ...parseOptions(values), oomsAndHangs: true };
    const traces: Trace[] = [];
    const withoutCrash: string[] = [];
    for (const name of positionals) {
      const read = readTraces(await readInput(name), name, options);
      traces.push(...read.traces);
      withoutCrash.push(...read.withoutCrash, ...read.unreadable);
    }
    const { groups } = groupCrashes(traces);
    const exitCode = traces.length > 0 ? exitCodes.done : exitCodes.failed;
    const lines = groups.map(({ key, members }) =>
      [`${members.length}  ${key}`, ...members.map((id) => `     ${id}`)].join('\n'),
    );
    if (withoutCrash.length > 0) {
      lines.push(
        [
          `no crash found in ${withoutCrash.length}:`,
          ...withoutCrash.map((id) => `     ${id}`),
        ].join('\n'),
      );
    }
    return { exitCode, value: { groups, withoutCrash }, text: lines.join('\n') };
  },
};
export default command;
