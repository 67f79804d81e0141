/**
 * Which tiers hold on this host, found out by running something in each: the probe looks for what
 * it must not find, and two endings check that a signal and an exit code are told apart. A tool that
 * is installed but does not isolate counts as absent.
 */
import { createServer, type Server } from 'node:net';
import { isRoot, packageOf, tool, ToolMissing } from './host.ts';
import type { RunRequest } from './request.ts';
import { execute, type Finished, type Runner } from './run.ts';

type TierName = RunRequest['tier'];

export interface Checked {
  available: TierName[];
  absent: { tier: TierName; reason: string; mend: string }[];
  /** What holds, but less than it could, and how to have it whole. */
  weaker: { tier: TierName; reason: string; mend: string }[];
}

/** Strongest first. */
const tiers: TierName[] = ['gvisor', 'bubblewrap'];
const toolsOf: Record<TierName, string[]> = {
  gvisor: ['runsc', 'perl', 'setpriv', 'prlimit', 'unshare', 'mount', 'mkfifo'],
  bubblewrap: ['bwrap', 'perl', 'setpriv', 'prlimit', 'unshare', 'mount', 'mkfifo'],
};

/** gVisor sets HOME from our own /etc/passwd when it is not given. Prints `held` when nothing is found; else what was. The argument is a port on the host. */
const probe = `
use Socket;
my @found;
for my $path ('/etc/shadow', '/root', '/home', '/run', '/var', '/sys/fs/cgroup/memory') {
  push @found, "sees $path" if -e $path;
}
for my $path ('/', '/usr', '/etc') {
  push @found, "writes $path" if open(my $file, '>', "$path/sallyport-probe");
}
opendir(my $proc, '/proc') or push @found, 'has no /proc';
my @processes = grep { /^\\d+$/ } readdir($proc);
push @found, 'sees ' . @processes . ' processes' if @processes > 3;
open(my $status, '<', '/proc/self/status');
push @found, 'has capabilities' if grep { /^Cap(Eff|Prm):.*[1-9a-f]/ } <$status>;
my $door;
socket($door, PF_INET, SOCK_STREAM, 0)
  and connect($door, sockaddr_in($ARGV[0], inet_aton('127.0.0.1')))
  and push @found, 'reaches the host network';
my @variables = grep { $_ ne 'HOME' } keys %ENV;
push @found, "has environment @variables" if @variables;
print @found ? join('; ', @found) : 'held';`;

export async function checkTiers(runner: Runner): Promise<Checked> {
  const checked: Checked = { available: [], absent: [], weaker: [] };
  const host = await listen();
  for (const tier of tiers) {
    const problem = await problemOf(tier, host.port, runner);
    if (problem !== null) checked.absent.push({ tier, ...problem });
    else checked.available.push(tier);
    if (problem === null) checked.weaker.push(...weaknesses(tier, runner));
  }
  host.server.close();
  return checked;
}

type Problem = { reason: string; mend: string };

async function problemOf(tier: TierName, port: number, runner: Runner): Promise<Problem | null> {
  try {
    for (const name of toolsOf[tier]) tool(name);
    const perl = tool('perl');
    const held = await runIn(tier, [perl, '-e', probe, String(port)], runner);
    if (held.stdout.toString() !== 'held') {
      return unsound(tier, `${held.stdout}${held.stderr}`.slice(0, 300));
    }
    const shell = tool('sh');
    const byCode = await runIn(tier, [shell, '-c', 'exit 139'], runner);
    const bySignal = await runIn(tier, [shell, '-c', 'kill -SEGV $$'], runner);
    if (byCode.exitCode !== 139 || bySignal.signal !== 'SIGSEGV') {
      return unsound(tier, 'an exit code and a signal cannot be told apart');
    }
    return null;
  } catch (error) {
    if (error instanceof ToolMissing) {
      const mend = `apt-get install -y ${packageOf[error.tool] ?? error.tool}`;
      return { reason: error.message, mend };
    }
    return unsound(tier, (error as Error).message);
  }
}

function unsound(tier: TierName, reason: string): Problem {
  const mend =
    tier === 'bubblewrap'
      ? 'allow user namespaces: `sysctl user.max_user_namespaces=10000`'
      : 'see that `runsc --rootless do true` works for an ordinary user';
  return { reason, mend };
}

function weaknesses(tier: TierName, runner: Runner): Checked['weaker'] {
  const found: Checked['weaker'] = [];
  if (!isRoot) {
    const reason = 'runs share the uid of the worker, not one each';
    found.push({ tier, reason, mend: 'start the worker as root, which only its supervisor uses' });
  }
  const { lacking } = runner.cgroups;
  if (lacking.length > 0) {
    const reason = `no control group for ${lacking.join(', ')}: limits are polled or per process`;
    found.push({ tier, reason, mend: 'make /sys/fs/cgroup writable to the worker' });
  }
  return found;
}

async function runIn(tier: TierName, argv: string[], runner: Runner): Promise<Finished> {
  const limits = {
    wallMs: 10_000,
    cpuMs: 5_000,
    memoryBytes: 256 * 1024 * 1024,
    processesMax: 16,
    diskBytes: 1024 * 1024,
    outputBytes: 4096,
  };
  const request = { tier, argv, cwd: '/', env: {}, mounts: [], limits, channelFd: null };
  const never = new AbortController().signal;
  const outcome = await execute(request, Buffer.alloc(0), runner, never);
  if (outcome.kind === 'failed') throw new Error(outcome.reason);
  return outcome;
}

function listen(): Promise<{ server: Server; port: number }> {
  const server = createServer((socket) => socket.destroy());
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, port: typeof address === 'object' && address !== null ? address.port : 0 });
    });
  });
}
