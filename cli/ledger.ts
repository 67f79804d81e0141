/**
 * `sallyport ledger verify`: whether a log is what it claims, computed here by somebody who trusts neither
 * side. Says in plain words what that proves and what it does not, then each check, then each fault at
 * its place.
 */
import { readFileSync, statSync } from 'node:fs';
import {
  noteBytesMax,
  parseCheckpoint,
  parseProofFile,
  parseVkey,
  proofFileBytesMax,
  readText,
  splitNote,
  TlogError,
  verifyLog,
  type LogQuestions,
  type LogReport,
} from '#standards/tlog';
import { CliError, exitCodes, type Command } from './command.ts';
import { logSourceOf } from './log-source.ts';
import { asInput, invalidInput, logKeyOf } from './log-trust.ts';
import { counted, visible } from './terminal-text.ts';

const command: Command = {
  usage:
    'ledger verify URL|DIR [--key VKEY] [--witness VKEY]... [--quorum N|all] [--since CHECKPOINT] [--proof FILE]   (SALLYPORT_TOKEN)',
  options: {
    key: { type: 'string' },
    witness: { type: 'string', multiple: true },
    quorum: { type: 'string' },
    since: { type: 'string' },
    proof: { type: 'string' },
  },
  async execute({ values, positionals }) {
    const [verb, place] = positionals;
    if (verb !== 'verify' || place === undefined || positionals.length !== 2) {
      throw new CliError(exitCodes.invalidInput, `usage: sallyport ${command.usage}`);
    }
    const { key, witness, quorum, since, proof } = values;
    const source = logSourceOf(place);
    const questions: LogQuestions = {
      ...(typeof since === 'string' && { earlier: readEarlier(since) }),
      ...(typeof proof === 'string' && { proof: readProof(proof) }),
    };
    const witnesses = (Array.isArray(witness) ? witness : []).map((vkey) => {
      return asInput('--witness', () => parseVkey(vkey));
    });
    const trust = { ...(await logKeyOf(source, key)), witnesses, quorum: quorumOf(quorum) };
    const report = await verifyLog(source, trust, questions).catch((error: unknown) => {
      throw invalidInput(error, place);
    });
    const exitCode = report.isProved ? exitCodes.done : exitCodes.failed;
    return { exitCode, value: report, text: visibleLines(textOf(report)) };
  },
};
export default command;

function quorumOf(value: unknown): number | 'all' {
  if (value === undefined || value === 'all') return 'all';
  if (typeof value === 'string' && /^[0-9]{1,3}$/.test(value)) return Number(value);
  throw new CliError(exitCodes.invalidInput, '`--quorum` takes `all` or a number of witnesses');
}

/** Only its form: whether it is signed is for the verification to say. */
function readEarlier(file: string): string {
  return asInput(file, () => {
    const note = readText(readGiven(file, noteBytesMax), 'the checkpoint');
    parseCheckpoint(splitNote(note).text);
    return note;
  });
}

const readProof = (file: string) =>
  asInput(file, () => parseProofFile(readText(readGiven(file, proofFileBytesMax), 'the proof')));

function readGiven(file: string, bytesMax: number): Uint8Array {
  const status = statSync(file, { throwIfNoEntry: false });
  if (status?.isFile() !== true) {
    throw new CliError(exitCodes.invalidInput, `\`${file}\` is not a file`);
  }
  if (status.size > bytesMax) throw new TlogError(`has more than ${bytesMax} bytes`);
  return readFileSync(file);
}

const marks = { passed: 'ok', failed: 'FAILED', 'not reached': 'unseen', 'not asked': '-' };

function textOf(report: LogReport): string[] {
  const { isProved, origin, size, keyFrom, checks, findings, findingsLeftOut } = report;
  const held = keyFrom === 'caller' ? 'holds' : 'agrees with itself';
  const verdict = isProved ? held : 'DOES NOT HOLD';
  const checkWidth = Math.max(...checks.map(({ check }) => check.length));
  return [
    `log \`${origin}\` ${verdict}${size === undefined ? '' : ` at ${counted(size)} entries`}`,
    '',
    'What this proves',
    ...listed(report.proves.length > 0 ? report.proves : ['Nothing.']),
    '',
    'What it does not prove',
    ...listed(report.doesNotProve),
    '',
    ...checks.map(
      ({ check, status, detail }) =>
        `${marks[status].padEnd(8)}${check.padEnd(checkWidth + 2)}${detail}`,
    ),
    ...(findings.length === 0 ? [] : ['']),
    ...findings.map(({ place, detail }) => `${place}: ${detail}`),
    ...(findingsLeftOut === 0 ? [] : [`and ${counted(findingsLeftOut)} more`]),
  ];
}

const listed = (sentences: readonly string[]): string[] =>
  sentences.map((sentence) => `- ${sentence}`);

const visibleLines = (lines: readonly string[]): string => lines.map(visible).join('\n');
