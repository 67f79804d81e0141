/** Version orders against hand-written facts, real facts, and hostile strings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as pep440 from '@renovatebot/pep440';
import fc from 'fast-check';
import nodeSemver from 'semver';
import { readTarGz, withoutData } from '#test/real-data';
import {
  compareVersions,
  hasVersionOrder,
  isRegularVersion,
  sortVersions,
  supportedEcosystems,
  versionCharsMax,
  versionKey,
  VersionRefusal,
} from './index.ts';

const ecosystems = ['npm', 'PyPI', 'Debian'] as const;

const ascending: Record<(typeof ecosystems)[number], string[][]> = {
  npm: [
    ['1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta', '1.0.0-rc.1', '1.0.0'],
    ['9007199254740991.0.0', '9007199254740992.0.0', '9007199254740993.0.0'],
    ['not a version', '0.0.0-0', '0.0.0', '0.0.0.1', '0.0.1'],
    ['1.2.3-2', '1.2.3-10', '1.2.3-a', '1.2.3-a.1', '1.2.3'],
  ],
  PyPI: [
    ['1.0.dev1', '1.0a1.dev1', '1.0a1', '1.0a1.post1', '1.0b1', '1.0rc1', '1.0', '1.0+a', '1.0+1'],
    ['1.0', '1.0.post1.dev1', '1.0.post1', '1.1', '1!0.1'],
    ['weird', '0.dev0', '2024.1.1', '20240101000000000000000001'],
  ],
  Debian: [
    ['1.0~~', '1.0~~a', '1.0~', '1.0', '1.0-1', '1.0a', '1.0+', '1:0.1'],
    ['2.36-9+deb12u3', '2.36-9+deb12u10', '2.36-10~bpo1', '2.36-10'],
  ],
};

for (const ecosystem of ecosystems) {
  test(`orders ${ecosystem} versions, each list from oldest to newest`, () => {
    for (const list of ascending[ecosystem]) {
      for (let i = 0; i < list.length; i++) {
        for (let j = 0; j < list.length; j++) {
          const [a = '', b = ''] = [list[i], list[j]];
          assert.equal(compareVersions(ecosystem, a, b), Math.sign(i - j), `${a} against ${b}`);
        }
      }
      assert.deepEqual(sortVersions(ecosystem, [...list].reverse()), list);
    }
  });
}

test('holds equal what the ecosystem holds equal', () => {
  const equal: [string, string, string][] = [
    ['npm', 'v1.2.3+build.1', '1.2.3+build.2'],
    ['npm', '1.0', '1.0.0'],
    ['Go', 'v1.2.3+incompatible', '1.2.3'],
    ['PyPI', '1.0.0', '1'],
    ['PyPI', '1.0-1', '1.0.post1'],
    ['PyPI', '1.0ALPHA_2', '1.0a2'],
    ['Debian', '1.0-0', '1.0'],
    ['Debian:12', '0:1.0-00', '1.0'],
    ['deb', '1.01', '1.1'],
  ];
  for (const [ecosystem, a, b] of equal) {
    assert.equal(compareVersions(ecosystem, a, b), 0, `${ecosystem}: ${a} and ${b}`);
  }
});

test('says which versions read without doubt', () => {
  for (const [ecosystem, version, regular] of [
    ['npm', '1.2.3-rc.1+x', true],
    ['Go', 'v1.20', true],
    ['npm', '^1.2.3', false],
    ['npm', '1.2.x', false],
    ['npm', 'latest', false],
    ['PyPI', '1.0rc1', true],
    ['PyPI', '1.0-bulbasaur', false],
    ['Debian', '1:1.2-3~x', true],
    ['Debian', 'a:1.2', false],
    ['Debian', '(none)', false],
  ] as const) {
    assert.equal(isRegularVersion(ecosystem, version), regular, `${ecosystem} ${version}`);
  }
});

test('refuses an ecosystem without an order and names those it has', () => {
  assert.equal(hasVersionOrder('Maven'), false);
  assert.throws(
    () => compareVersions('Maven', '1', '1'),
    (error: unknown) =>
      error instanceof VersionRefusal &&
      error.code === 'ecosystem_unsupported' &&
      supportedEcosystems.every((name) => error.message.includes(`\`${name}\``)),
  );
  assert.ok(supportedEcosystems.length >= 3);
});

test('refuses a version longer than an index entry can carry', () => {
  const long = '1'.repeat(versionCharsMax + 1);
  assert.throws(
    () => compareVersions('npm', long, long),
    (error: unknown) => error instanceof VersionRefusal && error.code === 'version_too_long',
  );
});

/** Strings that look like versions often enough to reach every branch, and some that do not. */
const hostile = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom('.', '-', '~', '+', ':', '!', '_', 'v', 'a', 'rc', 'dev', 'post', 'pre'),
        fc.constantFrom(
          '0',
          '00',
          '1',
          '10',
          '9',
          '99999999999999999999',
          'final',
          '-0',
          '~~',
          'A',
        ),
        fc.string({ unit: 'binary', maxLength: 2 }),
      ),
      { maxLength: 10 },
    )
    .map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 12 }),
);

