import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { arbitraryAdvisory, exampleAdvisory, examplePublisher } from './advisory.fixture.ts';
import {
  advisoryStates,
  AdvisoryTransitionError,
  modifiedAt,
  publish,
  revise,
  withdraw,
  type Advisory,
  type AdvisoryStatus,
  type AdvisoryTrigger,
} from './advisory.ts';
import { toCsaf, toOsv } from './convert.ts';
import { readAdvisory } from './schema.ts';

const draft: Advisory = { ...exampleAdvisory, status: 'draft', revisions: [] };
const inState: Record<AdvisoryStatus, Advisory> = {
  draft,
  published: exampleAdvisory,
  withdrawn: withdraw(exampleAdvisory, '2026-11-21T00:00:00Z', 'Not a vulnerability.'),
};
const act: Record<AdvisoryTrigger, (advisory: Advisory) => Advisory> = {
  publish: (advisory) => publish(advisory, '2026-11-22T00:00:00Z'),
  revise: (advisory) => revise(advisory, exampleAdvisory, '2026-11-22T00:00:00Z', 'Clearer words.'),
  withdraw: (advisory) => withdraw(advisory, '2026-11-22T00:00:00Z', 'Not a vulnerability.'),
};

test('every trigger in every state follows the table or throws naming both', () => {
  let seen = 0;
  for (const [status, advisory] of Object.entries(inState) as [AdvisoryStatus, Advisory][]) {
    for (const [trigger, perform] of Object.entries(act) as [
      AdvisoryTrigger,
      (a: Advisory) => Advisory,
    ][]) {
      seen += 1;
      const to = advisoryStates[status][trigger];
      if (to !== undefined) assert.equal(perform(advisory).status, to, `${status} ${trigger}`);
      else {
        assert.throws(
          () => perform(advisory),
          (error) =>
            error instanceof AdvisoryTransitionError &&
            error.from === status &&
            error.trigger === trigger,
        );
      }
    }
  }
  assert.equal(seen, 9);
});

test('a clock that goes back does not make history go back', () => {
  const revised = revise(
    exampleAdvisory,
    exampleAdvisory,
    '2020-01-01T00:00:00Z',
    'Earlier by mistake.',
  );
  assert.equal(modifiedAt(revised), '2026-11-20T15:00:00Z');
  assert.deepEqual(
    revised.revisions.map(({ number }) => number),
    [1, 2],
  );
});

test('revising keeps id, first publication and status whatever the content carries', () => {
  const other = {
    ...exampleAdvisory,
    id: 'SP-2026-9999',
    status: 'draft' as const,
    title: 'Other words',
    revisions: [],
  };
  const revised = revise(exampleAdvisory, other, '2026-11-22T00:00:00Z', 'Title.');
  assert.equal(revised.id, exampleAdvisory.id);
  assert.equal(revised.status, 'published');
  assert.equal(revised.title, 'Other words');
  assert.equal(revised.revisions.length, 2);
});

test('nobody is named without consent, in either format', () => {
  const text = JSON.stringify([
    toCsaf(exampleAdvisory, examplePublisher),
    toOsv(exampleAdvisory, examplePublisher),
  ]);
  assert.ok(text.includes('Ada Example'));
  assert.ok(!text.includes('Quiet Person'));
});

test('every generated advisory is one the schema reads back unchanged', () => {
  fc.assert(
    fc.property(arbitraryAdvisory, (advisory) => {
      const reading = readAdvisory(JSON.parse(JSON.stringify(advisory)));
      assert.ok(reading.isValid, JSON.stringify(reading));
      assert.deepEqual(reading.advisory, advisory);
    }),
    { numRuns: 300 },
  );
});

test('bad input is answered with the place and the mend', () => {
  const at = (change: (advisory: Record<string, unknown>) => void) => {
    const advisory = structuredClone(exampleAdvisory) as unknown as Record<string, unknown>;
    change(advisory);
    const reading = readAdvisory(advisory);
    assert.ok(!reading.isValid);
    return reading.errors.map(({ instancePath }) => instancePath);
  };
  const first = (advisory: Record<string, unknown>) =>
    (advisory['affected'] as Record<string, unknown>[])[0] ?? {};
  assert.deepEqual(
    at((a) => (a['id'] = 'sp 1')),
    ['/id'],
  );
  assert.deepEqual(
    at((a) => (a['aliases'] = ['GHSA-1'])),
    ['/aliases/0'],
  );
  assert.deepEqual(
    at((a) => (a['aliases'] = ['CVE-2021-23337', 'CVE-2021-23338'])),
    ['/aliases'],
  );
  assert.deepEqual(
    at((a) => (first(a)['purl'] = 'lodash')),
    ['/affected/0/purl'],
  );
  assert.deepEqual(
    at((a) => (first(a)['purl'] = 'pkg:npm/lodash@1.0.0')),
    ['/affected/0/purl'],
  );
  assert.deepEqual(
    at((a) => (first(a)['ecosystem'] = 'PyPI')),
    ['/affected/0/purl'],
  );
  assert.deepEqual(
    at((a) => Object.assign(first(a), { ecosystem: 'Debian', purl: 'pkg:deb/debian/x' })),
    ['/affected/0/purl'],
  );
  assert.deepEqual(
    at((a) => (first(a)['ranges'] = [{ introduced: '0', fixed: '1', lastAffected: '2' }])),
    ['/affected/0/ranges/0'],
  );
  assert.deepEqual(
    at((a) => (first(a)['versions'] = ['<2'])),
    ['/affected/0/versions/0'],
  );
  assert.deepEqual(
    at((a) => Object.assign(first(a), { ranges: [], versions: [] })),
    ['/affected/0/ranges'],
  );
  assert.deepEqual(
    at((a) => (a['affected'] = [first(a), first(a)])),
    ['/affected/1/purl'],
  );
  assert.deepEqual(
    at((a) => (a['tlp'] = 'RED')),
    ['/tlp'],
  );
  assert.deepEqual(
    at((a) => (a['revisions'] = [])),
    ['/revisions'],
  );
  assert.deepEqual(
    at((a) => (a['surprise'] = 1)),
    [''],
  );
  assert.ok(!readAdvisory(null).isValid);
});
