/** The parts of the supervisor that can be wrong on their own: frames, uids, what a run leaves. */
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { encodeFrame, FrameReader } from './frames.ts';
import { prepareMounts, reclaim } from './mounts.ts';
import { processName } from './processes.ts';
import { parseRunRequest, RequestRefused } from './request.ts';
import { UidPool } from './uids.ts';

const folder = mkdtempSync(join(tmpdir(), 'parts-'));
after(() => rmSync(folder, { recursive: true }));

test('a supervisor that nobody listens to any more says its last words once, and ends', async (t) => {
  const program = join(import.meta.dirname, 'supervisor.ts');
  const supervisor = spawn(process.execPath, [program], { env: {} });
  t.after(() => supervisor.kill('SIGKILL'));
  supervisor.stdin.on('error', () => undefined);
  supervisor.stderr.destroy();
  supervisor.stdin.write(Buffer.alloc(64, 0xff));
  const [exitCode] = (await once(supervisor, 'exit', {
    signal: AbortSignal.timeout(30_000),
  })) as [number | null];
  assert.equal(exitCode, 1);
});

test('reads the frames that were written, however the pipe cuts them', () => {
  const frame = fc.record({ body: fc.dictionary(fc.string(), fc.string()), blob: fc.uint8Array() });
  const size = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 5 }), size, (frames, cut) => {
      const parts = frames.flatMap(({ body, blob }) => encodeFrame(body, [Buffer.from(blob)]));
      const bytes = Buffer.concat(parts);
      const reader = new FrameReader();
      const read: unknown[] = [];
      for (let at = 0; at < bytes.length; at += cut) {
        for (const { body, blob } of reader.push(bytes.subarray(at, at + cut))) {
          read.push({ body: { ...(body as object) }, blob: [...blob] });
        }
      }
      assert.deepEqual(
        read,
        frames.map(({ body, blob }) => ({ body: { ...body }, blob: [...blob] })),
      );
    }),
    { numRuns: 50 },
  );
});

test('refuses a frame that claims to be larger than any may be', () => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0xffffffff, 0);
  assert.throws(() => new FrameReader().push(head), /past the limit/);
});

test('never gives two supervisors the same uids, and takes over from a dead one', () => {
  const state = join(folder, 'state');
  // Whoever claims a block kills what runs under it, and low blocks are those of supervisors at work here.
  const blocks = Array.from({ length: 100 }, (_, block) => join(state, 'uids', String(block)));
  for (const block of blocks) {
    mkdirSync(block, { recursive: true });
    writeFileSync(join(block, 'owner'), processName(process.pid));
  }
  const [one, two] = [new UidPool(state), new UidPool(state)];
  const taken = [one, two].map((pool) => Array.from({ length: 128 }, () => pool.take()));
  const all = taken.flat().filter((uid) => uid !== null);
  assert.ok(all.length > 128, 'no uid was handed out');
  assert.equal(new Set(all).size, all.length, 'a uid was handed out twice');
  assert.equal(one.take(), null);
  one.giveBack(taken[0]![0]!);
  assert.equal(one.take(), taken[0]![0]);
  one.close();
  two.close();
  mkdirSync(join(state, 'uids', '100'));
  writeFileSync(join(state, 'uids', '100', 'owner'), '999999999-1');
  const heir = new UidPool(state);
  assert.equal(readdirSync(join(state, 'uids')).length, blocks.length + 1);
  assert.equal(readFileSync(join(state, 'uids', '100', 'owner'), 'utf8'), processName(process.pid));
  heir.close();
});

test('leaves only ordinary files of the folder where a run wrote', async () => {
  const out = join(folder, 'out');
  mkdirSync(join(out, 'sub'), { recursive: true });
  writeFileSync(join(out, 'sub', 'kept'), 'x');
  writeFileSync(join(out, 'suid'), 'x');
  chmodSync(join(out, 'suid'), 0o6755);
  chmodSync(join(out, 'sub'), 0o2500);
  execFileSync('mkfifo', [join(out, 'pipe')]);
  symlinkSync('sub/kept', join(out, 'inside'));
  symlinkSync('/etc/passwd', join(out, 'outside'));
  symlinkSync('..', join(out, 'up'));
  await reclaim(out, null, { uid: 0, gid: 0 });
  assert.deepEqual(readdirSync(out).sort(), ['inside', 'sub', 'suid']);
  assert.equal(lstatSync(join(out, 'suid')).mode & 0o7777, 0o755);
  assert.equal(lstatSync(join(out, 'sub')).mode & 0o7777, 0o700);
});

test('empties a folder that is too deep to be looked through', async () => {
  const out = join(folder, 'deep');
  mkdirSync(out);
  const script =
    'for i in $(seq 35); do mkdir "$1" && cd "$1" || exit; done; ln -s /etc/passwd link';
  execFileSync('sh', ['-c', script, 'sh', 'd'.repeat(100)], { cwd: out });
  await reclaim(out, null, { uid: 0, gid: 0 });
  assert.equal(existsSync(out), true);
  assert.deepEqual(readdirSync(out), []);
});

test('refuses mounts that are the host itself', () => {
  for (const host of ['/', '/proc', '/proc/1', '/sys', '/dev', '/etc', '/root', '/home', '/run']) {
    const mounts = [{ host, inside: '/x', access: 'read' as const }];
    assert.throws(() => prepareMounts(mounts, null, folder), RequestRefused, host);
  }
  symlinkSync('/etc', join(folder, 'innocent'));
  const behindLink = [{ host: join(folder, 'innocent'), inside: '/x', access: 'read' as const }];
  assert.throws(() => prepareMounts(behindLink, null, folder), /belongs to the host/);
});

test('takes no request that is not one, whatever it is', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.anything()), (body) => {
      assert.throws(() => parseRunRequest(body), RequestRefused);
    }),
  );
});
