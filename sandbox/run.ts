/**
 * The life of one run: a launcher, its mounts, the command, the limits watched, everybody killed,
 * everything given back. INVARIANT (nothing survives a run): `execute` settles only when no process
 * of the run is alive, and says `failed` when one will not die.
 *
 * A run that broke because of us is `failed`; one the command ended, or we stopped on a limit, is
 * `finished`. The two are never confused: with no word from the sandbox on how the command ended,
 * and no stop of ours to explain it, the run has failed.
 */
import { constants } from 'node:os';
import { join } from 'node:path';
import { bubblewrap } from './bubblewrap.ts';
import { gvisor } from './gvisor.ts';
import type { Launcher, Resources } from './launcher.ts';
import {
  claim,
  needsStage,
  ownerOf,
  prepareMounts,
  reclaim,
  type Owner,
  type PreparedMount,
} from './mounts.ts';
import { RequestRefused, type RunRequest } from './request.ts';
import type { Standby } from './standby.ts';
import type { Ended, Tier } from './tier.ts';
import { Watch, type StopReason } from './watch.ts';

export interface Finished {
  kind: 'finished';
  exitCode: number | null;
  signal: string | null;
  stopped: StopReason | null;
  stdout: Buffer;
  stderr: Buffer;
  channel: Buffer;
  wallMs: number;
  cpuMs: number;
  memoryPeakBytes: number;
}

/** `request`: asking again changes nothing. `host`: this machine broke. */
export interface Failed {
  kind: 'failed';
  fault: 'request' | 'host';
  reason: string;
}

export interface Runner extends Resources {
  standby: Standby;
}

const tiers: Record<RunRequest['tier'], Tier> = { bubblewrap, gvisor };
/** Folders some run may write now. Two writers could trick the clean-up of one another. */
const beingWritten = new Set<string>();
const lastBytesMs = 2000;

export async function execute(
  request: RunRequest,
  stdin: Buffer,
  runner: Runner,
  stopSignal: AbortSignal,
): Promise<Finished | Failed> {
  const tier = tiers[request.tier];
  const written = new Map<string, Owner>();
  let launcher: Launcher | null = null;
  try {
    const mustStage = runner.uids !== null && needsStage(request.mounts);
    launcher = await (mustStage ? runner.standby.fresh() : runner.standby.take(tier));
    const { folder, uid } = launcher.place;
    const mounts = prepareMounts(request.mounts, uid, join(folder, 'stage'));
    for (const { host, access } of mounts) {
      if (access === 'read') continue;
      reserve(host);
      written.set(host, ownerOf(host));
      if (uid !== null) await claim(host, uid);
    }
    if (mustStage) launcher.begin(tier, mounts);
    return await launchAndWatch(launcher, tier, request, stdin, mounts, runner, stopSignal);
  } catch (error) {
    const fault = error instanceof RequestRefused ? 'request' : 'host';
    return { kind: 'failed', fault, reason: (error as Error).message };
  } finally {
    await giveBack(launcher, written);
  }
}

/**
 * Folders are cleaned only when nobody is left who could move things under our feet; with somebody
 * left, folders stay reserved and the uid stays taken.
 */
async function giveBack(launcher: Launcher | null, written: Map<string, Owner>): Promise<void> {
  if (launcher === null) return;
  launcher.kill();
  await launcher.whenDead();
  for (const [host, owner] of written) {
    await reclaim(host, launcher.place.uid, owner);
    beingWritten.delete(host);
  }
  // Nothing a caller waits for.
  void launcher.release();
}

async function launchAndWatch(
  launcher: Launcher,
  tier: Tier,
  request: RunRequest,
  stdin: Buffer,
  mounts: PreparedMount[],
  { pipes }: Runner,
  stopSignal: AbortSignal,
): Promise<Finished | Failed> {
  const { limits, channelFd } = request;
  const { group, place, out, err } = launcher;
  group.limit(limits.memoryBytes + tier.overheadBytes, tier.hostProcesses(limits.processesMax));
  const watch = new Watch(limits, stopSignal);
  const path = channelFd === null ? null : tier.channelPath(place);
  const channel = path === null ? launcher.channel : pipes.open(path);
  for (const pipe of [out, err, channel]) {
    pipe.limit(limits.outputBytes, () => watch.stop('output'));
  }
  try {
    await watch.measure(mounts);
    const command = tier.command(place, request, mounts);
    const startedAt = performance.now();
    const passedFd = path === null ? channelFd : null;
    launcher.start({ command, stdin, channelFd: passedFd, needsStatus: tier.needsStatus });
    const howEnded = tier.attach(place, request, launcher.status);
    watch.begin(launcher);

    await launcher.exited;
    const wallMs = performance.now() - startedAt;
    await launcher.whenDead();
    await watch.end();
    const ended = await howEnded();
    const usage = group.usage();
    if (usage.outOfMemoryKills > 0) watch.stop('memory');
    // Refused a thread, gVisor's kernel gives up; a command that is refused one goes on or does not.
    if (ended.kind === 'unknown' && usage.processesRefused > 0) watch.stop('processes');
    const [stdout, stderr, said] = await Promise.all(
      [out, err, channel].map((pipe) => pipe.collect(lastBytesMs)),
    );
    const how = judge(ended, watch.reason, stderr!);
    if (how.kind === 'failed') return how;
    const waited = ended.kind === 'ended' ? (ended.cpuMs ?? 0) : 0;
    const cpuMs = usage.cpuMs || waited || watch.cpuMs;
    const memoryPeakBytes = usage.memoryPeakBytes || watch.residentPeakBytes;
    const outputs = { stdout: stdout!, stderr: stderr!, channel: said! };
    return { ...how, ...outputs, wallMs, cpuMs, memoryPeakBytes };
  } finally {
    await watch.end();
    await channel.collect(0);
  }
}

type How = Pick<Finished, 'kind' | 'exitCode' | 'signal' | 'stopped'>;

function judge(ended: Ended, stopped: StopReason | null, stderr: Buffer): How | Failed {
  if (ended.kind === 'ended') {
    const signal = ended.waitStatus & 0x7f;
    return signal === 0
      ? { kind: 'finished', exitCode: (ended.waitStatus >> 8) & 0xff, signal: null, stopped }
      : { kind: 'finished', exitCode: null, signal: signalName(signal), stopped };
  }
  if (ended.kind === 'refused') return { kind: 'failed', fault: 'request', reason: ended.reason };
  if (stopped !== null) return { kind: 'finished', exitCode: null, signal: 'SIGKILL', stopped };
  const said = stderr.subarray(0, 500).toString('utf8').trim();
  const reason = `the sandbox ended without saying how the command did: ${said || 'no message'}`;
  return { kind: 'failed', fault: 'host', reason };
}

function signalName(number: number): string {
  const known = Object.entries(constants.signals).find(([, value]) => value === number);
  return known?.[0] ?? `SIG${number}`;
}

function reserve(host: string): void {
  for (const other of beingWritten) {
    if (`${host}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${host}/`)) {
      throw new RequestRefused(`mount \`${host}\` is being written by another run`);
    }
  }
  beingWritten.add(host);
}
