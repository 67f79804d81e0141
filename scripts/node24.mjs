// Runs a TypeScript program on the packaged Node 24, whatever Node the host has.
// Plain JavaScript on purpose: this file is the one thing an older Node must be able to read.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const packaged = join(root, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
const hostIsEnough = Number(process.versions.node.split('.')[0]) >= 24;

if (!existsSync(packaged) && !hostIsEnough) {
  console.error(
    `sallyport needs Node 24; this is ${process.version} and no packaged one is installed. Run \`npm ci\` first.`,
  );
  process.exit(4);
}

const [program, ...args] = process.argv.slice(2);
const child = spawn(
  existsSync(packaged) ? packaged : process.execPath,
  ['--use-system-ca', '--disable-warning=ExperimentalWarning', join(root, program), ...args],
  { stdio: 'inherit' },
);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => {
  if (signal) process.kill(process.pid, signal);
  else process.exit(code ?? 1);
});
