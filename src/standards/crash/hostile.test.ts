/** Whatever a trace contains, reading it ends, throws nothing and gives bounded values. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { limits } from './crash.ts';
import { crashKey, parseCrash, readTraces, type Crash } from './index.ts';

/** Pieces of real formats, in which a naive pattern would lose itself. */
const pieces = [
  '==1==ERROR: AddressSanitizer: ',
  'SEGV on unknown address 0x1',
  'READ of size 8 at 0x2',
  '#0 0x1 in ',
  '(anonymous namespace)::',
  'f<a<b>>(int) /src/a.cc:1:2',
  ' (/lib/a.so+0x1)',
  ': runtime error: ',
  'downcast of address 0x1 ',
  ' of type ',
  'BUG: KASAN: ',
  ' in f+0x1/0x2',
  'at addr ff',
  'panic: ',
  "assertion '",
  ' failed.',
  'Check failed: ',
  ' vs. ',
  '[FATAL:a.cc(1)] ',
  '# Fatal error in ',
  ', line 1',
  '== Java Exception: ',
  '\tat a.b(C.java:1)',
  'File "a.py", line 1, in f',
  ' === Uncaught Python exception: ===',
  'goroutine 1 [running]:',
  'main.f(0x1)',
  'a.go:1',
  "thread 'x' panicked at ",
  'signal 11 (SIGSEGV), ',
  'fault addr 0x1',
  'Abort message: ',
  ': library `',
  'Trusted App crash stacktrace',
  '==1== Invalid read of size 4',
  '[<c01>] (f+0x1/0x2)',
  '\n',
  '\r\n',
  ' ',
  '\t',
  '(',
  ')',
  '[',
  ']',
  ':',
  '0x',
  '::',
  '\u0000',
  '\ud800',
  'é',
  '9'.repeat(400),
];
const trace = fc
  .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 12 })), { maxLength: 120 })
  .map((parts) => parts.join(''));

function assertBounded(crash: Crash | undefined): void {
  if (crash === undefined) return;
  assert.notEqual(crash.type, '');
  assert.ok(crash.state.length > 0, 'a crash has a state, if only NULL');
  assert.ok(crash.frames.length <= limits.framesMax);
  assert.ok(crashKey(crash).length < 2000);
}

describe('hostile traces', () => {
  test('any text is read without throwing, the same way twice', () => {
    fc.assert(
      fc.property(trace, fc.boolean(), (text, oomsAndHangs) => {
        const crash = parseCrash(text, { oomsAndHangs });
        assertBounded(crash);
        assert.deepEqual(parseCrash(text, { oomsAndHangs }), crash);
      }),
      { numRuns: 1500 },
    );
  });

  test('any text is read as a file of traces without throwing', () => {
    fc.assert(
      fc.property(
        fc.oneof(trace, fc.json()),
        fc.constantFrom('a.txt', 'a.json', 'a.jsonl'),
        (text, name) => {
          const read = readTraces(text, name);
          for (const { crash } of read.traces) assertBounded(crash);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('work does not outgrow the input: every piece repeated over the longest lines', () => {
    // a quadratic pattern needs minutes for this; nothing here measures time
    let read = 0;
    for (const piece of pieces) {
      const line = piece.repeat(Math.ceil((2 * limits.lineLengthMax) / piece.length));
      assertBounded(parseCrash(`panic: x\n${line}\n#0 0x1 in ${line}\n${line}`));
      assertBounded(parseCrash(`${line}\n# Fatal error in a.cc, line 1\n# ${line}`));
      read += 2;
    }
    assert.equal(read, 2 * pieces.length);
  });

  test('what lies beyond the limits is not read', () => {
    const crash = '==1==ERROR: AddressSanitizer: SEGV on unknown address 0x41414141 (pc 0x1)\n';
    assert.equal(parseCrash('x\n'.repeat(limits.linesMax) + crash), undefined);
    assert.equal(parseCrash(`${'x'.repeat(limits.textLengthMax)}\n${crash}`), undefined);
    assert.equal(parseCrash(crash)?.type, 'UNKNOWN');
  });
});
