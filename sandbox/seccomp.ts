/**
 * The system calls a bubblewrap run may not make, as a classic BPF program for `bwrap --seccomp`
 * (seccomp(2), linux/filter.h). Namespaces already hide files, processes and networks; this takes
 * away what namespaces do not cover: AF_VSOCK reaches the hypervisor from any network namespace,
 * key rings are per user, and the rest is attack surface that no reproducer needs.
 *
 * Refusals are errno values, not kills, so a program that merely probes goes on. `ptrace` stays
 * allowed: leak checking needs it, and the one process worth tracing (pid 1) is not dumpable.
 * Calls of a foreign ABI (32-bit on a 64-bit host) kill with SIGSYS, since every number differs.
 * Each rule has a hostile program in `test/hostile/`.
 */

interface Arch {
  /** AUDIT_ARCH_*, linux/audit.h. */
  audit: number;
  numbers: Record<string, number>;
}

/** From the kernel's unistd tables; those from 424 up are the same on every architecture. */
const newer = {
  io_uring_setup: 425,
  io_uring_enter: 426,
  io_uring_register: 427,
  open_tree: 428,
  move_mount: 429,
  fsopen: 430,
  fsconfig: 431,
  fsmount: 432,
  fspick: 433,
  clone3: 435,
  mount_setattr: 442,
  quotactl_fd: 443,
};

const arches: Record<string, Arch> = {
  x64: {
    audit: 0xc000003e,
    numbers: {
      ...newer,
      ioctl: 16,
      socket: 41,
      socketpair: 53,
      clone: 56,
      pivot_root: 155,
      acct: 163,
      mount: 165,
      umount2: 166,
      swapon: 167,
      swapoff: 168,
      reboot: 169,
      init_module: 175,
      delete_module: 176,
      quotactl: 179,
      add_key: 248,
      request_key: 249,
      keyctl: 250,
      kexec_load: 246,
      unshare: 272,
      perf_event_open: 298,
      fanotify_init: 300,
      prlimit64: 302,
      name_to_handle_at: 303,
      open_by_handle_at: 304,
      setns: 308,
      finit_module: 313,
      kexec_file_load: 320,
      bpf: 321,
      userfaultfd: 323,
    },
  },
  arm64: {
    audit: 0xc00000b7,
    numbers: {
      ...newer,
      ioctl: 29,
      umount2: 39,
      mount: 40,
      pivot_root: 41,
      quotactl: 60,
      acct: 89,
      unshare: 97,
      kexec_load: 104,
      init_module: 105,
      delete_module: 106,
      reboot: 142,
      socket: 198,
      socketpair: 199,
      add_key: 217,
      request_key: 218,
      keyctl: 219,
      clone: 220,
      swapon: 224,
      swapoff: 225,
      perf_event_open: 241,
      prlimit64: 261,
      fanotify_init: 262,
      name_to_handle_at: 264,
      open_by_handle_at: 265,
      setns: 268,
      finit_module: 273,
      bpf: 280,
      userfaultfd: 282,
      kexec_file_load: 294,
    },
  },
};

/** Calls that our Perl programs make by number. */
const made: Record<string, { dup3: number; prctl: number; prlimit64: number }> = {
  x64: { dup3: 292, prctl: 157, prlimit64: 302 },
  arm64: { dup3: 24, prctl: 167, prlimit64: 261 },
};

export function callNumbers(arch: string = process.arch) {
  const numbers = made[arch];
  if (numbers === undefined) throw new Error(`no system call table for \`${arch}\``);
  return numbers;
}

const EPERM = 1;
const EAFNOSUPPORT = 97;
const ENOSYS = 38;

/** AF_UNIX, AF_INET, AF_INET6, AF_NETLINK: all of them end inside the run's own network. */
const familiesAllowed = [1, 2, 10, 16];
/** Every CLONE_NEW* flag that `clone` itself can carry (linux/sched.h). */
const cloneNewFlags = 0x7e020000;
/** TIOCSTI types into a terminal, TIOCLINUX pastes into a console. */
const ioctlsRefused = [0x5412, 0x541c];
/** glibc falls back to `clone`, whose flags a filter can read, when `clone3` is unknown. */
const unknownCalls = ['clone3', 'io_uring_setup', 'io_uring_enter', 'io_uring_register'];
const checkedByArgument = ['ioctl', 'socket', 'socketpair', 'clone', 'prlimit64'];

