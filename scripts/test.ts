/**
 * `npm test`: what the host lacks is installed or named, the code is checked, then every test file runs.
 * The last line is the count. With arguments, only the named test files run.
 */
import { availableParallelism } from 'node:os';
import { globSync } from 'node:fs';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startTestServer, stopTestServer } from '#test/postgres';
import { buildWeb } from './build-web.ts';
import { check } from './check.ts';
import { ensureHostTools } from './host-tools.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
/** A test that takes longer hangs. */
const testMsMax = 6 * 60_000;
/** All of them; past it what still runs is ended and counted as failed. */
const wholeMsMax = 45 * 60_000;

const named = process.argv.slice(2);
const counts = { passed: 0, failed: 0, skipped: 0 };

if (named.length === 0) {
  ensureHostTools();
  const { passed, failed } = check();
  counts.passed += passed;
  counts.failed += failed;
  await buildWeb();
}
process.chdir(root);
const files =
  named.length > 0
    ? named
    : globSync('{src,sandbox,gateway,cli,scripts,test,demo,web/src}/**/*.test.ts', {
        cwd: root,
      }).sort();
if (files.length === 0)
  throw new Error('no test file was found; a run that sees nothing proves nothing');

// Held from first file to last, so that the server is started and its template migrated once.
const server = await startTestServer();
const stream = run({
  files,
  concurrency: Math.max(1, availableParallelism()),
  timeout: testMsMax,
  signal: AbortSignal.timeout(wholeMsMax),
  execArgv: [
    // What a test that hangs left running would hold its file, and with it the whole run, for ever.
    '--test-force-exit',
    '--disable-warning=ExperimentalWarning',
    '--import',
    new URL('../test/property-seed.ts', import.meta.url).href,
  ],
});
stream.on('test:pass', ({ skip, todo, details }) => {
  if (details.type === 'suite') return;
  if (skip !== undefined || todo !== undefined) counts.skipped += 1;
  else counts.passed += 1;
});
stream.on('test:fail', ({ details }) => {
  if (details.type !== 'suite') counts.failed += 1;
});
const reporter = stream.compose(spec());
for await (const text of reporter) process.stdout.write(text);
await server.stop();
await stopTestServer();
process.stdout.write(
  `${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped\n`,
  // What a test left running may hold a pipe to us; nobody waits for it.
  () => process.exit(counts.failed > 0 ? 1 : 0),
);
