/** The client's side of the pipe; that both sides agree, the contract suite shows with every run. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { encodeFrame, FrameReader } from './wire.ts';

test('reads the frames that were written, however the pipe cuts them', () => {
  const frame = fc.record({ body: fc.dictionary(fc.string(), fc.string()), blob: fc.uint8Array() });
  const size = fc.integer({ min: 1, max: 64 });
  fc.assert(
    fc.property(fc.array(frame, { maxLength: 5 }), size, (frames, cut) => {
      const parts = frames.flatMap(({ body, blob }) => encodeFrame(body, blob));
      const bytes = Buffer.concat(parts);
      const reader = new FrameReader();
      const read: unknown[] = [];
      for (let at = 0; at < bytes.length; at += cut) {
        for (const { body, blob } of reader.push(bytes.subarray(at, at + cut))) {
          read.push({ body: { ...body }, blob: [...blob] });
        }
      }
      assert.deepEqual(
        read,
        frames.map(({ body, blob }) => ({ body: { ...body }, blob: [...blob] })),
      );
    }),
    { numRuns: 50 },
  );
});

test('refuses a frame that claims to be larger than any may be', () => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0xffffffff, 0);
  assert.throws(() => new FrameReader().push(head), RangeError);
});
