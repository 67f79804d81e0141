/** Embargo eligibility for every kind of tool, and what makes two reports one root cause. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { embargoEligibility, rootKeyOf, type ToolPrivacy } from './report.ts';

test('an embargo is possible only where nobody outside has seen the finding', () => {
  const expected: Record<ToolPrivacy, 'eligible' | 'none'> = {
    private: 'eligible',
    enterprise: 'eligible',
    public: 'none',
    unknown: 'none',
  };
  for (const [privacy, eligibility] of Object.entries(expected)) {
    const answer = embargoEligibility(privacy as ToolPrivacy);
    assert.equal(answer.eligibility, eligibility, privacy);
    assert.match(answer.because, /^[a-z]/, privacy);
  }
});

test('reports are one root cause by type and frames, or by equal bytes, and never by less', () => {
  const crash = { type: 'Heap-buffer-overflow', state: ['a', 'b', 'c'] };
  const key = (bundleSha256: string, change: Partial<typeof crash> | null = {}) =>
    rootKeyOf({
      oracle: 'sanitizer',
      bundleSha256,
      crash: change === null ? undefined : { ...crash, ...change },
    });
  assert.equal(key('1'), key('2'));
  assert.notEqual(key('1'), key('1', { type: 'Use-after-free' }));
  assert.notEqual(key('1'), key('1', { state: ['a', 'b', 'd'] }));
  // A crash without frames, like no crash, says nothing about another bundle.
  assert.notEqual(key('1', { state: [] }), key('2', { state: [] }));
  assert.notEqual(key('1', null), key('2', null));
  assert.equal(key('1', null), key('1', null));
});

test('frames that hold the separator cannot imitate other frames', () => {
  const of = (state: string[]) =>
    rootKeyOf({ oracle: 'sanitizer', bundleSha256: '1', crash: { type: 't', state } });
  assert.notEqual(of(['a|b', 'c']), of(['a', 'b|c']));
  assert.notEqual(of(['a|b']), of(['a', 'b']));
});
