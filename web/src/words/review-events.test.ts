/** Every event of an engagement that is documented has words of its own, whatever its payload lacks. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { reviewEvents } from './review-events.ts';

const documented = readFileSync(join(import.meta.dirname, '../../../docs/events.md'), 'utf8');
const types = [...documented.matchAll(/^\| `(review\.[a-z_]+)`/gm)].map(([, type]) => type ?? '');

describe('words for review', () => {
  it('are there for every documented event, and for no other', () => {
    assert.ok(types.length >= 30, 'saw events');
    const worded = Object.keys(reviewEvents).filter((type) => type.startsWith('review.'));
    assert.deepEqual(worded.sort(), [...types].sort());
  });

  it('name the office that was consulted, and not the official whose step wrote down that it was late', () => {
    const payload = {
      organisationId: 'org_1',
      organisation: 'Heath Office',
      answerBy: '2026-12-04T09:00:00Z',
    };
    const said = (type: string) => reviewEvents[type]?.(payload);
    assert.match(said('review.consultation_asked')?.detail ?? '', /^Heath Office, to answer by/);
    for (const type of ['review.consultation_answered', 'review.consultation_timed_out'])
      assert.equal(said(type)?.by, 'Heath Office', type);
    assert.equal(said('review.determination_signed')?.by, undefined, 'whoever made the entry');
  });

  it('are fair to a payload that says nothing, and to one with names of no meaning', () => {
    for (const [type, words] of Object.entries(reviewEvents)) {
      for (const payload of [{}, { tier: 'toString', reasonClass: 'constructor', state: 'odd' }]) {
        const { what, detail = '' } = words(payload);
        assert.match(what, /^[A-Z\d]/, type);
        assert.doesNotMatch(`${what} ${detail}`, /undefined|null|NaN|function|\[object/, type);
      }
    }
  });
});
