/**
 * The gateway beside Portkey (npm, pinned so that its streams work): the same endpoint, the same load,
 * by turns, each gateway alone on one core. Ours logs every request durably before it passes; what
 * fdatasync and TLS cost is measured by leaving each out.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { measureFirstByte, slowStreams } from './gateway-streams.ts';

const rounds = 3;
const seconds = 6;
const connections = 32;
const warmUpSeconds = 2;
const endpointPort = 9001;
const pacedPort = 9002;
const slowPort = 9003;
const peer = { name: '@portkey-ai/gateway', version: '1.15.2', port: 9100 };
const path = '/v1/chat/completions';
const body = '{"model":"larch-9","max_tokens":300,"messages":[{"role":"user","content":"hello"}]}';

interface Path {
  name: string;
  port: number;
  headers: Record<string, string>;
}

export async function benchGateway(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'sallyport-bench-gateway-'));
  const children: ChildProcess[] = [];
  const begin = (core: number, env: Record<string, string>, ...args: string[]) => {
    const child = spawn(
      'taskset',
      ['-c', String(core), process.execPath, '--disable-warning=ExperimentalWarning', ...args],
      {
        env: { ...process.env, ...env },
        stdio: ['ignore', 'ignore', 'ignore'],
      },
    );
    children.push(child);
    return child;
  };
  try {
    if (!hasLoadTool())
      return console.log('gateway: wrk is absent (`apt-get install wrk`); not measured');
    const file = (name: string) => new URL(name, import.meta.url).pathname;
    begin(0, { PORT: String(endpointPort) }, file('gateway-endpoint.ts'));
    begin(0, { PORT: String(pacedPort), PACE_MS: '5', EVENTS: '10' }, file('gateway-endpoint.ts'));
    begin(0, { PORT: String(slowPort), PACE_MS: '50' }, file('gateway-endpoint.ts'));
    const ours = (name: string, port: number, folder: string, upstream = endpointPort): Path => {
      begin(
        1,
        { PORT: String(port), UPSTREAM: `http://127.0.0.1:${upstream}`, FOLDER: folder },
        file('gateway-process.ts'),
      );
      return { name, port, headers: {} };
    };
    const paths: Path[] = [
      { name: 'direct', port: endpointPort, headers: {} },
      ours('ours, durable', 9101, join(work, 'disk')),
    ];
    if (existsSync('/dev/shm'))
      paths.push(ours('ours, log in memory', 9102, mkdtempSync('/dev/shm/sallyport-')));
    const oursPaced = ours('ours', 9103, join(work, 'paced'), pacedPort);
    const oursSlow = ours('ours', 9104, join(work, 'slow'), slowPort);
    const portkey = installPeer(work);
    let peerPaced: Path | undefined;
    if (portkey !== undefined) {
      begin(1, { NODE_ENV: 'production' }, portkey, `--port=${peer.port}`, '--headless');
      const headers = (port: number) => ({
        'x-portkey-provider': 'openai',
        'x-portkey-custom-host': `http://127.0.0.1:${port}/v1`,
        authorization: 'Bearer x',
      });
      paths.push({
        name: `Portkey ${peer.version}`,
        port: peer.port,
        headers: headers(endpointPort),
      });
      peerPaced = { name: 'Portkey', port: peer.port, headers: headers(pacedPort) };
    }
    for (const each of [...paths, oursPaced, oursSlow]) await answering(each);
    await throughput(work, paths);
    await measureFirstByte([
      { name: 'direct', port: pacedPort, headers: {} },
      oursPaced,
      ...(peerPaced ? [peerPaced] : []),
    ]);
    await slowStreams(oursSlow.port, oursPid(children, oursSlow.port));
  } finally {
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')));
    rmSync(work, { recursive: true, force: true });
  }
}

function oursPid(children: ChildProcess[], port: number): number | undefined {
  return children.find(
    (child) =>
      child.spawnargs.some((arg) => arg.includes('gateway-process')) && portOf(child) === port,
  )?.pid;
}
const portOf = (child: ChildProcess): number => {
  const line = execFileSync('cat', [`/proc/${child.pid}/environ`], { encoding: 'utf8' });
  return Number(/(?:^|\0)PORT=(\d+)/.exec(line)?.[1]);
};

/** By turns, so that a busy moment hits all alike. */
async function throughput(work: string, paths: Path[]): Promise<void> {
  const results = new Map(
    paths.map(({ name }) => [
      name,
      { rates: [] as number[], p50: [] as number[], alone: [] as number[] },
    ]),
  );
  for (const each of paths) load(work, each, connections, warmUpSeconds);
  for (let round = 0; round < rounds; round++) {
    for (const each of paths) {
      const busy = load(work, each, connections, seconds);
      const alone = load(work, each, 1, 3);
      const result = results.get(each.name);
      result?.rates.push(busy.rate);
      result?.p50.push(busy.p50);
      result?.alone.push(alone.p50);
      await sleep(200);
    }
  }
  const direct = results.get('direct');
  const portkey = [...results].find(([name]) => name.startsWith('Portkey'))?.[1];
  console.log(
    `gateway, JSON: ${rounds} rounds of ${seconds} s by turns; load and endpoint on core 0, each gateway on core 1`,
  );
  for (const [name, { rates, p50, alone }] of results) {
    const over = direct === undefined ? 0 : median(alone) - median(direct.alone);
    const ratio =
      portkey === undefined
        ? ''
        : `  ${(median(rates) / median(portkey.rates)).toFixed(1)} × Portkey`;
    console.log(
      `  ${name.padEnd(22)} ${median(rates).toFixed(0).padStart(6)} requests/s at ${connections} connections, p50 ${median(p50).toFixed(2)} ms; alone p50 ${median(alone).toFixed(3)} ms, added ${over.toFixed(3)} ms${ratio}`,
    );
  }
  const [disk, memory] = [results.get('ours, durable'), results.get('ours, log in memory')];
  if (disk && memory) {
    const share = 1 - median(disk.rates) / median(memory.rates);
    console.log(
      `  fdatasync: ${(share * 100).toFixed(0)} % of the throughput at ${connections} connections, ${(median(disk.alone) - median(memory.alone)).toFixed(3)} ms of a lone request`,
    );
  }
}

