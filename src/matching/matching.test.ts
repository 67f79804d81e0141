/** Matching: each ecosystem by its own rules, and never a guess. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readFileSync } from 'node:fs';
import { readOsv, type OsvEvent, type OsvRecord } from '#standards/osv';
import { readSbom } from '#standards/sbom';
import { readJsonLines, readTarGz, realData, withoutData } from '#test/real-data';
import { buildAdvisoryIndex, identify, AdvisoryIndex, Matcher, matchComponents } from './index.ts';

const modified = '2026-11-20T09:00:00Z';
const before = (fixed: string): OsvEvent[] => [{ introduced: '0' }, { fixed }];

function advisory(id: string, ecosystem: string, name: string, fixed: string): OsvRecord {
  const type = ['npm', 'Go', 'crates.io', 'Bitnami'].includes(ecosystem) ? 'SEMVER' : 'ECOSYSTEM';
  const ranges = [{ type, events: before(fixed) } as const];
  return {
    id,
    modified,
    aliases: [`CVE-${id}`],
    affected: [{ package: { ecosystem, name }, ranges }],
  };
}

const components = (...purls: string[]) => purls.map((purl) => ({ purl, name: '', version: null }));
const match = (records: OsvRecord[], ...purls: string[]) => {
  return matchComponents(components(...purls), buildAdvisoryIndex(records));
};
const codes = (records: OsvRecord[], ...purls: string[]) => {
  return match(records, ...purls).noDataBecause.map(({ code }) => code);
};

test('says which package is affected by which advisory, why, and what fixes it', () => {
  const result = match(
    [advisory('A-1', 'npm', '@scope/left', '1.2.6')],
    'pkg:npm/@scope/left@1.2.3',
  );
  assert.deepEqual(result.matched, [
    {
      purl: 'pkg:npm/%40scope/left@1.2.3',
      advisory: 'A-1',
      aliases: ['CVE-A-1'],
      affectedBecause: 'version 1.2.3 is in [0, 1.2.6)',
      fixed: ['1.2.6'],
    },
  ]);
  assert.deepEqual(result.noData, []);
  assert.equal(result.components, 1);
});

test('finds each ecosystem’s packages under the names its advisories use', () => {
  const records = [
    advisory('NPM', 'npm', '@babel/core', '8.0.0'),
    advisory('PY', 'PyPI', 'Zope.Interface', '6'),
    advisory('GO', 'Go', 'github.com/Masterminds/Sprig/v3', '3.9.0'),
    advisory('STD', 'Go', 'stdlib', '1.21.0-rc.3'),
    advisory('RS', 'crates.io', 'hyper', '1.0.0'),
    advisory('BIT', 'Bitnami', 'wordpress', '6.2.0'),
    advisory('DEB', 'Debian:12', 'glibc', '2.36-9+deb12u3'),
    advisory('ALL', 'Debian', 'bash', '5.3'),
    advisory('UBU', 'Ubuntu:22.04:LTS', 'curl', '7.82'),
  ];
  const expected: [string, string[]][] = [
    ['pkg:npm/%40babel/core@7.0.0', ['NPM']],
    ['pkg:npm/babel/core@7.0.0', []],
    ['pkg:npm/core@7.0.0', []],
    ['pkg:pypi/zope_interface@5.5', ['PY']],
    ['pkg:golang/github.com/Masterminds/sprig/v3@v3.2.0', ['GO']],
    ['pkg:golang/github.com/Masterminds/sprig@v3.2.0', []],
    ['pkg:golang/std@go1.20', ['STD']],
    ['pkg:golang/stdlib@go1.21rc2', ['STD']],
    ['pkg:golang/stdlib@1.21.0', []],
    ['pkg:cargo/hyper@0.14.1', ['RS']],
    ['pkg:bitnami/wordpress@6.1.9-4', ['BIT']],
    ['pkg:bitnami/wordpress@6.2.0-1', []],
    ['pkg:deb/debian/libc6@2.36-9?arch=amd64&distro=debian-12&upstream=glibc', ['DEB']],
    ['pkg:deb/debian/libc6@2.36-9+deb12u10?distro=bookworm&upstream=glibc', []],
    ['pkg:deb/debian/libc-x@9?distro=debian-12.5&upstream=glibc%402.36-9', ['DEB']],
    ['pkg:deb/debian/bash@5.2-1?distro=debian-12', ['ALL']],
    ['pkg:deb/ubuntu/curl@7.81.0-1?distro=jammy', ['UBU']],
  ];
  for (const [purl, advisories] of expected) {
    const { matched, noData } = match(records, purl);
    assert.deepEqual([purl, matched.map((each) => each.advisory)], [purl, advisories]);
    assert.deepEqual(noData, [], purl);
  }
});

test('never takes one distribution’s or release’s advisory for another’s', () => {
  const records = [
    advisory('ALMA', 'AlmaLinux:9', 'openssl', '1:3.0.7-19'),
    advisory('DEB', 'Debian:12', 'openssl', '3.0.12'),
  ];
  assert.deepEqual(codes(records, 'pkg:rpm/redhat/openssl@3.0.7-18.el9_2?arch=x86_64'), [
    'type_without_advisories',
  ]);
  for (const purl of [
    'pkg:deb/debian/openssl@3.0.1?distro=debian-11',
    'pkg:deb/ubuntu/openssl@3.0.1?distro=ubuntu-22.04',
    'pkg:apk/alpine/openssl@3.0.1?distro=alpine-3.18.2',
    'pkg:rpm/almalinux/openssl@3.0.1?distro=almalinux-8.9',
  ]) {
    assert.deepEqual(codes(records, purl), ['ecosystem_not_covered'], purl);
  }
  for (const purl of [
    'pkg:deb/debian/openssl@3.0.1',
    'pkg:deb/debian/openssl@3.0.1?distro=ubuntu-22.04',
    'pkg:deb/debian/openssl@3.0.1?distro=sid',
  ]) {
    assert.deepEqual(codes(records, purl), ['release_unknown'], purl);
  }
});

test('reports packages nothing is known about as no data, with the reason', () => {
  const npm = advisory('A', 'npm', 'left', '2.0.0');
  assert.deepEqual(codes([], 'pkg:npm/left@1.0.0'), ['ecosystem_not_covered']);
  assert.deepEqual(codes([npm], 'pkg:npm/left'), ['no_version']);
  assert.deepEqual(codes([npm], 'pkg:npm/left@latest'), ['version_unreadable']);
  assert.deepEqual(codes([npm], 'pkg:generic/left@1.0.0'), ['type_without_advisories']);
  assert.deepEqual(codes([npm], 'left'), ['purl_invalid']);
  assert.deepEqual(codes([npm], 'pkg:npm/right@latest'), []);
  const withdrawn = { ...npm, withdrawn: modified };
  assert.deepEqual(codes([withdrawn], 'pkg:npm/left@1.0.0'), ['ecosystem_not_covered']);
  const { coverage } = match([npm], 'pkg:npm/left@1.0.0', 'pkg:npm/x@1.0.0', 'pkg:pypi/x@1');
  assert.deepEqual(coverage, [
    { ecosystem: 'npm', packages: 2, advisories: 1 },
    { ecosystem: 'PyPI', packages: 1, advisories: 0 },
  ]);
});

test('matches an ecosystem without a version order by listed versions only', () => {
  const record: OsvRecord = {
    id: 'M',
    modified,
    affected: [
      {
        package: { ecosystem: 'Maven', name: 'org.x:y' },
        ranges: [{ type: 'ECOSYSTEM', events: before('2.0') }],
        versions: ['1.0'],
      },
    ],
  };
  const result = match(
    [record],
    'pkg:maven/org.x/y@1.0',
    'pkg:maven/org.x/y@1.1',
    'pkg:maven/org.x/z@1',
  );
  assert.deepEqual(
    result.matched.map(({ purl, affectedBecause, fixed }) => [purl, affectedBecause, fixed]),
    [['pkg:maven/org.x/y@1.0', 'version 1.0 is listed as affected', ['2.0']]],
  );
  assert.deepEqual(result.noData, ['pkg:maven/org.x/y@1.1']);
  assert.equal(result.noDataBecause[0]?.code, 'order_unsupported');
  assert.deepEqual(
    result.undecided.map(({ purl, advisory: id }) => [purl, id]),
    [['pkg:maven/org.x/y@1.1', 'M']],
  );
});

test('keeps the latest version of a record, even when that withdraws it', () => {
  const old = advisory('A', 'npm', 'left', '2.0.0');
  const later = { ...advisory('A', 'npm', 'left', '1.0.0'), modified: '2026-11-20T09:00:00.5Z' };
  for (const records of [
    [old, later],
    [later, old],
  ]) {
    assert.equal(match(records, 'pkg:npm/left@1.5.0').matched.length, 0);
    assert.equal(match(records, 'pkg:npm/left@0.5.0').matched.length, 1);
  }
  const withdrawn = { ...old, modified: '2026-11-22T00:00:00Z', withdrawn: '2026-11-22T00:00:00Z' };
  assert.equal(match([old, withdrawn], 'pkg:npm/left@1.5.0').matched.length, 0);
  assert.equal(match([withdrawn, old], 'pkg:npm/left@1.5.0').matched.length, 0);
});

test('joins several entries of one advisory, and says a purl once', () => {
  const events = [{ introduced: '3.0.0' }, { fixed: '3.1.0' }];
  const record = advisory('A', 'npm', 'left', '2.0.0');
  record.affected?.push({
    package: { ecosystem: 'npm', name: 'left' },
    ranges: [{ type: 'SEMVER', events }],
  });
  const twice = match([record], 'pkg:npm/left@3.0.5', 'pkg:npm/left@3.0.5');
  assert.equal(twice.components, 2);
  assert.deepEqual(
    twice.matched.map(({ fixed }) => fixed),
    [['3.1.0']],
  );
});

test('uses the component’s version where its purl has none, and every purl it has', () => {
  const index = buildAdvisoryIndex([advisory('A', 'npm', 'left', '2.0.0')]);
  const result = matchComponents(
    [
      { purl: 'pkg:npm/left', name: 'left', version: '1.0.0' },
      { purl: 'pkg:generic/x@1', otherPurls: ['pkg:npm/left@1.1.0'], name: 'x', version: null },
      { name: 'nothing', version: null },
    ],
    index,
  );
  assert.deepEqual(
    result.matched.map(({ purl }) => purl),
    ['pkg:npm/left@1.0.0', 'pkg:npm/left@1.1.0'],
  );
  assert.equal(result.withoutPurl, 1);
});

test('identifies a package without ever throwing', () => {
  assert.deepEqual(
    identify('pkg:deb/debian/libssl3@3.0.1?distro=debian-12&upstream=openssl', null),
    {
      kind: 'package',
      identity: {
        purl: 'pkg:deb/debian/libssl3@3.0.1?distro=debian-12&upstream=openssl',
        ecosystems: ['Debian:12', 'Debian'],
        name: 'openssl',
        version: '3.0.1',
      },
    },
  );
  for (const text of [
    '',
    'pkg:',
    'pkg:__proto__/x@1',
    'pkg:constructor/x@1',
    'pkg:deb/__proto__/x@1',
  ]) {
    assert.equal(identify(text, null).kind, 'none', text);
  }
});

const sets = ['almalinux', 'bitnami', 'crates.io', 'go', 'oss-fuzz', 'pypi', 'ghsa-misc'];
const needed = [
  'sbom/sboms.tar.gz',
  'sbom/index.jsonl',
  ...sets.map((set) => `osv/osv-${set}.jsonl.gz`),
];

test(
  'matches every real inventory against every real advisory',
  { skip: withoutData(...needed) },
  async () => {
    const index = new AdvisoryIndex();
    for (const set of sets) {
      for await (const json of readJsonLines(`osv/osv-${set}.jsonl.gz`)) {
        const { record } = readOsv(json);
        if (record !== undefined) index.add(record);
      }
    }
    assert.ok(index.size > 10_000);
    const matcher = new Matcher(index);
    const files = await readTarGz('sbom/sboms.tar.gz');
    for (const line of readFileSync(realData('sbom/index.jsonl') ?? '', 'utf8')
      .trim()
      .split('\n')) {
      const { path } = JSON.parse(line) as { path: string };
      for (const component of readSbom(files.get(path) ?? new Uint8Array()).components) {
        matcher.add(component);
      }
    }
    const { components: seen, matched, noData, undecided } = matcher.result();
    assert.ok(
      seen > 10_000 && matched.length > 100,
      `${seen} components, ${matched.length} matches`,
    );
    const typesIn = (purls: string[]) =>
      new Set(purls.map((purl) => /^pkg:([^/]+)/.exec(purl)?.[1]));
    const matchedTypes = typesIn(matched.map(({ purl }) => purl));
    for (const type of ['golang', 'pypi', 'maven', 'cargo'])
      assert.ok(matchedTypes.has(type), type);
    // There are no advisories for these: every one is no data, and none a match.
    for (const type of ['deb', 'apk', 'alpine', 'rpm']) assert.ok(!matchedTypes.has(type), type);
    for (const type of ['deb', 'alpine', 'rpm']) assert.ok(typesIn(noData).has(type), type);
    const inNoData = new Set(noData);
    assert.ok(matched.every(({ purl }) => !inNoData.has(purl)));
    assert.ok(undecided.every(({ reason }) => reason !== ''));
  },
);

test('answers about a package that very many advisories name', () => {
  const records = Array.from({ length: 150_000 }, (_, at) =>
    advisory(`A-${at}`, 'Maven', 'g:a', '2'),
  );
  const { undecided, noData } = match(records, 'pkg:maven/g/a@1');
  assert.equal(undecided.length, records.length);
  assert.deepEqual(noData, ['pkg:maven/g/a@1']);
});
