/** The gateway's store: durable, replayed, cut at a torn end, refusing to fork; bodies deleted in place. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import {
  commitmentOf,
  entryOf,
  inclusionProof,
  leafHash,
  newSigner,
  openNote,
  parseCheckpoint,
  rootOf,
  verifyInclusion,
} from '#standards/tlog';
import { startEndpoint, startTestGateway } from './gateway.fixture.ts';
import { openLedger, type Ledger } from './ledger.ts';
import { startGateway } from './gateway.ts';
import { WatchedTime } from './time.ts';
import { WriteAheadLog, type LogRecord } from './wal.ts';

const folder = await mkdtemp(join(tmpdir(), 'sallyport-wal-'));
after(() => rm(folder, { recursive: true, force: true }));
let made = 0;
const nextFile = () => join(folder, `log-${made++}`);

async function replayed(
  path: string,
): Promise<{ bodies: (string | undefined)[]; wal: WriteAheadLog }> {
  const bodies: (string | undefined)[] = [];
  const wal = await WriteAheadLog.open(path, ({ body }) => bodies.push(body));
  return { bodies: [...bodies], wal };
}

describe('the write-ahead log', () => {
  it('gives back what it was given, in order, whatever arrives together', async () => {
    const path = nextFile();
    const { wal } = await replayed(path);
    const given = Array.from({ length: 500 }, (_, at) => `body ${at} ${'é'.repeat(at)}`);
    const indexes = await Promise.all(given.map((body) => wal.append(body)));
    assert.deepEqual(
      indexes,
      given.map((_, at) => at),
    );
    await wal.close();
    const again = await replayed(path);
    assert.deepEqual(again.bodies, given);
    assert.equal(await again.wal.append('one more'), 500);
    await again.wal.close();
  });

  it('cut anywhere keeps every whole record before the cut and takes new ones after it', async () => {
    const path = nextFile();
    const { wal } = await replayed(path);
    for (let at = 0; at < 5; at++) await wal.append(`record ${at}`);
    await wal.close();
    const whole = await readFile(path);
    const ends = (await recordsOf(path)).map(({ offset }) => offset).slice(1);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length),
        fc.uint8Array({ maxLength: 60 }),
        async (cut, garbage) => {
          const torn = nextFile();
          await writeFile(torn, Buffer.concat([whole.subarray(0, cut), garbage]));
          const { bodies, wal: reopened } = await replayed(torn);
          const kept = [...ends, whole.length].filter((end) => end <= cut).length;
          assert.deepEqual(
            bodies.slice(0, kept),
            [0, 1, 2, 3, 4].slice(0, kept).map((at) => `record ${at}`),
          );
          assert.equal(await reopened.append('after'), bodies.length);
          await reopened.close();
          const last = await replayed(torn);
          assert.equal(last.bodies.at(-1), 'after');
          await last.wal.close();
        },
      ),
      { numRuns: 40 },
    );
  });

  it('damaged far from its end is refused, not shortened', async () => {
    const path = nextFile();
    const { wal } = await replayed(path);
    const body = 'x'.repeat(200_000);
    for (let at = 0; at < 30; at++) await wal.append(body);
    await wal.close();
    const bytes = await readFile(path);
    bytes[300_000] = (bytes[300_000] ?? 0) ^ 1;
    await writeFile(path, bytes);
    await assert.rejects(replayed(path), /entry 1 of the log is damaged/);
  });

  it('deletes a body in place: the rest stays, the commitment too', async () => {
    const path = nextFile();
    const { wal } = await replayed(path);
    for (const body of ['a', 'secret', 'c']) await wal.append(body);
    const records = await recordsOf(path);
    await wal.erase(records[1]?.offset ?? 0);
    await wal.close();
    const { bodies, wal: again } = await replayed(path);
    assert.deepEqual(bodies, ['a', undefined, 'c']);
    await again.close();
    assert.ok(!(await readFile(path)).includes('secret'));
    assert.deepEqual((await recordsOf(path))[1]?.commitment, records[1]?.commitment);
  });

  it('on a full disk rejects what did not fit, keeps what did, and goes on when there is room', async (t) => {
    const disk = await mkdtemp(join(tmpdir(), 'sallyport-disk-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      await rm(disk, { recursive: true, force: true });
      return t.skip('needs the right to mount');
    }
    try {
      const { wal } = await replayed(join(disk, 'log'));
      const outcomes = await Promise.allSettled(
        Array.from({ length: 5 }, () => wal.append('x'.repeat(10_000))),
      );
      const filler = join(disk, 'filler');
      await writeFile(filler, 'y'.repeat(100_000)).catch(() => undefined);
      await assert.rejects(wal.append('z'.repeat(20_000)), /ENOSPC/);
      await rm(filler);
      const kept = outcomes.filter(({ status }) => status === 'fulfilled').length;
      assert.equal(await wal.append('room again'), kept);
      await wal.close();
      const { bodies, wal: again } = await replayed(join(disk, 'log'));
      assert.equal(bodies.length, kept + 1);
      await again.close();
    } finally {
      execFileSync('umount', [disk]);
      await rm(disk, { recursive: true, force: true });
    }
  });
});

async function recordsOf(path: string): Promise<LogRecord[]> {
  const records: LogRecord[] = [];
  const wal = await WriteAheadLog.open(path, (record) => records.push(record));
  await wal.close();
  return records;
}

describe('the ledger', () => {
  const signer = newSigner('larch.example/sub_0001');
  const leaf = (at: number) => ({
    type: 'gateway.started' as const,
    at: new Date(1_800_000_000_000 + at),
    actor: 'gateway',
    subject: `s${at}`,
    payload: { submission: 's', version: '0' },
  });
  const openAt = (path: string): Promise<Ledger> =>
    openLedger({
      folder: path,
      signer,
      time: new WatchedTime(() => new Date()),
      onReplay: () => undefined,
    });

  it('serves proofs that verify at every size, across tiles and restarts', async () => {
    const path = nextFile();
    let ledger = await openAt(path);
    for (const upTo of [1, 255, 256, 257, 700]) {
      await Promise.all(
        Array.from({ length: upTo - ledger.size }, (_, at) => ledger.append(leaf(at))),
      );
      const made = await ledger.checkpoint();
      assert.ok(made);
      await ledger.publish(upTo, made.note, true, new Date());
      const { root, size } = parseCheckpoint(openNote(made.note, [signer.key]).text);
      assert.equal(size, upTo);
      const read = ledger.readTile.bind(ledger);
      assert.deepEqual(await rootOf(read, upTo), root);
      for (const index of [0, upTo >> 1, upTo - 1]) {
        const bundle = await ledger.readBundle(Math.floor(index / 256), (index % 256) + 1);
        assert.ok(bundle.length > 0);
        const line =
          (await ledger.readBodies(Math.floor(index / 256))).split('\n')[index % 256] ?? '';
        const { salt, body } = JSON.parse(line) as { salt: string; body: string };
        const hash = leafHash(entryOf(commitmentOf(Buffer.from(salt, 'base64'), body)));
        const proof = await inclusionProof(read, index, upTo);
        assert.ok(verifyInclusion({ index, size: upTo, leafHash: hash, proof, root }));
      }
      await ledger.close();
      ledger = await openAt(path);
      assert.equal(ledger.size, upTo);
    }
    await ledger.close();
  });

  it('proves an entry whose body was deleted', async () => {
    const path = nextFile();
    const ledger = await openAt(path);
    for (let at = 0; at < 5; at++) await ledger.append(leaf(at));
    const before = (await ledger.readBodies(0)).split('\n')[2] ?? '';
    const { salt, body } = JSON.parse(before) as { salt: string; body: string };
    const root = await rootOf(ledger.readTile.bind(ledger), 5);
    await ledger.erase(2);
    assert.equal((await ledger.readBodies(0)).trimEnd().split('\n').length, 4);
    const proof = await inclusionProof(ledger.readTile.bind(ledger), 2, 5);
    const hash = leafHash(entryOf(commitmentOf(Buffer.from(salt, 'base64'), body)));
    assert.ok(verifyInclusion({ index: 2, size: 5, leafHash: hash, proof, root }));
    await ledger.close();
  });

  it('that lost what it signed refuses to start, rather than fork', async () => {
    const path = nextFile();
    const ledger = await openAt(path);
    for (let at = 0; at < 5; at++) await ledger.append(leaf(at));
    await ledger.checkpoint();
    await ledger.close();
    const log = join(path, 'log');
    await truncate(log, (await stat(log)).size - 10);
    await assert.rejects(openAt(path), /holds 4 entries, and a checkpoint over 5 was signed/);
    await appendFile(log, 'garbage');
    await assert.rejects(openAt(path), /was signed/);
  });
});

describe('a submission', () => {
  it('has one gateway: a second process or start on its folder is refused', async () => {
    const endpoint = await startEndpoint((_, response) => response.end());
    const test = await startTestGateway({ upstream: endpoint.url });
    await assert.rejects(startGateway(test.options), /another process owns/);
    await test.restart();
    assert.equal(
      test.gateway.desk.grants.get(test.digest)?.ended,
      undefined,
      'found again by replay',
    );
    await test.close();
    await endpoint.close();
  });
});
