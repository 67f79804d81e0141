/**
 * Advisories for tests: one written by hand, and a generator of any advisory the schema allows
 * (fast-check). Names, organisations and packages are invented; CVE ids cite existing records.
 * Long because an advisory has many parts; it stays whole so that the two are seen side by side.
 */
import fc from 'fast-check';
import type { Advisory, Affected, AffectedRange } from './advisory.ts';
import type { Publisher } from './to-csaf.ts';

export const examplePublisher: Publisher = {
  category: 'coordinator',
  name: 'Example Coordination Center',
  namespace: 'https://coordination.example.org',
  advisoriesUrl: 'https://coordination.example.org/advisories',
};

export const exampleAdvisory: Advisory = {
  id: 'SP-2026-0001',
  status: 'published',
  title: 'A crafted object changes every object in left-merge',
  summary: 'left-merge copies `__proto__` from input it does not trust.',
  details: 'Keys are copied without a check for the three names that reach the prototype.',
  impact: 'Somebody on the internet can stop the service or change what it answers.',
  affected: [
    {
      ecosystem: 'npm',
      purl: 'pkg:npm/%40example/left-merge',
      vendor: 'Left Merge',
      ranges: [
        { introduced: '0', fixed: '1.2.3' },
        { introduced: '2.0.0', fixed: '2.4.1' },
      ],
      versions: ['3.0.0-rc.1'],
    },
    {
      ecosystem: 'Debian:12',
      purl: 'pkg:deb/debian/left-merge',
      ranges: [{ introduced: '0', fixed: '1:1.2.0-1~deb12u2' }],
      versions: [],
    },
  ],
  aliases: ['CVE-2021-23337'],
  severity: [
    {
      vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:H',
      claimedBy: 'Example Coordination Center',
    },
    {
      vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:L/VA:H/SC:N/SI:N/SA:N',
      claimedBy: 'Left Merge',
    },
  ],
  cwe: 'CWE-1321',
  references: [
    { kind: 'fix', url: 'https://code.example.org/left-merge/commit/1', title: 'Refuse __proto__' },
  ],
  credits: [
    { name: 'Ada Example', organization: 'Example Lab', role: 'finder', consent: 'given' },
    { name: 'Quiet Person', role: 'reporter', consent: 'refused' },
  ],
  remediation: [
    {
      kind: 'update',
      what: 'Update left-merge to 1.2.3 or 2.4.1.',
      downtime: 'about one minute while the service restarts',
      restart: 'service',
      check: '`npm ls left-merge` shows 1.2.3 or 2.4.1.',
    },
    {
      kind: 'workaround',
      what: 'Until then, start Node with --disable-proto=delete.',
      downtime: 'one restart',
      restart: 'service',
      check: 'The start command shows the option.',
    },
  ],
  timeline: [{ at: '2026-11-02T09:00:00Z', what: 'Reported by Example Lab.' }],
  tlp: 'CLEAR',
  language: 'en',
  draftedAt: '2026-11-10T08:00:00Z',
  revisions: [{ number: 1, at: '2026-11-20T15:00:00Z', summary: 'First publication.' }],
};

const number = fc.integer({ min: 0, max: 99 });
const semverVersion = fc
  .tuple(number, number, number, fc.constantFrom('', '-rc.1', '-alpha.2'))
  .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`);
const pypiVersion = fc
  .tuple(number, number, fc.constantFrom('', 'rc1', '.post1', '.dev2'))
  .map(([a, b, end]) => `${a}.${b}${end}`);
const debianVersion = fc
  .tuple(
    fc.constantFrom('', '1:', '2:'),
    number,
    number,
    fc.constantFrom('-1', '-1+deb12u3', '-2~bpo12+1'),
  )
  .map(([epoch, a, b, end]) => `${epoch}${a}.${b}${end}`);

const slug = fc.stringMatching(/^[a-z][a-z0-9]{1,11}$/);
const words = fc.stringMatching(/^[A-Z][A-Za-z0-9 ,'<>&"%|*`:/]{0,60}[a-z.]$/);
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2030-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());

function rangeOf(version: fc.Arbitrary<string>): fc.Arbitrary<AffectedRange> {
  const start = fc.oneof(fc.constant('0'), version);
  return fc
    .tuple(start, version, fc.constantFrom('fixed', 'lastAffected', 'open'))
    .filter(([introduced, end]) => introduced !== end)
    .map(([introduced, end, kind]) =>
      kind === 'open' ? { introduced } : { introduced, [kind]: end },
    );
}

function affectedIn(
  ecosystem: string,
  purl: fc.Arbitrary<string>,
  version: fc.Arbitrary<string>,
): fc.Arbitrary<Affected> {
  return fc
    .record({
      ecosystem: fc.constant(ecosystem),
      purl,
      vendor: fc.option(words, { nil: undefined }),
      ranges: fc.uniqueArray(rangeOf(version), {
        maxLength: 4,
        selector: (range) => JSON.stringify(range),
      }),
      versions: fc.uniqueArray(version, { maxLength: 3 }),
    })
    .filter(({ ranges, versions }) => ranges.length + versions.length > 0)
    .filter(
      ({ ranges, versions }) =>
        !ranges.some(({ fixed }) => fixed !== undefined && versions.includes(fixed)),
    )
    .map(({ vendor, ...rest }) => (vendor === undefined ? rest : { ...rest, vendor }));
}

