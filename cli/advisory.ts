/**
 * `sallyport advisory`: checks CSAF 2.0 and OSV documents, and converts an advisory between our
 * own form, CSAF and OSV. No server and no network. A conversion that would lose something is
 * refused, naming what; a format we do not write yet is refused, never faked.
 */
import { readFile, stat } from 'node:fs/promises';
import { checkCsaf, type CsafFinding } from '#standards/csaf';
import { readOsv } from '#standards/osv';
// The pure part of advisories: its door would bring a database along, which no file needs.
import { toCsaf, toOsv, type Publisher } from '../src/advisories/convert.ts';
import { compareAffected } from '../src/advisories/equivalence.ts';
import { publisherSchema, readAdvisory } from '../src/advisories/schema.ts';
import { csafToOsv, osvToCsaf } from '../src/advisories/translate.ts';
import { CliError, exitCodes, type Command, type CommandResult } from './command.ts';
import { visible } from './terminal-text.ts';

const fileBytesMax = 256 * 1024 ** 2;
const filesMax = 100_000;
/** Findings of one file that a person is shown; `--json` has all that the checks list. */
const findingsPrinted = 20;

const targets = ['csaf', 'osv'] as const;
type Target = (typeof targets)[number];
const laterTargets = ['cve', 'openvex', 'cyclonedx'];

const usage =
  'advisory check FILE… | advisory convert --to csaf|osv [--publisher FILE] FILE   [--json]';

interface FileVerdict {
  file: string;
  /** What the file holds; null when it is neither, or cannot be read. */
  format: Target | null;
  valid: boolean;
  errors: CsafFinding[];
  warnings: CsafFinding[];
  infos: CsafFinding[];
}

const command: Command = {
  usage,
  options: { to: { type: 'string' }, publisher: { type: 'string' } },
  async execute({ values, positionals: [verb, ...files] }) {
    if (verb === 'check' && files.length > 0) return await check(files);
    const [file, ...others] = files;
    if (verb === 'convert' && file !== undefined && others.length === 0) {
      return await convert(file, targetOf(values['to']), values['publisher']);
    }
    throw new CliError(
      exitCodes.invalidInput,
      `give \`check FILE…\` or \`convert --to FORMAT FILE\`\nusage: sallyport ${usage}`,
    );
  },
};
export default command;

async function check(files: string[]): Promise<CommandResult> {
  if (files.length > filesMax)
    throw new CliError(exitCodes.invalidInput, `give at most ${filesMax} files at a time`);
  const verdicts: FileVerdict[] = [];
  for (const file of files) verdicts.push(await checkFile(file));
  const isUnread = verdicts.some(({ format }) => format === null);
  const isInvalid = verdicts.some(({ valid }) => !valid);
  return {
    exitCode: isUnread ? exitCodes.invalidInput : isInvalid ? exitCodes.failed : exitCodes.done,
    value: verdicts,
    text: verdicts.map(verdictText).join('\n'),
  };
}

async function checkFile(file: string): Promise<FileVerdict> {
  const none = { file, valid: false, warnings: [], infos: [] };
  const read = await readJson(file);
  if ('fault' in read)
    return {
      ...none,
      format: null,
      errors: [{ test: 'read', message: read.fault, instancePath: '' }],
    };
  const format = formatOf(read.json);
  if (format === 'csaf') {
    const { isValid, errors, warnings, infos } = checkCsaf(read.json);
    return { file, format, valid: isValid, errors, warnings, infos };
  }
  if (format === 'osv') {
    const errors = readOsv(read.json).problems.map(({ instancePath, message }) => ({
      test: 'osv-schema',
      message,
      instancePath,
    }));
    return { ...none, format, valid: errors.length === 0, errors };
  }
  return {
    ...none,
    format: null,
    errors: [{ test: 'format', message: unknownFormat(read.json), instancePath: '' }],
  };
}

async function convert(
  file: string,
  target: Target,
  publisherFile: unknown,
): Promise<CommandResult> {
  const read = await readJson(file);
  if ('fault' in read) throw new CliError(exitCodes.invalidInput, `\`${file}\` ${read.fault}`);
  const publisher =
    typeof publisherFile === 'string' ? await readPublisher(publisherFile) : undefined;
  const format = formatOf(read.json);
  if (format === target) throw new CliError(exitCodes.refused, `\`${file}\` is ${target} already`);
  const document =
    format === null
      ? fromOurs(file, read.json, target, publisher)
      : fromStandard(file, read.json, format, publisher);
  return { exitCode: exitCodes.done, value: document, text: JSON.stringify(document, null, 2) };
}

function fromStandard(
  file: string,
  json: unknown,
  format: Target,
  publisher: Publisher | undefined,
): object {
  const result = format === 'csaf' ? csafToOsv(json) : osvToCsaf(json, publisher);
  if (result.isTranslated) return result.document;
  const lost = result.lost.map(
    (path) => `  would be lost: ${path === '' ? 'the whole document' : path}`,
  );
  const reasons = result.reasons.map((reason) => `  ${reason}`);
  throw new CliError(
    exitCodes.refused,
    `\`${file}\` cannot be converted without loss\n${[...reasons, ...lost].map(visible).join('\n')}`,
  );
}

