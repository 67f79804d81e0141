/**
 * One supervisor process and the pipe to it. The supervisor is started on first use, with an empty
 * environment and a session of its own, and started again after a crash. INVARIANT (no verdict from
 * a broken sandbox): a run in flight when the supervisor dies resolves as `sandbox-failed`, and is
 * not quietly run a second time.
 */
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import type { RunFinished, RunOutcome, RunRequest, Sandbox, SandboxTiers } from './run.ts';
import { encodeFrame, FrameReader, protocolVersion, type Frame } from './wire.ts';

export interface SandboxOptions {
  /** Runs at a time; more wait their turn. Default: one a processor. */
  runsMax?: number;
}

const program = resolve(import.meta.dirname, '../../../sandbox/supervisor.ts');
const readyMs = 15_000;
const closeMs = 30_000;
const diagnosticBytesMax = 8 * 1024;
/** A supervisor that dies this often in a row is broken, and starting it again will not help. */
const crashesMax = 5;

type Answer = (frame: Frame | { lost: string }) => void;

/** Starts the supervisor and waits until it greets; throws when it cannot be started. */
export async function openSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const client = new SupervisorClient(options.runsMax ?? availableParallelism());
  await client.start();
  return client;
}

/** The pid is offered for tests and for `doctor`; nothing else needs it. */
export class SupervisorClient implements Sandbox {
  readonly #runsMax: number;
  #link: Promise<Link> | null = null;
  #crashes = 0;
  #isClosed = false;
  #nextId = 1;

  constructor(runsMax: number) {
    this.#runsMax = runsMax;
  }

  async start(): Promise<void> {
    await this.#connected();
  }

  async pid(): Promise<number> {
    return (await this.#connected()).pid;
  }

  async run(request: RunRequest, signal?: AbortSignal): Promise<RunOutcome> {
    const { stdin, ...rest } = request;
    let link: Link;
    let parts: Buffer[];
    const id = this.#nextId++;
    try {
      link = await this.#connected();
      parts = encodeFrame({ kind: 'run', id, ...rest }, stdin);
    } catch (error) {
      const fault = error instanceof RangeError ? 'request' : 'host';
      return { kind: 'sandbox-failed', fault, reason: (error as Error).message };
    }
    const cancel = () => link.send(encodeFrame({ kind: 'cancel', id }));
    const answered = link.ask(id, parts);
    if (signal?.aborted) cancel();
    signal?.addEventListener('abort', cancel, { once: true });
    try {
      return outcomeOf(await answered);
    } finally {
      signal?.removeEventListener('abort', cancel);
    }
  }

  async tiers(): Promise<SandboxTiers> {
    const link = await this.#connected();
    const id = this.#nextId++;
    const answer = await link.ask(id, encodeFrame({ kind: 'check', id }));
    if ('lost' in answer) throw new Error(answer.lost);
    const { available, absent, weaker } = answer.body as unknown as SandboxTiers;
    return { available, absent, weaker };
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    const link = await this.#link?.catch(() => null);
    await link?.close();
  }

  #connected(): Promise<Link> {
    if (this.#isClosed) return Promise.reject(new Error('this sandbox is closed'));
    if (this.#crashes >= crashesMax) {
      return Promise.reject(
        new Error(`the sandbox supervisor died ${crashesMax} times; see \`sallyport doctor\``),
      );
    }
    this.#link ??= Link.open(this.#runsMax, (link) => {
      this.#link = null;
      this.#crashes = link.hasAnswered ? 1 : this.#crashes + 1;
    }).catch((error: unknown) => {
      this.#link = null;
      this.#crashes += 1;
      throw error;
    });
    return this.#link;
  }
}

/** One life of the supervisor. */
class Link {
  hasAnswered = false;
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #reader = new FrameReader();
  readonly #asked = new Map<number, Answer>();
  readonly #exited: Promise<void>;
  #greeted: (frame: Frame | { lost: string }) => void = () => undefined;
  #diagnostic = '';
  #isLost = false;

