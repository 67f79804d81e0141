/** The scanner against `JSON.parse`, whatever the chunks, and at its bounds. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { InspectLogFault, InspectLogFindings } from './findings.ts';
import { scanJson, type JsonMember, type TreatmentOf } from './json-scan.ts';
import { formatJson, parseJson, parseJsonText } from './json-value.ts';

const bounds = { valueBytesMax: 10_000, valueNodesMax: 1_000, depthMax: 20 };

async function* inChunks(text: string | Buffer, sizes: number[]): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] as number;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

async function scanned(
  text: string | Buffer,
  treatmentOf: TreatmentOf,
  sizes = [1_000_000],
): Promise<JsonMember[]> {
  const members: JsonMember[] = [];
  for await (const member of scanJson(inChunks(text, sizes), treatmentOf, bounds))
    members.push(member);
  return members;
}

const keepAll: TreatmentOf = () => 'keep';
const valueOf = ({ bytes }: JsonMember) => parseJsonText((bytes as Buffer).toString('utf8'));

describe('the scanner', () => {
  test('gives every member of any document, however its bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(fc.string({ unit: 'binary' }), fc.jsonValue({ maxDepth: 4 })),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.constantFrom(undefined, 1),
        async (document, sizes, indent) => {
          const text = JSON.stringify(document, null, indent);
          const members = await scanned(text, keepAll, sizes);
          const plain = JSON.parse(text) as Record<string, unknown>;
          assert.equal(members.length, Object.keys(plain).length);
          assert.deepEqual(
            Object.fromEntries(members.map((member) => [member.key, valueOf(member)])),
            plain,
          );
          for (const member of members)
            assert.deepEqual(
              JSON.parse(Buffer.from(text).toString('utf8', member.start, member.end)),
              valueOf(member),
            );
        },
      ),
    );
  });

  test('opens what it is told to, keeps or passes over the rest', async () => {
    const text = '{"a":[{"x":1},{"x":2}],"b":{"c":[3,"4"],"d":5},"e":[6]}';
    const opened = new Set(['a', 'b', 'b/c']);
    const members = await scanned(
      text,
      (parent, key) => {
        const path = parent === '' ? String(key) : `${parent}/${key}`;
        return opened.has(path) ? 'open' : path === 'e' ? 'pass' : 'keep';
      },
      [3],
    );
    assert.deepEqual(
      members.map((member) => [member.parent, member.key, member.bytes?.toString()]),
      [
        ['a', 0, '{"x":1}'],
        ['a', 1, '{"x":2}'],
        ['b/c', 0, '3'],
        ['b/c', 1, '"4"'],
        ['b', 'd', '5'],
        ['', 'e', undefined],
      ],
    );
  });

  for (const [what, text, excess] of [
    ['a long value', `{"a":"${'x'.repeat(20_000)}","b":1}`, 'too_large'],
    ['a value of very many members', `{"a":[${'1,'.repeat(2_000)}1],"b":1}`, 'too_large'],
    ['a deep value', `{"a":${'['.repeat(30)}${']'.repeat(30)},"b":1}`, 'too_deep'],
  ] as const) {
    test(`leaves out ${what} and goes on after it`, async () => {
      const [first, second] = await scanned(text, keepAll, [100]);
      assert.equal(first?.bytes, undefined);
      assert.equal(first?.excess?.code, excess);
      assert.equal(second?.bytes?.toString(), '1');
    });
  }

  test('does not bound what is only passed over', async () => {
    const [member] = await scanned(`{"a":"${'x'.repeat(20_000)}"}`, () => 'pass', [100]);
    assert.equal(member?.excess, undefined);
    assert.equal(member?.end, 20_007);
  });

  test('a prefix of a document gives the members before the break, then says so', async () => {
    const text = '{"a":1,"b":[1,2,{"c":"d\\"}"}],"e":null}';
    for (let length = 0; length < text.length; length++) {
      const members: JsonMember[] = [];
      await assert.rejects(
        async () => {
          const source = inChunks(text.slice(0, length), [4]);
          for await (const member of scanJson(source, keepAll, bounds)) members.push(member);
        },
        new InspectLogFault('truncated', `breaks off after ${length} bytes`),
      );
      assert.equal(
        members.length,
        [7, text.indexOf(']') + 1].filter((end) => length >= end).length,
        `${length}`,
      );
    }
  });

  for (const text of [
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{a:1}',
    '[1}',
    '{"a":1}x',
    '{"a":@}',
    '{,}',
    '7',
    '{"\\x":1}',
  ])
    test(`refuses ${text}`, async () => {
      await assert.rejects(scanned(text, keepAll), { code: 'not_json' });
    });

  test('refuses a name longer than any field', async () => {
    await assert.rejects(scanned(`{"${'x'.repeat(70_000)}":1}`, keepAll, [1_000]), {
      code: 'too_large',
    });
  });
});

describe('JSON with the constants of Python', () => {
  test('reads NaN and the infinities, and leaves the words alone inside text', () => {
    const findings = new InspectLogFindings(10);
    const text = '{"a":NaN,"b":[Infinity,-Infinity],"NaN":"NaN, \\"Infinity","c":-0.0}';
    assert.deepEqual(parseJson(Buffer.from(text), 'x', findings), {
      a: NaN,
      b: [Infinity, -Infinity],
      NaN: 'NaN, "Infinity',
      c: -0,
    });
    assert.deepEqual(findings.list(), []);
  });

  test('any value comes back as it was written', () => {
    const float = fc.oneof(fc.double(), fc.constantFrom(NaN, Infinity, -Infinity));
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        float,
        fc.string({ unit: 'binary' }),
        fc.boolean(),
        fc.constant(null),
        fc.constantFrom('NaN', '"NaN"', '\\"-Infinity'),
        fc.array(tie('value')),
        fc.dictionary(fc.string(), tie('value'), { noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (written) => {
        assert.deepEqual(
          withoutNegativeZero(parseJsonText(formatJson(written))),
          withoutNegativeZero(written),
        );
      }),
    );
  });

  test('reports bytes that are not UTF-8 and reads on', () => {
    const findings = new InspectLogFindings(10);
    assert.equal(parseJson(Buffer.from('"a\xff"', 'latin1'), 'x', findings), 'a\ufffd');
    assert.deepEqual(
      findings.list().map(({ code }) => code),
      ['not_utf8'],
    );
  });

  for (const text of ['nan', '{"a":+Infinity}', '[NaN', 'NaNN', "{'a':1}"])
    test(`refuses ${text}`, () => assert.throws(() => parseJsonText(text), { code: 'not_json' }));
});

/** JSON writes both zeros as `0`. */
function withoutNegativeZero(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (_key, member: unknown) =>
      typeof member === 'number' ? String(member) : member,
    ),
  );
}