function load(
  work: string,
  { port, headers }: Path,
  count: number,
  forSeconds: number,
): { rate: number; p50: number } {
  const script = join(work, `${port}.lua`);
  const lines = Object.entries({ 'content-type': 'application/json', ...headers }).map(
    ([name, value]) => `wrk.headers["${name}"] = "${value}"`,
  );
  writeFileSync(script, `wrk.method = "POST"\nwrk.body = '${body}'\n${lines.join('\n')}\n`);
  const out = execFileSync(
    'taskset',
    [
      '-c',
      '0',
      'wrk',
      '-t1',
      `-c${count}`,
      `-d${forSeconds}s`,
      '--latency',
      '-s',
      script,
      `http://127.0.0.1:${port}${path}`,
    ],
    { encoding: 'utf8' },
  );
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(out);
  if (failed) throw new Error(`${port}: ${failed[0]}`);
  const [, value = '0', unit = 'ms'] = /50%\s+([\d.]+)(us|ms|s)/.exec(out) ?? [];
  const scale = { us: 0.001, ms: 1, s: 1000 }[unit] ?? 1;
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]), p50: Number(value) * scale };
}

const median = (values: number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;

async function answering({ port, headers }: Path): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    }).catch(() => undefined);
    if (response?.ok === true) return void (await response.text());
    await sleep(100);
  }
  throw new Error(`nothing answers at ${port}`);
}

/** Into a folder of its own; absent where the registry does not serve it, and said so. */
function installPeer(work: string): string | undefined {
  const folder = join(work, 'peer');
  mkdirSync(folder);
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      private: true,
      dependencies: { [peer.name]: peer.version },
      overrides: { hono: '4.9.7', '@hono/node-server': '1.13.5' },
    }),
  );
  try {
    execFileSync('npm', ['install', '--ignore-scripts', '--no-audit', '--no-fund'], {
      cwd: folder,
      stdio: 'ignore',
      timeout: 180_000,
    });
  } catch {
    console.log('Portkey could not be installed; ours alone');
    return undefined;
  }
  return join(folder, 'node_modules', peer.name, 'build', 'start-server.js');
}

function hasLoadTool(): boolean {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
  return true;
}
