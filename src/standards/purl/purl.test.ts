/** Package URLs against the published suite, hand-written cases and hostile strings. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { readTarGz, withoutData } from '#test/real-data';
import { buildPurl, parsePurl, PurlError, purlCharsMax } from './index.ts';

test('reads a purl into its parts and writes the canonical form', () => {
  const purl = parsePurl('pkg:npm/@angular/core@12.3.1?Repository_url=https://r.example/x#/a/./b/');
  assert.deepEqual(purl, {
    type: 'npm',
    namespace: '@angular',
    name: 'core',
    version: '12.3.1',
    qualifiers: { repository_url: 'https://r.example/x' },
    subpath: 'a/b',
  });
  assert.equal(
    buildPurl(purl),
    'pkg:npm/%40angular/core@12.3.1?repository_url=https:%2F%2Fr.example%2Fx#a/b',
  );
});

test('names the component at fault and the mend', () => {
  const cases: [string, string, RegExp][] = [
    ['lodash', 'scheme', /write `pkg:TYPE\/NAME@VERSION`/],
    ['pkg:npm', 'name', /has no name/],
    ['pkg:9npm/x', 'type', /start with a letter/],
    ['pkg:deb/curl@1', 'namespace', /pkg:deb\/NAMESPACE\/curl/],
    ['pkg:cargo/a/b@1', 'namespace', /leave it out/],
    ['pkg:npm/x@%ZZ', 'version', /`%25`/],
    ['pkg:npm/x?a', 'qualifiers', /key=value/],
    ['pkg:npm/x?a=1&A=2', 'qualifiers', /twice/],
    ['pkg:npm/x?1a=1', 'qualifiers', /start with a letter/],
    ['pkg:swid/x', 'qualifiers', /add `\?tag_id=…`/],
    ['pkg:golang/a%2Fb/c@1', 'namespace', /hides a/],
    ['pkg:npm/x#a/%2e%2E/b', 'subpath', /hides a/],
    ['pkg:chrome-extension/dogs', 'name', /32 letters/],
    [`pkg:npm/${'x'.repeat(purlCharsMax)}`, 'scheme', /give at most/],
  ];
  for (const [text, component, mend] of cases) {
    assert.throws(
      () => parsePurl(text),
      (error: unknown) =>
        error instanceof PurlError && error.component === component && mend.test(error.message),
      text.slice(0, 60),
    );
  }
});

test('writes nothing it could not read back', () => {
  const word = fc.string({ unit: 'binary', minLength: 1, maxLength: 12 });
  let built = 0;
  fc.assert(
    fc.property(
      fc.constantFrom('generic', 'npm', 'maven', 'deb', 'pypi', 'x-new'),
      fc.option(fc.array(word, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'))),
      word,
      fc.option(word),
      fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9_]{0,5}$/), word, { maxKeys: 3 }),
      fc.option(word),
      (type, namespace, name, version, qualifiers, subpath) => {
        let text: string;
        try {
          text = buildPurl({ type, namespace, name, version, qualifiers, subpath });
        } catch (error) {
          assert.ok(error instanceof PurlError);
          return;
        }
        built++;
        assert.match(text, /^[!-~]+$/);
        try {
          assert.equal(buildPurl(parsePurl(text)), text);
        } catch (error) {
          // A segment that is only dots, or a name that normalises away, is refused on reading.
          if (!(error instanceof PurlError)) throw error;
        }
      },
    ),
    { numRuns: 3_000 },
  );
  assert.ok(built > 1_000);
});

test('answers any string with a purl or a finding, never a crash', () => {
  const piece = fc.constantFrom(
    'pkg:',
    'npm',
    '/',
    '@',
    '?',
    '#',
    '%',
    '%2F',
    '=',
    '&',
    'a',
    '..',
    ':',
  );
  const text = fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 3 })), {
    maxLength: 14,
  });
  fc.assert(
    fc.property(text, (pieces) => {
      for (const input of [pieces.join(''), `pkg:npm/${pieces.join('')}`]) {
        try {
          assert.notEqual(parsePurl(input).name, '');
        } catch (error) {
          if (!(error instanceof PurlError)) throw error;
        }
      }
    }),
    { numRuns: 5_000 },
  );
});

interface SuiteCase {
  description: string;
  test_type: 'parse' | 'build' | 'validate';
  input: string | Parameters<typeof buildPurl>[0];
  expected_output: unknown;
  expected_failure?: boolean;
}

/**
 * Cases of the published suite that Sallyport reads otherwise. The suite asks both that upper-case
 * qualifier keys be refused (these two) and that they be read in lower case (its `maven` cases,
 * also required), so no reader satisfies it whole; the specification's text says lower-case them.
 */
const disputed = [
  'tests/types/gem-test.json parse "pkg:gem/jruby-launcher@1.1.2?Platform=java"',
  'tests/types/rpm-test.json parse "pkg:Rpm/fedora/curl@7.50.3-1.fc25?Arch=i386&Distro=fedora-25"',
];
const archive = 'purl/purl-spec.tar.gz';
const files = withoutData(archive) ? new Map<string, Buffer>() : await readTarGz(archive);
const suite = [...files].filter(([name]) => name.startsWith('tests/')).sort();
const failing: string[] = [];
let run = 0;

for (const [file, content] of suite) {
  const { tests } = JSON.parse(content.toString('utf8')) as { tests: SuiteCase[] };
  test(`reads and writes as ${file} says`, () => {
    for (const each of tests) {
      run++;
      const id = `${file} ${each.test_type} ${JSON.stringify(each.input)}`;
      const passed = passes(each);
      if (!passed) failing.push(id);
      assert.ok(passed || disputed.includes(id), `${id}: ${each.description}`);
    }
  });
}

test(
  'disagrees with the suite exactly where this file says',
  { skip: withoutData(archive) },
  () => {
    assert.ok(run >= 500, `only ${run} cases seen`);
    assert.deepEqual(failing, disputed);
  },
);

function passes(each: SuiteCase): boolean {
  let output: unknown;
  try {
    output = outputOf(each);
  } catch (error) {
    if (!(error instanceof PurlError)) throw error;
    return each.expected_failure === true;
  }
  if (each.expected_failure === true) return false;
  try {
    assert.deepEqual(output, each.expected_output);
    return true;
  } catch {
    return false;
  }
}

function outputOf({ test_type, input }: SuiteCase): unknown {
  if (typeof input !== 'string') {
    return buildPurl({ ...input, type: input.type ?? '', name: input.name ?? '' });
  }
  const purl = parsePurl(input);
  if (test_type === 'validate') return buildPurl(purl);
  const hasQualifiers = Object.keys(purl.qualifiers).length > 0;
  return { ...purl, qualifiers: hasQualifiers ? purl.qualifiers : null };
}
