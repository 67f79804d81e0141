import assert from 'node:assert/strict';
import { createInterface } from 'node:readline';
import { createReadStream } from 'node:fs';
import { test } from 'node:test';
import { readTarGz, realData, withoutData } from '#test/real-data';
import { cvssProperties, cvssVectorCharsMax, readCvss, severityOf, type Cvss } from './index.ts';

function sound(vector: string): Cvss {
  const reading = readCvss(vector);
  assert.ok(reading.isValid, `${vector} ${JSON.stringify(reading)}`);
  return reading.cvss;
}

test('gives scores and bands in all four versions', () => {
  const cases: [string, string, number, string][] = [
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', '2.0', 7.5, 'high'],
    ['CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H', '3.0', 9.8, 'critical'],
    ['CVSS:3.1/AV:L/AC:L/PR:L/UI:N/S:U/C:H/I:N/A:N', '3.1', 5.5, 'medium'],
    ['CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N', '3.1', 3.1, 'low'],
    ['CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N', '3.1', 0, 'none'],
    ['CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', '4.0', 9.3, 'critical'],
  ];
  for (const [vector, version, score, severity] of cases) {
    const cvss = sound(vector);
    assert.deepEqual(
      [cvss.version, cvss.baseScore, cvss.baseSeverity],
      [version, score, severity],
      vector,
    );
    assert.deepEqual([cvss.score, cvss.severity], [score, severity], vector);
  }
});

test('threat metrics of 4.0 change the score to act on, not the base score', () => {
  const { baseScore, score } = sound(
    'CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:L/VI:H/VA:L/SC:N/SI:H/SA:L/E:P',
  );
  assert.deepEqual([baseScore, score], [9.2, 8.7]);
});

test('bands change at 0.1, 4.0, 7.0 and 9.0', () => {
  assert.deepEqual([0, 0.1, 3.9, 4, 6.9, 7, 8.9, 9, 10].map(severityOf), [
    'none',
    'low',
    'low',
    'medium',
    'medium',
    'high',
    'high',
    'critical',
    'critical',
  ]);
});

test('names the metric at fault', () => {
  const base = 'AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H';
  const cases: [string, string, RegExp][] = [
    [`CVSS:3.1/${base.replace('AC:L', 'AC:M')}`, 'AC', /cannot be `M`; give one of L, H/],
    [`CVSS:3.1/${base.replace('/A:H', '')}`, 'A', /is missing/],
    [`CVSS:3.1/${base}/AV:N`, 'AV', /twice/],
    [`CVSS:3.1/${base}/ZZ:N`, 'ZZ', /is not a metric/],
    [`CVSS:3.1/${base}/`, '', /is not a metric/],
    [`CVSS:3.1/${base}:X`, 'A', /is not a metric/],
    [`CVSS:3.2/${base}`, '', /no known version/],
    ['7.5', '', /no known version/],
    ['', '', /no known version/],
    ['CVSS:4.0/AC:L/AV:N/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N', 'AV', /out of order/],
    [`CVSS:3.1/${'AV:N/'.repeat(cvssVectorCharsMax)}`, '', /at most 512/],
  ];
  for (const [vector, metric, message] of cases) {
    const reading = readCvss(vector);
    assert.ok(!reading.isValid, vector);
    assert.ok(
      reading.errors.some((error) => error.metric === metric && message.test(error.message)),
      `${vector} ${JSON.stringify(reading)}`,
    );
  }
});

test('long names are those of the JSON schemas', () => {
  const properties = cvssProperties(
    sound('CVSS:3.1/AV:A/AC:L/PR:N/UI:R/S:C/C:H/I:L/A:N/E:F/MAV:P'),
  );
  assert.equal(properties.get('attackVector'), 'ADJACENT_NETWORK');
  assert.equal(properties.get('scope'), 'CHANGED');
  assert.equal(properties.get('exploitCodeMaturity'), 'FUNCTIONAL');
  assert.equal(properties.get('modifiedAttackVector'), 'PHYSICAL');
  assert.ok(!properties.has('remediationLevel'));
});

test(
  'every published vector scores as published',
  { skip: withoutData('cvss/cvss-vectors.tar.gz') },
  async () => {
    let vectors = 0;
    for (const [name, bytes] of await readTarGz('cvss/cvss-vectors.tar.gz')) {
      if (!name.endsWith('.txt')) continue;
      for (const line of String(bytes).split('\n')) {
        const [vector = '', scores = ''] = line.split(' - ');
        if (vector === '') continue;
        vectors += 1;
        const expected = scores
          .replace(/[() ]/g, '')
          .split(',')
          .filter((score) => score !== '');
        const { score, baseScore, temporalScore, environmentalScore } = sound(vector);
        const given =
          expected.length === 1 ? [score] : [baseScore, temporalScore, environmentalScore];
        for (const [index, want] of expected.entries()) {
          // `-0.0` is that publisher's zero.
          assert.equal(
            given[index],
            want === 'None' ? undefined : Math.abs(Number(want)),
            `${name}: ${line}`,
          );
        }
      }
    }
    assert.ok(vectors > 3_000, `${vectors} vectors`);
  },
);

test(
  'every vector in real advisories is read, and nearly all claims are right',
  { skip: withoutData('cvss/real-world-vectors.jsonl') },
  async () => {
    let claims = 0;
    let wrong = 0;
    const lines = createInterface({
      input: createReadStream(realData('cvss/real-world-vectors.jsonl') ?? ''),
    });
    for await (const line of lines) {
      const row = JSON.parse(line) as { vector: string; claims: { score: number | null }[] };
      const reading = readCvss(row.vector);
      for (const { score } of row.claims) {
        if (score === null) continue;
        claims += 1;
        const { baseScore, temporalScore, environmentalScore } = reading.isValid
          ? reading.cvss
          : {};
        if (![baseScore, temporalScore, environmentalScore].includes(score)) wrong += 1;
      }
    }
    assert.ok(claims > 1_000, `${claims} claims`);
    assert.ok(wrong > 0 && wrong / claims < 0.02, `${wrong} of ${claims} claims are wrong`);
  },
);
