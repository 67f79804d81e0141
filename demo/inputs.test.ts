/** The committed inputs are the generators' own, and each bundle's trigger differs from its benign. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inputs } from './write-inputs.ts';

const demo = import.meta.dirname;

test('every committed GIF, .xz and index is byte for byte what its generator writes', () => {
  const committed = readdirSync(demo, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(gif|xz|index)$/.test(path))
    .sort();
  assert.deepEqual(committed, Object.keys(inputs).sort());
  assert.equal(committed.length, 10);
  for (const path of committed) {
    assert.deepEqual(new Uint8Array(readFileSync(join(demo, path))), inputs[path], path);
  }
});

test('a trigger GIF differs from its benign one only in the length and content of one control block', () => {
  for (const [bundle, blocks] of [
    ['giflib-tool', { trigger: [1], benign: [4] }],
    ['giflib-disposal', { trigger: [4, 3], benign: [4, 4] }],
  ] as const) {
    for (const [name, lengths] of Object.entries(blocks)) {
      const bytes = inputs[`${bundle}/${name}.gif`] as Uint8Array;
      assert.deepEqual(controlBlockLengths(bytes), [...lengths], `${bundle}/${name}`);
    }
  }
});

/** Length bytes of all Graphic Control Extensions: what follows each `21 f9`. */
function controlBlockLengths(bytes: Uint8Array): number[] {
  const lengths: number[] = [];
  for (let at = 0; at + 2 < bytes.length; at++) {
    if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9) lengths.push(bytes[at + 2] ?? -1);
  }
  return lengths;
}
