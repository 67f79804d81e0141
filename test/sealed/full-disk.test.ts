/** A full disk: what does not fit is refused with a problem, and nothing accepted is lost. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { archiveOf, Stage } from '#test/permissions';
import { startTestServer } from '#test/server';

const run = (program: string, ...args: string[]) =>
  spawnSync(program, args, { encoding: 'utf8', timeout: 10_000 });

/** Room for one large bundle and not for two. */
const roomKib = 640;
const large = () => archiveOf({ trigger: randomBytes(400 * 1024) });

test('a bundle that does not fit is refused, and comes in when there is room again', async (context) => {
  const server = await startTestServer();
  const stage = new Stage(server);
  const blobs = join(server.config.dataDir, 'blobs', 'outer');
  await mkdir(blobs, { recursive: true });
  const mounted = run('mount', '-t', 'tmpfs', '-o', `size=${roomKib}k,mode=0700`, 'tmpfs', blobs);
  try {
    if (mounted.status !== 0) {
      context.skip(`this host lets us mount nothing: ${mounted.stderr.trim()}`);
      return;
    }
    const submit = async (body: Uint8Array, key: string) =>
      await stage.requests.send(await stage.requests.as('finder'), {
        method: 'POST',
        path: '/api/reports',
        body,
        headers: { 'content-type': 'application/gzip', 'idempotency-key': key },
      });
    const first = large();
    const accepted = await submit(first, 'fits-first');
    assert.equal(accepted.status, 202);
    const { reportId } = (await accepted.json()) as { reportId: string };

    const second = large();
    const [together, alone] = [
      await Promise.all(['a', 'b'].map((name) => submit(second, `does-not-fit-${name}`))),
      await submit(second, 'does-not-fit-c'),
    ];
    for (const refused of [...together, alone]) {
      assert.equal(refused.status, 507);
      assert.match(refused.headers.get('content-type') ?? '', /^application\/problem\+json/);
      const { code, detail } = (await refused.json()) as { code: string; detail: string };
      assert.equal(code, 'storage_full');
      assert.match(detail, /nothing was accepted, try again later/);
    }
    assert.ok(!(await readdir(blobs, { recursive: true })).some((name) => name.endsWith('.part')));
    // Small ones need no file, so they still come in: together with one that does not fit, too.
    const mixed = await Promise.all([
      submit(archiveOf({ trigger: 'small one' }), 'small-one-1'),
      submit(second, 'does-not-fit-d'),
      submit(archiveOf({ trigger: 'small two' }), 'small-two-2'),
    ]);
    assert.deepEqual(
      mixed.map(({ status }) => status),
      [202, 507, 202],
    );
    const { rows } = await stage.asOwner<{ n: string }>(
      'select count(*) as n from clearinghouse.report',
    );
    assert.equal(Number(rows[0]?.n), 3);
    const { rows: orphans } = await stage.asOwner<{ n: string }>(
      `select count(*) as n from zone_outer.blob b where not exists
         (select from clearinghouse.report r where r.bundle_ref = b.ref)`,
    );
    assert.equal(Number(orphans[0]?.n), 0);

    const bundle = await stage.must('finder', 200, {
      method: 'GET',
      path: `/api/reports/${reportId}/bundle?purpose=still+there`,
    });
    assert.deepEqual(Buffer.from(await bundle.arrayBuffer()), Buffer.from(first));

    assert.equal(run('mount', '-o', 'remount,size=8m', blobs).status, 0);
    assert.equal((await submit(second, 'does-not-fit-c')).status, 202);
  } finally {
    if (mounted.status === 0) run('umount', blobs);
    await server.close();
  }
});