/** The program for this machine; throws where we have no table, which leaves every tier out. */
export function seccompProgram(arch: string = process.arch): Buffer {
  const table = arches[arch];
  if (table === undefined) throw new Error(`no system call table for \`${arch}\``);
  const n = table.numbers;
  const plain = Object.keys(n).filter(
    (name) => !checkedByArgument.includes(name) && !unknownCalls.includes(name),
  );
  return assemble([
    load(offsets.arch),
    ...unlessEqual(table.audit, [end(KILL_PROCESS)]),
    load(offsets.number),
    // The x32 ABI reuses x86-64's audit value with this bit set in the number.
    jump(JGE, 0x40000000, 0, 1),
    end(KILL_PROCESS),
    ...unknownCalls.flatMap((name) => ifEqual(n[name]!, [end(ERRNO | ENOSYS)])),
    ...plain.flatMap((name) => ifEqual(n[name]!, [end(ERRNO | EPERM)])),
    ...ifEqual(n['clone']!, [
      load(offsets.argument(0)),
      jump(JSET, cloneNewFlags, 0, 1),
      end(ERRNO | EPERM),
      end(ALLOW),
    ]),
    ...['socket', 'socketpair'].flatMap((name) =>
      ifEqual(n[name]!, [
        load(offsets.argument(0)),
        ...familiesAllowed.flatMap((family) => ifEqual(family, [end(ALLOW)])),
        end(ERRNO | EAFNOSUPPORT),
      ]),
    ),
    ...ifEqual(n['ioctl']!, [
      load(offsets.argument(1)),
      ...ioctlsRefused.flatMap((request) => ifEqual(request, [end(ERRNO | EPERM)])),
      end(ALLOW),
    ]),
    // Limits of another process, pid 1 above all, are not a run's to set.
    ...ifEqual(n['prlimit64']!, [
      load(offsets.argument(0)),
      ...unlessEqual(0, [end(ERRNO | EPERM)]),
      end(ALLOW),
    ]),
    end(ALLOW),
  ]);
}

// struct seccomp_data: nr, arch, instruction pointer, six 64-bit arguments (low halves are read).
const offsets = { number: 0, arch: 4, argument: (index: number) => 16 + 8 * index };

const LD_W_ABS = 0x20;
const RET_K = 0x06;
const JEQ = 0x15;
const JGE = 0x35;
const JSET = 0x45;
const ALLOW = 0x7fff0000;
const ERRNO = 0x00050000;
const KILL_PROCESS = 0x80000000;

type Instruction = [code: number, ifTrue: number, ifFalse: number, k: number];

const load = (offset: number): Instruction => [LD_W_ABS, 0, 0, offset];
const end = (action: number): Instruction => [RET_K, 0, 0, action];
const jump = (code: number, k: number, ifTrue: number, ifFalse: number): Instruction => [
  code,
  ifTrue,
  ifFalse,
  k,
];

/** The body must end the program on every path, since it may have replaced the accumulator. */
function ifEqual(value: number, body: Instruction[]): Instruction[] {
  return [jump(JEQ, value, 0, body.length), ...body];
}

function unlessEqual(value: number, body: Instruction[]): Instruction[] {
  return [jump(JEQ, value, body.length, 0), ...body];
}

function assemble(program: Instruction[]): Buffer {
  const bytes = Buffer.alloc(program.length * 8);
  program.forEach(([code, ifTrue, ifFalse, k], index) => {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(ifTrue, index * 8 + 2);
    bytes.writeUInt8(ifFalse, index * 8 + 3);
    bytes.writeUInt32LE(k >>> 0, index * 8 + 4);
  });
  return bytes;
}
