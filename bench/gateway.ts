/**
 * The gateway beside Portkey (npm, pinned so that its streams work) and LiteLLM (PyPI): the same endpoint, the same load,
 * by turns, each gateway alone on one core. Ours logs every request durably before it passes; what
 * fdatasync costs is measured by leaving it out, what TLS costs by adding it.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { installLiteLlm, installPortkey } from './gateway-peers.ts';
import { measureFirstByte, slowStreams } from './gateway-streams.ts';
import { median } from './percentile.ts';

const rounds = 3;
const seconds = 6;
const connections = 32;
const warmUpSeconds = 2;
const endpointPort = 9001;
const pacedPort = 9002;
const slowPort = 9003;
const path = '/v1/chat/completions';
const model = 'larch-9';
const body = `{"model":"${model}","max_tokens":300,"messages":[{"role":"user","content":"hello"}]}`;

interface Path {
  name: string;
  port: number;
  headers: Record<string, string>;
  isTls?: boolean;
}

export async function benchGateway(): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'sallyport-bench-gateway-'));
  const children: ChildProcess[] = [];
  const begin = (core: number, env: Record<string, string>, command: string, args: string[]) => {
    const child = spawn('taskset', ['-c', String(core), command, ...args], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'ignore'],
    });
    children.push(child);
  };
  const beginOurs = (core: number, env: Record<string, string>, file: string) =>
    begin(core, env, process.execPath, [
      '--disable-warning=ExperimentalWarning',
      new URL(file, import.meta.url).pathname,
    ]);
  try {
    if (!hasLoadTool())
      return console.log('gateway: wrk is absent (`apt-get install wrk`); not measured');
    beginOurs(0, { PORT: String(endpointPort) }, 'gateway-endpoint.ts');
    beginOurs(0, { PORT: String(pacedPort), PACE_MS: '5', EVENTS: '10' }, 'gateway-endpoint.ts');
    beginOurs(0, { PORT: String(slowPort), PACE_MS: '50' }, 'gateway-endpoint.ts');
    const ours = (
      name: string,
      port: number,
      folder: string,
      { upstream = endpointPort, isTls = false } = {},
    ): Path => {
      beginOurs(
        1,
        {
          PORT: String(port),
          UPSTREAM: `http://127.0.0.1:${upstream}`,
          FOLDER: folder,
          TLS: isTls ? '1' : '0',
        },
        'gateway-process.ts',
      );
      return { name, port, headers: {}, isTls };
    };
    const paths: Path[] = [
      { name: 'direct', port: endpointPort, headers: {} },
      ours('ours, durable', 9101, join(work, 'disk')),
      ours('ours, durable, TLS', 9105, join(work, 'tls'), { isTls: true }),
    ];
    if (existsSync('/dev/shm'))
      paths.push(ours('ours, log in memory', 9102, mkdtempSync('/dev/shm/sallyport-')));
    const oursPaced = ours('ours', 9103, join(work, 'paced'), { upstream: pacedPort });
    const oursSlow = ours('ours', 9104, join(work, 'slow'), { upstream: slowPort });
    const portkey = installPortkey(work);
    const litellm = installLiteLlm(work, model, endpointPort);
    for (const peer of [portkey, litellm]) {
      if (peer === undefined) continue;
      begin(1, peer.env, peer.command, peer.args);
      paths.push({ name: peer.name, port: peer.port, headers: peer.headers(endpointPort) });
    }
    for (const each of [...paths, oursPaced, oursSlow]) await answering(each);
    await throughput(work, paths);
    await measureFirstByte([
      { name: 'direct', port: pacedPort, headers: {} },
      oursPaced,
      ...(portkey
        ? [{ name: portkey.name, port: portkey.port, headers: portkey.headers(pacedPort) }]
        : []),
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
  const shareOf = (what: string, name: string, without: string) => {
    const [one, other] = [results.get(name), results.get(without)];
    if (one === undefined || other === undefined) return;
    const share = 1 - median(one.rates) / median(other.rates);
    console.log(
      `  ${what}: ${(share * 100).toFixed(0)} % of the throughput at ${connections} connections, ${(median(one.alone) - median(other.alone)).toFixed(3)} ms of a lone request`,
    );
  };
  shareOf('fdatasync', 'ours, durable', 'ours, log in memory');
  shareOf('TLS', 'ours, durable, TLS', 'ours, durable');
}

function load(
  work: string,
  { port, headers, isTls = false }: Path,
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
      `${isTls ? 'https' : 'http'}://127.0.0.1:${port}${path}`,
    ],
    { encoding: 'utf8' },
  );
  const failed = /Non-2xx or 3xx responses: (\d+)/.exec(out);
  if (failed) throw new Error(`${port}: ${failed[0]}`);
  const [, value = '0', unit = 'ms'] = /50%\s+([\d.]+)(us|ms|s)/.exec(out) ?? [];
  const scale = { us: 0.001, ms: 1, s: 1000 }[unit] ?? 1;
  return { rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1]), p50: Number(value) * scale };
}

async function answering({ port, headers, isTls = false }: Path): Promise<void> {
  // The load itself asks this one, and fails where nothing answers.
  if (isTls) return await listening(port);
  for (let tries = 0; tries < 600; tries++) {
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

async function listening(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = connect(port, '127.0.0.1');
    const isThere = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (isThere) return;
    await sleep(100);
  }
  throw new Error(`nothing listens at ${port}`);
}

function hasLoadTool(): boolean {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' });
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
  return true;
}
