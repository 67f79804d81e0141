/** Inventories: every format read, every fault a finding, and what is written reads back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { readTarGz, realData, withoutData } from '#test/real-data';
import { readSbom, sbomLimits, writeCycloneDx, type Sbom } from './index.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const readJson = (json: unknown) => readSbom(bytes(JSON.stringify(json)));
const summary = ({ format, encoding, specVersion, components }: Sbom) => ({
  kind: [format, encoding, specVersion].join(' '),
  components: components.map(({ ref, name, version, purl }) => [ref, name, version, purl]),
});

const cycloneDx = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { name: 'product', 'bom-ref': 'root' } },
  components: [
    {
      'bom-ref': 'a',
      name: 'core',
      version: '7.0.0',
      purl: 'pkg:npm/@babel/core@7.0.0',
      components: [{ 'bom-ref': 'b', name: 'b', version: '1', purl: 'pkg:PYPI/B_x@1' }],
    },
  ],
};
const components = [
  ['a', 'core', '7.0.0', 'pkg:npm/%40babel/core@7.0.0'],
  ['b', 'b', '1', 'pkg:pypi/b-x@1'],
];

test('reads CycloneDX JSON, nested components included', () => {
  const sbom = readJson(cycloneDx);
  assert.deepEqual(summary(sbom), { kind: 'CycloneDX JSON 1.6', components });
  assert.equal(sbom.subject?.name, 'product');
  assert.deepEqual(sbom.problems, []);
});

test('reads the same from CycloneDX XML, under a prefix, in CDATA and in entities', () => {
  const xml = `<?xml version="1.0"?>
    <b:bom xmlns:b="http://cyclonedx.org/schema/bom/1.4"><b:components>
      <b:component bom-ref="a"><b:name>core</b:name><b:version>7.0.0</b:version>
        <b:purl>pkg:npm/%40babel/core@7.0.0?a=1&amp;b=&#50;</b:purl>
        <b:components><b:component bom-ref="b"><b:name><![CDATA[b&amp;]]></b:name>
          <b:version>1</b:version><b:purl>pkg:pypi/b-x@1</b:purl></b:component></b:components>
      </b:component></b:components></b:bom>`;
  assert.deepEqual(summary(readSbom(bytes(xml))), {
    kind: 'CycloneDX XML 1.4',
    components: [
      ['a', 'core', '7.0.0', 'pkg:npm/%40babel/core@7.0.0?a=1&b=2'],
      ['b', 'b&amp;', '1', 'pkg:pypi/b-x@1'],
    ],
  });
});

test('reads SPDX 2 JSON, and keeps every purl of a package', () => {
  const reference = (referenceLocator: string) => ({
    referenceCategory: 'PACKAGE_MANAGER',
    referenceType: 'purl',
    referenceLocator,
  });
  const sbom = readJson({
    spdxVersion: 'SPDX-2.3',
    packages: [
      {
        SPDXID: 'SPDXRef-a',
        name: 'a',
        versionInfo: 'NOASSERTION',
        externalRefs: [
          reference('pkg:npm/a@1'),
          reference('pkg:npm/a@1?x=y'),
          { ...reference('cpe:2.3:a'), referenceType: 'cpe23Type' },
        ],
      },
    ],
  });
  assert.deepEqual(summary(sbom), {
    kind: 'SPDX JSON 2.3',
    components: [['SPDXRef-a', 'a', null, 'pkg:npm/a@1']],
  });
  assert.deepEqual(sbom.components[0]?.otherPurls, ['pkg:npm/a@1?x=y']);
  assert.deepEqual(sbom.problems, []);
});

test('reads SPDX tag-value, past texts that look like tags', () => {
  const lines = [
    '# a comment',
    'SPDXVersion: SPDX-2.2',
    'PackageName: a',
    'SPDXID: SPDXRef-a',
    'PackageVersion: 1',
    'PackageComment: <text>',
    'PackageName: not a package',
    '</text>',
    'ExternalRef: PACKAGE-MANAGER purl pkg:npm/a@1',
    'FileName: ./x',
    'SPDXID: SPDXRef-x',
  ];
  assert.deepEqual(summary(readSbom(bytes(lines.join('\r\n')))), {
    kind: 'SPDX tag-value 2.2',
    components: [['SPDXRef-a', 'a', '1', 'pkg:npm/a@1']],
  });
});

test('reads SPDX 3 JSON-LD, packages of every profile', () => {
  const sbom = readJson({
    '@context': 'https://spdx.org/rdf/3.0.1/spdx-context.jsonld',
    '@graph': [
      { type: 'CreationInfo', specVersion: '3.0.1' },
      { type: 'software_Package', spdxId: 'u:a', name: 'a', software_packageUrl: 'pkg:npm/a@1' },
      {
        type: 'ai_AIPackage',
        spdxId: 'u:m',
        name: 'm',
        software_packageVersion: '2',
        externalIdentifier: [
          { externalIdentifierType: 'packageUrl', identifier: 'pkg:generic/m@2' },
        ],
      },
      { type: 'software_File', spdxId: 'u:f', name: 'f' },
    ],
  });
  assert.deepEqual(summary(sbom), {
    kind: 'SPDX JSON-LD 3.0.1',
    components: [
      ['u:a', 'a', null, 'pkg:npm/a@1'],
      ['u:m', 'm', '2', 'pkg:generic/m@2'],
    ],
  });
});

test('names the field and the mend of everything a component lacks', () => {
  const sbom = readJson({
    ...cycloneDx,
    components: [
      { 'bom-ref': 'p', name: 'plain', version: '1' },
      { 'bom-ref': 'q', name: 'bad', version: '1', purl: 'not a purl' },
      { 'bom-ref': 'v', name: 'v', purl: 'pkg:npm/v' },
      { 'bom-ref': 'n', version: '1' },
      'text',
      { name: 7, purl: 7, version: {} },
    ],
  });
  const found = sbom.problems.map(
    ({ code, instancePath, ref }) => `${code} ${instancePath} ${ref}`,
  );
  assert.deepEqual(found, [
    'no_purl /components/0 p',
    'purl_invalid /components/1/purl q',
    'no_version /components/2 v',
    'no_name /components/3 n',
    'field_invalid /components/4 undefined',
    'purl_invalid /components/5/purl undefined',
    'no_name /components/5 undefined',
  ]);
  for (const { message } of sbom.problems) assert.match(message, /`.+`|object/);
  assert.match(sbom.problems[0]?.message ?? '', /add `purl`, as in `pkg:npm/);
  assert.deepEqual(
    sbom.components.map(({ name }) => name),
    ['plain', 'bad', 'v'],
  );
});

test('gives one finding, and the mend, for a document it cannot read', () => {
  const cases: [Uint8Array, string, RegExp][] = [
    [bytes(''), 'not_readable', /is empty/],
    [bytes('{"bomFormat": '), 'not_readable', /broken JSON.*export it again/],
    [bytes('[]'), 'format_unknown', /no JSON object/],
    [bytes('{}'), 'format_unknown', /neither `bomFormat`, `spdxVersion` nor `@graph`/],
    [bytes('name: x'), 'format_unknown', /give CycloneDX/],
    [bytes('<a/>'), 'format_unknown', /no CycloneDX `<bom>`/],
    [
      bytes('<bom xmlns="http://cyclonedx.org/schema/bom/1.4"><components>'),
      'not_readable',
      /broken XML/,
    ],
    [
      bytes(
        '<!DOCTYPE bom [<!ENTITY a "aaaa">]><bom xmlns="http://cyclonedx.org/schema/bom/1.4"/>',
      ),
      'not_readable',
      /`<!DOCTYPE`, which is refused/,
    ],
    [bytes(`{"a":${'['.repeat(500)}${']'.repeat(500)}}`), 'too_deep', /flatten it/],
    [bytes('<a>'.repeat(500) + '</a>'.repeat(500)), 'not_readable', /too deep/],
    [bytes(`<bom ${'a="b" '.repeat(20_000)}/>`), 'too_large', /has a tag of more than/],
    [Uint8Array.of(0x7b, 0x22, 0xff, 0x22), 'not_utf8', /byte 2 is not UTF-8; save/],
    [Uint8Array.of(0xff, 0xfe, 0x7b, 0x00), 'not_utf8', /UTF-16.*save it as UTF-8/],
    [Uint8Array.of(0x1f, 0x8b, 0x08), 'not_utf8', /gzip/],
    [new Uint8Array(sbomLimits.bytesMax + 1), 'too_large', /split it/],
  ];
  for (const [input, code, message] of cases) {
    const { components: read, problems } = readSbom(input);
    assert.deepEqual(read, []);
    assert.equal(problems.length, 1);
    assert.equal(problems[0]?.code, code);
    assert.match(problems[0]?.message ?? '', message);
  }
});

test('knows every CycloneDX version in use', () => {
  for (const minor of [1, 2, 3, 4, 5, 6, 7]) {
    assert.deepEqual(readJson({ ...cycloneDx, specVersion: `1.${minor}` }).problems, []);
  }
});

test('reads a version it does not know, and says so', () => {
  const sbom = readJson({ ...cycloneDx, specVersion: '9.9' });
  assert.equal(sbom.components.length, 2);
  assert.equal(sbom.problems[0]?.code, 'version_unknown');
});

test('counts the findings beyond the limit instead of listing them', () => {
  const many = Array.from({ length: sbomLimits.problemsMax + 7 }, () => ({
    name: 'x',
    version: '1',
  }));
  const { problems } = readJson({ ...cycloneDx, components: many });
  assert.equal(problems.length, sbomLimits.problemsMax + 1);
  assert.match(problems.at(-1)?.message ?? '', /^7 more findings/);
});

test('never throws, whatever the bytes or the JSON', () => {
  const member = fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue()));
  const document = fc.oneof(
    fc.record({ bomFormat: fc.constant('CycloneDX'), components: member, metadata: member }),
    fc.record({ spdxVersion: fc.constant('SPDX-2.3'), packages: member }),
    fc.record({
      '@graph': fc.array(fc.record({ type: fc.constant('software_Package'), name: member })),
    }),
  );
  let withFindings = 0;
  const check = (sbom: Sbom) => {
    if (sbom.problems.length > 0) withFindings++;
    assert.ok(Array.isArray(sbom.components));
  };
  fc.assert(
    fc.property(document, (json) => check(readJson(json))),
    { numRuns: 1_000 },
  );
  const prefix = fc.constantFrom(
    '',
    '{',
    '<bom',
    'SPDXVersion: ',
    '<?xml?><bom xmlns="',
    '\ufeff{',
  );
  fc.assert(
    fc.property(prefix, fc.uint8Array({ maxLength: 60 }), (start, rest) => {
      check(readSbom(Buffer.concat([Buffer.from(start), rest])));
    }),
    { numRuns: 2_000 },
  );
  assert.ok(withFindings > 1_000);
});

test('writes CycloneDX that reads back, the same bytes every time', () => {
  const document = {
    subject: { name: 'host', type: 'device' as const },
    components: [
      {
        name: 'zlib',
        version: '1.3',
        purl: 'pkg:deb/debian/zlib1g@1.3?distro=debian-12',
        foundIn: ['dpkg'],
      },
      { name: '@a/b', version: '1.0.0', purl: 'pkg:npm/%40a/b@1.0.0' },
    ],
    takenAt: new Date('2026-11-20T09:00:00Z'),
    serialUuid: '3e671687-395b-41f5-a30f-a58921a69b79',
    tool: { name: 'sallyport', version: '0.1.0' },
  };
  const written = writeCycloneDx(document);
  assert.equal(
    writeCycloneDx({ ...document, components: [...document.components].reverse() }),
    written,
  );
  const sbom = readSbom(bytes(written));
  assert.deepEqual(sbom.problems, []);
  assert.equal(sbom.subject?.name, 'host');
  assert.deepEqual(
    sbom.components.map(({ purl }) => purl),
    ['pkg:deb/debian/zlib1g@1.3?distro=debian-12', 'pkg:npm/%40a/b@1.0.0'],
  );
});

const archive = 'sbom/sboms.tar.gz';

/** Where the index of the real set counts otherwise, and why. */
const differs = (path: string, sbom: Sbom): { components: number; purls: number } => {
  // The index counts every XML `<component>`, the metadata's too; here that is the subject.
  if (sbom.encoding === 'XML' && sbom.subject)
    return { components: 1, purls: sbom.subject.purl ? 1 : 0 };
  // The index reads no purls from tag-value; this file has one.
  if (path === 'osv-scalibr/spdx/testdata/sbom.spdx') return { components: 0, purls: -1 };
  return { components: 0, purls: 0 };
};
const notRead = [
  'osv-scalibr/spdx/testdata/sbom.spdx.rdf',
  'osv-scalibr/spdx/testdata/sbom.spdx.yml',
];

