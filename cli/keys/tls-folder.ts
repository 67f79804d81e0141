/**
 * A folder with a TLS key (`key.pem`, mode 0600) and its certificate (`cert.pem`): a runner's or
 * reader's, a gateway's, or the developer's authority. Certificates are self-signed: who somebody is
 * rests on the SHA-256 of the key, which the other side is told.
 */
import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { spkiSha256, validityOf, X509Error, type SelfSigned } from '#standards/x509';
import { CliError, exitCodes } from '../command.ts';
import { readGiven, readSecret, writeNew } from '../guarded-files.ts';

export const tlsKeyKinds = ['p-256', 'ed25519'] as const;
export type TlsKeyKind = (typeof tlsKeyKinds)[number];

const dayMs = 86_400_000;
const lastsMs = 365 * dayMs;
/** The other side's clock may be behind. */
const earlierMs = 3_600_000;

export const certificatePathOf = (folder: string): string => join(folder, 'cert.pem');
const keyPathOf = (folder: string): string => join(folder, 'key.pem');

/** Makes the folder's key and its certificate; refuses a folder that has one. */
export function makeTlsFolder(
  folder: string,
  kind: TlsKeyKind,
  certify: (given: Omit<SelfSigned, 'name'>) => string,
): string {
  const { privateKey } =
    kind === 'ed25519'
      ? generateKeyPairSync('ed25519')
      : generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const now = Date.now();
  const times = { from: new Date(now - earlierMs), until: new Date(now + lastsMs) };
  const certificate = orInvalid(() => certify({ privateKey, ...times }));
  if (statSync(certificatePathOf(folder), { throwIfNoEntry: false }) !== undefined) {
    throw new CliError(
      exitCodes.refused,
      `\`${certificatePathOf(folder)}\` is there already and is not overwritten; give another folder`,
    );
  }
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new CliError(exitCodes.failed, `cannot make the folder \`${folder}\``, { cause: error });
  }
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  writeNew(keyPathOf(folder), pem, 0o600);
  writeNew(certificatePathOf(folder), certificate, 0o644);
  return certificate;
}

export interface TlsFolder {
  privateKey: KeyObject;
  keyPem: string;
  certificate: string;
}

/** Both halves; refused when the key can be read by others or is not the certificate's. */
export function readTlsFolder(folder: string): TlsFolder {
  const certificate = readCertificateOf(folder);
  const path = keyPathOf(folder);
  const keyPem = readSecret(path);
  let privateKey: KeyObject;
  try {
    privateKey = createPrivateKey(keyPem);
  } catch {
    throw new CliError(exitCodes.invalidInput, `\`${path}\` is no private key in PEM`);
  }
  if (spkiSha256(privateKey) !== spkiSha256(certificate)) {
    throw new CliError(
      exitCodes.invalidInput,
      `\`${path}\` is not the key of \`${certificatePathOf(folder)}\`; make both anew`,
    );
  }
  return { privateKey, keyPem, certificate };
}

/** The public half alone: whoever issues a certificate needs nobody's key but their own. */
export function readCertificateOf(folder: string): string {
  return readCertificate(certificatePathOf(folder));
}

export function readCertificate(path: string): string {
  const text = readGiven(path);
  return orInvalid(() => {
    validityOf(text);
    return text;
  }, path);
}

/** Says of a fault in what was given where it was. */
export function orInvalid<T>(work: () => T, place?: string): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof X509Error)) throw error;
    const where = place === undefined ? '' : `\`${place}\`: `;
    throw new CliError(exitCodes.invalidInput, `${where}${error.message}`, { cause: error });
  }
}
