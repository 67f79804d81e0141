/**
 * `sallyport match`: which packages of these inventories are affected by which of these
 * advisories, and about which nothing can be said. No server, no network; one inventory and one
 * advisory are in memory at a time, besides what decides a match.
 */
import { open, stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { AdvisoryIndex, Matcher, type MatchResult } from '#matching';
import { readOsv } from '#standards/osv';
import { readSbom, sbomLimits, type SbomProblem } from '#standards/sbom';
import { wholeWithin } from '#standards/stream';
import { advisoryDocuments } from './advisory-files.ts';
import { CliError, exitCodes, type Command } from './command.ts';
import { counted, table, visible } from './terminal-text.ts';

/** Findings listed in the answer; the counts are always whole. */
const problemsMax = 1_000;
const problemsPrinted = 10;

interface InventoryRead {
  file: string;
  format: string | null;
  specVersion: string | null;
  components: number;
  problems: SbomProblem[];
}

interface AdvisoriesRead {
  read: number;
  /** Records set aside because a fault in them could misjudge a match. */
  quarantined: number;
  unreadable: number;
  problems: { where: string; instancePath: string; message: string }[];
}

const options = {
  sbom: { type: 'string', multiple: true },
  advisories: { type: 'string', multiple: true },
} as const;

const command: Command = {
  usage: 'match --sbom FILE… --advisories PATH… [--json]   (`-` reads one inventory from stdin)',
  options,
  async execute({ values, positionals }) {
    const { sboms, paths } = inputsOf(values, positionals);
    const { index, advisories } = await readAdvisories(paths);
    const matcher = new Matcher(index);
    const inventories: InventoryRead[] = [];
    for (const file of sboms) inventories.push(await readInventory(file, matcher));
    const result = matcher.result();
    const unread = inventories.some(({ format }) => format === null);
    return {
      // An inventory that was not read must not pass for one without matches.
      exitCode: unread ? exitCodes.invalidInput : exitCodes.done,
      value: { ...result, inventories, advisories },
      text: textOf(result, inventories, advisories),
    };
  },
};
export default command;

/** `--sbom a b` gives a and b: what follows an option belongs to it until the next one. */
function inputsOf(values: Record<string, unknown>, positionals: string[]) {
  const sboms = [...((values['sbom'] as string[] | undefined) ?? [])];
  const paths = [...((values['advisories'] as string[] | undefined) ?? [])];
  if (positionals.length > 0) {
    let last: string[] | undefined;
    const args = process.argv.slice(process.argv.indexOf('match') + 1);
    for (const token of parseArgs({ args, options, strict: false, tokens: true }).tokens) {
      if (token.kind === 'option') {
        last = token.name === 'sbom' ? sboms : token.name === 'advisories' ? paths : last;
      } else if (token.kind === 'positional') last?.push(token.value);
    }
  }
  if (sboms.length === 0)
    throw new CliError(exitCodes.invalidInput, 'no inventory given; add `--sbom FILE`');
  if (paths.length === 0)
    throw new CliError(exitCodes.invalidInput, 'no advisories given; add `--advisories PATH`');
  return { sboms, paths };
}

async function readAdvisories(paths: string[]) {
  const index = new AdvisoryIndex();
  const advisories: AdvisoriesRead = { read: 0, quarantined: 0, unreadable: 0, problems: [] };
  const problem = (where: string, instancePath: string, message: string) => {
    if (advisories.problems.length < problemsMax)
      advisories.problems.push({ where, instancePath, message });
  };
  for (const name of paths) {
    try {
      for await (const document of advisoryDocuments(name)) {
        if ('unreadable' in document) {
          advisories.unreadable++;
          problem(document.where, '', document.unreadable);
          continue;
        }
        const { record, problems } = readOsv(document.json);
        for (const each of problems) problem(document.where, each.instancePath, each.message);
        if (record === undefined) advisories.quarantined++;
        else {
          advisories.read++;
          index.add(record);
        }
      }
    } catch (error) {
      throw unopened(name, error);
    }
  }
  if (advisories.read === 0) {
    const [first] = advisories.problems;
    const why =
      first === undefined
        ? 'there is no `.json`, `.jsonl`, `.jsonl.gz` or `.zip`'
        : `\`${visible(first.where)}\` ${first.message}`;
    throw new CliError(
      exitCodes.invalidInput,
      `no advisory could be read: ${why}; give OSV records`,
    );
  }
  return { index, advisories };
}

async function readInventory(file: string, matcher: Matcher): Promise<InventoryRead> {
  const { format, specVersion, subject, components, problems } = readSbom(await bytesOf(file));
  for (const component of components) matcher.add(component);
  // A product can be affected itself; without a purl it is only a title.
  if (subject?.purl !== undefined) matcher.add(subject);
  return { file, format, specVersion, components: components.length, problems };
}

async function bytesOf(file: string): Promise<Uint8Array> {
  try {
    if (file === '-') return await standardInput();
    const { size } = await stat(file);
    if (size > sbomLimits.bytesMax) {
      throw new CliError(
        exitCodes.invalidInput,
        `\`${file}\` has ${size} bytes; split it below ${sbomLimits.bytesMax}`,
      );
    }
    const opened = await open(file);
    try {
      return await opened.readFile();
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw error instanceof CliError ? error : unopened(file, error);
  }
}

async function standardInput(): Promise<Uint8Array> {
  const whole = await wholeWithin(process.stdin, sbomLimits.bytesMax);
  if (whole !== undefined) return whole;
  throw new CliError(
    exitCodes.invalidInput,
    `standard input has more than ${sbomLimits.bytesMax} bytes; split it`,
  );
}

function unopened(file: string, error: unknown): CliError {
  const reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
  return new CliError(
    exitCodes.invalidInput,
    `\`${visible(file)}\` cannot be opened (${reason}); check the path and its permissions`,
  );
}

function textOf(
  result: MatchResult,
  inventories: InventoryRead[],
  advisories: AdvisoriesRead,
): string {
  const rows = result.matched.map(({ purl, advisory, affectedBecause, fixed }) => {
    return [purl, advisory, affectedBecause, fixed.join(', ') || 'none recorded'];
  });
  const packages = new Set(result.matched.map(({ purl }) => purl)).size;
  return [
    ...(rows.length === 0
      ? []
      : [table(['PACKAGE', 'ADVISORY', 'AFFECTED BECAUSE', 'FIXED IN'], rows), '']),
    `${counted(result.components)} components in ${counted(inventories.length)} inventories, against ${counted(advisories.read)} advisories`,
    `${counted(rows.length)} matches in ${counted(packages)} packages`,
    ...noDataLines(result),
    ...coverageLines(result),
    ...findingLines(inventories, advisories),
  ].join('\n');
}

function noDataLines({ noDataBecause, withoutPurl }: MatchResult): string[] {
  const total = noDataBecause.length;
  if (total === 0 && withoutPurl === 0) return [];
  const byCode = new Map<string, { count: number; example: string }>();
  for (const { code, purl, reason } of noDataBecause) {
    const known = byCode.get(code) ?? { count: 0, example: `${purl}: ${reason}` };
    known.count++;
    byCode.set(code, known);
  }
  return [
    `no data about ${counted(total)} packages, which is not the same as not affected:`,
    ...[...byCode.values()].map(
      ({ count, example }) => `  ${counted(count).padStart(7)}  such as ${visible(example)}`,
    ),
    ...(withoutPurl === 0
      ? []
      : [`  ${counted(withoutPurl).padStart(7)}  components without a package URL`]),
  ];
}

function coverageLines({ coverage }: MatchResult): string[] {
  if (coverage.length === 0) return [];
  const parts = coverage.map(({ ecosystem, packages, advisories }) => {
    return `${visible(ecosystem)} ${counted(packages)} against ${counted(advisories)}`;
  });
  return [`packages against advisories: ${parts.join('; ')}`];
}

function findingLines(inventories: InventoryRead[], advisories: AdvisoriesRead): string[] {
  const findings = [
    ...inventories.flatMap(({ file, problems }) =>
      problems.map((each) => ({ where: file, ...each })),
    ),
    ...advisories.problems,
  ];
  if (findings.length === 0) return [];
  const more = findings.length - problemsPrinted;
  return [
    `${counted(findings.length)} findings in what was given (${counted(advisories.quarantined)} advisories set aside, ${counted(advisories.unreadable)} unreadable):`,
    ...findings.slice(0, problemsPrinted).map(({ where, instancePath, message }) => {
      return `  ${visible(where)}${instancePath === '' ? '' : ` ${visible(instancePath)}`}: ${visible(message)}`;
    }),
    ...(more > 0 ? [`  and ${counted(more)} more; \`--json\` lists them`] : []),
  ];
}
