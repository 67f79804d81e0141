/**
 * `sallyport version`: compares or sorts versions as their ecosystem does. On standard input,
 * `compare` answers one line for each line, in order, whatever the line holds.
 */
import { once } from 'node:events';
import { compareVersions, sortVersions, VersionRefusal } from '#standards/versions';
import { CliError, exitCodes, type Command } from './command.ts';
import { linesOf } from './lines.ts';

const lineBytesMax = 4_096;
const sortLinesMax = 1_000_000;
/** Bad lines named one by one; the rest are counted. */
const badLinesNamed = 20;
const signs = { '-1': '<', '0': '=', '1': '>' } as const;

const usage =
  'version compare ECOSYSTEM A B | version compare --stdin   (lines: ECOSYSTEM<tab>A<tab>B) | version sort ECOSYSTEM [VERSION…]';

const command: Command = {
  usage,
  options: { stdin: { type: 'boolean' } },
  async execute({ values, positionals: [verb, ...rest] }) {
    if (verb === 'compare' && values['stdin'] === true && rest.length === 0) {
      return values['json'] === true
        ? await compareLines(printJson)
        : await compareLines(printSign);
    }
    if (verb === 'compare' && rest.length === 3) {
      const [ecosystem = '', a = '', b = ''] = rest;
      const order = orRefused(() => signOf(ecosystem, a, b));
      return { exitCode: exitCodes.done, value: { ecosystem, a, b, order }, text: order };
    }
    if (verb === 'sort' && rest.length > 0) return await sort(rest);
    throw new CliError(
      exitCodes.invalidInput,
      `give \`compare\` or \`sort\`\nusage: sallyport ${usage}`,
    );
  },
};
export default command;

function signOf(ecosystem: string, a: string, b: string): '<' | '=' | '>' {
  return signs[String(compareVersions(ecosystem, a, b)) as keyof typeof signs];
}

async function sort([ecosystem = '', ...given]: string[]) {
  const versions = given.length > 0 ? given : await versionLines();
  const sorted = orRefused(() => sortVersions(ecosystem, versions));
  return { exitCode: exitCodes.done, value: sorted, text: sorted.join('\n') };
}

async function versionLines(): Promise<string[]> {
  const versions: string[] = [];
  for await (const { text, number } of linesOf(process.stdin, lineBytesMax)) {
    if (number > sortLinesMax) {
      throw new CliError(
        exitCodes.invalidInput,
        `more than ${sortLinesMax} versions; sort fewer at a time`,
      );
    }
    if (text !== '') versions.push(text);
  }
  return versions;
}

type Answer = { line: number; order: '<' | '=' | '>' } | { line: number; problem: string };

const printSign = (answer: Answer) => ('order' in answer ? `${answer.order}\n` : '?\n');
const printJson = (answer: Answer) => `${JSON.stringify(answer)}\n`;

/** One answer a line, `?` where there is none, so that answers stay beside their questions. */
async function compareLines(print: (answer: Answer) => string): Promise<undefined> {
  let bad = 0;
  let waiting = '';
  for await (const { number, text, isCut } of linesOf(process.stdin, lineBytesMax)) {
    const answer = answerOf(number, isCut ? '' : text);
    if ('problem' in answer && ++bad <= badLinesNamed) {
      process.stderr.write(`sallyport: line ${number}: ${answer.problem}\n`);
    }
    waiting += print(answer);
    if (waiting.length < 65_536) continue;
    if (!process.stdout.write(waiting)) await once(process.stdout, 'drain');
    waiting = '';
  }
  process.stdout.write(waiting);
  if (bad > badLinesNamed) process.stderr.write(`sallyport: ${bad} lines have no answer\n`);
  if (bad > 0) process.exitCode = exitCodes.invalidInput;
  return undefined;
}

function answerOf(line: number, text: string): Answer {
  const [ecosystem = '', a, b, more] = text.split('\t');
  if (a === undefined || b === undefined || more !== undefined) {
    return { line, problem: 'is no comparison; write `ECOSYSTEM<tab>A<tab>B`' };
  }
  try {
    return { line, order: signOf(ecosystem, a, b) };
  } catch (error) {
    if (error instanceof VersionRefusal) return { line, problem: error.message };
    throw error;
  }
}

function orRefused<T>(compare: () => T): T {
  try {
    return compare();
  } catch (error) {
    if (!(error instanceof VersionRefusal)) throw error;
    const exitCode =
      error.code === 'ecosystem_unsupported' ? exitCodes.refused : exitCodes.invalidInput;
    throw new CliError(exitCode, error.message, { cause: error });
  }
}
