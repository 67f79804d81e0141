/**
 * Certificates of X.509 (RFC 5280), pure: those that the parties of a grant make for themselves, and the
 * short-lived ones by which a developer's authority lets its gateway reach the model. Who somebody is
 * rests on the SHA-256 of the public key (RFC 7469 §2.4's pin), never on who signed a certificate.
 */
import { createPublicKey, hash, X509Certificate, type KeyObject } from 'node:crypto';
import {
  keyIdOf,
  nameOf,
  requireKeyKind,
  signedCertificate,
  spkiOf,
  type Purpose,
} from './certificate.ts';
import { elementsOf } from './der.ts';
import { readHost } from './host.ts';
import { X509Error } from './problems.ts';

export { X509Error } from './problems.ts';

/** The first instant inside and the last; both are cut to whole seconds. */
export interface Validity {
  from: Date;
  until: Date;
}

export interface SelfSigned extends Validity {
  privateKey: KeyObject;
  name: string;
}

/** A client's own certificate: it carries the key to a server that knows the key's hash. */
export const selfSigned = (given: SelfSigned): string => selfSignedAs(given, { as: 'client' });

/** A server's own certificate, for the names and addresses by which it is reached. */
export const selfSignedServer = ({
  hosts,
  ...given
}: SelfSigned & { hosts: readonly string[] }): string =>
  selfSignedAs(given, { as: 'server', hosts: hosts.map(readHost) });

/** An authority that issues certificates and is used for nothing else. */
export const selfSignedAuthority = (given: SelfSigned): string =>
  selfSignedAs(given, { as: 'authority' });

function selfSignedAs({ privateKey, name, from, until }: SelfSigned, purpose: Purpose): string {
  const publicKey = createPublicKey(privateKey);
  const subject = nameOf(name);
  return signedCertificate({
    subject,
    issuer: subject,
    publicKey,
    from,
    until,
    purpose,
    signingKey: privateKey,
    issuerKeyId: keyIdOf(publicKey),
  });
}

/** A client's certificate by an authority; never for longer than the authority's own lasts. */
export function issueClient({
  caKey,
  caCert,
  publicKey,
  name,
  from,
  until,
}: Validity & { caKey: KeyObject; caCert: string; publicKey: KeyObject; name: string }): string {
  const authority = readCertificate(caCert);
  if (!authority.ca) throw new X509Error('the authority’s certificate is not one of an authority');
  if (!authority.checkPrivateKey(caKey)) {
    throw new X509Error('the authority’s key is not that of its certificate');
  }
  if (until > authority.validToDate) {
    throw new X509Error('the authority’s certificate does not last for as long; make a new one');
  }
  requireKeyKind(publicKey);
  const { subject, keyId } = issuerOf(authority);
  return signedCertificate({
    subject: nameOf(name),
    issuer: subject,
    publicKey,
    from,
    until,
    purpose: { as: 'client' },
    signingKey: caKey,
    issuerKeyId: keyId,
  });
}

/** SHA-256 of the SubjectPublicKeyInfo in lower-case hex: how grants and gateways name a key. */
export function spkiSha256(certOrKey: string | KeyObject): string {
  const publicKey =
    typeof certOrKey !== 'string'
      ? certOrKey.type === 'private'
        ? createPublicKey(certOrKey)
        : certOrKey
      : publicKeyOf(certOrKey);
  return hash('sha256', spkiOf(publicKey), 'hex');
}

/** The public key of a certificate in PEM, or of a key in PEM. */
export function publicKeyOf(pem: string): KeyObject {
  if (pem.includes('-----BEGIN CERTIFICATE-----')) return readCertificate(pem).publicKey;
  try {
    return createPublicKey(pem);
  } catch (error) {
    throw new X509Error('this is neither a certificate nor a key in PEM', { cause: error });
  }
}

export function validityOf(pem: string): Validity {
  const { validFromDate, validToDate } = readCertificate(pem);
  return { from: validFromDate, until: validToDate };
}

function readCertificate(pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch (error) {
    throw new X509Error('this is no certificate in PEM', { cause: error });
  }
}

/** Its name byte for byte, and its key identifier if it states one: what it signs must repeat both. */
function issuerOf({ raw }: X509Certificate): { subject: Buffer; keyId: Buffer | undefined } {
  const [certificate] = elementsOf(raw);
  const [body] = elementsOf(certificate?.content ?? Buffer.of());
  const fields = elementsOf(body?.content ?? Buffer.of());
  const isVersioned = fields[0]?.tag === 0xa0;
  const subject = fields[isVersioned ? 5 : 4];
  if (subject === undefined) throw new X509Error('the authority’s certificate has no subject');
  const extensions = fields.find(({ tag }) => tag === 0xa3);
  const [list] = elementsOf(extensions?.content ?? Buffer.of());
  const subjectKeyId = elementsOf(list?.content ?? Buffer.of())
    .map(({ content }) => elementsOf(content))
    .find(([id]) => id?.content.equals(Buffer.of(0x55, 0x1d, 0x0e)));
  const [keyId] = elementsOf(subjectKeyId?.at(-1)?.content ?? Buffer.of());
  return { subject: subject.whole, keyId: keyId?.content };
}