const affected = fc.oneof(
  affectedIn(
    'npm',
    slug.map((name) => `pkg:npm/${name}`),
    semverVersion,
  ),
  affectedIn(
    'npm',
    fc.tuple(slug, slug).map(([scope, name]) => `pkg:npm/%40${scope}/${name}`),
    semverVersion,
  ),
  affectedIn(
    'PyPI',
    slug.map((name) => `pkg:pypi/${name}`),
    pypiVersion,
  ),
  affectedIn(
    'Debian:12',
    slug.map((name) => `pkg:deb/debian/${name}`),
    debianVersion,
  ),
  affectedIn(
    'Debian:11',
    slug.map((name) => `pkg:deb/debian/${name}?distro=debian-11`),
    debianVersion,
  ),
  affectedIn(
    'crates.io',
    slug.map((name) => `pkg:cargo/${name}`),
    semverVersion,
  ),
  affectedIn(
    'Maven',
    fc.tuple(slug, slug).map(([group, name]) => `pkg:maven/org.${group}/${name}`),
    semverVersion,
  ),
  affectedIn(
    'Packagist',
    fc.tuple(slug, slug).map(([group, name]) => `pkg:composer/${group}/${name}`),
    semverVersion,
  ),
);

/** Any advisory the schema allows, in any state, of one to four packages. */
export const arbitraryAdvisory: fc.Arbitrary<Advisory> = fc
  .record({
    serial: fc.integer({ min: 1, max: 9999 }),
    status: fc.constantFrom('draft' as const, 'published' as const, 'withdrawn' as const),
    title: words,
    summary: words,
    details: fc.oneof(
      fc.constant(''),
      words,
      fc.constant('First.\n\n## Impact\n\nNot the impact.'),
    ),
    impact: fc.oneof(fc.constant(''), words),
    affected: fc.uniqueArray(affected, {
      minLength: 1,
      maxLength: 4,
      selector: ({ purl }) => purl,
    }),
    aliases: fc.constantFrom<string[]>([], ['CVE-2021-23337']),
    severity: fc.subarray([
      { vector: 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:L/A:H', claimedBy: 'Example: the first' },
      { vector: 'CVSS:3.0/AV:L/AC:L/PR:N/UI:R/S:U/C:H/I:H/A:H/E:P', claimedBy: 'Second' },
      { vector: 'AV:N/AC:M/Au:N/C:P/I:N/A:N', claimedBy: 'Third' },
      {
        vector: 'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:H/VA:L/SC:N/SI:H/SA:L',
        claimedBy: 'Fourth',
      },
    ]),
    cwe: fc.constantFrom(undefined, 'CWE-1321', 'CWE-787', 'CWE-79'),
    references: fc.array(
      fc.record({
        kind: fc.constantFrom('fix' as const, 'web' as const, 'advisory' as const),
        url: slug.map((name) => `https://example.org/${name}`),
        title: words,
      }),
      { maxLength: 3 },
    ),
    credits: fc.array(
      fc.record({
        name: words,
        role: fc.constantFrom('finder' as const, 'tool' as const, 'remediation_developer' as const),
        consent: fc.constantFrom('given' as const, 'asked' as const, 'refused' as const),
      }),
      { maxLength: 3 },
    ),
    remediation: fc.array(
      fc.record({
        kind: fc.constantFrom(
          'update' as const,
          'workaround' as const,
          'mitigation' as const,
          'no-fix-yet' as const,
          'no-fix-planned' as const,
        ),
        what: words,
        downtime: words,
        restart: fc.constantFrom(
          'none' as const,
          'service' as const,
          'system' as const,
          'dependencies' as const,
        ),
        check: words,
      }),
      { maxLength: 3 },
    ),
    timeline: fc.array(fc.record({ at: instant, what: words }), { maxLength: 3 }),
    instants: fc.array(instant, { minLength: 1, maxLength: 4 }),
  })
  .map(({ serial, instants, cwe, ...rest }) => {
    const times = instants.toSorted();
    const draftedAt = times[0] ?? '2026-01-01T00:00:00Z';
    const isDraft = rest.status === 'draft';
    const at = times.at(-1) ?? draftedAt;
    const advisory: Advisory = {
      ...rest,
      id: `SP-2026-${String(serial).padStart(4, '0')}`,
      ...(cwe !== undefined && { cwe }),
      tlp: 'CLEAR' as const,
      language: 'en',
      draftedAt,
      revisions: isDraft
        ? []
        : times.map((time, index) => ({
            number: index + 1,
            at: time,
            summary: `Revision ${index + 1}.`,
          })),
      ...(rest.status === 'withdrawn' && {
        withdrawal: { at, reason: 'It was not a vulnerability.' },
      }),
    };
    // Records of fast-check have no prototype; JSON's have.
    return JSON.parse(JSON.stringify(advisory)) as Advisory;
  });
