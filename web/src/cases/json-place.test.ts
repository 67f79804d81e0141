import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { placeOf } from './json-place.ts';

describe('a fault’s place in a draft', () => {
  const step = fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('a/b', '~', '"', '\\', 'é'));

  it('is where the value stands, whatever the JSON', () => {
    let seen = 0;
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        // From the text: JSON has no -0.
        for (const [pointer, member] of members(JSON.parse(text))) {
          const place = placeOf(text, pointer);
          assert.ok(place !== undefined, pointer);
          assert.deepEqual(JSON.parse(text.slice(place.start, place.end)), member);
          seen += 1;
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(seen > 300, `only ${seen} places seen`);
  });

  it('is the nearest parent’s where the member is absent', () => {
    const text = '{"affected": [{"purl": "x"}]}';
    const place = placeOf(text, '/affected/0/ranges');
    assert.equal(text.slice(place?.start, place?.end), '{"purl": "x"}');
  });

  it('is nowhere in what is not JSON', () => {
    fc.assert(
      fc.property(step, (pointer) => assert.equal(placeOf('{"a": [1,', `/${pointer}`), undefined)),
    );
    assert.equal(placeOf('['.repeat(10_000), '/0'), undefined);
  });
});

function* members(value: unknown, pointer = ''): Generator<[string, unknown]> {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, member] of Object.entries(value)) {
    const at = `${pointer}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    yield [at, member];
    yield* members(member, at);
  }
}
