/**
 * The contract every tier keeps, run against each tier of this host: how endings are told, what each
 * limit stops, what a run sees, and what happens when somebody gives up or the supervisor dies.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { SupervisorClient } from './client.ts';
import { chooseTier, limitsFor, makeRunFolder, NoSandbox, removeRunFolder } from './index.ts';
import type { RunFinished, RunOutcome, RunRequest, SandboxTiers, Tier } from './index.ts';

const notRoot = process.getuid?.() === 0 ? false : 'only root changes uid';
const sandbox = new SupervisorClient(2);
const checked: SandboxTiers = await sandbox.tiers();
after(() => sandbox.close());

const tiers: Tier[] = ['bubblewrap', 'gvisor'];
for (const tier of tiers) {
  const absent = checked.absent.find((one) => one.tier === tier);
  const skip = absent === undefined ? false : `${tier} is absent: ${absent.reason}; ${absent.mend}`;
  describe(`the contract in ${tier}`, { skip }, () => contract(tier));
}

test('says of every tier that it is there, or why not and how to mend it', () => {
  const said = [...checked.available, ...checked.absent.map((one) => one.tier)].sort();
  assert.deepEqual(said, ['bubblewrap', 'gvisor']);
  for (const { mend, reason } of [...checked.absent, ...checked.weaker]) {
    assert.ok(mend.length > 0 && reason.length > 0);
  }
});

test('chooses a tier by policy and refuses when none fits', () => {
  const absent = [
    { tier: 'gvisor' as const, reason: 'not there', mend: 'apt-get install -y runsc' },
  ];
  const both = { available: ['gvisor', 'bubblewrap'] as Tier[], absent: [] };
  assert.equal(chooseTier('any', both), 'bubblewrap');
  assert.equal(chooseTier('not-shared-kernel', both), 'gvisor');
  assert.equal(chooseTier('any', { available: ['gvisor'], absent: [] }), 'gvisor');
  assert.throws(
    () => chooseTier('not-shared-kernel', { available: ['bubblewrap'], absent }),
    (error: unknown) =>
      error instanceof NoSandbox &&
      error.mend.includes('apt-get install -y runsc') &&
      error.message.includes('nothing is run'),
  );
});

function contract(tier: Tier): void {
  const request = (argv: string[], more: Partial<RunRequest> = {}): RunRequest => ({
    tier,
    argv,
    cwd: '/tmp',
    env: { PATH: '/usr/bin:/bin' },
    mounts: [],
    limits: limitsFor.run,
    ...more,
  });
  const run = async (argv: string[], more: Partial<RunRequest> = {}) =>
    finished(await sandbox.run(request(argv, more)));
  const shell = (script: string, more: Partial<RunRequest> = {}) =>
    run(['/bin/sh', '-c', script], more);
  const within = (limits: Partial<RunRequest['limits']>) => ({
    limits: { ...limitsFor.run, ...limits },
  });

  test('tells an exit code from the signal it resembles', async () => {
    for (const code of [0, 1, 3, 127, 128, 134, 137, 139, 255]) {
      const { exitCode, signal, stopped } = await shell(`exit ${code}`);
      assert.deepEqual(
        { exitCode, signal, stopped },
        { exitCode: code, signal: null, stopped: null },
      );
    }
    for (const name of ['ABRT', 'SEGV', 'KILL', 'TERM', 'PIPE'] as const) {
      const { exitCode, signal, stopped } = await shell(`kill -${name} $$`);
      assert.deepEqual(
        { exitCode, signal, stopped },
        { exitCode: null, signal: `SIG${name}`, stopped: null },
      );
    }
  });

  test('gives the arguments, input, folder and environment asked for and no others', async () => {
    const odd = ['', ' ', '$(id)', '`id`', '*', "'", '"', 'ä', '-n', '--', 'line\nline'];
    const told = await run(['/usr/bin/perl', '-e', 'print join("|", @ARGV)', '--', ...odd]);
    assert.equal(String(told.stdout), odd.join('|'));
    const { stdout, stderr } = await shell('cat; cat /dev/stdin; pwd; env; echo no >/dev/stderr', {
      stdin: Buffer.from('bytes'),
      cwd: '/usr/lib',
      env: { ONLY: 'this' },
    });
    assert.match(String(stdout), /^bytes(bytes)?\/usr\/lib\n/);
    const names = [...String(stdout).matchAll(/^(\w+)=/gm)].map((match) => match[1]);
    // A shell sets PWD, and gVisor sets HOME from our own user list.
    assert.deepEqual(
      names.filter((name) => name !== 'PWD' && name !== 'HOME'),
      ['ONLY'],
    );
    assert.equal(String(stderr), 'no\n');
  });

  test('carries a large input and output whole', async () => {
    const input = Buffer.alloc(3_000_000, 'a line of it\n');
    const told = await run(['/usr/bin/cat'], {
      stdin: input,
      ...within({ outputBytes: 4_000_000 }),
    });
    assert.equal(told.exitCode, 0);
    assert.ok(input.equals(told.stdout));
  });

  test('stops a run at each limit, and says which', async () => {
    const cases: [string, Partial<RunRequest['limits']>, string][] = [
      ['sleep 60', { wallMs: 1500 }, 'wall-time'],
      ['while :; do :; done', { cpuMs: 1000 }, 'cpu-time'],
      ['yes', { outputBytes: 1000 }, 'output'],
      ['yes >&2', { outputBytes: 1000 }, 'output'],
      ['perl -e \'$x = "x" x 1e9; sleep 9\'', { memoryBytes: 128 * 1024 * 1024 }, 'memory'],
    ];
    for (const [script, limits, reason] of cases) {
      const { stopped, signal, exitCode, stdout } = await shell(script, within(limits));
      assert.equal(stopped, reason, script);
      assert.ok((exitCode === null) !== (signal === null));
      if (limits.outputBytes !== undefined) assert.ok(stdout.length <= limits.outputBytes);
    }
  });

  test('stops a run that fills a folder it may write, and lets it have what it was given', async () => {
    const folder = await makeRunFolder();
    try {
      writeFileSync(join(folder, 'before'), Buffer.alloc(3_000_000));
      const mounts = [{ host: folder, inside: '/out', access: 'write' as const }];
      const script = 'for i in 1 2 3 4 5; do head -c 900000 /dev/zero >/out/$i || exit 9; done';
      const limits = { diskBytes: 2_000_000 };
      assert.equal((await shell(script, { mounts, ...within(limits) })).stopped, 'disk');
      const little = await shell('echo x >/out/1', { mounts, ...within(limits) });
      assert.deepEqual([little.exitCode, little.stopped], [0, null]);
    } finally {
      await removeRunFolder(folder);
    }
  });

  test('mounts for reading and writing, below a folder nobody else may enter', async () => {
    const home = mkdtempSync(join(tmpdir(), 'private-home-'));
    try {
      chmodSync(home, 0o700);
      for (const name of ['in', 'out']) mkdirSync(join(home, name), { mode: 0o755 });
      writeFileSync(join(home, 'in', 'text'), 'read me', { mode: 0o644 });
      mkdirSync(join(home, 'out', 'sub'));
      const { stdout, exitCode } = await shell(
        'cat /in/text /file; echo made >/out/sub/made; ! echo x 2>/dev/null >/in/text',
        {
          mounts: [
            { host: join(home, 'in'), inside: '/in', access: 'read' },
            { host: join(home, 'in', 'text'), inside: '/file', access: 'read' },
            { host: join(home, 'out'), inside: '/out', access: 'write' },
          ],
        },
      );
      assert.deepEqual([String(stdout), exitCode], ['read meread me', 0]);
      assert.equal(readFileSync(join(home, 'in', 'text'), 'utf8'), 'read me');
      assert.equal(readFileSync(join(home, 'out', 'sub', 'made'), 'utf8'), 'made\n');
      assert.equal(statSync(join(home, 'out', 'sub', 'made')).uid, process.getuid?.());
    } finally {
      rmSync(home, { recursive: true });
    }
  });

  test('answers a request it cannot carry out as the request being at fault', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'private-'));
    const refused: [Partial<RunRequest>, RegExp][] = [
      [{ argv: ['/no/such/program'] }, /no\/such\/program/],
      [{ argv: ['relative'] }, /argv\[0\]/],
      [{ argv: [] }, /argv/],
      [{ cwd: '/tmp/..' }, /cwd/],
      [{ env: { 'A=B': '' } }, /env/],
      [{ channelFd: 1 }, /channelFd/],
      [{ mounts: [{ host: '/etc', inside: '/x', access: 'read' }] }, /belongs to the host/],
      [{ mounts: [{ host: '/usr/lib', inside: '/x', access: 'write' }] }, /belongs to the host/],
      [{ mounts: [{ host: '/no/such', inside: '/x', access: 'read' }] }, /does not exist/],
      [{ mounts: [{ host: '/usr', inside: '/proc/x', access: 'read' }] }, /inside/],
      [{ limits: { ...limitsFor.run, wallMs: 0 } }, /wallMs/],
      [{ limits: { ...limitsFor.run, diskBytes: NaN } }, /diskBytes/],
    ];
    if (process.getuid?.() === 0) {
      refused.push([{ mounts: [{ host: folder, inside: '/x', access: 'read' }] }, /chmod/]);
    }
    for (const [more, reason] of refused) {
      const outcome = await sandbox.run(request(['/bin/true'], more));
      assert.ok(outcome.kind === 'sandbox-failed', JSON.stringify(more));
      assert.equal(outcome.fault, 'request', outcome.reason);
      assert.match(outcome.reason, reason);
    }
    rmSync(folder, { recursive: true });
  });

  test('brings a private channel on the number asked for', async () => {
    for (const channelFd of [3, 9]) {
      const told = await shell(`echo seen >&${channelFd}; echo out`, { channelFd });
      assert.deepEqual([String(told.channel), String(told.stdout)], ['seen\n', 'out\n']);
    }
    assert.equal((await shell('echo seen >&3')).channel.length, 0);
  });

  test('ends a run that nobody wants any more, before or after it began', async () => {
    const leaving = new AbortController();
    const begun = sandbox.run(request(['/bin/sleep', '60']), leaving.signal);
    setTimeout(() => leaving.abort(), 400);
    assert.equal(finished(await begun).stopped, 'cancelled');
    const never = await sandbox.run(request(['/bin/sleep', '60']), AbortSignal.abort());
    assert.equal(finished(never).stopped, 'cancelled');
  });

  test('runs at once what it may and lets the rest wait their turn', async () => {
    const outcomes = await Promise.all(
      Array.from({ length: 7 }, (_, index) => shell(`echo ${index}; sleep 0.1; exit ${index}`)),
    );
    assert.deepEqual(
      outcomes.map(({ stdout, exitCode }) => [String(stdout), exitCode]),
      outcomes.map((_, index) => [`${index}\n`, index]),
    );
  });

  test('refuses two runs that would write one folder at once', async () => {
    const folder = await makeRunFolder();
    const mounts = [{ host: folder, inside: '/out', access: 'write' as const }];
    const outcomes = await Promise.all([
      sandbox.run(request(['/bin/sleep', '1'], { mounts })),
      sandbox.run(request(['/bin/sleep', '1'], { mounts })),
    ]);
    const refused = outcomes.filter((one) => one.kind === 'sandbox-failed');
    assert.match(refused.map((one) => one.reason).join(), /^mount .* is being written/);
    await removeRunFolder(folder);
  });

  test('gives each run a uid of its own', { skip: notRoot }, async () => {
    const pid = await sandbox.pid();
    const alive = Promise.all([shell('sleep 0.7'), shell('sleep 0.7')]);
    const uids = new Set<number>();
    for (let look = 0; look < 40 && uids.size < 2; look++) {
      for (const uid of runUids(pid)) uids.add(uid);
      await sleep(20);
    }
    await alive;
    assert.equal(uids.size, 2, `saw uids ${[...uids].join(' ')}`);
  });

  test('never turns the death of the supervisor into a verdict, and goes on after it', async () => {
    const own = new SupervisorClient(1);
    const pid = await own.pid();
    const inFlight = own.run(request(['/bin/sleep', '300']));
    await eventually(() => runsOf(pid).length > 2);
    const before = runsOf(pid);
    process.kill(pid, 'SIGKILL');
    const outcome = await inFlight;
    assert.ok(outcome.kind === 'sandbox-failed');
    assert.equal(outcome.fault, 'host');
    await eventually(() => !before.some(isAlive));
    assert.equal(finished(await own.run(request(['/bin/true']))).exitCode, 0);
    assert.notEqual(await own.pid(), pid);
    // The heir has swept up after the dead one.
    const left = readdirSync(stateFolder).filter((name) => name.startsWith(`${pid}-`));
    assert.deepEqual(left, []);
    await own.close();
  });

  test('ends with the worker, and leaves nothing running', async () => {
    const client = JSON.stringify(join(import.meta.dirname, 'client.ts'));
    const script = `
      import { SupervisorClient } from ${client};
      const sandbox = new SupervisorClient(1);
      void sandbox.run(${JSON.stringify(request(['/bin/sleep', '300']))});
      console.log(await sandbox.pid());`;
    const worker = spawn(process.execPath, ['--input-type=module', '-e', script]);
    const [line] = (await once(worker.stdout, 'data')) as [Buffer];
    const pid = Number(String(line));
    await eventually(() => runsOf(pid).length > 2);
    const before = runsOf(pid);
    worker.kill('SIGKILL');
    await eventually(() => ![pid, ...before].some(isAlive));
    assert.deepEqual(
      readdirSync(stateFolder).filter((name) => name.startsWith(`${pid}-`)),
      [],
    );
  });
}

const stateFolder =
  process.getuid?.() === 0
    ? '/run/sallyport-sandbox'
    : join(tmpdir(), `sallyport-sandbox-${process.getuid?.()}`);

function finished(outcome: RunOutcome): RunFinished {
  assert.ok(outcome.kind === 'finished', outcome.kind === 'finished' ? '' : outcome.reason);
  return outcome;
}

/** Every process below that one, whatever uid or namespace it has moved to. */
function runsOf(supervisorPid: number): number[] {
  const parents = new Map(
    eachProcess((pid) => {
      const status = readFileSync(`/proc/${pid}/status`, 'utf8');
      return [Number(pid), Number(/^PPid:\s+(\d+)/m.exec(status)?.[1] ?? 0)] as const;
    }),
  );
  const isBelow = (pid: number): boolean => {
    const parent = parents.get(pid) ?? 0;
    return parent === supervisorPid || (parent > 1 && isBelow(parent));
  };
  return [...parents.keys()].filter(isBelow);
}

/** A corpse that waits for its parent's attention does nothing any more. */
function isAlive(pid: number): boolean {
  const status = eachProcess((one) =>
    one === String(pid) ? readFileSync(`/proc/${one}/status`, 'utf8') : '',
  );
  const mine = status.find((text) => text !== '');
  return mine !== undefined && !/^State:\s+[ZX]/m.test(mine);
}

/** Uids of what runs inside: below the tools, which are the supervisor's own children. */
function runUids(supervisorPid: number): number[] {
  const below = new Set(runsOf(supervisorPid).map(String));
  return eachProcess((pid) => {
    const status = below.has(pid) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '';
    const field = (name: string) =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
    return field('PPid') === supervisorPid ? 0 : field('Uid');
  }).filter((uid) => uid > 0);
}

function eachProcess<T>(look: (pid: string) => T): T[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}`))
    .flatMap((pid) => {
      try {
        return [look(pid)];
      } catch {
        return [];
      }
    });
}

/** Waits up to 20 s. */
async function eventually(check: () => boolean): Promise<void> {
  for (let look = 0; look < 400; look++) {
    if (check()) return;
    await sleep(50);
  }
  assert.fail('waited in vain');
}
