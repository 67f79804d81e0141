/**
 * One X.509 version 3 certificate (RFC 5280), composed and signed with an Ed25519 (RFC 8410) or P-256
 * (RFC 5758) key. Written out because the whole of what we need is this page; reading certificates is
 * OpenSSL's, through node:crypto.
 */
import { hash, sign, type KeyObject } from 'node:crypto';
import {
  bitString,
  boolean,
  element,
  elementsOf,
  explicit,
  implicit,
  integer,
  octetString,
  oid,
  sequence,
  setOf,
  time,
  utf8String,
} from './der.ts';
import type { Host } from './host.ts';
import { X509Error } from './problems.ts';

/** What the key may be used for, and nothing besides. */
export type Purpose =
  | { as: 'client' }
  | { as: 'server'; hosts: readonly Host[] }
  /** Signs other certificates, one level deep, and is no client or server itself. */
  | { as: 'authority' };

export interface CertificateParts {
  /** Subject and issuer: names in DER. */
  subject: Buffer;
  issuer: Buffer;
  publicKey: KeyObject;
  from: Date;
  until: Date;
  purpose: Purpose;
  signingKey: KeyObject;
  /** The issuer's own key identifier; absent where an authority of others states none. */
  issuerKeyId: Buffer | undefined;
}

const nameCharactersMax = 64;
const commonName = '2.5.4.3';
const signatures = {
  ed25519: { algorithm: sequence(oid('1.3.101.112')), digest: null },
  ec: { algorithm: sequence(oid('1.2.840.10045.4.3.2')), digest: 'sha256' },
} as const;
const bits = { digitalSignature: 0x80, keyCertSign: 0x04, cRLSign: 0x02 };

/** In PEM. */
export function signedCertificate(parts: CertificateParts): string {
  const { algorithm, digest } = signatureOf(parts.signingKey);
  requireValidity(parts.from, parts.until);
  const signed = (serial: Buffer) =>
    sequence(
      explicit(0, integer(Buffer.of(2))),
      integer(serial),
      algorithm,
      parts.issuer,
      sequence(time(parts.from), time(parts.until)),
      parts.subject,
      spkiOf(parts.publicKey),
      explicit(3, sequence(...extensionsOf(parts))),
    );
  // The serial must be unique to the issuer, not a secret: a hash over all the rest is, and needs no chance.
  const serial = hash('sha256', signed(Buffer.of(1)), 'buffer').subarray(0, 16);
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  const body = signed(serial);
  const der = sequence(body, algorithm, bitString(sign(digest, body, parts.signingKey)));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}

/** A name of one part, its common name. */
export function nameOf(text: string): Buffer {
  const isPlain = text.trim() === text && text.isWellFormed() && !/\p{Cc}/u.test(text);
  if (text === '' || [...text].length > nameCharactersMax || !isPlain) {
    throw new X509Error(
      `a certificate’s name has 1 to ${nameCharactersMax} characters, no control character, and no space around it`,
    );
  }
  return sequence(setOf(sequence(oid(commonName), utf8String(text))));
}

/** RFC 7093 §2, method 1: the key itself, hashed and cut. */
export function keyIdOf(publicKey: KeyObject): Buffer {
  const [spki] = elementsOf(spkiOf(publicKey));
  const [, key] = elementsOf(spki?.content ?? Buffer.of());
  return hash('sha256', key?.content.subarray(1) ?? '', 'buffer').subarray(0, 20);
}

export const spkiOf = (publicKey: KeyObject): Buffer =>
  publicKey.export({ type: 'spki', format: 'der' });

/** Which signature a key makes; refuses keys of other kinds. */
function signatureOf(key: KeyObject): (typeof signatures)[keyof typeof signatures] {
  requireKeyKind(key);
  return signatures[key.asymmetricKeyType as keyof typeof signatures];
}

export function requireKeyKind({ asymmetricKeyType: type, asymmetricKeyDetails }: KeyObject): void {
  if (type === 'ed25519') return;
  if (type === 'ec' && asymmetricKeyDetails?.namedCurve === 'prime256v1') return;
  throw new X509Error('a certificate’s key is Ed25519 or P-256');
}

function requireValidity(from: Date, until: Date): void {
  const seconds = [from, until].map((at) => Math.floor(at.getTime() / 1000));
  const [start = NaN, end = NaN] = seconds;
  if (!(start < end)) throw new X509Error('a certificate must end after it begins');
  if (start < 0 || until.getUTCFullYear() > 9999) {
    throw new X509Error('a certificate lies between the years 1970 and 9999');
  }
}

function extensionsOf({ publicKey, purpose, issuerKeyId }: CertificateParts): Buffer[] {
  const isAuthority = purpose.as === 'authority';
  const usage = isAuthority ? bits.keyCertSign | bits.cRLSign : bits.digitalSignature;
  const extensions = [
    // An authority of one level: what it signs cannot sign further.
    extension(
      '2.5.29.19',
      true,
      isAuthority ? sequence(boolean(true), integer(Buffer.of(0))) : sequence(),
    ),
    extension('2.5.29.15', true, bitString(Buffer.of(usage), isAuthority ? 1 : 7)),
    extension('2.5.29.14', false, octetString(keyIdOf(publicKey))),
  ];
  if (issuerKeyId !== undefined) {
    extensions.push(extension('2.5.29.35', false, sequence(implicit(0, issuerKeyId))));
  }
  if (purpose.as === 'client') {
    extensions.push(extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.2'))));
  }
  if (purpose.as === 'server') {
    if (purpose.hosts.length === 0) throw new X509Error('a server’s certificate names its hosts');
    extensions.push(
      extension('2.5.29.37', false, sequence(oid('1.3.6.1.5.5.7.3.1'))),
      extension('2.5.29.17', false, sequence(...purpose.hosts.map(generalName))),
    );
  }
  return extensions;
}

const extension = (id: string, isCritical: boolean, value: Uint8Array): Buffer =>
  sequence(oid(id), ...(isCritical ? [boolean(true)] : []), octetString(value));

const generalName = (host: Host): Buffer =>
  'dns' in host ? element(0x82, Buffer.from(host.dns, 'ascii')) : element(0x87, host.ip);
