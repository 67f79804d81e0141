import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readJsonLines, readTarGz, withoutData } from '#test/real-data';
import { withdraw } from './advisory.ts';
import { arbitraryAdvisory, exampleAdvisory, examplePublisher } from './advisory.fixture.ts';
import { toCsaf, toOsv } from './convert.ts';
import { csafToOsv, osvToCsaf } from './translate.ts';

const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test('what we wrote translates into exactly what we would have written', () => {
  for (const advisory of [
    exampleAdvisory,
    withdraw(exampleAdvisory, '2026-11-21T00:00:00Z', 'Not a vulnerability.'),
  ]) {
    const csaf = json(toCsaf(advisory, examplePublisher));
    const osv = json(toOsv(advisory, examplePublisher));
    assert.deepEqual(csafToOsv(csaf), { isTranslated: true, document: osv });
    assert.deepEqual(osvToCsaf(osv), { isTranslated: true, document: csaf });
  }
});

test('every advisory we write goes both ways without loss', () => {
  let translated = 0;
  let refused = 0;
  fc.assert(
    fc.property(arbitraryAdvisory, (advisory) => {
      const csaf = json(toCsaf(advisory, examplePublisher));
      const osv = json(toOsv(advisory, examplePublisher));
      for (const [result, want] of [
        [csafToOsv(csaf), osv],
        [osvToCsaf(osv), csaf],
      ] as const) {
        if (result.isTranslated) {
          translated += 1;
          assert.deepEqual(json(result.document), want);
        } else {
          refused += 1;
          assert.ok(result.lost.length + result.reasons.length > 0);
        }
      }
    }),
    { numRuns: 150 },
  );
  assert.deepEqual({ translated, refused }, { translated: 300, refused: 0 });
});

test('names what would be lost', () => {
  const csaf = json(toCsaf(exampleAdvisory, examplePublisher)) as {
    vulnerabilities: Record<string, unknown>[];
    document: Record<string, unknown>;
  };
  csaf.document['acknowledgments'] = [{ names: ['Somebody'] }];
  const [vulnerability = {}] = csaf.vulnerabilities;
  vulnerability['discovery_date'] = '2026-11-01T00:00:00Z';
  const result = csafToOsv(csaf);
  assert.ok(!result.isTranslated);
  assert.deepEqual(result.lost, ['/document/acknowledgments', '/vulnerabilities/0/discovery_date']);
  const osv = json(toOsv(exampleAdvisory, examplePublisher)) as Record<string, unknown>;
  const other = osvToCsaf({
    ...osv,
    aliases: ['CVE-2021-23337', 'GHSA-xxxx-xxxx-xxxx'],
    related: ['X-1'],
  });
  assert.ok(!other.isTranslated);
  assert.deepEqual(other.lost, ['/aliases', '/related']);
});

test('a record without publisher becomes CSAF only when one is given', () => {
  const osv = json(toOsv(exampleAdvisory));
  const refused = osvToCsaf(osv);
  assert.ok(!refused.isTranslated && /publisher/.test(refused.reasons.join()));
  const given = osvToCsaf(osv, examplePublisher);
  assert.deepEqual(given, {
    isTranslated: true,
    document: json(toCsaf(exampleAdvisory, examplePublisher)),
  });
});

test('hostile extras in a record are losses, not crashes', () => {
  const osv = json(toOsv(exampleAdvisory, examplePublisher)) as {
    database_specific: Record<string, unknown>;
  };
  const keys = Object.keys(osv.database_specific);
  assert.ok(keys.length > 8);
  fc.assert(
    fc.property(fc.constantFrom(...keys), fc.jsonValue({ maxDepth: 3 }), (key, value) => {
      const result = osvToCsaf({
        ...osv,
        database_specific: { ...osv.database_specific, [key]: value },
      });
      if (result.isTranslated) return;
      assert.ok(result.lost.length + result.reasons.length > 0, key);
    }),
    { numRuns: 200 },
  );
  for (const value of [null, 1, [], {}, 'x']) {
    assert.ok(!csafToOsv(value).isTranslated);
    assert.ok(!osvToCsaf(value, examplePublisher).isTranslated);
  }
});

test(
  'nobody else’s document is ever translated with a different affected set',
  { skip: withoutData('csaf-cisa', 'osv/osv-pypi.jsonl.gz') },
  async () => {
    let documents = 0;
    for (const [name, bytes] of await readTarGz('csaf-cisa/cisa-csaf.tar.gz')) {
      if (!name.endsWith('.json') || documents >= 200) continue;
      documents += 1;
      const result = csafToOsv(JSON.parse(String(bytes)));
      assert.ok(!result.isTranslated, `${name}: these have no purls, so nothing may be claimed`);
      assert.ok(result.reasons.length + result.lost.length > 0);
    }
    let records = 0;
    for await (const record of readJsonLines('osv/osv-pypi.jsonl.gz')) {
      if (records >= 300) break;
      records += 1;
      const result = osvToCsaf(record, examplePublisher);
      if (!result.isTranslated) assert.ok(result.reasons.length + result.lost.length > 0);
    }
    assert.ok(documents >= 200 && records >= 300);
  },
);
