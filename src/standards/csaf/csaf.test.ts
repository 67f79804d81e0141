import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { checkCsaf } from './check.ts';
import { soundDocument } from './fixture.ts';
import { readLanguageTag } from './language.ts';
import { memberLookupsMax, type Json } from './view.ts';

/** A document with one member changed; `path` as a JSON pointer, `undefined` removes. */
function withChange(path: string, value: unknown): unknown {
  const document = soundDocument();
  const steps = path.split('/').slice(1);
  const last = steps.pop() ?? '';
  let parent: Json = document;
  for (const step of steps) parent = parent[step] as Json;
  if (value === undefined) delete parent[last];
  else parent[last] = value;
  return document;
}

test('a sound document has no errors and no warnings', () => {
  const verdict = checkCsaf(soundDocument());
  assert.deepEqual(verdict, { isValid: true, errors: [], warnings: [], infos: [], truncated: [] });
});

test('each mandatory fault is found where it is', () => {
  const tracking = '/document/tracking';
  const vulnerability = '/vulnerabilities/0';
  const branch = '/product_tree/branches/0/branches/0/branches/0';
  const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  const cvss = { baseScore: 9.8, baseSeverity: 'CRITICAL', vectorString: vector, version: '3.1' };
  const score = (changes: Json) => [{ cvss_v3: { ...cvss, ...changes }, products: ['P1'] }];
  const cases: [string, string, unknown, string][] = [
    [
      '6.1.1',
      `${vulnerability}/product_status/known_affected`,
      ['P1', 'P9'],
      `${vulnerability}/product_status/known_affected/1`,
    ],
    [
      '6.1.2',
      `${branch}/product/product_id`,
      'P2',
      '/product_tree/branches/0/branches/0/branches/1/product/product_id',
    ],
    [
      '6.1.4',
      `${vulnerability}/remediations/0/group_ids`,
      ['G1'],
      `${vulnerability}/remediations/0/group_ids/0`,
    ],
    [
      '6.1.6',
      `${vulnerability}/product_status/known_not_affected`,
      ['P1'],
      `${vulnerability}/product_status/known_not_affected/0`,
    ],
    [
      '6.1.8',
      `${vulnerability}/scores`,
      score({ vectorString: 'CVSS:3.1/AV:N' }),
      `${vulnerability}/scores/0/cvss_v3/vectorString`,
    ],
    [
      '6.1.9',
      `${vulnerability}/scores`,
      score({ baseScore: 9.7 }),
      `${vulnerability}/scores/0/cvss_v3/baseScore`,
    ],
    [
      '6.1.10',
      `${vulnerability}/scores`,
      score({ attackVector: 'LOCAL' }),
      `${vulnerability}/scores/0/cvss_v3/attackVector`,
    ],
    ['6.1.11', `${vulnerability}/cwe`, { id: 'CWE-79', name: 'XSS' }, `${vulnerability}/cwe/name`],
    ['6.1.12', '/document/lang', 'EZ', '/document/lang'],
    [
      '6.1.13',
      `${branch}/product/product_identification_helper/purl`,
      'pkg:deb/gate@1',
      `${branch}/product/product_identification_helper/purl`,
    ],
    ['6.1.16', `${tracking}/version`, '2', `${tracking}/version`],
    ['6.1.26', '/document/category', 'Security-Advisory', '/document/category'],
    ['6.1.27.5', `${vulnerability}/notes`, undefined, vulnerability],
    [
      '6.1.29',
      `${vulnerability}/remediations`,
      [{ category: 'vendor_fix', details: 'Update.' }],
      `${vulnerability}/remediations/0`,
    ],
    ['6.1.31', `${branch}/name`, 'before 1.1', `${branch}/name`],
    ['schema', '/document/title', undefined, '/document'],
    ['schema', `${tracking}/status`, 'published', `${tracking}/status`],
    [
      'schema',
      `${tracking}/current_release_date`,
      '2026-02-31T00:00:00Z',
      `${tracking}/current_release_date`,
    ],
    ['schema', '/document/publisher/namespace', 'example', '/document/publisher/namespace'],
    ['schema', `${branch}/branches`, [], branch],
  ];
  for (const [rule, path, value, instancePath] of cases) {
    const { errors, isValid } = checkCsaf(withChange(path, value));
    assert.ok(!isValid);
    assert.ok(
      errors.some((error) => error.test === rule && error.instancePath === instancePath),
      `${rule} ${path}: ${JSON.stringify(errors)}`,
    );
  }
});

