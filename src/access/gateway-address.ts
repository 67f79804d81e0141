/** How a gateway is known: its address, and the certificate that is believed there. Pure. */
import { X509Certificate } from 'node:crypto';

/** SHA-256 of the certificate in DER, lower-case hex: what is pinned. */
export const certificateDigest = (pem: string): string =>
  new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