for (const ecosystem of ecosystems) {
  test(`keeps one total order over hostile ${ecosystem} strings`, () => {
    let unequal = 0;
    fc.assert(
      fc.property(hostile, hostile, hostile, (a, b, c) => {
        const ab = compareVersions(ecosystem, a, b);
        assert.ok(ab === -1 || ab === 0 || ab === 1);
        assert.equal(ab, 0 - compareVersions(ecosystem, b, a));
        assert.equal(compareVersions(ecosystem, a, a), 0);
        if (ab !== 0) unequal++;
        const [low = '', mid = '', high = ''] = sortVersions(ecosystem, [a, b, c]);
        assert.ok(compareVersions(ecosystem, low, mid) <= 0);
        assert.ok(compareVersions(ecosystem, mid, high) <= 0);
        assert.ok(compareVersions(ecosystem, low, high) <= 0);
        if (compareVersions(ecosystem, low, mid) === 0) {
          assert.equal(
            compareVersions(ecosystem, low, high),
            compareVersions(ecosystem, mid, high),
          );
        }
      }),
      { numRuns: 5_000 },
    );
    assert.ok(unequal > 1_000, 'the property must see versions that differ');
  });

  test(`gives hostile ${ecosystem} strings keys of bounded printable ASCII`, () => {
    const worst = ['1\u{ffff}', '~1', '1a', '\u{ffff}', '1.', '0-', '1!', '\u{10ffff}1', '+a'];
    const long = worst.map((unit) => unit.repeat(versionCharsMax).slice(0, versionCharsMax));
    for (const version of long) check(versionKey(ecosystem, version));
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: versionCharsMax / 2 }), (version) =>
        check(versionKey(ecosystem, version)),
      ),
    );
    function check(key: string) {
      assert.match(key, /^[!-~]+$/);
      assert.ok(key.length <= 2_400, `${key.length} bytes`);
    }
  });
}

/** dpkg's own algorithm, written as the policy tells it, against the key. */
function dpkgOrder(a: string, b: string): number {
  const weight = (char: string | undefined) => {
    if (char === undefined || /\d/.test(char)) return 0;
    if (char === '~') return -1;
    const code = char.charCodeAt(0);
    return /[A-Za-z]/.test(char) ? code : code + 256;
  };
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    while ((i < a.length && !/\d/.test(a.charAt(i))) || (j < b.length && !/\d/.test(b.charAt(j)))) {
      const difference = weight(a[i]) - weight(b[j]);
      if (difference !== 0) return Math.sign(difference);
      i++;
      j++;
    }
    const digitsA = /^\d*/.exec(a.slice(i))?.[0] ?? '';
    const digitsB = /^\d*/.exec(b.slice(j))?.[0] ?? '';
    const [numberA, numberB] = [BigInt(digitsA || '0'), BigInt(digitsB || '0')];
    if (numberA !== numberB) return numberA < numberB ? -1 : 1;
    i += digitsA.length;
    j += digitsB.length;
  }
  return 0;
}

test('agrees with a direct reading of dpkg on random upstream versions', () => {
  const part = fc
    .array(fc.constantFrom('0', '1', '01', '12', 'a', 'Z', '+', '.', '~', '~~', 'rc'), {
      maxLength: 8,
    })
    .map((parts) => parts.join(''));
  let differing = 0;
  fc.assert(
    fc.property(part, part, (a, b) => {
      const expected = dpkgOrder(a, b);
      if (expected !== 0) differing++;
      assert.equal(compareVersions('Debian', a, b), expected, `${a} against ${b}`);
    }),
    { numRuns: 20_000 },
  );
  assert.ok(differing > 10_000);
});

