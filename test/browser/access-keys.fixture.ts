/** What the parties of a grant make for themselves: keys, certificates, witnesses. */
import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer } from 'node:net';
import type { Clock } from '#platform/clock';
import { noteKey, type NoteSigner } from '#standards/tlog';
import { selfSigned, selfSignedServer, spkiSha256 } from '#standards/x509';
import type { Runner } from '../../demo/runner.ts';
import { startWitness, type RunningWitness } from '../../gateway/index.ts';

const dayMs = 86_400_000;

export function signer(name: string, type: 'ed25519' | 'cosignature' = 'ed25519'): NoteSigner {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return { key: noteKey(name, publicKey, type), privateKey };
}

export const witness = (
  log: NoteSigner,
  folder: string,
  name: string,
  clock: Clock,
): Promise<RunningWitness> =>
  startWitness({
    signer: signer(name, 'cosignature'),
    logs: [log.key],
    folder,
    host: '127.0.0.1',
    port: 0,
    nowS: () => Math.floor(clock.now().getTime() / 1000),
  });

export interface Listener {
  port: number;
  key: string;
  cert: string;
}

/** By the host's clock: that is what a certificate's life is compared with. */
const validity = () => ({
  from: new Date(Date.now() - 60_000),
  until: new Date(Date.now() + dayMs),
});

export function listenerOf(port: number): Listener {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = selfSignedServer({
    ...validity(),
    privateKey,
    name: 'gateway',
    hosts: ['127.0.0.1'],
  });
  return { port, key: pem(privateKey), cert };
}

export function runnerOf({ port, cert: ca }: Listener): Runner {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const cert = selfSigned({ ...validity(), privateKey, name: 'runner' });
  return { port, ca, key: pem(privateKey), cert, keySha256: spkiSha256(cert) };
}

const pem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
