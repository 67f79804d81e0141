import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryAdvisory, exampleAdvisory, examplePublisher } from './advisory.fixture.ts';
import { textOf, toCsaf, toOsv, writeAdvisory } from './convert.ts';
import { affectedSetOf, compareAffected } from './equivalence.ts';

test('the two documents of an advisory say the same, in lines a person can read', () => {
  const csaf = affectedSetOf(toCsaf(exampleAdvisory, examplePublisher));
  assert.deepEqual(csaf, affectedSetOf(toOsv(exampleAdvisory)));
  assert.deepEqual(csaf, {
    isKnown: true,
    lines: [
      'Debian:12 pkg:deb/debian/left-merge?distro=debian-12 affected vers:deb/<1%3A1.2.0-1~deb12u2',
      'Debian:12 pkg:deb/debian/left-merge?distro=debian-12 fixed 1:1.2.0-1~deb12u2',
      'npm pkg:npm/%40example/left-merge affected vers:npm/3.0.0-rc.1',
      'npm pkg:npm/%40example/left-merge affected vers:npm/<1.2.3',
      'npm pkg:npm/%40example/left-merge affected vers:npm/>=2.0.0|<2.4.1',
      'npm pkg:npm/%40example/left-merge fixed 1.2.3',
      'npm pkg:npm/%40example/left-merge fixed 2.4.1',
    ],
  });
});

test('every advisory writes equal affected sets, and the same bytes twice', () => {
  let lines = 0;
  fc.assert(
    fc.property(arbitraryAdvisory, (advisory) => {
      const result = writeAdvisory(advisory, examplePublisher);
      assert.ok(result.isWritten, JSON.stringify(result));
      const { csafText, osvText, affectedLines } = result.written;
      lines += affectedLines.length;
      assert.ok(affectedLines.length > 0);
      assert.equal(csafText, textOf(toCsaf(structuredClone(advisory), examplePublisher)));
      assert.equal(osvText, textOf(toOsv(structuredClone(advisory), examplePublisher)));
    }),
    { numRuns: 250 },
  );
  assert.ok(lines > 500);
});

/** Every place in a document where the affected set is said. */
function placesIn(document: unknown, isPlace: (path: string[]) => boolean): string[][] {
  const places: string[][] = [];
  const walk = (value: unknown, path: string[]) => {
    if (value !== null && typeof value === 'object') {
      for (const [key, item] of Object.entries(value)) walk(item, [...path, key]);
    } else if (isPlace(path)) places.push(path);
  };
  walk(document, []);
  return places;
}

function changed(document: unknown, path: string[], change: (value: unknown) => unknown): unknown {
  const copy = structuredClone(document) as Record<string, unknown>;
  let parent = copy;
  for (const step of path.slice(0, -1)) parent = parent[step] as Record<string, unknown>;
  const last = path.at(-1) ?? '';
  parent[last] = change(parent[last]);
  return copy;
}

const csafPlaces = (path: string[]) =>
  (path[0] === 'product_tree' &&
    (path.at(-1) === 'purl' ||
      (path.at(-1) === 'name' &&
        path.filter((step) => step === 'branches').length === 3 &&
        path.at(-2) !== 'product'))) ||
  path.includes('product_status');
const osvPlaces = (path: string[]) => path[0] === 'affected';

test('any one change to what one document says about versions is detected', () => {
  let mutations = 0;
  fc.assert(
    fc.property(arbitraryAdvisory, fc.nat(), (advisory, pick) => {
      const csaf = toCsaf(advisory, examplePublisher);
      const osv = toOsv(advisory);
      assert.ok(compareAffected(csaf, osv).isEqual);
      for (const [document, other, isPlace] of [
        [csaf, osv, csafPlaces],
        [osv, csaf, osvPlaces],
      ] as const) {
        const places = placesIn(document, isPlace);
        assert.ok(places.length >= 3, 'there is something to change');
        const place = places[pick % places.length] ?? [];
        const mutant = changed(document, place, (value) => `${String(value)}9`);
        mutations += 1;
        const pair =
          document === csaf ? compareAffected(mutant, other) : compareAffected(other, mutant);
        assert.ok(!pair.isEqual, place.join('/'));
      }
    }),
    { numRuns: 200 },
  );
  assert.ok(mutations >= 400);
});

