/** Likeness and groups: on our own crashes, as properties, and on CASR's labelled reports. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readJsonLines, withoutData } from '#test/real-data';
import {
  crashKey,
  groupCrashes,
  isCasrReport,
  parseCasrReport,
  parseCrash,
  readTraces,
  sameCrash,
  type Crash,
  type Trace,
} from './index.ts';

function crash(state: string[], type = 'Heap-buffer-overflow\nREAD 4'): Crash {
  return { type, address: '0x41', state, securityRelevant: true, frames: state, tool: 'asan' };
}

describe('whether two crashes look like one', () => {
  test('equal states are the same crash', () => {
    assert.deepEqual(sameCrash(crash(['a_f', 'b_f', 'c_f']), crash(['a_f', 'b_f', 'c_f'])), {
      same: true,
      similarity: 1,
      because: 'the crash states are equal',
    });
  });

  test('two common frames in order are enough, in another order they are not', () => {
    const one = crash(['decode', 'readBlock', 'readFile']);
    assert.equal(sameCrash(one, crash(['inner', 'decode', 'readBlock'])).same, true);
    assert.equal(sameCrash(one, crash(['readBlock', 'decode', 'openAll'])).same, false);
  });

  test('states alike by more than 0.8 are the same', () => {
    const one = crash(['Codec::decodeBlock8', 'Codec::run', 'main_loop_a']);
    const like = sameCrash(one, crash(['Codec::decodeBlock9', 'Codec::runs', 'main_loop_b']));
    assert.ok(like.same && like.similarity > 0.8 && like.similarity < 1, String(like.similarity));
    assert.equal(sameCrash(one, crash(['zzz', 'yyy', 'xxx'])).same, false);
  });

  test('a leak is never an overflow, a wild read may be', () => {
    const state = ['decode', 'readBlock', 'readFile'];
    assert.equal(sameCrash(crash(state), crash(state, 'Direct-leak')).same, false);
    assert.equal(sameCrash(crash(state), crash(state, 'UNKNOWN READ')).same, true);
  });

  test('a trace without frames is like no other, itself included', () => {
    assert.equal(sameCrash(crash(['NULL']), crash(['NULL'])).same, false);
  });

  test('unsymbolised crashes of one binary are told apart by their offsets', () => {
    const at = (offset: string) =>
      parseCrash(
        `==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x61 at pc 0x1\n    #0 0x1  (/build/pump+0x${offset}1)\n    #1 0x2  (/build/pump+0x${offset}2)\n`,
      ) as Crash;
    assert.deepEqual(at('4f3').state, at('9c7').state);
    assert.notEqual(crashKey(at('4f3')), crashKey(at('9c7')));
    assert.equal(
      groupCrashes([
        { id: 'a', crash: at('4f3') },
        { id: 'b', crash: at('9c7') },
      ]).groups.length,
      2,
    );
  });

  test('a Rust build hash does not make another crash', () => {
    assert.equal(
      crashKey(crash(['pump::open::h0123456789abcdef'])),
      crashKey(crash(['pump::open::hfedcba9876543210'])),
    );
  });

  test('is symmetric', () => {
    fc.assert(
      fc.property(states, states, (a, b) => {
        assert.equal(sameCrash(crash(a), crash(b)).same, sameCrash(crash(b), crash(a)).same);
      }),
      { numRuns: 300 },
    );
  });
});

const frame = fc.constantFrom(
  'decode',
  'decodeB',
  'readBlock',
  'readFile',
  'open',
  'T<int>::f',
  'T<char>::f',
  'NULL',
);
const states = fc.array(frame, { minLength: 1, maxLength: 3 });
const kinds = fc.constantFrom('UNKNOWN', 'ASSERT', 'Direct-leak', 'Heap-use-after-free\nREAD 1');

describe('groups', () => {
  test('hold every trace exactly once and do not depend on the order', () => {
    const traces = fc.array(fc.tuple(states, kinds), { maxLength: 120 });
    fc.assert(
      fc.property(traces, fc.infiniteStream(fc.nat()), (made, keys) => {
        const ordered: Trace[] = made.map(([state, type], at) => ({
          id: `t${at}`,
          crash: crash(state, type),
        }));
        const shuffled = ordered
          .map((trace) => ({ trace, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ trace }) => trace);
        const { groups } = groupCrashes(ordered);
        assert.deepEqual(groupCrashes(shuffled).groups, groups);
        assert.deepEqual(
          groups.flatMap(({ members }) => members).sort(),
          ordered.map(({ id }) => id).sort(),
        );
      }),
      { numRuns: 200 },
    );
  });

  test('do not join crashes that only share their callers', () => {
    const traces = [
      { id: 'a', crash: crash(['follow', 'readDirectory', 'openDocument']) },
      { id: 'b', crash: crash(['readDirectory', 'openDocument', 'load']) },
    ];
    assert.equal(groupCrashes(traces).groups.length, 2);
  });

  test('of thousands of states in one place still come out, joined by their common frames', () => {
    const traces = Array.from({ length: 6000 }, (_, at) => ({
      id: `t${at}`,
      crash: crash(['decode', `caller${at % 300}`, `outer${at}`]),
    }));
    const { groups } = groupCrashes(traces);
    assert.equal(groups.length, 300);
    assert.equal(groups[0]?.members.length, 20);
  });
});

describe('traces in the shapes people hand over', () => {
  const text =
    '==1==ERROR: AddressSanitizer: heap-use-after-free on address 0x61 at pc 0x1\n    #0 0x1 in decode /a.c:1:1\n';
  const stated = crash(['decode']);

  test('a raw trace, a record with text, evidence, a signed envelope and CASR all tell of it', () => {
    const payload = Buffer.from(JSON.stringify({ predicate: { crash: stated } })).toString(
      'base64',
    );
    const documents = [
      { id: 'text', trace: text },
      { id: 'lines', text: text.split('\n') },
      { id: 'evidence', verdict: 'confirmed', crash: stated },
      { id: 'signed', payloadType: 'application/json', payload, signatures: [] },
      {
        id: 'casr',
        report: { Stacktrace: ['#0 0x1 in decode () at /a.c:1'], AsanReport: text.split('\n') },
      },
      {
        id: 'gdb',
        report: {
          Stacktrace: ['#0 decode (b=0x0) at a.c:1'],
          CrashSeverity: { ShortDescription: 'SourceAv' },
        },
      },
    ];
    const lines = documents.map((document) => JSON.stringify(document)).join('\n');
    const read = readTraces(`${lines}\nnot json\n{"id":"none"}\n`, 'set.jsonl');
    assert.deepEqual(
      read.traces.map(({ id }) => id),
      documents.map(({ id }) => id),
    );
    for (const { id, crash: found } of read.traces) assert.deepEqual(found.state, ['decode'], id);
    assert.deepEqual(read.unreadable, ['set.jsonl:7']);
    assert.deepEqual(read.withoutCrash, ['none']);
    assert.equal(readTraces(text, 'a.txt').traces[0]?.id, 'a.txt');
    assert.equal(readTraces(JSON.stringify(documents), 'a.json').traces.length, documents.length);
  });

  test('a document that nests without end is left alone', () => {
    const depth = 5000;
    const nested = `${'{"report":'.repeat(depth)}1${'}'.repeat(depth)}`;
    assert.equal(readTraces(nested, 'a.json').traces.length, 0);
  });
});

const casrSets = ['san', 'gdb', 'python'].map(
  (name) => `crash-casr/test_clustering_${name}.jsonl.gz`,
);

describe('CASR clustering sets', { skip: withoutData(...casrSets) }, () => {
  for (const set of casrSets) {
    test(`${set} is grouped by crash line, nearly always`, async () => {
      const bugs = new Map<string, string>();
      const traces: Trace[] = [];
      for await (const row of readJsonLines(set)) {
        const {
          file,
          bug_key: bug,
          report,
        } = row as { file: string; bug_key: string; report: unknown };
        const found = isCasrReport(report) ? parseCasrReport(report) : undefined;
        assert.ok(found, `no crash read from ${file}`);
        bugs.set(file, bug);
        traces.push({ id: file, crash: found });
      }
      assert.ok(traces.length > 1, 'no report was read');
      const strays = groupCrashes(traces).groups.flatMap(({ members }) => {
        const labels = members.map((id) => bugs.get(id));
        return labels.filter((label) => label !== mostCommon(labels));
      });
      assert.ok(
        strays.length <= traces.length / 50,
        `${strays.length} of ${traces.length} stand with another bug`,
      );
    });
  }
});

function mostCommon<T>(values: T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
