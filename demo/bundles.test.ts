/** The demonstration's bundles and advisories are well-formed, paired, and speak of one another. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readAdvisory } from '#advisories';
import { readBundle } from '#proof';
import { parsePurl } from '#standards/purl';

const demo = import.meta.dirname;
const pairs: Record<string, [first: string, second: string]> = {
  'fastify-static': ['fastify-static-portal', 'fastify-static-server'],
  giflib: ['giflib-tool', 'giflib-disposal'],
  'xz-utils': ['xz-index', 'xz-archive'],
};

/** The trusted partner’s own program, in the review story. */
const alone = ['meter-reader'];

test('every folder with a report is a bundle, and belongs to a pair or stands alone', async () => {
  const folders = readdirSync(demo, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('/report.json'))
    .map((path) => path.replace(/\/report\.json$/, ''));
  assert.deepEqual(folders.sort(), [...Object.values(pairs).flat(), ...alone].sort());
  const digests = new Set<string>();
  for (const folder of folders) {
    digests.add((await readBundle({ kind: 'folder', path: join(demo, folder) })).sha256);
  }
  assert.equal(digests.size, 7);
});

test('both finders of a pair name the same target and fix, with other words and other bytes', async () => {
  for (const [first, second] of Object.values(pairs)) {
    const a = (await readBundle({ kind: 'folder', path: join(demo, first) })).report;
    const b = (await readBundle({ kind: 'folder', path: join(demo, second) })).report;
    assert.deepEqual(a.target, b.target);
    assert.deepEqual(a.fix, b.fix);
    assert.notEqual(a.title, b.title);
    assert.notDeepEqual(a.trigger, b.trigger);
    assert.notEqual(a.provenance.finder.organisation, b.provenance.finder.organisation);
  }
});

test('an advisory is valid, names the package its bundles attack, and one existing CVE id', async () => {
  for (const [name, [first]] of Object.entries(pairs)) {
    const written: unknown = JSON.parse(
      readFileSync(join(demo, `advisories/${name}.json`), 'utf8'),
    );
    const reading = readAdvisory(written);
    assert.ok(reading.isValid, JSON.stringify(reading));
    const { report } = await readBundle({ kind: 'folder', path: join(demo, first) });
    const attacked = parsePurl(report.target.purl ?? '');
    const told = parsePurl(reading.advisory.affected[0]?.purl ?? '');
    assert.deepEqual(
      [told.type, told.namespace, told.name],
      [attacked.type, attacked.namespace, attacked.name],
    );
    assert.match(reading.advisory.aliases[0] ?? '', /^CVE-2026-/);
  }
});
