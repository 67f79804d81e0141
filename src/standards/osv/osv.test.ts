/** OSV records: what is quarantined and why, and which versions a record affects. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareVersions } from '#standards/versions';
import { readJsonLines, withoutData } from '#test/real-data';
import { affects, intervalsOf, osvLimits, readOsv } from './index.ts';
import type { OsvEvent, OsvRange, OsvRecord } from './index.ts';

const sound = {
  schema_version: '1.7.5',
  id: 'TEST-2026-1',
  modified: '2026-11-20T09:00:00Z',
  aliases: ['CVE-2026-0001'],
  affected: [
    {
      package: { ecosystem: 'npm', name: 'left' },
      ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '1.2.6' }] }],
    },
  ],
  references: [{ type: 'WEB', url: 'https://example.org/1' }],
};

function withAffected(...affected: unknown[]): Record<string, unknown> {
  return { ...sound, affected };
}

test('reads a sound record whole', () => {
  assert.deepEqual(readOsv(sound), { record: sound, problems: [] });
});

test('quarantines what could misjudge a match, and says where and how to mend it', () => {
  const range = (...events: unknown[]) =>
    withAffected({
      package: { ecosystem: 'npm', name: 'x' },
      ranges: [{ type: 'SEMVER', events }],
    });
  const cases: [unknown, string, RegExp][] = [
    [null, '', /the record/],
    ['[]', '', /the record/],
    [{ ...sound, id: undefined }, '/id', /`id`/],
    [{ ...sound, id: '' }, '/id', /is empty/],
    [{ ...sound, modified: '2026-11-20' }, '/modified', /write it as `2026-/],
    [{ ...sound, withdrawn: true }, '/withdrawn', /`withdrawn`/],
    [{ ...sound, affected: {} }, '/affected', /`affected`/],
    [range({ fixed: '1' }), '/affected/0/ranges/0/events', /add `{"introduced": "0"}`/],
    [range({ introduced: '0', fixed: '1' }), '/affected/0/ranges/0/events/0', /exactly one/],
    [range({ introduced: '0' }, {}), '/affected/0/ranges/0/events/1', /exactly one/],
    [
      range({ introduced: '0' }, { fixed: '2' }, { last_affected: '1' }),
      '/affected/0/ranges/0/events',
      /keep one kind/,
    ],
    [range({ introduced: 0 }), '/affected/0/ranges/0/events/0/introduced', /`introduced`/],
    [
      withAffected({ ranges: [{ type: 'GIT', events: [{ introduced: '0' }] }] }),
      '/affected/0/ranges/0/repo',
      /names its repository/,
    ],
    [withAffected({ package: { name: 'x' } }), '/affected/0/package/ecosystem', /`ecosystem`/],
  ];
  for (const [input, instancePath, message] of cases) {
    const { record, problems } = readOsv(input);
    assert.equal(record, undefined, instancePath);
    assert.equal(problems[0]?.instancePath, instancePath);
    assert.match(problems[0]?.message ?? '', message);
    assert.equal(problems[0]?.consequence, 'quarantined');
  }
});

test('drops only the item at fault where it decides no match, and says so', () => {
  const { record, problems } = readOsv({
    ...sound,
    references: [{ type: 'WEB', url: 'not a url' }, ...sound.references],
    credits: 'nobody',
    published: 'yesterday',
    severity: [{ type: 'CVSS_V3' }],
  });
  assert.deepEqual(record?.references, sound.references);
  assert.deepEqual(record?.severity, []);
  assert.equal(record?.credits, undefined);
  assert.equal(record?.published, undefined);
  assert.deepEqual(
    problems.map(({ instancePath, consequence }) => `${instancePath} ${consequence}`).sort(),
    [
      '/credits dropped',
      '/published dropped',
      '/references/0/url dropped',
      '/severity/0/score dropped',
    ],
  );
});

test('never throws on any JSON', () => {
  const near = fc.record(
    {
      id: fc.constantFrom('A-1', '', 7, null),
      modified: fc.constantFrom('2026-11-20T09:00:00Z', 'x', null),
      affected: fc.oneof(fc.jsonValue(), fc.array(fc.record({ ranges: fc.jsonValue() }))),
      references: fc.jsonValue(),
    },
    { requiredKeys: [] },
  );
  let quarantined = 0;
  fc.assert(
    fc.property(fc.oneof(near, fc.jsonValue()), (json) => {
      const { record, problems } = readOsv(json);
      if (record === undefined) quarantined++;
      assert.ok(record !== undefined || problems.length > 0);
      assert.ok(problems.length <= osvLimits.problemsMax);
    }),
    { numRuns: 1_000 },
  );
  assert.ok(quarantined > 100);
});

function npm(events: OsvEvent[], versions?: string[]): OsvRecord {
  const entry = {
    package: { ecosystem: 'npm', name: 'x' },
    ranges: [{ type: 'SEMVER' as const, events }],
  };
  return { id: 'X', modified: sound.modified, affected: [{ ...entry, versions }] };
}
const at = (version: string) => ({ ecosystem: 'npm', name: 'x', version });

test('says in plain words why a version is affected, and what fixes it', () => {
  const events: OsvEvent[] = [
    { introduced: '2.0.0' },
    { fixed: '2.1.0' },
    { introduced: '0' },
    { fixed: '1.2.6' },
  ];
  assert.deepEqual(affects(npm(events), at('1.2.3')), {
    affected: 'yes',
    because: 'version 1.2.3 is in [0, 1.2.6)',
    fixed: ['1.2.6'],
  });
  assert.deepEqual(affects(npm(events), at('2.0.0')), {
    affected: 'yes',
    because: 'version 2.0.0 is in [2.0.0, 2.1.0)',
    fixed: ['2.1.0'],
  });
  for (const version of ['1.2.6', '1.9.9', '2.0.0-rc.1', '2.1.0', '3.0.0']) {
    assert.equal(affects(npm(events), at(version)).affected, 'no', version);
  }
});

test('reads last_affected, limits, open ranges and lists', () => {
  const because = (record: OsvRecord, version: string) => {
    const evaluation = affects(record, at(version));
    return evaluation.affected === 'yes' ? evaluation.because : evaluation.affected;
  };
  const last = npm([{ introduced: '1.0.0' }, { last_affected: '1.4.0' }]);
  assert.equal(because(last, '1.4.0'), 'version 1.4.0 is in [1.0.0, 1.4.0]');
  assert.equal(because(last, '1.4.1-0'), 'no');
  const open = npm([{ introduced: '1.0.0' }]);
  assert.equal(because(open, '99.0.0'), 'version 99.0.0 is in [1.0.0, ∞)');
  const limited = npm([{ introduced: '0' }, { limit: '1.0.0' }, { limit: '2.0.0' }]);
  assert.equal(because(limited, '1.9.9'), 'version 1.9.9 is in [0, 2.0.0)');
  assert.equal(because(limited, '2.0.0'), 'no');
  assert.equal(
    because(npm([{ introduced: '0' }, { limit: '*' }]), '9.0.0'),
    'version 9.0.0 is in [0, ∞)',
  );
  const listed = npm([{ introduced: '3.0.0' }, { fixed: '3.0.1' }], ['1.0.0']);
  assert.deepEqual(affects(listed, at('v1.0.0')), {
    affected: 'yes',
    because: 'version v1.0.0 is listed as affected',
    fixed: ['3.0.1'],
  });
});

test('never matches a withdrawn record, nor another package or release', () => {
  const record = npm([{ introduced: '0' }]);
  assert.equal(affects(record, at('1.0.0')).affected, 'yes');
  const withdrawn = { ...record, withdrawn: '2026-01-01T00:00:00Z' };
  assert.equal(affects(withdrawn, at('1.0.0')).affected, 'no');
  assert.equal(affects(record, { ...at('1.0.0'), name: 'y' }).affected, 'no');
  assert.equal(affects(record, { ...at('1.0.0'), ecosystem: 'PyPI' }).affected, 'no');
});

test('says unknown, with the reason, where it would have to guess', () => {
  const maven = (version: string, versions?: string[]) => {
    const name = { ecosystem: 'Maven', name: 'g:a' };
    const range: OsvRange = { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { fixed: '2' }] };
    return affects(
      { affected: [{ package: name, ranges: [range], versions }] },
      { ...name, version },
    );
  };
  assert.deepEqual(maven('1'), {
    affected: 'unknown',
    code: 'order_unsupported',
    reason: 'no version order for `Maven` yet',
  });
  assert.deepEqual(maven('1', ['1']), {
    affected: 'yes',
    because: 'version 1 is listed as affected',
    fixed: ['2'],
  });
  const unknownCode = (record: OsvRecord, version: string) => {
    const evaluation = affects(record, at(version));
    return evaluation.affected === 'unknown' ? evaluation.code : evaluation.affected;
  };
  assert.equal(unknownCode(npm([{ introduced: '0' }]), 'latest'), 'version_unreadable');
  assert.equal(
    unknownCode(npm([{ introduced: '0' }, { fixed: '^2' }]), '1.0.0'),
    'version_unreadable',
  );
  const git: OsvRange = {
    type: 'GIT',
    repo: 'https://example.org/r',
    events: [{ introduced: '0' }],
  };
  const commits = (versions?: string[]): OsvRecord => ({
    id: 'G',
    modified: sound.modified,
    affected: [{ package: { ecosystem: 'npm', name: 'x' }, ranges: [git, git], versions }],
  });
  assert.equal(unknownCode(commits(), '1.0.0'), 'git_range');
  assert.equal(unknownCode(commits(['2.0.0']), '1.0.0'), 'no');
});

/** The schema's own evaluation algorithm, step by step, against the intervals. */
function evaluateBySteps(events: OsvEvent[], version: string): boolean {
  const compare = (a: string, b: string) => compareVersions('SEMVER', a, b);
  const atOrAfter = (start: string) => start === '0' || compare(version, start) >= 0;
  const limits = events.flatMap((event) => ('limit' in event ? [event.limit] : []));
  if (limits.length > 0 && !limits.some((limit) => limit === '*' || compare(version, limit) < 0)) {
    return false;
  }
  const versionOf = (event: OsvEvent) => Object.values(event)[0] as string;
  const sorted = [...events].sort((a, b) => {
    const [first, second] = [versionOf(a), versionOf(b)];
    if (first === '0' || second === '0') return Number(second === '0') - Number(first === '0');
    return first === '*' || second === '*' ? 0 : compare(first, second);
  });
  let affected = false;
  for (const event of sorted) {
    if ('introduced' in event && atOrAfter(event.introduced)) affected = true;
    else if ('fixed' in event && atOrAfter(event.fixed)) affected = false;
    else if ('last_affected' in event && compare(version, event.last_affected) > 0)
      affected = false;
  }
  return affected;
}

