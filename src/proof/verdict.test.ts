/** The pure parts: what a bundle can show at best, when a run is a hit, what the runs add up to. */
import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { RunFinished } from '#platform/sandbox';
import { bundleOf } from '#test/bundles';
import { ceilingOf } from './assurance.ts';
import { hasIntegrity } from './digest.ts';
import { ephemeralKey, keyIdOf, open, seal } from './dsse.ts';
import { judge, type Planted } from './oracle.ts';
import type { Oracle, ReportInput } from './schema.ts';
import { decide, hitRate95, type RunResult, type Tally } from './verdict.ts';

const files = { 'source/run': '', bad: 'b', good: 'g' };
const report = (more: object): ReturnType<typeof bundleOf>['report'] =>
  bundleOf(
    {
      environment: { kind: 'shell' },
      trigger: { command: ['/target/run'], stdin: 'bad' },
      oracle: { kind: 'canary-read' },
      benign: [{ stdin: 'good' }],
      ...more,
    } as ReportInput,
    files,
  ).report;

describe('the best a bundle can reach', () => {
  const command = (...words: string[]) => ({ trigger: { command: words, stdin: 'bad' } });
  const cases: [what: string, more: object, level: string, because: RegExp][] = [
    ['the target’s own program, exec’d', {}, 'observed', /^$/],
    [
      'an interpreter with a file of the target',
      command('python3', '/target/run.py', '--flag'),
      'observed',
      /^$/,
    ],
    [
      'an interpreter with a file of the trigger',
      command('python3', '/input/run.py'),
      'differential',
      /program of its own/,
    ],
    [
      'an interpreter with an option first',
      command('node', '-e', '/target/run.js'),
      'differential',
      /program of its own/,
    ],
    [
      'a shell with words',
      command('sh', '-c', '/target/run'),
      'differential',
      /program of its own/,
    ],
    [
      'env, which could change anything',
      command('env', '/target/run'),
      'differential',
      /program of its own/,
    ],
    [
      'a path that leaves the target',
      command('/target/../input/run'),
      'differential',
      /program of its own/,
    ],
    ['a neighbour of the target', command('/targets/run'), 'differential', /program of its own/],
    [
      'what the target prints',
      { oracle: { kind: 'output', stream: 'stdout', contains: 'HACKED' } },
      'differential',
      /can write/,
    ],
    [
      'a build by make',
      { environment: { kind: 'shell', build: [{ argv: ['make', '-C', 'src'] }] } },
      'observed',
      /^$/,
    ],
    [
      'a build by a shell with words',
      { environment: { kind: 'shell', build: [{ argv: ['sh', '-c', 'x'] }] } },
      'differential',
      /build step `sh`/,
    ],
    ...[
      ['gcc', '-D', 'memcpy(a,b,c)=abort()', 'a.c'],
      ['gcc', '-Dmemcpy(a,b,c)=abort()', 'a.c'],
      ['make', 'CFLAGS=-g -include evil.h'],
      ['make', 'LDFLAGS=-Wl,-rpath,/input'],
      ['make', 'LDFLAGS=-Wl,-rpath,$ORIGIN/../input'],
      ['make', 'LDFLAGS=-Wl,--wrap=memcpy'],
      ['make', 'CC=`x`'],
    ].map((argv): [string, object, string, RegExp] => [
      `a build with a program in its words, ${argv.join(' ')}`,
      { environment: { kind: 'shell', build: [{ argv }] } },
      'differential',
      /build step/,
    ]),
    [
      'a build that names a source called input',
      {
        environment: {
          kind: 'shell',
          build: [
            {
              argv: [
                'gcc',
                '-Isrc/work',
                '-DNAME=1',
                '-Wl,-rpath,/target',
                'src/input.c',
                'input.c',
              ],
            },
          ],
        },
      },
      'observed',
      /^$/,
    ],
    [
      'a build by make with a program in its words',
      { environment: { kind: 'shell', build: [{ argv: ['make', '--eval=$(shell x)'] }] } },
      'differential',
      /build step/,
    ],
    [
      'a benign input asked in other words',
      { benign: [{ command: ['/target/run', 'politely'], stdin: 'good' }] },
      'differential',
      /another command line/,
    ],
    [
      'other words where asking cannot make the effect',
      {
        oracle: { kind: 'signal', signal: 'SIGSEGV' },
        benign: [{ command: ['/target/run', 'x'], stdin: 'good' }],
      },
      'observed',
      /^$/,
    ],
  ];
  for (const [what, more, level, because] of cases) {
    test(`${what}: ${level}`, () => {
      const ceiling = ceilingOf(report(more));
      assert.equal(ceiling.level, level, ceiling.because.join());
      assert.match(ceiling.because.join(), because);
    });
  }

  test('calls of the same functions are observed, of others not', () => {
    const calls = (name: string) => [{ export: name, args: [1] }];
    const base = {
      environment: { kind: 'node' },
      oracle: { kind: 'canary-read' },
      trigger: { calls: calls('a') },
    };
    assert.equal(
      ceilingOf(report({ ...base, benign: [{ calls: [{ export: 'a', args: [2] }] }] })).level,
      'observed',
    );
    assert.equal(
      ceilingOf(report({ ...base, benign: [{ calls: calls('b') }] })).level,
      'differential',
    );
  });
});

