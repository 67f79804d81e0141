/**
 * What people type on their own machine, as one line to copy. Names in it were chosen by somebody else, so
 * each word is quoted for a POSIX shell: a log named `x; rm -rf ~` must stay a name.
 */
import type { Determination, Grant, Partnership, Submission } from '../api/views.ts';

export const shellWord = (word: string): string =>
  /^[\w./:@=+-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

const line = (...words: string[]): string => ['./sallyport', ...words].map(shellWord).join(' ');

/** Stand where people put their own. */
const keyFile = 'MY-KEY';
const keyName = 'MY-NAME';

export const newKeyCommand = line('keys', 'new', '--name', keyName, '--out', keyFile);

/** `server`: the origin of this installation. */
export const registerCommand = (server: string): string =>
  line('grant', 'register', '--key', keyFile, '--server', server);

export const showCommand = ({ id }: Grant, server: string): string =>
  line('grant', 'show', id, '--server', server);

/** The digest is what was compared: the command signs no other words. */
export const signCommand = ({ id, digest }: Grant, server: string): string =>
  line('grant', 'sign', id, '--key', keyFile, '--digest', digest ?? '', '--server', server);

export const revokeCommand = ({ id }: Grant, server: string): string =>
  line('grant', 'revoke', id, '--key', keyFile, '--server', server);

export const nominateCommand = (submissionId: string, file: string, server: string): string =>
  line('partnership', 'nominate', submissionId, file, '--key', keyFile, '--server', server);

export const showPartnershipCommand = ({ id }: Partnership, server: string): string =>
  line('partnership', 'show', id, '--server', server);

/** The digest is what was compared: the command signs no other words. */
export const signPartnershipCommand = (
  { id, statementSha256: digest }: Partnership,
  server: string,
): string =>
  line('partnership', 'sign', id, '--key', keyFile, '--digest', digest, '--server', server);

/** A header of HTTP, whole; an asset's name has no character that a header could not carry. */
export const assetHeaderLine = (asset: string): string => `sallyport-asset: ${asset}`;

export const showDeterminationCommand = ({ id }: Pick<Determination, 'id'>, server: string) =>
  line('determination', 'show', id, '--server', server);

/** The digest is what was compared: the command signs no other words. */
export const signDeterminationCommand = (
  { id }: Pick<Determination, 'id'>,
  digest: string,
  server: string,
): string =>
  line('determination', 'sign', id, '--key', keyFile, '--digest', digest, '--server', server);

/** What the page saves a threshold's opening as. */
export const openingFileName = 'threshold-opening.json';

export const verifyDeterminationCommand = ({ id }: Pick<Determination, 'id'>): string =>
  line('review', 'verify', `${id}.json`, '--opening', openingFileName);

export const verifyLogCommand = (logId: string, server: string): string =>
  line('ledger', 'verify', `${server}/api/ledger/${logId}`);

export const unpackCommand = ({ id }: Submission): string => `tar -xf ${shellWord(`${id}.tar`)}`;

/** Verifies the unpacked log by the keys that this submission names, which a reader should know otherwise. */
export function verifyCommand({ id, gateway, parties }: Submission): string {
  const witnesses = [parties.developer.witnessVkey, parties.evaluator.witnessVkey];
  const named = witnesses.flatMap((vkey) => (vkey === null ? [] : ['--witness', vkey]));
  return line('ledger', 'verify', id, '--key', gateway?.logVkey ?? 'LOG-KEY', ...named);
}