test('gives intervals that agree with the algorithm of the OSV schema', () => {
  const version = fc.constantFrom(
    '0.1.0',
    '1.0.0-rc.1',
    '1.0.0',
    '1.0.1',
    '1.5.0',
    '2.0.0',
    '3.0.0',
  );
  // A range holds one kind of end; the reader quarantines the others.
  const endKind = fc.constantFrom('fixed', 'last_affected');
  const introduced = version.map((each): OsvEvent => ({ introduced: each }));
  const events = endKind.chain((kind) => {
    const end = version.map((each) => ({ [kind]: each }) as OsvEvent);
    return fc
      .tuple(
        fc.constantFrom<OsvEvent>({ introduced: '0' }, { introduced: '1.0.0' }),
        fc.array(fc.oneof(introduced, end), { maxLength: 6 }),
        fc.constantFrom<OsvEvent[]>(
          [],
          [{ limit: '2.0.0' }],
          [{ limit: '1.0.0' }, { limit: '1.5.0' }],
        ),
      )
      .map(([start, changes, limits]) => [start, ...changes, ...limits]);
  });
  let affected = 0;
  fc.assert(
    fc.property(events, version, (given, each) => {
      const expected = evaluateBySteps(given, each);
      if (expected) affected++;
      assert.equal(affects(npm(given), at(each)).affected, expected ? 'yes' : 'no');
    }),
    { numRuns: 5_000 },
  );
  assert.ok(affected > 500);
});

test('gives a database half-open spans of keys', () => {
  const reading = intervalsOf(
    { type: 'ECOSYSTEM', events: [{ introduced: '0' }, { last_affected: '1.0-1' }] },
    'Debian:12',
  );
  assert.equal(reading.kind, 'intervals');
  const [interval] = reading.kind === 'intervals' ? reading.intervals : [];
  assert.equal(interval?.fromKey, '');
  assert.match(interval?.untilKey ?? '', /^[!-~]+$/);
});

const sets = ['almalinux', 'bitnami', 'crates.io', 'go', 'oss-fuzz', 'pypi', 'ghsa-misc'];
const files = sets.map((set) => `osv/osv-${set}.jsonl.gz`);

test(
  'reads every real record, and quarantines only with reasons',
  { skip: withoutData(...files) },
  async () => {
    let seen = 0;
    let read = 0;
    for (const file of files) {
      for await (const json of readJsonLines(file)) {
        seen++;
        const { record, problems } = readOsv(json);
        if (record === undefined) assert.notEqual(problems.length, 0);
        else read++;
      }
    }
    assert.ok(seen > 10_000, `only ${seen} records seen`);
    assert.ok(read / seen > 0.99, `${seen - read} of ${seen} quarantined`);
  },
);
