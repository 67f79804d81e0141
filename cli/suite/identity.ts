/**
 * Identities of age (C2SP) in files as `age-keygen` writes them: a custodian's, kept for as long as the suite
 * is; a runner's, made for one unseal. The public half is what a suite is sealed to.
 */
import { Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { CliError, exitCodes } from '../command.ts';
import { listed } from '../grant/words.ts';
import { readSecret, writeNew } from '../guarded-files.ts';
import type { Verb } from '../verbs.ts';

export interface Identity {
  secret: string;
  recipient: string;
}

export const key: Verb = {
  usage: 'key --out FILE',
  options: { out: { type: 'string' } },
  takes: 0,
  async execute({ required }) {
    const out = required('out');
    const secret = await generateX25519Identity();
    const recipient = await identityToRecipient(secret);
    writeNew(out, `# public key: ${recipient}\n${secret}\n`, 0o600);
    return {
      exitCode: exitCodes.done,
      value: { recipient, file: out },
      text: listed([
        ['kept in', `${out}, for you alone; what is sealed to it is lost with it`],
        ['recipient', recipient],
      ]).join('\n'),
    };
  },
};

/** Refuses a file that others may read; says nothing of what is in it. */
export async function readIdentity(path: string): Promise<Identity> {
  const lines = readSecret(path)
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('#'));
  const [secret = ''] = lines;
  const malformed = new CliError(
    exitCodes.invalidInput,
    `\`${path}\` is no file of one age identity; \`suite key\` or \`age-keygen\` makes one`,
  );
  if (lines.length !== 1 || !secret.startsWith('AGE-SECRET-KEY-1')) throw malformed;
  try {
    return { secret, recipient: await identityToRecipient(secret) };
  } catch {
    // What the library says of a broken identity may quote it.
    throw malformed;
  }
}

/** A recipient as it was typed, whole: its checksum finds a letter that is wrong. */
export function checkedRecipient(text: string, option: string): string {
  try {
    if (!text.startsWith('age1') || text.startsWith('age1pq')) throw new TypeError('no X25519');
    new Encrypter().addRecipient(text);
    return text;
  } catch {
    throw new CliError(
      exitCodes.invalidInput,
      `\`--${option}\` takes a recipient like \`age1…\`, as \`suite key\` printed it`,
    );
  }
}
