/**
 * `keys new`, `keys witness` and `keys restore`: Ed25519 keys that sign grants, logs and checkpoints.
 * The private half leaves this process for the key file only, and, when asked for, as paper on standard
 * output; never by an argument, a message or a log.
 */
import type { NoteKeyType, NoteSigner } from '#standards/tlog';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { linesOf } from '../lines.ts';
import { visible } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { fingerprintOf, newSigner } from '#standards/tlog';
import { namedKey, writeKeyFile } from './key-file.ts';
import { keyOfPaper, paperGroups, PaperFault, paperOf } from './paper.ts';

/** Fourteen groups of five, with room for whoever spaces them wide. */
const typedBytesMax = 4096;

export const kindInWords: Readonly<Record<NoteKeyType, string>> = {
  ed25519: 'signs grants and logs (Ed25519)',
  cosignature: 'signs checkpoints as a witness (Ed25519 cosignature)',
};

const make = (type: NoteKeyType, usage: string): Verb => ({
  usage,
  options: { name: { type: 'string' }, out: { type: 'string' }, paper: { type: 'boolean' } },
  takes: 0,
  execute({ required, isSet }) {
    const [name, path] = [required('name'), required('out')];
    const signer = namedKey(() => newSigner(name, type));
    writeKeyFile(path, signer);
    return shown(signer, path, isSet('paper'));
  },
});

export const newKey = make('ed25519', 'new --name NAME --out FILE [--paper]');
export const witnessKey = make('cosignature', 'witness --name NAME --out FILE [--paper]');

export const restore: Verb = {
  usage: 'restore --name NAME --out FILE   (the paper’s groups on standard input)',
  options: { name: { type: 'string' }, out: { type: 'string' } },
  takes: 0,
  async execute({ required }) {
    const [name, path] = [required('name'), required('out')];
    if (process.stdin.isTTY) {
      process.stderr.write(
        `type the ${paperGroups} groups of the paper, as many to a line as you like; then an empty line\n`,
      );
    }
    const signer = restored(await typed(), name);
    writeKeyFile(path, signer);
    return shown(signer, path, false);
  },
};

function restored(groups: string, name: string): NoteSigner {
  try {
    return namedKey(() => keyOfPaper(groups, name));
  } catch (error) {
    if (!(error instanceof PaperFault)) throw error;
    throw new CliError(exitCodes.invalidInput, error.message, { cause: error });
  }
}

async function typed(): Promise<string> {
  const lines: string[] = [];
  let bytes = 0;
  for await (const { text, isCut } of linesOf(process.stdin, typedBytesMax)) {
    bytes += text.length;
    if (isCut || bytes > typedBytesMax) {
      throw new CliError(exitCodes.invalidInput, `a paper has ${paperGroups} groups and no more`);
    }
    if (text.trim() === '' && lines.length > 0) break;
    lines.push(text);
  }
  return lines.join(' ');
}

/** What its owner needs of a key: the line to hand on, the digits to read aloud, the paper if asked for. */
export function shown(signer: NoteSigner, path: string, withPaper: boolean): CommandResult {
  const { name, type, vkey } = signer.key;
  const fingerprint = fingerprintOf(vkey);
  const paper = withPaper ? paperOf(signer) : undefined;
  const value = { name, type, vkey, fingerprint, file: path, ...(paper && { paper }) };
  const lines = [
    `name         ${name}`,
    `kind         ${kindInWords[type]}`,
    `key file     ${path}: for you alone; whoever has it signs as you`,
    '',
    'Hand this line to whoever must know the key:',
    vkey,
    '',
    'Read this aloud when they compare it:',
    fingerprint,
    ...(paper === undefined
      ? []
      : [
          '',
          `Paper backup of ${name}. Write it by hand with the name above, seal it, and clear this screen:`,
          ...paper,
        ]),
  ];
  return { exitCode: exitCodes.done, value, text: lines.map(visible).join('\n') };
}