/** From our own form: written in both formats, compared, and then one of them handed out. */
function fromOurs(
  file: string,
  json: unknown,
  target: Target,
  publisher: Publisher | undefined,
): object {
  const reading = readAdvisory(json);
  if (!reading.isValid) {
    const errors = reading.errors.map(({ instancePath, message }) =>
      visible(`  ${instancePath} ${message}`),
    );
    throw new CliError(
      exitCodes.invalidInput,
      `\`${file}\` is neither CSAF 2.0, nor OSV, nor an advisory of ours\n${errors.join('\n')}`,
    );
  }
  if (target === 'csaf' && publisher === undefined) {
    throw new CliError(
      exitCodes.invalidInput,
      'CSAF names its publisher; add `--publisher FILE` with `category`, `name` and `namespace`',
    );
  }
  const { advisory } = reading;
  const unnamed: Publisher = {
    category: 'other',
    name: 'unnamed',
    namespace: 'https://publisher.invalid',
  };
  const csaf = toCsaf(advisory, publisher ?? unnamed);
  const osv = toOsv(advisory, publisher);
  const equivalence = compareAffected(csaf, osv);
  if (!equivalence.isEqual) {
    const { onlyInCsaf, onlyInOsv, reasons } = equivalence;
    throw new CliError(
      exitCodes.refused,
      `CSAF and OSV would not say the same\n${[...reasons, ...onlyInCsaf, ...onlyInOsv].map(visible).join('\n')}`,
    );
  }
  return target === 'csaf' ? csaf : osv;
}

function targetOf(value: unknown): Target {
  const target = targets.find((name) => name === value);
  if (target !== undefined) return target;
  if (laterTargets.some((name) => name === value)) {
    throw new CliError(
      exitCodes.refused,
      `\`${String(value)}\` is not written yet; give one of ${targets.join(', ')}`,
    );
  }
  throw new CliError(exitCodes.invalidInput, `give \`--to\` one of ${targets.join(', ')}`);
}

/** A CSAF document has a `document`; of the others, OSV says when it was modified and ours does not. */
function formatOf(json: unknown): Target | null {
  if (typeof json !== 'object' || json === null) return null;
  if ('document' in json) return [undefined, '2.0'].includes(csafVersionOf(json)) ? 'csaf' : null;
  return 'id' in json && ('modified' in json || 'schema_version' in json) ? 'osv' : null;
}

function csafVersionOf(json: object): string | undefined {
  const document = 'document' in json ? json.document : undefined;
  if (typeof document !== 'object' || document === null || !('csaf_version' in document))
    return undefined;
  return String(document.csaf_version);
}

function unknownFormat(json: unknown): string {
  const version = typeof json === 'object' && json !== null ? csafVersionOf(json) : undefined;
  return version === undefined
    ? 'this is neither CSAF 2.0 nor OSV'
    : `this is CSAF ${version.slice(0, 20)}; only CSAF 2.0 is checked`;
}

async function readPublisher(file: string): Promise<Publisher> {
  const read = await readJson(file);
  if ('fault' in read) throw new CliError(exitCodes.invalidInput, `\`${file}\` ${read.fault}`);
  const reading = publisherSchema.safeParse(read.json);
  if (reading.success) return reading.data as Publisher;
  const [issue] = reading.error.issues;
  throw new CliError(
    exitCodes.invalidInput,
    `\`${file}\` names no publisher: /${issue?.path.join('/') ?? ''} ${issue?.message ?? ''}`,
  );
}

/** A file's JSON, or what is wrong with the file and what to do. */
async function readJson(file: string): Promise<{ json: unknown } | { fault: string }> {
  try {
    const { size } = await stat(file);
    if (size > fileBytesMax) return { fault: `has ${size} bytes; give at most ${fileBytesMax}` };
    const bytes = await readFile(file);
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch (error) {
    if (error instanceof SyntaxError) return { fault: `is not JSON: ${visible(error.message)}` };
    if (error instanceof TypeError) return { fault: 'is not UTF-8 text' };
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    return { fault: code === 'ENOENT' ? 'does not exist' : `cannot be read (${code})` };
  }
}

function verdictText({ file, format, valid, errors, warnings, infos }: FileVerdict): string {
  const counts = `${errors.length} errors, ${warnings.length} warnings, ${infos.length} infos`;
  const word = format === null ? 'unreadable' : valid ? 'valid' : 'invalid';
  const lines = (name: string, findings: CsafFinding[]) =>
    findings.map(({ test, instancePath, message }) =>
      visible(`  ${name} ${test} ${instancePath === '' ? '/' : instancePath} ${message}`),
    );
  const found = [...lines('error', errors), ...lines('warning', warnings), ...lines('info', infos)];
  const rest = found.length - findingsPrinted;
  return [
    `${word.padEnd(11)}${(format ?? '').padEnd(6)}${visible(file)}  ${counts}`,
    ...found.slice(0, findingsPrinted),
    ...(rest > 0 ? [`  and ${rest} more; \`--json\` lists them`] : []),
  ].join('\n');
}
