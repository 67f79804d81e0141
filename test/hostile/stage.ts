/**
 * The host that hostile programs are let loose against: servers that count who reaches them, a file
 * everybody may read, a secret in the worker's environment, and a neighbour: another run that is
 * alive all the while. Made by the test, on loopback only, and taken down after.
 */
import { execFile } from 'node:child_process';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
} from 'node:fs';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import {
  limitsFor,
  makeRunFolder,
  removeRunFolder,
  type Mount,
  type Sandbox,
  type Tier,
} from '#platform/sandbox';

const repository = resolve(import.meta.dirname, '../..');
const sources = join(import.meta.dirname, 'programs');
/** Split, so that this file and the programs do not hold it whole. */
const secretName = ['HOSTILE', 'TEST', 'SECRET'].join('_');

export interface Stage {
  /** Programs and what was compiled of them, to be mounted at `/hostile`. */
  mount: Mount;
  hasCompiler: boolean;
  /** What every program is told about the host it should attack. */
  env: Record<string, string>;
  /** Connections and datagrams that arrived from anywhere. */
  arrivals: () => number;
  /** Runs a program on the bare host, to see that its attack works where nothing holds it. */
  control: (file: string) => Promise<string>;
  close: () => Promise<void>;
}

export async function setStage(sandbox: Sandbox, tier: Tier): Promise<Stage> {
  process.env[secretName] = 'a secret of the worker';
  const folder = await makeRunFolder();
  cpSync(sources, folder, { recursive: true });
  mkdirSync(join(folder, 'bin'));
  const hasCompiler = existsSync('/usr/bin/gcc');
  if (hasCompiler) await compile(sandbox, tier, folder);

  const secretFolder = mkdtempSync(join(tmpdir(), 'hostile-secret-'));
  chmodSync(secretFolder, 0o755);
  writeFileSync(join(secretFolder, 'secret'), 'a file of the host', { mode: 0o644 });
  let arrivals = 0;
  const arrived = () => void (arrivals += 1);
  const servers = [await listen(arrived, { host: '127.0.0.1', port: 0 })];
  const abstract = `hostile-${process.pid}`;
  servers.push(await listen(arrived, { path: `\0${abstract}` }));
  const udp = await listenUdp(arrived);
  const env = {
    PATH: '/usr/bin:/bin',
    HOST_ADDRESSES: '127.0.0.1,127.0.0.53,::1',
    HOST_PORT: String((servers[0]!.address() as AddressInfo).port),
    HOST_UDP_PORT: String(udp.address().port),
    HOST_ABSTRACT: abstract,
    HOST_SECRET: join(secretFolder, 'secret'),
    HOST_REPOSITORY: repository,
  };
  return {
    mount: { host: folder, inside: '/hostile', access: 'read' },
    hasCompiler,
    env,
    arrivals: () => arrivals,
    control: async (file) => {
      const program = file.endsWith('.py') ? 'python3' : 'sh';
      const { stdout } = await promisify(execFile)(program, [join(folder, file)], {
        env: { ...env, PYTHONDONTWRITEBYTECODE: '1' },
        cwd: folder,
      }).catch((error: { stdout: string }) => error);
      return stdout;
    },
    close: async () => {
      for (const server of servers) server.close();
      udp.close();
      rmSync(secretFolder, { recursive: true });
      await removeRunFolder(folder);
      delete process.env[secretName];
    },
  };
}

/** Compiled in a build run of the sandbox itself, like any stranger's code. */
async function compile(sandbox: Sandbox, tier: Tier, folder: string): Promise<void> {
  const script = `
    for source in *.c; do
      name=\${source%.c}
      if [ $name = preloaded ]; then
        gcc -w -shared -fPIC -o bin/$name.so $source || exit 1
      else
        gcc -w -O1 -pthread -o bin/$name $source || exit 1
      fi
    done`;
  const outcome = await sandbox.run({
    tier,
    argv: ['/bin/sh', '-c', script],
    cwd: '/hostile',
    env: { PATH: '/usr/bin:/bin', TMPDIR: '/tmp' },
    mounts: [{ host: folder, inside: '/hostile', access: 'write' }],
    limits: limitsFor.build,
  });
  const isBuilt = outcome.kind === 'finished' && outcome.exitCode === 0;
  const said = outcome.kind === 'finished' ? String(outcome.stderr) : outcome.reason;
  if (!isBuilt) throw new Error(`hostile programs were not compiled: ${said}`);
  const count = readdirSync(join(folder, 'bin')).length;
  if (count === 0) throw new Error('no hostile program was compiled');
}

/** Another run, with marks of its own to be looked for. */
export function startNeighbour(sandbox: Sandbox, tier: Tier): { stop: () => Promise<void> } {
  const leaving = new AbortController();
  const script = `touch /tmp/neighbour-mark /dev/shm/neighbour-mark
    cp /usr/bin/sleep /tmp/neighbour-run && exec /tmp/neighbour-run 300`;
  const done = sandbox.run(
    {
      tier,
      argv: ['/bin/sh', '-c', script],
      cwd: '/tmp',
      env: { PATH: '/usr/bin:/bin', NEIGHBOUR_SECRET: 'a secret of a neighbour' },
      mounts: [],
      limits: { ...limitsFor.run, wallMs: 240_000 },
    },
    leaving.signal,
  );
  return {
    stop: async () => {
      leaving.abort();
      const outcome = await done;
      const isStopped = outcome.kind === 'finished' && outcome.stopped === 'cancelled';
      if (!isStopped) throw new Error(`the neighbour did not live: ${JSON.stringify(outcome)}`);
    },
  };
}

function listen(arrived: () => void, where: object): Promise<Server> {
  const server = createServer((socket) => {
    arrived();
    socket.on('error', () => undefined);
    socket.destroy();
  });
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(where, () => done(server));
  });
}

function listenUdp(arrived: () => void): Promise<UdpSocket> {
  const socket = createSocket('udp4', arrived);
  return new Promise((done) => socket.bind(0, '127.0.0.1', () => done(socket)));
}
