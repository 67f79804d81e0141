/**
 * Our gateway as a process to be measured: real log, real witnesses, one grant that is never used up.
 * `PORT=n UPSTREAM=url FOLDER=path`; `PLAIN=1` leaves TLS out, so that its share can be told apart.
 */
import { startTestGateway } from '../gateway/gateway.fixture.ts';
import { termsAt } from '../src/gateway/grant.fixture.ts';

const { UPSTREAM = '', PORT = '0', FOLDER = '' } = process.env;
const base = termsAt(new Date());
const runnerKey = process.env['RUNNER_KEY'] ?? base.runner.keySha256;
const tls =
  process.env['TLS'] === undefined
    ? undefined
    : (JSON.parse(process.env['TLS']) as { key: string; cert: string });
await startTestGateway({
  upstream: UPSTREAM,
  terms: {
    runner: { ...base.runner, keySha256: runnerKey },
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
    ...(tls === undefined ? { identify: () => runnerKey } : { tls }),
  },
  isTls: tls !== undefined,
});
console.log('ready');
// An exit, not a death: a profiler may be watching.
process.once('SIGTERM', () => process.exit());
