/**
 * Watches one run and stops it, once, for one reason: the wall clock, total processor time, memory,
 * disk, output, or because nobody wants the answer any more. Clock and output are exact; the others
 * are looked at every 40 ms, so what a run can do in that time is what it can go past a limit by.
 * Memory is capped by the kernel where a control group does it, and polled where none does.
 */
import { statfsSync } from 'node:fs';
import type { Launcher } from './launcher.ts';
import { bytesBelow, type PreparedMount } from './mounts.ts';
import { descendants, processesNow, processorMs } from './processes.ts';
import type { RunLimits } from './request.ts';

export type StopReason =
  'wall-time' | 'cpu-time' | 'memory' | 'processes' | 'disk' | 'output' | 'cancelled';

const lookEveryMs = 40;
/** A host whose disk is this full gets no fuller. */
const diskFreeMinBytes = 64 * 1024 * 1024;

export class Watch {
  reason: StopReason | null = null;
  /** Polled, and only where no control group counts. */
  residentPeakBytes = 0;
  cpuMs = 0;
  readonly #limits: RunLimits;
  readonly #cancelled: AbortSignal;
  readonly #onCancel = () => this.stop('cancelled');
  #kill: (() => void) | null = null;
  #timers: NodeJS.Timeout[] = [];
  #looking: Promise<void> = Promise.resolve();
  #isOver = false;
  #folders: string[] = [];
  #bytesBefore = 0;

  constructor(limits: RunLimits, cancelled: AbortSignal) {
    this.#limits = limits;
    this.#cancelled = cancelled;
    if (cancelled.aborted) this.reason = 'cancelled';
    cancelled.addEventListener('abort', this.#onCancel);
  }

  /** Before the command starts: what its writable folders hold already is not its doing. */
  async measure(mounts: PreparedMount[]): Promise<void> {
    this.#folders = mounts.filter((one) => one.access === 'write').map((one) => one.host);
    this.#bytesBefore = await bytesBelow(this.#folders);
  }

  begin(launcher: Launcher): void {
    this.#kill = () => launcher.kill();
    if (this.reason !== null) return launcher.kill();
    this.#timers.push(setTimeout(() => this.stop('wall-time'), this.#limits.wallMs));
    let isLooking = false;
    this.#timers.push(
      setInterval(() => {
        if (isLooking) return;
        isLooking = true;
        this.#looking = this.#look(launcher).finally(() => {
          isLooking = false;
        });
      }, lookEveryMs),
    );
  }

  /** The first reason stays: the others follow from it. */
  stop(reason: StopReason): void {
    if (this.reason !== null) return;
    this.reason = reason;
    this.#kill?.();
  }

  /** No more looking; safe to call again. */
  async end(): Promise<void> {
    if (this.#isOver) return;
    this.#isOver = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.#cancelled.removeEventListener('abort', this.#onCancel);
    this.#kill = null;
    await this.#looking;
    await this.#lookAtDisk();
  }

  async #look({ group, pid }: Launcher): Promise<void> {
    const usage = group.usage();
    if (usage.cpuMs > this.#limits.cpuMs) this.stop('cpu-time');
    if (usage.outOfMemoryKills > 0) this.stop('memory');
    const isPolled = usage.memoryPeakBytes === 0 || usage.cpuMs === 0;
    if (isPolled && pid !== undefined) this.#lookAtProcesses(pid);
    await this.#lookAtDisk();
  }

  async #lookAtDisk(): Promise<void> {
    if (this.#folders.length === 0) return;
    const grown = (await bytesBelow(this.#folders)) - this.#bytesBefore;
    const isHostFull = this.#folders.some((folder) => {
      const { bavail, bsize } = statfsSync(folder);
      return bavail * bsize < diskFreeMinBytes;
    });
    if (grown > this.#limits.diskBytes || isHostFull) this.stop('disk');
  }

  /** Where no control group counts: the tool and all below it, added up. */
  #lookAtProcesses(root: number): void {
    const family = descendants(processesNow(), root);
    const bytes = family.reduce((sum, one) => sum + one.residentBytes, 0);
    this.residentPeakBytes = Math.max(this.residentPeakBytes, bytes);
    if (bytes > this.#limits.memoryBytes) this.stop('memory');
    const cpuMs = family.reduce((sum, one) => sum + processorMs(one.pid), 0);
    this.cpuMs = Math.max(this.cpuMs, cpuMs);
    if (cpuMs > this.#limits.cpuMs) this.stop('cpu-time');
  }
}
