/** A name that an object gives twice is found, wherever it lies and however it is spelled; nothing else is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { repeatedNameIn } from '#standards/json';

test('a name given twice is named', () => {
  for (const [json, name] of [
    ['{"threshold":0.5,"threshold":0.9}', 'threshold'],
    ['{"a":{"b":[1,{"c":1,"d":"}","c":2}]}}', 'c'],
    ['{"a" : 1 , "b":2,"\\u0061":3}', 'a'],
    ['{"":0,"":0}', ''],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"q\\"\\\\":1,"q\\"\\\\":2}', 'q"\\'],
    ['[{"x":{"x":1},"x":2}]', 'x'],
  ] as const)
    assert.equal(repeatedNameIn(json), name, json);
});

test('one name in several objects, in lists and in words is no repetition', () => {
  for (const json of [
    '[{"a":1},{"a":1}]',
    '{"a":{"a":{"a":"a"}}}',
    '{"a":["a","a","b:","{\\"a\\":1,\\"a\\":1}"]}',
    '{"a":"\\\\","b":"a"}',
    '"a"',
    '17',
    '{}',
  ])
    assert.equal(repeatedNameIn(json), undefined, json);
});

test('no value that is written once has one, and every object written with a name again does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 5 }), (json) => {
      assert.equal(repeatedNameIn(json), undefined);
    }),
  );
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
      fc.nat(),
      (value, nth) => {
        const names = Object.keys(value);
        const name = names[nth % names.length] ?? '';
        const json = `${JSON.stringify(value).slice(0, -1)},${JSON.stringify(name)}:null}`;
        assert.equal(repeatedNameIn(`[${json}]`), name);
      },
    ),
  );
});
