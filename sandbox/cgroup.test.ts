/**
 * Which control groups are found and what is written to them, on trees made to look like a host with
 * version 1, version 2, or neither. That limits hold, the contract and hostile suites show.
 */
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { Cgroups } from './cgroup.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'cgroup-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

const mountLine = (mountRoot: string, point: string, type: string, options: string) =>
  `30 20 0:26 ${mountRoot} ${point} rw,relatime shared:1 - ${type} ${type} rw,${options}\n`;

test('finds version 1 hierarchies below the group the supervisor is in', () => {
  put(
    'proc/self/mountinfo',
    mountLine('/', '/cg/memory', 'cgroup', 'memory') +
      mountLine('/', '/cg/pids', 'cgroup', 'pids') +
      mountLine('/', '/cg/cpu,cpuacct', 'cgroup', 'cpu,cpuacct') +
      mountLine('/', '/cg/freezer', 'cgroup', 'freezer'),
  );
  put('proc/self/cgroup', '4:memory:/service/one\n3:pids:/\n2:cpu,cpuacct:/\n1:freezer:/\n');
  for (const folder of ['memory/service/one', 'pids', 'cpu,cpuacct']) put(`cg/${folder}/x`, '');
  const cgroups = new Cgroups(root);
  assert.deepEqual(cgroups.lacking, []);
  assert.equal(cgroups.hierarchies.length, 3);
  assert.ok(
    cgroups.hierarchies[0]!.folder.startsWith(join(root, 'cg/memory/service/one/sallyport-')),
  );

  const run = cgroups.create('run-1');
  assert.equal(run.joinFiles.length, 3);
  run.limit(1000, 7);
  const written = (index: number, file: string) =>
    readFileSync(join(cgroups.hierarchies[index]!.folder, 'run-1', file), 'utf8');
  assert.equal(written(0, 'memory.limit_in_bytes'), '1000');
  assert.equal(written(1, 'pids.max'), '7');
});

test('reads use from version 1 files', () => {
  put('proc/self/mountinfo', mountLine('/', '/cg/all', 'cgroup', 'memory,pids,cpuacct'));
  put('proc/self/cgroup', '1:memory,pids,cpuacct:/\n');
  put('cg/all/x', '');
  const cgroups = new Cgroups(root);
  const run = cgroups.create('run-1');
  const folder = join(cgroups.hierarchies[0]!.folder, 'run-1');
  writeFileSync(join(folder, 'memory.max_usage_in_bytes'), '4096\n');
  writeFileSync(
    join(folder, 'memory.oom_control'),
    'oom_kill_disable 0\nunder_oom 0\noom_kill 2\n',
  );
  writeFileSync(join(folder, 'pids.events'), 'max 3\n');
  writeFileSync(join(folder, 'cpuacct.usage'), '2500000\n');
  assert.deepEqual(run.usage(), {
    cpuMs: 2.5,
    memoryPeakBytes: 4096,
    outOfMemoryKills: 2,
    processesRefused: 3,
  });
});

test('finds version 2, and goes to its root where the own group hands nothing down', () => {
  put('proc/self/mountinfo', mountLine('/', '/cg', 'cgroup2', 'nsdelegate'));
  put('proc/self/cgroup', '0::/system/worker\n');
  put('cg/cgroup.subtree_control', 'cpu memory pids');
  put('cg/system/cgroup.type', 'domain');
  put('cg/system/worker/cgroup.type', 'domain');
  // A file of this name that cannot be written, as where the group has processes of its own.
  mkdirSync(join(root, 'cg/system/worker/cgroup.subtree_control'));
  // A real kernel adds what is written; this file would be replaced, so it is kept from that too.
  const control = join(root, 'cg/cgroup.subtree_control');
  rmSync(control);
  writeFileSync(control, 'cpu memory pids', { mode: 0o444 });
  const cgroups = new Cgroups(root);
  if (process.getuid?.() !== 0) assert.deepEqual(cgroups.lacking, []);
  assert.equal(cgroups.hierarchies.length, 1);
  assert.equal(cgroups.hierarchies[0]!.version, 2);
});

test('says what is lacking where there are none', () => {
  put('proc/self/mountinfo', mountLine('/', '/', 'ext4', 'errors=remount-ro'));
  put('proc/self/cgroup', '');
  const cgroups = new Cgroups(root);
  assert.deepEqual(cgroups.lacking, ['memory', 'pids', 'cpuacct']);
  const run = cgroups.create('run-1');
  run.limit(1, 1);
  assert.deepEqual([run.joinFiles, run.pids(), run.kill(), run.remove()], [[], [], true, true]);
});

test('removes groups whose supervisor is dead and no others', () => {
  put('proc/self/mountinfo', mountLine('/', '/cg', 'cgroup', 'memory,pids,cpuacct'));
  put('proc/self/cgroup', '1:memory,pids,cpuacct:/\n');
  mkdirSync(join(root, 'cg/sallyport-999999999-1/run-4'), { recursive: true });
  mkdirSync(join(root, 'cg/somebody-else'), { recursive: true });
  const cgroups = new Cgroups(root);
  assert.equal(existsSync(join(root, 'cg/sallyport-999999999-1')), false);
  assert.equal(existsSync(join(root, 'cg/somebody-else')), true);
  const mine = cgroups.hierarchies[0]!.folder;
  assert.equal(existsSync(mine), true);
  cgroups.close();
  assert.equal(existsSync(mine), false);
});
