/** What stands at the two ends of a gateway on this host: its listener's key, and its runner's. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type AddressInfo } from 'node:net';
import { selfSigned, selfSignedServer, spkiSha256 } from '#standards/x509';
import type { Runner } from './runner.ts';

export interface Listener {
  port: number;
  /** PEM, as the certificate is. */
  key: string;
  cert: string;
}

/** By the host's clock: that is what a certificate's life is compared with. */
const validity = () => ({
  from: new Date(Date.now() - 60_000),
  until: new Date(Date.now() + 30 * 86_400_000),
});

export async function newListener(): Promise<Listener> {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const hosts = ['127.0.0.1'];
  const cert = selfSignedServer({ ...validity(), privateKey, name: 'gateway', hosts });
  return { port: await freePort(), key: pem(privateKey), cert };
}

export function newRunner({ port, cert: ca }: Listener): Runner {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = selfSigned({ ...validity(), privateKey, name: 'runner' });
  return { port, ca, key: pem(privateKey), cert, keySha256: spkiSha256(cert) };
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

/** The submission names the gateway's address before there is a gateway. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