test(
  'reads every real inventory with the components its index counts',
  { skip: withoutData(archive, 'sbom/index.jsonl') },
  async () => {
    const index = readFileSync(realData('sbom/index.jsonl') ?? '', 'utf8')
      .trim()
      .split('\n');
    const files = await readTarGz(archive);
    const unreadable: string[] = [];
    for (const line of index) {
      const expected = JSON.parse(line) as { path: string; components: number; purls: number };
      const sbom = readSbom(files.get(expected.path) ?? new Uint8Array());
      if (sbom.format === null) unreadable.push(expected.path);
      const { components: more, purls: morePurls } = differs(expected.path, sbom);
      assert.equal(sbom.components.length + more, expected.components, expected.path);
      const purls = sbom.components.filter(({ purl }) => purl !== undefined).length;
      assert.equal(purls + morePurls, expected.purls, expected.path);
    }
    assert.ok(index.length >= 100, `only ${index.length} inventories seen`);
    assert.deepEqual(unreadable, notRead);
  },
);

test('reads documents made to be slow or deep, in one pass', () => {
  const nested = '{"name":"n","version":"1","purl":"pkg:npm/n@1","components":[]},'.repeat(200_000);
  const wide = readSbom(
    bytes(`{"bomFormat":"CycloneDX","specVersion":"1.6","components":[${nested}{}]}`),
  );
  assert.equal(wide.components.length, 200_000);
  const spaces = readSbom(
    bytes(
      `SPDXVersion: SPDX-2.3\nPackageName:${' '.repeat(1_000_000)}x\n${'\n'.repeat(1_000_000)}`,
    ),
  );
  assert.equal(spaces.components[0]?.name, 'x');
});
