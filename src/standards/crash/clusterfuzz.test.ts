/**
 * ClusterFuzz's labelled traces, one test a case. Known gaps are an exact list: a new one fails,
 * and so does one that has been closed and not struck out.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { readTarGz, realData, withoutData } from '#test/real-data';
import { clusterFuzzSettings, parseCrash } from './index.ts';

interface LabelledCase {
  test: string;
  file: string;
  env: Record<string, string>;
  expected_type?: string;
  expected_address?: string;
  expected_state: string;
  expected_security_flag?: boolean;
}

/** Type or state differs. */
const knownGaps = new Map([
  ['test_stack_filtering', 'read unsymbolised by its own setup, though its frames have names'],
  ['test_ignore_regex', "strips a frame that the case's own configuration adds to the list"],
]);

/** The presumption about security differs: these cases declare asserts harmless in their setup. */
const knownSecurityGaps = new Set([
  'test_v8_abort_without_source',
  'test_glibc_assertion',
  'test_glibc_assertion_with_glib',
  'test_chromium_log_assert',
]);

const labels = 'crash-clusterfuzz/expected.jsonl';
const traces = 'crash-clusterfuzz/stacktraces.tar.gz';
const skip = withoutData(labels, traces);

describe('ClusterFuzz labelled traces', { skip }, async () => {
  if (skip !== false) return;
  const files = await readTarGz(traces);
  const lines = (await readFile(realData(labels) as string, 'utf8')).trim().split('\n');
  const cases = lines.map((line) => JSON.parse(line) as LabelledCase);

  for (const labelled of cases) {
    test(`${labelled.test} reads ${labelled.file} as labelled, or is a known gap`, () => {
      const { differs, securityDiffers } = compareWithLabel(labelled, textOf(labelled.file));
      const gap = knownGaps.get(labelled.test);
      assert.equal(
        differs !== undefined,
        gap !== undefined,
        differs ?? `closed: strike out “${gap}”`,
      );
      assert.equal(securityDiffers, knownSecurityGaps.has(labelled.test), 'security presumption');
    });
  }

  test('at least 95 % of the cases have type and state as labelled', () => {
    const right = cases.filter((labelled) => {
      return compareWithLabel(labelled, textOf(labelled.file)).differs === undefined;
    });
    assert.ok(cases.length > 0, 'no labelled case was read');
    assert.ok(right.length / cases.length >= 0.95, `${right.length} of ${cases.length}`);
  });

  test('no known gap is named that is not a case', () => {
    const names = new Set(cases.map((labelled) => labelled.test));
    for (const gap of [...knownGaps.keys(), ...knownSecurityGaps]) assert.ok(names.has(gap), gap);
  });

  function textOf(file: string): string {
    const bytes = files.get(file) ?? files.get(`./${file}`) ?? files.get(`stacktraces/${file}`);
    assert.ok(bytes, `no trace ${file} in the archive`);
    return bytes.toString('utf8');
  }
});

function compareWithLabel(labelled: LabelledCase, text: string) {
  const crash = parseCrash(text, clusterFuzzSettings(labelled.env));
  const joined = crash?.state.join('\n') ?? '';
  const seen = {
    type: crash?.type ?? '',
    address: crash?.address ?? '',
    state: joined === '' || joined === 'NULL' ? joined : `${joined}\n`,
  };
  const wanted = {
    type: labelled.expected_type ?? seen.type,
    address: labelled.expected_address ?? seen.address,
    state: labelled.expected_state,
  };
  const equal = JSON.stringify(seen) === JSON.stringify(wanted);
  const flag = labelled.expected_security_flag;
  return {
    differs: equal ? undefined : `read ${JSON.stringify(seen)}, labelled ${JSON.stringify(wanted)}`,
    securityDiffers: flag !== undefined && flag !== (crash?.securityRelevant ?? false),
  };
}
