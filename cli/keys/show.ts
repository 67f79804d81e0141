/**
 * `keys show`: what a key is, from a key file of one's own, or from what others handed over: a vkey or a
 * certificate. The digits are those that its owner reads aloud.
 */
import { statSync } from 'node:fs';
import { fingerprintOf, parseVkey, TlogError } from '#standards/tlog';
import { CliError, exitCodes, type CommandResult } from '../command.ts';
import { readGiven } from '../guarded-files.ts';
import { visible } from '../terminal-text.ts';
import type { Verb } from '../verbs.ts';
import { readKeyFile } from './key-file.ts';
import { kindInWords, shown } from './note-keys.ts';
import { certificatePathOf, readCertificate } from './tls-folder.ts';
import { shownCertificate } from './tls-keys.ts';

export const show: Verb = {
  usage: 'show FILE|FOLDER|VKEY [--paper]',
  options: { paper: { type: 'boolean' } },
  takes: 1,
  execute({ positionals: [given = ''], isSet }) {
    const status = statSync(given, { throwIfNoEntry: false });
    const isPublic = status === undefined || status.isDirectory() || isCertificate(given);
    if (isPublic && isSet('paper')) {
      throw new CliError(exitCodes.invalidInput, 'only a key file of your own has a paper backup');
    }
    if (status === undefined) return shownVkey(given);
    const certificate = status.isDirectory() ? certificatePathOf(given) : given;
    return isPublic
      ? shownCertificate(readCertificate(certificate), certificate, undefined)
      : shown(readKeyFile(given), given, isSet('paper'));
  },
};

const isCertificate = (path: string): boolean =>
  readGiven(path).includes('-----BEGIN CERTIFICATE-----');

function shownVkey(text: string): CommandResult {
  let key;
  try {
    key = parseVkey(text);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    // Not repeated: it may be a secret put in the wrong place.
    throw new CliError(
      exitCodes.invalidInput,
      `this is neither a file nor a public key: ${error.message}`,
      { cause: error },
    );
  }
  const { name, type, vkey } = key;
  const fingerprint = fingerprintOf(vkey);
  const lines = [
    `name         ${name}`,
    `kind         ${kindInWords[type]}`,
    `read aloud   ${fingerprint}`,
  ];
  return {
    exitCode: exitCodes.done,
    value: { name, type, vkey, fingerprint },
    text: lines.map(visible).join('\n'),
  };
}
