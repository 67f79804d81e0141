/**
 * The installation as a reader of gateways' logs: one key, derived from the inner zone's root, and a
 * certificate that carries it. A gateway lists the key's hash; who signed the certificate means nothing,
 * and so does its life, which is long only because TLS refuses one that is over.
 */
import type { ZoneKeys } from '#platform/keys';
import { selfSigned, spkiSha256 } from '#standards/x509';
import type { ReaderIdentity } from './gateway-client.ts';

const day = 86_400_000;
const yearsMax = 10;

export function readerIdentity({ reader }: Pick<ZoneKeys, 'reader'>, now: Date): ReaderIdentity {
  return {
    key: reader.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: selfSigned({
      privateKey: reader,
      name: 'sallyport reader',
      // A gateway's clock may be behind ours.
      from: new Date(now.getTime() - day),
      until: new Date(now.getTime() + yearsMax * 365 * day),
    }),
  };
}

/** What a developer adds to its gateway's `readers`. */
export const readerKeySha256 = ({ reader }: Pick<ZoneKeys, 'reader'>): string => spkiSha256(reader);
