import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTarGz, withoutData } from '#test/real-data';
import { intervalsOf, parseVers, versConstraintsMax, writeVers, type Interval } from './index.ts';

function intervalsIn(text: string) {
  const reading = parseVers(text);
  assert.ok(reading.isValid, `${text} ${JSON.stringify(reading)}`);
  const result = intervalsOf(reading.vers);
  return 'intervals' in result ? result.intervals : result.message;
}

test('reads the intervals a vers means', () => {
  assert.deepEqual(intervalsIn('vers:npm/*'), [{}]);
  assert.deepEqual(intervalsIn('vers:npm/<1.2.3'), [{ before: '1.2.3' }]);
  assert.deepEqual(intervalsIn('vers:npm/<=1.2.3'), [{ through: '1.2.3' }]);
  assert.deepEqual(intervalsIn('vers:npm/>=1.2.3'), [{ from: '1.2.3' }]);
  assert.deepEqual(intervalsIn('vers:pypi/1.0|=1.1'), [
    { from: '1.0', through: '1.0' },
    { from: '1.1', through: '1.1' },
  ]);
  assert.deepEqual(intervalsIn('vers:deb/>=1|<2|3|>=4'), [
    { from: '1', before: '2' },
    { from: '3', through: '3' },
    { from: '4' },
  ]);
  assert.deepEqual(intervalsIn('vers:deb/<1%3A2.3-4'), [{ before: '1:2.3-4' }]);
});

test('says what an interval cannot', () => {
  assert.match(String(intervalsIn('vers:npm/>1.0|<2.0')), /starts after/);
  assert.match(String(intervalsIn('vers:npm/>=1.0|!=1.5|<2.0')), /hole/);
  assert.match(String(intervalsIn('vers:npm/>=1.0|>=1.5')), /no end/);
  assert.match(String(intervalsIn('vers:npm/<1.0|<2.0')), /no start/);
});

test('refuses what is no vers', () => {
  const texts = [
    '',
    'npm/1',
    'vers:npm',
    'vers:NPM/1',
    'vers:npm/',
    'vers:npm/1||2',
    'vers:npm/1|',
    'vers:npm/ 1',
    'vers:npm/*|1',
    'vers:npm/>=1|<1',
    'vers:npm/%ZZ',
    'vers:npm/>',
    `vers:npm/${'1|'.repeat(versConstraintsMax)}2`,
  ];
  for (const text of texts) assert.ok(!parseVers(text).isValid, text.slice(0, 60));
});

test('every interval is read back as it was written', () => {
  const version = fc.stringMatching(/^[0-9A-Za-z][0-9A-Za-z.+~:_!^-]{0,20}$/);
  fc.assert(
    fc.property(version, version, fc.nat(6), (from, end, shape) => {
      fc.pre(from !== end);
      const shapes: Interval[] = [
        {},
        { from },
        { before: end },
        { through: end },
        { from, before: end },
        { from, through: end },
        { from, through: from },
      ];
      const interval = shapes[shape] ?? {};
      assert.deepEqual(intervalsIn(writeVers('deb', interval)), [interval]);
    }),
    { numRuns: 500 },
  );
});

test(
  'the published parse cases',
  { skip: withoutData('vers/vers-spec-tests.tar.gz') },
  async () => {
    /** We know no version order here and no canonical form of a scheme's own versions. */
    const knownGaps = [
      'vers:datetime/2024-01-01T00%3a00%3a00Z',
      'vers:datetime/2024-01-01t00:00:00z',
      'vers:npm/>=2.0.0|<1.0.0',
    ];
    const files = await readTarGz('vers/vers-spec-tests.tar.gz');
    const { tests } = JSON.parse(String(files.get('tests/vers_canonical_parse_test.json'))) as {
      tests: { input: string; expected_failure?: boolean }[];
    };
    const wrong = tests.filter(
      ({ input, expected_failure: fails = false }) => parseVers(input).isValid === fails,
    );
    assert.ok(tests.length >= 5);
    assert.deepEqual(wrong.map(({ input }) => input).toSorted(), knownGaps.toSorted());
  },
);