const planted: Planted = {
  sanitizerExitCode: 147,
  canary: 'sallyport-0123456789abcdef0123456789abcdef',
};
const asan =
  '==1==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000018\nREAD of size 1\n    #0 0x55a30664b218 in inner /target/a.c:1\n    #1 0x55a30664b218 in outer /target/a.c:2\n\n';
const finished = (more: Partial<Record<keyof RunFinished, unknown>>): RunFinished => {
  const bytes = (name: 'stdout' | 'stderr' | 'channel') =>
    Buffer.from((more[name] as string | undefined) ?? '');
  return {
    kind: 'finished',
    exitCode: 0,
    signal: null,
    stopped: null,
    wallMs: 1,
    cpuMs: 1,
    memoryPeakBytes: 1,
    ...more,
    stdout: bytes('stdout'),
    stderr: bytes('stderr'),
    channel: bytes('channel'),
  } as RunFinished;
};

describe('a run is a hit', () => {
  const hit = (
    oracle: Oracle,
    more: Parameters<typeof finished>[0],
    written = new Map<string, Uint8Array>(),
  ) => judge(oracle, finished(more), planted, written).hit;

  test('for a sanitizer only with its report on the private descriptor and its exit number', () => {
    const oracle: Oracle = {
      kind: 'sanitizer',
      type: 'heap-buffer-overflow',
      frames: ['inner', 'outer'],
    };
    assert.ok(hit(oracle, { channel: asan, exitCode: 147 }));
    assert.ok(!hit(oracle, { channel: asan, exitCode: 1 }));
    assert.ok(!hit(oracle, { channel: asan, exitCode: null, signal: 'SIGABRT' }));
    assert.ok(!hit(oracle, { stderr: asan, exitCode: 147 }));
    assert.ok(!hit(oracle, { channel: `printed: ${asan}`, exitCode: 147 }));
    assert.ok(!hit({ ...oracle, type: 'stack-buffer-overflow' }, { channel: asan, exitCode: 147 }));
    assert.ok(!hit({ ...oracle, frames: ['outer', 'inner'] }, { channel: asan, exitCode: 147 }));
    assert.ok(!hit({ ...oracle, frames: ['inner', 'absent'] }, { channel: asan, exitCode: 147 }));
  });

  test('for a canary wherever it turns up, and however it is written', () => {
    const oracle: Oracle = { kind: 'canary-read' };
    const { canary } = planted;
    for (const shown of [
      canary,
      `<${canary}>`,
      Buffer.from(canary).toString('hex'),
      ...['', 'x', 'xy'].map((before) =>
        Buffer.from(`${before}${canary}\nmore`).toString('base64'),
      ),
    ]) {
      assert.ok(hit(oracle, { stdout: shown }), shown);
      assert.ok(hit(oracle, {}, new Map([['/tmp/out', Buffer.from(shown)]])), shown);
    }
    assert.ok(!hit(oracle, { stdout: canary.slice(0, -1) }));
    assert.ok(!hit(oracle, { stdout: 'sallyport-' }));
  });

  test('for a planted file only at its path', () => {
    const oracle: Oracle = { kind: 'file-written', path: '/planted/x' };
    assert.ok(hit(oracle, {}, new Map([['/planted/x', Buffer.alloc(0)]])));
    assert.ok(!hit(oracle, {}, new Map([['/tmp/x', Buffer.alloc(0)]])));
  });

  test('for nothing but a timeout, once our own limits stopped it', () => {
    const oracles: Oracle[] = [
      { kind: 'sanitizer' },
      { kind: 'signal', signal: 'SIGABRT' },
      { kind: 'output', stream: 'stdout', contains: 'HACKED' },
      { kind: 'canary-read' },
    ];
    for (const stopped of ['wall-time', 'cpu-time', 'memory', 'disk', 'output']) {
      for (const oracle of oracles) {
        assert.ok(
          !hit(oracle, {
            stopped,
            exitCode: null,
            signal: 'SIGABRT',
            stdout: `HACKED ${planted.canary}`,
            channel: asan,
          }),
        );
      }
      assert.equal(hit({ kind: 'timeout', afterMs: 500 }, { stopped }), stopped.endsWith('time'));
    }
  });
});

