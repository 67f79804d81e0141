/**
 * What a caller asks of the sandbox and what it may be told. One run is one command in one fresh
 * sandbox: no network, no host files but the mounts named here, a uid nobody else has.
 *
 * "The sandbox failed" and "the command failed" are different types on purpose: a proof must never
 * be refuted because our own machinery broke (DESIGN, Proof).
 */

/** bubblewrap shares the host's kernel; gVisor brings its own (DESIGN, Chosen parts). */
export type Tier = 'bubblewrap' | 'gvisor';

export interface Mount {
  /** Absolute path on the host: a folder or a file. */
  host: string;
  /** Absolute path inside the sandbox. */
  inside: string;
  /** `read` is a read-only view; `write` lets the run write into the host folder (build output). */
  access: 'read' | 'write';
}

/** Every limit is explicit; there is no default that a caller can forget. */
export interface RunLimits {
  wallMs: number;
  cpuMs: number;
  memoryBytes: number;
  processesMax: number;
  /** Bytes the run may write, to `/tmp` and to writable mounts together. */
  diskBytes: number;
  /** Bytes kept of stdout, and of stderr; a run that passes either is stopped. */
  outputBytes: number;
}

export interface RunRequest {
  tier: Tier;
  /** `argv[0]` is an absolute path inside the sandbox. Never passed through a shell. */
  argv: string[];
  cwd: string;
  /** The whole environment: nothing of ours is inherited. */
  env: Record<string, string>;
  stdin?: Uint8Array;
  mounts: Mount[];
  limits: RunLimits;
  /**
   * Opens a descriptor of this number in the command, whose reading end only the supervisor holds;
   * what arrives comes back as `RunFinished.channel`. Used for sanitizer logs.
   */
  channelFd?: number;
}

/**
 * Why the supervisor ended a run before the command ended by itself. `processes` only where too many
 * ended the sandbox's own kernel (gVisor); under bubblewrap the command is refused and goes on.
 */
export type StopReason =
  'wall-time' | 'cpu-time' | 'memory' | 'processes' | 'disk' | 'output' | 'cancelled';

export interface RunFinished {
  kind: 'finished';
  /** As the supervisor's own wait() saw it: exactly one of the two is not null. */
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  stopped: StopReason | null;
  stdout: Uint8Array;
  stderr: Uint8Array;
  /** Empty unless `channelFd` was asked for. */
  channel: Uint8Array;
  wallMs: number;
  cpuMs: number;
  memoryPeakBytes: number;
}

export interface SandboxFailed {
  kind: 'sandbox-failed';
  /**
   * `host`: this machine broke, trying again may help. `request`: what was asked cannot be done (no
   * such command inside, a mount that is private), and trying again changes nothing. Neither says
   * anything about the command.
   */
  fault: 'host' | 'request';
  /** For an operator of this host: what broke and how to mend it. */
  reason: string;
}

export type RunOutcome = RunFinished | SandboxFailed;

export interface SandboxTiers {
  /** Tiers that passed a live self-check on this host, strongest first. */
  available: Tier[];
  absent: { tier: Tier; reason: string; mend: string }[];
  /** What holds here, but less than it could. */
  weaker: { tier: Tier; reason: string; mend: string }[];
}

/** One supervisor process and the pipe to it. Safe to call concurrently; `close` ends every run. */
export interface Sandbox {
  run(request: RunRequest, signal?: AbortSignal): Promise<RunOutcome>;
  tiers(): Promise<SandboxTiers>;
  close(): Promise<void>;
}
