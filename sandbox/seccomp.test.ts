/**
 * The filter, run by a small interpreter of classic BPF, for every call and both machines: the one we
 * are on cannot be the only one that is right. What the kernel does with it, `test/hostile` shows.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { seccompProgram } from './seccomp.ts';

const ALLOW = 0x7fff0000;
const EPERM = 0x00050001;
const ENOSYS = 0x00050026;
const EAFNOSUPPORT = 0x00050061;
const KILL = 0x80000000;
const audits = { x64: 0xc000003e, arm64: 0xc00000b7 } as const;
const numbers = {
  x64: { read: 0, ioctl: 16, socket: 41, clone: 56, execve: 59, ptrace: 101, prlimit64: 302 },
  arm64: { read: 63, ioctl: 29, socket: 198, clone: 220, execve: 221, ptrace: 117, prlimit64: 261 },
} as const;
const refused = {
  x64: [155, 165, 166, 248, 249, 250, 272, 298, 303, 304, 308, 321, 323, 428, 430, 442],
  arm64: [39, 40, 41, 97, 217, 218, 219, 241, 264, 265, 268, 280, 282, 428, 430, 442],
} as const;

interface Call {
  audit?: number;
  number: number;
  args?: number[];
}

function decide(arch: 'x64' | 'arm64', { audit = audits[arch], number, args = [] }: Call): number {
  const program = seccompProgram(arch);
  const data = Buffer.alloc(64);
  data.writeUInt32LE(number >>> 0, 0);
  data.writeUInt32LE(audit >>> 0, 4);
  args.forEach((value, index) => data.writeUInt32LE(value >>> 0, 16 + 8 * index));
  let accumulator = 0;
  for (let at = 0, steps = 0; at < program.length / 8; at++, steps++) {
    assert.ok(steps < 4096, 'the filter does not end');
    const code = program.readUInt16LE(at * 8);
    const [ifTrue, ifFalse] = [program.readUInt8(at * 8 + 2), program.readUInt8(at * 8 + 3)];
    const k = program.readUInt32LE(at * 8 + 4);
    const jump = (is: boolean) => void (at += is ? ifTrue : ifFalse);
    if (code === 0x20) accumulator = data.readUInt32LE(k);
    else if (code === 0x06) return k;
    else if (code === 0x15) jump(accumulator === k);
    else if (code === 0x35) jump(accumulator >= k);
    else if (code === 0x45) jump((accumulator & k) !== 0);
    else assert.fail(`unknown instruction ${code}`);
  }
  return assert.fail('the filter ran off its end');
}

for (const arch of ['x64', 'arm64'] as const) {
  const n = numbers[arch];

  test(`lets ordinary calls through on ${arch}`, () => {
    const plain = [n.read, n.execve, n.ptrace];
    for (const number of plain) assert.equal(decide(arch, { number }), ALLOW);
    let allowed = 0;
    for (let number = 0; number < 470; number++) {
      if (decide(arch, { number }) === ALLOW) allowed += 1;
    }
    assert.ok(allowed > 400, `only ${allowed} calls are allowed`);
  });

  test(`refuses what namespaces do not cover on ${arch}`, () => {
    for (const number of refused[arch]) assert.equal(decide(arch, { number }), EPERM, `${number}`);
    for (const number of [425, 426, 427, 435]) assert.equal(decide(arch, { number }), ENOSYS);
  });

  test(`reads arguments where the call alone does not tell on ${arch}`, () => {
    for (let bit = 0; bit < 32; bit++) {
      const isNamespace = [17, 25, 26, 27, 28, 29, 30].includes(bit);
      const decided = decide(arch, { number: n.clone, args: [2 ** bit] });
      assert.equal(decided, isNamespace ? EPERM : ALLOW, `clone flag ${bit}`);
    }
    for (let family = 0; family < 50; family++) {
      const decided = decide(arch, { number: n.socket, args: [family] });
      assert.equal(decided, [1, 2, 10, 16].includes(family) ? ALLOW : EAFNOSUPPORT, `${family}`);
    }
    assert.equal(decide(arch, { number: n.ioctl, args: [0, 0x5412] }), EPERM);
    assert.equal(decide(arch, { number: n.ioctl, args: [0x5412, 0x5401] }), ALLOW);
    assert.equal(decide(arch, { number: n.prlimit64, args: [0] }), ALLOW);
    assert.equal(decide(arch, { number: n.prlimit64, args: [1] }), EPERM);
  });

  test(`ends calls of a foreign ABI on ${arch}`, () => {
    assert.equal(decide(arch, { audit: 0x40000003, number: n.read }), KILL);
    assert.equal(decide(arch, { number: 0x40000000 + n.read }), KILL);
  });
}

test('has no filter for a machine it does not know', () => {
  assert.throws(() => seccompProgram('mips'), /no system call table for `mips`/);
});