const run = (role: RunResult['role'], hit: boolean, ended = 'exit 0'): RunResult => ({
  role,
  input: 0,
  index: 0,
  hit,
  ended,
});
const tally = fc.record<Tally>({
  runs: fc.array(
    fc.boolean().map((hit) => run('trigger', hit)),
    { minLength: 1, maxLength: 20 },
  ),
  benign: fc.array(
    fc
      .tuple(
        fc.boolean(),
        fc.constantFrom('exit 0', 'exit 1', 'SIGSEGV', 'stopped: wall-time', 'sanitizer'),
      )
      .map(([hit, ended]) => run('benign', hit, ended)),
    { maxLength: 4 },
  ),
  control: fc.array(
    fc.boolean().map((hit) => run('control', hit)),
    { maxLength: 4 },
  ),
  controlKind: fc.constantFrom('fixed', 'inert', 'none'),
  hitsMin: fc.integer({ min: 1, max: 20 }),
  ceiling: fc.constantFrom(
    { level: 'observed' as const, because: [] },
    { level: 'differential' as const, because: ['it is a program'] },
  ),
});

describe('a verdict', () => {
  test('confirms only with enough hits, silent benign inputs that ended well, and a channel or a control', () => {
    let confirmed = 0;
    fc.assert(
      fc.property(tally, (one) => {
        const { verdict, assurance } = decide(one);
        if (verdict !== 'confirmed') return assert.equal(assurance, 'claimed');
        confirmed++;
        assert.ok(one.runs.filter(({ hit }) => hit).length >= one.hitsMin);
        assert.ok(
          one.benign.length > 0 &&
            one.benign.every(({ hit, ended }) => !hit && ended.startsWith('exit ')),
        );
        assert.equal(assurance, one.ceiling.level);
        if (assurance === 'differential')
          assert.ok(one.control.length > 0 && one.control.every(({ hit }) => !hit));
      }),
      { numRuns: 5000 },
    );
    assert.ok(confirmed > 20, `confirmed ${confirmed}`);
  });

  test('never gets better when a hit is taken away from the trigger or given to a control', () => {
    const isConfirmed = (one: Tally) => decide(one).verdict === 'confirmed';
    fc.assert(
      fc.property(tally, (one) => {
        const fewer = {
          ...one,
          runs: one.runs.map((each, index) => (index === 0 ? { ...each, hit: false } : each)),
        };
        const worse = { ...one, benign: [...one.benign, run('benign', true)] };
        if (isConfirmed(fewer)) assert.ok(isConfirmed(one));
        assert.ok(!isConfirmed(worse));
      }),
    );
  });

  test('gives its hit rate with an interval that says how few runs there were', () => {
    assert.deepEqual(hitRate95(5, 5), [0.5655, 1]);
    assert.deepEqual(hitRate95(0, 0), [0, 1]);
    const [low, high] = hitRate95(3, 5);
    assert.ok(low < 0.3 && high > 0.85);
  });
});

describe('evidence', () => {
  test('opens with the key that sealed it and with no other, and not when a byte changed', () => {
    const key = ephemeralKey();
    const { envelope, sha256 } = seal({ b: 1, a: 'é' }, key);
    assert.equal(Buffer.from(envelope.payload, 'base64').toString('utf8'), '{"a":"é","b":1}');
    assert.deepEqual(open(envelope, createPublicKey(key)), { statement: { a: 'é', b: 1 }, sha256 });
    assert.equal(open(envelope, createPublicKey(ephemeralKey())), undefined);
    assert.equal(
      open(
        { ...envelope, payload: Buffer.from('{"a":"e","b":1}').toString('base64') },
        createPublicKey(key),
      ),
      undefined,
    );
    assert.equal(open({ ...envelope, signatures: [] }, createPublicKey(key)), undefined);
    assert.equal(envelope.signatures[0]?.keyid, keyIdOf(createPublicKey(key)));
  });

  test('has one digest whoever signed it', () => {
    const statement = { verdict: 'confirmed' };
    assert.equal(seal(statement, ephemeralKey()).sha256, seal(statement, ephemeralKey()).sha256);
  });
});

test('a pin holds for its bytes only', () => {
  const bytes = Buffer.from('abc');
  const hex = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  for (const pin of [
    `sha256:${hex}`,
    `sha256-${Buffer.from(hex, 'hex').toString('base64')}`,
    'sha512-3a81oZNherrMQXNJriBBMRLm+k6JqX6iCp7u5ktV05ohkpkqJ0/BqDa6PCOj/uu9RU1EI2Q86A4qmslPpUyknw==',
  ]) {
    assert.ok(hasIntegrity(bytes, pin), pin);
    assert.ok(!hasIntegrity(Buffer.from('abd'), pin), pin);
  }
});