  private constructor(runsMax: number, onExit: (link: Link) => void) {
    // Empty: whatever secret the worker has in its environment stays with the worker.
    this.#child = spawn(process.execPath, [program], { env: {}, cwd: '/', detached: true });
    this.#exited = new Promise((done) => {
      const over = () => {
        this.#lose();
        onExit(this);
        done();
      };
      this.#child.once('exit', over);
      this.#child.once('error', over);
    });
    this.#child.stdin.on('error', () => undefined);
    this.#child.stderr.on('data', (chunk: Buffer) => {
      this.#diagnostic = (this.#diagnostic + chunk.toString('utf8')).slice(-diagnosticBytesMax);
    });
    this.#child.stdout.on('data', (chunk: Buffer) => this.#receive(chunk));
    this.send(encodeFrame({ kind: 'hello', version: protocolVersion, runsMax }));
  }

  static async open(runsMax: number, onExit: (link: Link) => void): Promise<Link> {
    const link = new Link(runsMax, onExit);
    const greeting = await new Promise<Frame | { lost: string }>((done) => {
      const timer = setTimeout(() => done({ lost: 'the supervisor did not greet' }), readyMs);
      link.#greeted = (frame) => {
        clearTimeout(timer);
        done(frame);
      };
      if (link.#isLost) link.#greeted({ lost: link.#why() });
    });
    if ('lost' in greeting) {
      link.#child.kill('SIGKILL');
      throw new Error(greeting.lost);
    }
    return link;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  send(parts: Buffer[]): void {
    for (const part of parts) this.#child.stdin.write(part);
  }

  ask(id: number, parts: Buffer[]): Promise<Frame | { lost: string }> {
    return new Promise((done) => {
      if (this.#isLost) return done({ lost: this.#why() });
      this.#asked.set(id, done);
      this.send(parts);
    });
  }

  /** Ends every run; kills the supervisor if it does not end in time. */
  async close(): Promise<void> {
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), closeMs);
    this.#child.stdin.end();
    await this.#exited;
    clearTimeout(timer);
  }

  #receive(chunk: Buffer): void {
    try {
      for (const frame of this.#reader.push(chunk)) this.#deliver(frame);
    } catch {
      // Not frames: whatever that is, it is not our supervisor any more.
      this.#child.kill('SIGKILL');
    }
  }

  #deliver(frame: Frame): void {
    if (frame.body.kind === 'ready') return this.#greeted(frame);
    this.hasAnswered = true;
    const id = Number(frame.body.id);
    const answer = this.#asked.get(id);
    this.#asked.delete(id);
    answer?.(frame);
  }

  #lose(): void {
    this.#isLost = true;
    this.#greeted({ lost: this.#why() });
    for (const answer of this.#asked.values()) answer({ lost: this.#why() });
    this.#asked.clear();
  }

  #why(): string {
    const said = this.#diagnostic.trim();
    return `the sandbox supervisor ended unexpectedly${said === '' ? '' : `: ${said}`}`;
  }
}

function outcomeOf(answer: Frame | { lost: string }): RunOutcome {
  if ('lost' in answer) return { kind: 'sandbox-failed', fault: 'host', reason: answer.lost };
  const { body, blob } = answer;
  if (body.kind === 'failed') {
    const fault = body.fault === 'request' ? 'request' : 'host';
    return { kind: 'sandbox-failed', fault, reason: String(body.reason) };
  }
  const { sizes, id: _id, ...rest } = body as Record<string, unknown> & { sizes: number[] };
  const [outBytes = 0, errBytes = 0, channelBytes = 0] = sizes;
  const finished = rest as unknown as Omit<RunFinished, 'stdout' | 'stderr' | 'channel'>;
  return {
    ...finished,
    stdout: blob.subarray(0, outBytes),
    stderr: blob.subarray(outBytes, outBytes + errBytes),
    channel: blob.subarray(outBytes + errBytes, outBytes + errBytes + channelBytes),
  };
}