test('agrees with node-semver on random npm versions', () => {
  const number = fc.constantFrom('0', '1', '2', '10', '11');
  const identifier = fc.constantFrom('0', '1', '10', 'a', 'A', 'rc', '1-a', '-', 'x');
  const version = fc
    .tuple(number, number, number, fc.array(identifier, { maxLength: 3 }))
    .map(([a, b, c, pre]) => `${a}.${b}.${c}${pre.length > 0 ? `-${pre.join('.')}` : ''}`);
  fc.assert(
    fc.property(version, version, (a, b) => {
      assert.equal(compareVersions('npm', a, b), nodeSemver.compare(a, b), `${a} against ${b}`);
    }),
    { numRuns: 5_000 },
  );
});

test('agrees with a second PEP 440 implementation on random PyPI versions', () => {
  const number = fc.constantFrom('0', '1', '2', '10');
  const suffix = (...given: string[]) => fc.constantFrom('', ...given);
  const version = fc
    .tuple(
      suffix('1!'),
      fc.array(number, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('.')),
      suffix('a1', 'b2', 'rc0', '.beta', '-pre1'),
      suffix('.post1', '-2', '.post'),
      suffix('.dev0', '.dev3'),
      suffix('+local', '+1', '+a.1', '+2.b'),
    )
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(version, version, (a, b) => {
      assert.equal(compareVersions('PyPI', a, b), Math.sign(pep440.compare(a, b)), `${a} vs ${b}`);
    }),
    { numRuns: 5_000 },
  );
});

const factFiles: Record<string, [string, number][]> = {
  npm: [['semver-versions.txt', 50]],
  PyPI: [
    ['pypi-versions.txt', 20],
    ['pypi-versions-generated.txt', 5_000],
  ],
  Debian: [
    ['debian-versions.txt', 20],
    ['debian-versions-generated.txt', 5_000],
  ],
};
const archive = 'version-order/osv-version-order.tar.gz';

test(
  'agrees with every published npm, PyPI and Debian fact',
  { skip: withoutData(archive) },
  async () => {
    const files = await readTarGz(archive);
    for (const [ecosystem, list] of Object.entries(factFiles)) {
      for (const [name, atLeast] of list) {
        const wrong: string[] = [];
        let seen = 0;
        for (const line of (files.get(name)?.toString('utf8') ?? '').split('\n')) {
          const fact = /^(.*) ([<=>]) (.*)$/.exec(line.trim());
          if (fact === null) continue;
          seen++;
          const order = compareVersions(ecosystem, fact[1] ?? '', fact[3] ?? '');
          if ('<=>'[order + 1] !== fact[2]) wrong.push(line);
        }
        assert.deepEqual(wrong, [], `${name}: wrong facts`);
        assert.ok(seen >= atLeast, `${name}: only ${seen} facts seen`);
      }
    }
  },
);

const versArchive = 'vers/vers-spec-tests.tar.gz';

/** Containment as the vers specification says, for ranges whose constraints come in version order. */
function versContains(range: string, version: string): boolean {
  const constraints = range.slice(range.indexOf('/') + 1).split('|');
  const parsed = constraints.map((each) => {
    const [, sign = '', bound = ''] = /^(<=|>=|<|>|!=|)(.*)$/.exec(each) ?? [];
    return { sign, order: compareVersions('PyPI', version, bound) };
  });
  if (parsed.some(({ sign, order }) => order === 0 && sign === '!=')) return false;
  if (parsed.some(({ sign, order }) => order === 0 && ['', '<=', '>='].includes(sign))) return true;
  const bounds = parsed.filter(({ sign }) => /[<>]/.test(sign));
  return bounds.some(({ sign, order }, at) => {
    const previous = bounds[at - 1];
    if (sign.startsWith('<')) return order < 0 && (previous === undefined || previous.order > 0);
    return order > 0 && bounds[at + 1] === undefined;
  });
}

test(
  'agrees with the published containment of vers ranges',
  { skip: withoutData(versArchive) },
  async () => {
    const files = await readTarGz(versArchive);
    const text = files.get('tests/pypi_range_containment_test.json')?.toString('utf8') ?? '{}';
    const { tests } = JSON.parse(text) as {
      tests: { input: { vers: string; version: string }; expected_output: boolean }[];
    };
    for (const { input, expected_output: expected } of tests) {
      assert.equal(
        versContains(input.vers, input.version),
        expected,
        `${input.version} in ${input.vers}`,
      );
    }
    assert.ok(tests.length >= 5, `only ${tests.length} cases seen`);
  },
);
