/**
 * Our gateway as a process to be measured: real log, real witnesses, one grant that is never used up.
 * `PORT=n UPSTREAM=url FOLDER=path`; `TLS=1` listens with TLS 1.3, so that its share can be told apart.
 * The load tool has no certificate to show: who calls is taken for granted, all else is as in service.
 */
import { generateKeyPairSync } from 'node:crypto';
import { startTestGateway } from '../gateway/gateway.fixture.ts';
import { selfSignedServer } from '#standards/x509';
import { termsAt } from '../src/gateway/grant.fixture.ts';

const { UPSTREAM = '', PORT = '0', FOLDER = '' } = process.env;
const base = termsAt(new Date());
const runnerKey = base.runner.keySha256;
const hourMs = 3_600_000;

function listenerTls(): { key: string; cert: string } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
  const validity = { from: new Date(Date.now() - hourMs), until: new Date(Date.now() + hourMs) };
  const hosts = ['127.0.0.1'];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: selfSignedServer({ ...validity, privateKey, name: 'gateway', hosts }),
  };
}

await startTestGateway({
  upstream: UPSTREAM,
  terms: {
    budget: {
      ...base.budget,
      requests: 1_000_000_000,
      tokens: 1_000_000_000_000,
      streamsMax: 10_000,
    },
  },
  change: {
    folder: FOLDER,
    listen: { host: '127.0.0.1', port: Number(PORT) },
    identify: () => runnerKey,
    ...(process.env['TLS'] === '1' && { tls: listenerTls() }),
  },
});
console.log('ready');
// An exit, not a death: a profiler may be watching.
process.once('SIGTERM', () => process.exit());
