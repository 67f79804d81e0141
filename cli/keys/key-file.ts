/**
 * A key file: one line that is the public half (the vkey, to hand to others), then the private half as
 * PKCS #8 in PEM, which OpenSSL and `log.key` of a gateway read as it stands. Mode 0600; no passphrase:
 * what protects it is who may read the file, and the paper is the backup.
 */
import { createPrivateKey, createPublicKey } from 'node:crypto';
import { noteKey, TlogError, type NoteSigner } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { readSecret, writeNew } from '../guarded-files.ts';

export function writeKeyFile(path: string, { key, privateKey }: NoteSigner): void {
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeNew(path, `${key.vkey}\n${pem}`, 0o600);
}

/** Refuses a file that others may read, and one whose two halves do not belong together. */
export function readKeyFile(path: string): NoteSigner {
  const text = readSecret(path);
  const [vkey = ''] = text.split('\n', 1);
  const malformed = () =>
    new CliError(
      exitCodes.invalidInput,
      `\`${path}\` is no key file: its first line is not the public half of the key below it`,
    );
  for (const type of ['ed25519', 'cosignature'] as const) {
    try {
      const privateKey = createPrivateKey(text);
      const key = noteKey(vkey.split('+')[0] ?? '', createPublicKey(privateKey), type);
      if (key.vkey === vkey) return { key, privateKey };
    } catch {
      // What OpenSSL says of a broken key may quote it; ours says enough.
      throw malformed();
    }
  }
  throw malformed();
}

/** A person's key, which signs texts; a witness's would sign a time with them. */
export function readPersonsKey(path: string): NoteSigner {
  const signer = readKeyFile(path);
  if (signer.key.type === 'ed25519') return signer;
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` is a witness’s key; a grant is signed by a person’s, made by \`keys new\``,
  );
}

/** Makes a key, or says what is wrong with its name. */
export function namedKey<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new CliError(exitCodes.invalidInput, `\`--name\`: ${error.message}`, { cause: error });
  }
}
