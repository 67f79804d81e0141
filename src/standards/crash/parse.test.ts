/** One trace of our own for each family of tools, and what must not be taken for a crash. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseCrash, type CrashTool, type ParseOptions } from './index.ts';

interface Sample {
  name: string;
  trace: string;
  options?: ParseOptions;
  type: string;
  state: string[];
  tool: CrashTool;
  address?: string;
  relevant?: boolean;
}

const stack = `    #0 0x4c1a in memcpy (/usr/lib/libc.so.6+0x1a)
    #1 0x55d0 in (anonymous namespace)::readHeader(unsigned char const*, int) /src/pump/header.cc:12:5
    #2 0x55e1 in pump::parse(pump::Stream&) /src/pump/parse.cc:40:9
    #3 0x55f2 in LLVMFuzzerTestOneInput /src/pump/fuzz/parse_fuzzer.cc:9:3
    #4 0x5600 in main /src/pump/main.cc:3:1
`;
const ownFrames = ['readHeader', 'pump::parse', 'parse_fuzzer.cc'];

const samples: Sample[] = [
  {
    name: 'AddressSanitizer, an overflow',
    trace: `==7==ERROR: AddressSanitizer: heap-buffer-overflow on address 0x602000000031 at pc 0x55d0\nREAD of size 4 at 0x602000000031 thread T0\n${stack}`,
    type: 'Heap-buffer-overflow\nREAD 4',
    address: '0x602000000031',
    state: ownFrames,
    tool: 'asan',
    relevant: true,
  },
  {
    name: 'AddressSanitizer, a size that is chance',
    trace: `==7==ERROR: AddressSanitizer: stack-buffer-overflow on address 0x7ffd0010 at pc 0x1\nWRITE of size 4096 at 0x7ffd0010 thread T0\n${stack}`,
    type: 'Stack-buffer-overflow\nWRITE {*}',
    state: ownFrames,
    tool: 'asan',
    relevant: true,
  },
  {
    name: 'AddressSanitizer, an access near null',
    trace: `==7==ERROR: AddressSanitizer: SEGV on unknown address 0x000000000010 (pc 0x55d0 bp 0x1 sp 0x2 T0)\n==7==The signal is caused by a WRITE memory access.\n${stack}`,
    type: 'Null-dereference WRITE',
    address: '0x000000000010',
    state: ownFrames,
    tool: 'asan',
    relevant: false,
  },
  {
    name: 'AddressSanitizer, a double free',
    trace: `==7==ERROR: AddressSanitizer: attempting double-free on 0x602000000010 in thread T0:\n${stack}`,
    type: 'Heap-double-free',
    address: '0x602000000010',
    state: ownFrames,
    tool: 'asan',
    relevant: true,
  },
  {
    name: 'HWAddressSanitizer',
    trace: `==7==ERROR: HWAddressSanitizer: tag-mismatch on address 0x0040e128 at pc 0x1\nWRITE of size 8 at 0x0040e128 tags: 3c/00 (ptr/mem) in thread T0\n${stack}`,
    type: 'Tag-mismatch\nWRITE 8',
    address: '0x0040e128',
    state: ownFrames,
    tool: 'hwasan',
    relevant: true,
  },
  {
    name: 'MemorySanitizer',
    trace: `==7==WARNING: MemorySanitizer: use-of-uninitialized-value\n${stack}\n  Uninitialized value was stored to memory at\n    #0 0x1 in other /a.c:1:1\n`,
    type: 'Use-of-uninitialized-value',
    state: ownFrames,
    tool: 'msan',
    relevant: true,
  },
  {
    name: 'ThreadSanitizer',
    trace: `WARNING: ThreadSanitizer: data race (pid=7)\n  Write of size 4 at 0x7b04 by thread T1:\n${stack}`,
    type: 'Data race\nWRITE 4',
    address: '0x7b04',
    state: ownFrames,
    tool: 'tsan',
    relevant: false,
  },
  {
    name: 'LeakSanitizer, the first direct leak only',
    trace: `==7==ERROR: LeakSanitizer: detected memory leaks\n\nIndirect leak of 8 byte(s) in 1 object(s) allocated from:\n    #0 0x1 in malloc /a.cpp:1\n    #1 0x2 in inner /a.c:2\n\nDirect leak of 16 byte(s) in 1 object(s) allocated from:\n    #0 0x1 in malloc /a.cpp:1\n    #1 0x2 in pump_new /a.c:9\n\nDirect leak of 16 byte(s) in 1 object(s) allocated from:\n    #0 0x2 in other /a.c:3\n`,
    type: 'Direct-leak',
    state: ['pump_new'],
    tool: 'lsan',
    relevant: false,
  },
  {
    name: 'UndefinedBehaviorSanitizer, arithmetic',
    trace: `pump.c:3:9: runtime error: signed integer overflow: 2147483647 + 1 cannot be represented in type 'int'\n${stack}`,
    type: 'Integer-overflow',
    state: ownFrames,
    tool: 'ubsan',
    relevant: false,
  },
  {
    name: 'UndefinedBehaviorSanitizer, a bad cast told over two lines',
    trace: `a.cc:3:9: runtime error: downcast of address 0x6020 which does not point to an object of type 'Pump'\n0x6020: note: object is of type 'Valve'\n${stack}`,
    type: 'Bad-cast',
    address: '0x6020',
    state: ['Bad-cast to Pump from Valve', 'readHeader', 'pump::parse'],
    tool: 'ubsan',
    relevant: true,
  },
  {
    name: 'control flow integrity',
    trace: `a.cc:3:9: runtime error: control flow integrity check for type 'Pump' failed during virtual call (vtable address 0x4100)\n0x4100: note: invalid vtable\n${stack}`,
    type: 'Bad-cast',
    address: '0x4100',
    state: ['Bad-cast to Pump from invalid vptr', 'readHeader', 'pump::parse'],
    tool: 'cfi',
    relevant: true,
  },
  {
    name: 'a stack overflow, by the calls that repeat',
    trace: `==7==ERROR: AddressSanitizer: stack-overflow on address 0x7ffc\n${Array.from({ length: 12 }, (_, at) => `    #${at} 0x1 in ${at % 2 === 0 ? 'walkLeft' : 'walkRight'}(int) /t.cc:1:1\n`).join('')}`,
    type: 'Stack-overflow',
    address: '0x7ffc',
    state: ['walkLeft', 'walkRight'],
    tool: 'asan',
    relevant: false,
  },
  {
    name: 'an unsymbolised binary keeps its offsets out of the state, not out of the frames',
    trace: `==7==ERROR: AddressSanitizer: heap-use-after-free on address 0x61 at pc 0x1\nREAD of size 1 at 0x61 thread T0\n    #0 0x4f3a  (/build/pump+0x4f3a) (BuildId: ab)\n    #1 0x4f4b  (/build/pump+0x4f4b) (BuildId: ab)\n`,
    type: 'Heap-use-after-free\nREAD 1',
    address: '0x61',
    state: ['/build/pump', '/build/pump'],
    tool: 'asan',
    relevant: true,
  },
  {
    name: 'KASAN with timestamps',
    trace: `[   12.345678] ==================================================================\n[   12.345680] BUG: KASAN: slab-out-of-bounds in pump_read+0x3c/0x90\n[   12.345683] Read of size 8 at addr ffff888012345678 by task a.out/77\n[   12.345690] Call Trace:\n[   12.345691]  dump_stack_lvl+0x45/0x5e\n[   12.345692]  ? guessed+0x1/0x2\n[   12.345693]  pump_read+0x3c/0x90\n[   12.345694]  vfs_read+0x10/0x20\n`,
    type: 'Kernel failure\nSlab-out-of-bounds\nREAD 8',
    address: '0xffff888012345678',
    state: ['pump_read', 'vfs_read'],
    tool: 'kernel',
    relevant: true,
  },
  {
    name: 'a kernel oops',
    trace: `[ 3.1] BUG: kernel NULL pointer dereference, address: 0000000000000008\n[ 3.2] RIP: 0010:valve_open+0x12/0x30\n[ 3.3] Call Trace:\n[ 3.4]  valve_open+0x12/0x30\n[ 3.5]  chrdev_open+0x1/0x2\n`,
    type: 'Kernel failure\nNULL-pointer-dereference',
    address: '0x000000000008',
    state: ['valve_open', 'chrdev_open'],
    tool: 'kernel',
    relevant: true,
  },
  {
    name: 'a libFuzzer time-out, where asked for, by its target',
    trace: `==7== ERROR: libFuzzer: timeout after 26 seconds\n${stack}`,
    options: { oomsAndHangs: true, fuzzTarget: 'pump_fuzzer' },
    type: 'Timeout',
    state: ['pump_fuzzer'],
    tool: 'libfuzzer',
    relevant: false,
  },
  {
    name: 'libFuzzer, memory running out, where asked for',
    trace: `==7== ERROR: libFuzzer: out-of-memory (malloc(3221225472))\n${stack}`,
    options: { oomsAndHangs: true },
    type: 'Out-of-memory',
    state: ownFrames,
    tool: 'libfuzzer',
    relevant: false,
  },
  {
    name: 'Jazzer',
    trace: `== Java Exception: com.code_intelligence.jazzer.api.FuzzerSecurityIssueHigh: Remote Code Execution\n\tat org.pump.Codec.decode(Codec.java:21)\n\tat org.pump.Reader.read(Reader.java:8)\n`,
    type: 'Security exception',
    state: ['org.pump.Codec.decode', 'org.pump.Reader.read'],
    tool: 'jazzer',
    relevant: true,
  },
  {
    name: 'a plain JVM',
    trace: `Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 5\n\tat org.pump.Codec.decode(Codec.java:21)\n\tat org.pump.Main.main(Main.java:3)\n`,
    type: 'Uncaught exception',
    state: ['org.pump.Codec.decode', 'org.pump.Main.main'],
    tool: 'jvm',
    relevant: false,
  },
  {
    name: 'Node.js',
    trace: `/app/pump.js:3\n\nTypeError: Cannot read properties of undefined (reading 'x')\n    at decode (/app/pump.js:3:9)\n    at Object.<anonymous> (/app/index.js:1:1)\n`,
    type: 'Uncaught exception',
    state: ['decode', 'Object.<anonymous>'],
    tool: 'javascript',
    relevant: false,
  },
  {
    name: 'Python under a fuzzer',
    trace: ` === Uncaught Python exception: ===\nKeyError: 1\nTraceback (most recent call last):\n  File "fuzz.py", line 9, in one_input\n    decode(b)\n  File "pump.py", line 3, in decode\n    inner()\n  File "pump.py", line 7, in inner\n    x[1]\n==7== ERROR: libFuzzer: fuzz target exited\n`,
    type: 'Uncaught exception',
    state: ['inner', 'decode', 'one_input'],
    tool: 'python',
    relevant: false,
  },
  {
    name: 'plain Python',
    trace: `Traceback (most recent call last):\n  File "run.py", line 9, in <module>\n    decode(b)\n  File "pump.py", line 3, in decode\n    x[1]\nIndexError: list index out of range\n`,
    type: 'Uncaught exception',
    state: ['decode', '<module>'],
    tool: 'python',
    relevant: false,
  },
  {
    name: 'Go, a bounds check',
    trace: `panic: runtime error: index out of range [5] with length 3\n\ngoroutine 1 [running]:\ngithub.com/pump/codec.(*Reader).decode(0xc000012345, {0xc0000b2000?, 0x5, 0x8})\n\t/src/codec/reader.go:40 +0x1d\nmain.main()\n\t/src/main.go:9 +0x45\n`,
    type: 'Index out of range',
    state: ['codec.(*Reader).decode'],
    tool: 'go',
    relevant: false,
  },
  {
    name: 'Rust, the message on the line',
    trace: `thread 'main' panicked at 'no valve 7', src/pump.rs:3:5\nstack backtrace:\n   0: rust_begin_unwind\n             at /rustc/abc/library/std/src/panicking.rs:645:5\n   1: core::panicking::panic_fmt\n   2: pump::open::h0123456789abcdef\n             at ./src/pump.rs:3:5\n   3: pump::run\n`,
    type: 'ASSERT',
    state: ['no valve 7', 'pump::open::h0123456789abcdef', 'pump::run'],
    tool: 'rust',
    relevant: false,
  },
  {
    name: 'Rust, the message on the next line',
    trace: `thread 'main' panicked at src/pump.rs:3:5:\nno valve left\nnote: run with \`RUST_BACKTRACE=1\`\n`,
    type: 'ASSERT',
    state: ['no valve left'],
    tool: 'rust',
    relevant: false,
  },
  {
    name: 'V8, a debug check',
    trace: `#\n# Fatal error in ../../src/heap/pump.cc, line 12\n# Debug check failed: a == b (3 vs. 4).\n#\n${stack}`,
    type: 'DCHECK failure',
    state: ['a == b in pump.cc', 'readHeader', 'pump::parse'],
    tool: 'v8',
    relevant: true,
  },
  {
    name: 'a failed CHECK',
    trace: `[1:1:0101/120000.1:FATAL:pump.cc(9)] Check failed: valves > 0 (0 vs. 0)\n#0 0x1 base::debug::StackTrace::StackTrace()\n#1 0x2 pump::Open()\n`,
    type: 'CHECK failure',
    state: ['valves > 0 in pump.cc', 'pump::Open'],
    tool: 'chromium',
    relevant: false,
  },
  {
    name: 'a glibc assertion',
    trace: `pump: pump.c:9: open_valve: Assertion \`valve != NULL' failed.\nAddressSanitizer:DEADLYSIGNAL\n==7==ERROR: AddressSanitizer: ABRT on unknown address 0x7 (pc 0x1)\n${stack}`,
    type: 'ASSERT',
    state: ['valve != NULL', 'readHeader', 'pump::parse'],
    tool: 'assert',
    relevant: true,
  },
  {
    name: 'Swift',
    trace: `pump/main.swift:3: Fatal error: Index out of range\n0   pump   0x0000000100003f2c main + 44\n1   pump   0x0000000100003e10 decode + 12\n`,
    type: 'Fatal error',
    state: ['Index out of range', 'decode'],
    tool: 'swift',
    relevant: false,
  },
  {
    name: 'gdb, inlined frames without address',
    trace: `Thread 1 "pump" received signal SIGSEGV, Segmentation fault.\n#0  read_header (b=0x0) at header.c:12\n#1  0x0000555555555171 in parse (s=...) at parse.c:40\n#2  0x00005555555551a0 in main () at main.c:3\n`,
    type: 'SIGSEGV',
    state: ['read_header', 'parse'],
    tool: 'gdb',
    relevant: true,
  },
  {
    name: 'cdb',
    trace: `DEFAULT_BUCKET_ID:  STACK_OVERFLOW\nChildEBP RetAddr\n0018fe54 00d71234 pump!readHeader+0x12\n0018fe60 00d71334 pump!parse+0x40\n`,
    type: 'Stack-overflow',
    state: ['readHeader', 'parse'],
    tool: 'cdb',
    relevant: false,
  },
  {
    name: 'an Android tombstone',
    trace: `signal 11 (SIGSEGV), code 1 (SEGV_MAPERR), fault addr 0x74000011\n    #0 0x1 in android::Pump::open(int) frameworks/pump.cpp:1:1\n`,
    type: 'UNKNOWN',
    address: '0x74000011',
    state: ['android::Pump::open'],
    tool: 'android',
    relevant: true,
  },
  {
    name: 'an Android tombstone before symbolising',
    trace: `11-20 10:00:00.000  7  7 F DEBUG   : signal 11 (SIGSEGV), code 1 (SEGV_MAPERR), fault addr 0x74000011\n11-20 10:00:00.000  7  7 F DEBUG   :       #00 pc 000000000001a2b3  /system/lib64/libpump.so (android::Valve::open(int)+12) (BuildId: ab)\n11-20 10:00:00.000  7  7 F DEBUG   :       #01 pc 0000000000000f00  /system/lib64/libpump.so (BuildId: ab)\n`,
    type: 'UNKNOWN',
    address: '0x74000011',
    state: ['android::Valve::open', '/system/lib64/libpump.so'],
    tool: 'android',
    relevant: true,
  },
  {
    name: '.NET',
    trace: `Unhandled exception. System.IndexOutOfRangeException: Index was outside the bounds of the array.\n   at Pump.Codec.Decode(Byte[] b) in /src/Codec.cs:line 12\n   at Pump.Program.Run() in /src/Program.cs:line 3\n`,
    type: 'Uncaught exception',
    state: ['Pump.Codec.Decode', 'Pump.Program.Run'],
    tool: 'dotnet',
    relevant: false,
  },
  {
    name: 'Chromium on Windows',
    trace: `[1:1:0101/120000:FATAL:pump.cc(9)] Check failed: ok.\nBacktrace:\n\tbase::debug::StackTrace::StackTrace [0x10001000+32]\n\tpump::Open [0x10002000+12] (c:\\src\\pump.cc:5)\n`,
    type: 'CHECK failure',
    state: ['ok in pump.cc', 'pump::Open'],
    tool: 'chromium',
    relevant: false,
  },
  {
    name: 'a macOS stack of mangled names',
    trace: `[7:7:FATAL:pump.cc(3)] Check failed: ok.\n0   Pump Framework   0x000000010a99b743 _ZN4base5debug10StackTraceC1Ev + 19\n1   Pump Framework   0x000000010a99b800 _ZN4pump5ValveD2Ev + 7\n2   Pump Framework   0x000000010a99b900 _ZNK4pump6System4openERKi + 7\n`,
    type: 'CHECK failure',
    state: ['ok in pump.cc', 'pump::Valve::~Valve', 'pump::System::open'],
    tool: 'chromium',
    relevant: false,
  },
  {
    name: 'valgrind',
    trace: `==7== Invalid write of size 4\n==7==    at 0x10916B: fill (pump.c:6)\n==7==    by 0x10919C: main (pump.c:12)\n==7==  Address 0x4a4b068 is 0 bytes after a block of size 40 alloc'd\n==7==    at 0x4848899: malloc (in /usr/libexec/valgrind/vgpreload_memcheck.so)\n==7==    by 0x109151: make (pump.c:3)\n`,
    type: 'Invalid-access\nWRITE 4',
    address: '0x4a4b068',
    state: ['fill'],
    tool: 'valgrind',
    relevant: true,
  },
  {
    name: 'a missing library',
    trace: `./pump: error while loading shared libraries: libvalve.so.1: cannot open shared object file: No such file or directory\n`,
    type: 'Missing-library',
    state: ['libvalve.so.1'],
    tool: 'loader',
    relevant: false,
  },
  {
    name: "an OSS-Fuzz sanitizer's own finding",
    trace: `===BUG DETECTED: Shell injection===\n${stack}`,
    type: 'Command injection',
    state: ownFrames,
    tool: 'sanitizer',
    relevant: true,
  },
];

describe('reading a crash', () => {
  for (const sample of samples) {
    test(sample.name, () => {
      const crash = parseCrash(sample.trace, sample.options);
      assert.ok(crash, 'no crash was read');
      assert.equal(crash.type, sample.type);
      assert.deepEqual(crash.state, sample.state);
      assert.equal(crash.tool, sample.tool);
      if (sample.address !== undefined) assert.equal(crash.address, sample.address);
      if (sample.relevant !== undefined) assert.equal(crash.securityRelevant, sample.relevant);
    });
  }

  const quiet: [string, string][] = [
    ['nothing', ''],
    ['ordinary output', 'opened 3 valves\nREAD of size 8 at once\nall tests passed\n'],
    ['a stack without a reason', stack],
    ['a memory limit, unless asked for', '==7== ERROR: libFuzzer: out-of-memory (used: 2049Mb)\n'],
    ['a time-out, unless asked for', '==7== ERROR: libFuzzer: timeout after 26 seconds\n'],
    ['a console message that quotes a crash', '[1:INFO:CONSOLE(1)] "Check failed: x"\n'],
    [
      'text that was laid out',
      'text run at (0,0) width 9: "ERROR: AddressSanitizer: SEGV on unknown address 0x1"\n',
    ],
  ];
  for (const [what, trace] of quiet) {
    test(`takes ${what} for no crash`, () => assert.equal(parseCrash(trace), undefined));
  }

  test('keeps the report that a marker was glued to', () => {
    const crash = parseCrash(`panic: no valveAddressSanitizer:DEADLYSIGNAL\n${stack}`);
    assert.equal(crash?.state[0], 'no valve');
  });

  test('reads no line after a sanitizer failed its own check', () => {
    const crash = parseCrash(
      `==7==AddressSanitizer CHECK failed: /a/b.cc:1 "((x)) != (0)" (0x0, 0x0)\n${stack}`,
    );
    assert.deepEqual(crash?.state, ['"((x)) != (0)" (0x0, 0x0)']);
  });

  test('whether checks and assertions matter is for the caller to say', () => {
    const check = '[1:1:FATAL:a.cc(1)] Check failed: ok.\n';
    assert.equal(parseCrash(check)?.securityRelevant, false);
    assert.equal(parseCrash(check, { checksAreSecurityRelevant: true })?.securityRelevant, true);
    const assertion = "pump: a.c:1: f: Assertion `ok' failed.\n";
    assert.equal(parseCrash(assertion)?.securityRelevant, true);
    assert.equal(
      parseCrash(assertion, { assertsAreSecurityRelevant: false })?.securityRelevant,
      false,
    );
  });
});
