/**
 * A task's other machines. A connection is one run of the host's program in a sandbox of its own, with the
 * bytes sent on its standard input; the host's folder lasts, its processes do not. One connection to
 * a host at a time, because a folder that a run may write belongs to that run alone.
 */
import { hash } from 'node:crypto';
import type { Tier, Sandbox } from '#platform/sandbox';
import { SampleEnded } from '../disposition.ts';
import type { Host, Need } from '../suite/task.ts';
import { commandLimits, CommandRefused, endOf, runIn } from './sandboxes.ts';

export const requestBytesMax = 1024 * 1024;
/** For one sample; a brute force that needs more is not what a task asks for. */
export const connectionsMax = 10_000;

export interface Answer {
  bytes: Uint8Array;
  /** Null: the host's program ended by itself. */
  stopped: string | null;
}

/** What a journal keeps of a connection; whole bytes, in UTF-8 where they are that, else in Base64. */
export interface ConnectionSeen {
  host: string;
  request: Kept;
  answer: Kept;
  ended: string;
  wallMs: number;
}
export type Kept = { text: string } | { base64: string };

export class NoSuchHost extends Error {
  override readonly name = 'NoSuchHost';
}

export class Hosts {
  readonly #hosts: Readonly<Record<string, Host & { folder: string }>>;
  readonly #needs: readonly Need[];
  readonly #sandbox: Sandbox;
  readonly #tier: Tier;
  readonly #onSeen: (seen: ConnectionSeen) => void;
  readonly #turn = new Map<string, Promise<unknown>>();
  #connections = 0;

  constructor(options: {
    hosts: Readonly<Record<string, Host & { folder: string }>>;
    needs: readonly Need[];
    sandbox: Sandbox;
    tier: Tier;
    onSeen: (seen: ConnectionSeen) => void;
  }) {
    this.#hosts = options.hosts;
    this.#needs = options.needs;
    this.#sandbox = options.sandbox;
    this.#tier = options.tier;
    this.#onSeen = options.onSeen;
  }

  get names(): string[] {
    return Object.keys(this.#hosts);
  }

  /** Throws `NoSuchHost` with a message for the agent, and `SampleEnded` where the sandbox broke. */
  async connect(name: string, request: Uint8Array, signal: AbortSignal): Promise<Answer> {
    const host = Object.hasOwn(this.#hosts, name) ? this.#hosts[name] : undefined;
    if (host === undefined) {
      throw new NoSuchHost(`there is no host \`${name}\`; there are: ${this.names.join(', ')}`);
    }
    if (request.length > requestBytesMax) throw new NoSuchHost('a request is at most 1 MiB');
    if (++this.#connections > connectionsMax) {
      throw new NoSuchHost(`no more than ${connectionsMax} connections are taken`);
    }
    const before = this.#turn.get(name) ?? Promise.resolve();
    const served = before.then(() => this.#serve(name, host, request, signal));
    this.#turn.set(
      name,
      served.catch(() => undefined),
    );
    return served;
  }

  async #serve(
    name: string,
    { folder, serve }: Host & { folder: string },
    request: Uint8Array,
    signal: AbortSignal,
  ): Promise<Answer> {
    const command = {
      words: serve,
      cwd: '/srv',
      stdin: request,
      mounts: [{ host: folder, inside: '/srv', access: 'write' as const }],
      limits: commandLimits.connection,
      needs: this.#needs,
    };
    const run = await runIn(this.#sandbox, this.#tier, command, signal).catch((error: unknown) => {
      if (!(error instanceof CommandRefused)) throw error;
      throw new SampleEnded('task_failed', `host \`${name}\`: ${error.message}`);
    });
    this.#onSeen({
      host: name,
      request: kept(request),
      answer: kept(run.stdout),
      ended: endOf(run),
      wallMs: Math.round(run.wallMs),
    });
    const isOwnEnd = run.stopped === null && run.signal === null;
    return { bytes: run.stdout, stopped: isOwnEnd ? null : endOf(run) };
  }
}

export function kept(bytes: Uint8Array): Kept {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = view.toString('utf8');
  return Buffer.from(text).equals(view) ? { text } : { base64: view.toString('base64') };
}

export const sha256 = (bytes: Uint8Array | string): string => hash('sha256', bytes);