test('language tags are held against the registry, part by part', () => {
  const isRegistered = (tag: string) => readLanguageTag(tag).isRegistered;
  const sound = [
    'en',
    'EN-us',
    'de-CH-1996',
    'zh-yue-HK',
    'sr-Latn-RS',
    'es-419',
    'sl-rozaj-biske',
    'qaa-Qaaa-QM',
    'x-own',
    'en-x-own',
    'en-u-ca-buddhist',
    'i-default',
  ];
  const wrong = [
    '',
    'EZ',
    'zz-aaaaa',
    'en-XY-',
    'en--US',
    'en-Zzzx',
    'en-aaaaa',
    'de-yue',
    'x',
    'en-x',
    'en-u',
    'en-a-bc',
    'en-us-us',
    '-',
    `en-${'a'.repeat(200)}`,
  ];
  for (const tag of sound) assert.ok(isRegistered(tag), tag);
  for (const tag of wrong) assert.ok(!isRegistered(tag), tag);
  const part = fc.constantFrom('en', 'zz', 'x', 'u', '1996', 'aaaaa', 'Latn', 'US', '', 'yue');
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), (parts) => void isRegistered(parts.join('-'))),
    { numRuns: 1_000 },
  );
});

test('a property the standard does not know is a warning, not an error', () => {
  const verdict = checkCsaf(withChange('/document/surprise', 1));
  assert.ok(verdict.isValid);
  assert.ok(
    verdict.warnings.some(
      (warning) => warning.test === '6.2.20' && warning.instancePath === '/document/surprise',
    ),
  );
});

test('no JSON makes the check throw', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (json) =>
      assert.equal(checkCsaf(json).isValid, false),
    ),
    { numRuns: 300 },
  );
  for (const value of [undefined, null, 1, 'x', [], {}])
    assert.equal(checkCsaf(value).isValid, false);
});

test('any part of a document may be any JSON, and the check still answers', () => {
  const paths: string[] = [];
  const walk = (value: unknown, path: string) => {
    if (path !== '') paths.push(path);
    if (typeof value === 'object' && value !== null)
      for (const [key, item] of Object.entries(value)) walk(item, `${path}/${key}`);
  };
  walk(soundDocument(), '');
  assert.ok(paths.length > 80);
  let answers = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.oneof(fc.jsonValue({ maxDepth: 3 }), fc.constantFrom(null, 0, '', [], {}, [null], [[]])),
      (path, value) => {
        const { errors, warnings, infos } = checkCsaf(withChange(path, value));
        answers += 1;
        for (const { instancePath } of [...errors, ...warnings, ...infos])
          assert.match(instancePath, /^(\/|$)/);
      },
    ),
    { numRuns: 1_000 },
  );
  assert.equal(answers, 1_000);
});

test('a product tree as deep as you like is refused, not followed', () => {
  let branch: Json = { category: 'vendor', name: 'x', product: { name: 'x', product_id: 'P1' } };
  for (let depth = 0; depth < 100_000; depth += 1)
    branch = { branches: [branch], category: 'vendor', name: 'x' };
  const { errors } = checkCsaf(withChange('/product_tree/branches', [branch]));
  assert.ok(errors.some(({ message }) => message.includes('nest deeper')));
});

test('lists nested as deep as you like make faults, not a full stack', () => {
  let deep: unknown = [];
  for (let depth = 0; depth < 200_000; depth += 1) deep = [deep];
  const vulnerability = '/vulnerabilities/0';
  const paths = [
    '/document',
    '/document/notes',
    '/product_tree',
    vulnerability,
    ...[
      'ids',
      'flags',
      'scores',
      'notes',
      'remediations',
      'product_status/fixed',
      'scores/0/products',
      'scores/0/cvss_v3',
      'scores/0/cvss_v3/baseSeverity',
      'cwe',
      'cve',
    ].map((name) => `${vulnerability}/${name}`),
  ];
  for (const path of paths) {
    for (const value of [deep, [deep], [{ text: deep }]])
      assert.ok(!checkCsaf(withChange(path, value)).isValid, path);
  }
});

test('a group named by many items is refused before it costs more than the document', () => {
  const members = Array.from({ length: 20_000 }, (_, index) => `P${index + 1}`);
  const document = soundDocument();
  const tree = document['product_tree'] as Json;
  tree['product_groups'] = [{ group_id: 'G', product_ids: members }];
  const [vulnerability] = document['vulnerabilities'] as Json[];
  const items = memberLookupsMax / members.length + 1;
  if (vulnerability)
    vulnerability['remediations'] = Array.from({ length: items }, () => ({
      category: 'vendor_fix',
      details: 'x',
      group_ids: ['G'],
    }));
  const { errors } = checkCsaf(document);
  assert.ok(
    errors.some(
      ({ test: name, message }) => name === 'schema' && message.includes('group members'),
    ),
  );
});

test('one noisy test does not crowd out another', () => {
  const many = Array.from({ length: 5_000 }, (_, index) => `X${index}`);
  const document = withChange('/vulnerabilities/0/product_status/known_affected', many) as Json;
  const document0 = document['document'] as Json;
  document0['lang'] = 'EZ';
  const verdict = checkCsaf(document);
  assert.deepEqual(new Set(verdict.truncated), new Set(['6.1.1', '6.2.2', '6.2.3']));
  assert.ok(verdict.errors.some((error) => error.test === '6.1.12'));
  assert.ok(verdict.errors.length < 300);
});