test('leaving out a range, an event, a product or a whole package is detected', () => {
  const csaf = toCsaf(exampleAdvisory, examplePublisher);
  const osv = toOsv(exampleAdvisory);
  const without = <T>(list: T[], index: number) => list.toSpliced(index, 1);
  const osvMutants = osv.affected.flatMap((affected, index) => [
    { ...osv, affected: without(osv.affected, index) },
    ...(affected.ranges ?? []).flatMap((range, at) => [
      {
        ...osv,
        affected: osv.affected.with(index, {
          ...affected,
          ranges: without(affected.ranges ?? [], at),
        }),
      },
      ...range.events.map((_, event) => ({
        ...osv,
        affected: osv.affected.with(index, {
          ...affected,
          ranges: (affected.ranges ?? []).with(at, {
            ...range,
            events: without(range.events, event),
          }),
        }),
      })),
    ]),
    ...(affected.versions ?? []).map((_, at) => ({
      ...osv,
      affected: osv.affected.with(index, {
        ...affected,
        versions: without(affected.versions ?? [], at),
      }),
    })),
  ]);
  const status = csaf.vulnerabilities?.[0]?.product_status ?? {};
  const csafMutants = (['known_affected', 'fixed'] as const).flatMap((name) =>
    (status[name] ?? []).map((_, index) => ({
      ...csaf,
      vulnerabilities: [
        {
          ...csaf.vulnerabilities?.[0],
          product_status: { ...status, [name]: without(status[name] ?? [], index) },
        },
      ],
    })),
  );
  assert.equal(osvMutants.length, 12);
  assert.equal(csafMutants.length, 7);
  for (const mutant of osvMutants)
    assert.ok(!compareAffected(csaf, mutant).isEqual, JSON.stringify(mutant.affected));
  for (const mutant of csafMutants) assert.ok(!compareAffected(mutant, osv).isEqual);
});

test('no shape or depth of JSON makes the reading throw, and none passes for an affected set', () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
  const named = { ecosystem: 'npm', name: 'x', purl: 'pkg:npm/x' };
  for (const document of [
    { document: {}, vulnerabilities: [{ product_status: { known_affected: [deep] } }] },
    {
      document: {},
      vulnerabilities: [{ product_status: { fixed: [7] } }],
      product_tree: { branches: [{ category: deep, name: deep, product: { product_id: deep } }] },
    },
    { id: 'X', affected: [{ package: { ...named, name: deep }, versions: ['1'] }] },
    { id: 'X', affected: [{ package: named, versions: [deep] }] },
    { id: 'X', affected: [{ package: named, ranges: [{ type: deep, events: [] }] }] },
    {
      id: 'X',
      affected: [{ package: named, ranges: [{ type: 'SEMVER', events: [{ introduced: deep }] }] }],
    },
  ]) {
    assert.ok(!affectedSetOf(document).isKnown);
  }
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), (json) => void affectedSetOf(json)),
    { numRuns: 300 },
  );
});

test('what cannot be told is unknown, never empty', () => {
  for (const document of [
    null,
    7,
    [],
    {},
    {
      document: {},
      product_tree: 3,
      vulnerabilities: [{ product_status: { known_affected: ['x'] } }],
    },
    { id: 'X', affected: [{ package: { name: 'x' } }] },
    {
      id: 'X',
      affected: [
        {
          package: { ecosystem: 'npm', name: 'x', purl: 'pkg:npm/x' },
          ranges: [{ type: 'GIT', events: [] }],
        },
      ],
    },
  ]) {
    const set = affectedSetOf(document);
    assert.ok(!set.isKnown && set.reasons.length > 0, JSON.stringify(document));
  }
  const empty = compareAffected({ document: {} }, { id: 'X' });
  assert.ok(!empty.isEqual, 'two documents that say nothing are not equal');
});
