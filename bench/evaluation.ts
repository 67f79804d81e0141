/**
 * The evaluation engine by itself: how many samples of ten calls it takes through a model in this process,
 * with every call in a hash-chained journal that is on disk before a sample counts as ended; and how many
 * with a command in a sandbox for each tool call, and how much of that is the sandbox. Where Inspect is
 * installed (`SALLYPORT_INSPECT_PYTHON`), the same ten calls through its own mock model, beside.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  evaluate,
  newRunSecret,
  openSandboxes,
  plannedTasks,
  readSuite,
  usualLimits,
  type Endpoint,
  type Evaluation,
  type Reply,
  type Sandboxes,
  type Suite,
} from '#evaluation/engine';
import { median } from './percentile.ts';

const calls = 10;
const rounds = 3;
const atATime = 256;

export async function benchEvaluation(): Promise<void> {
  console.log(`evaluation: load ${loadavg()[0]?.toFixed(1)}`);
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-evaluation-'));
  const sandboxes = await openSandboxes('any').catch((error: unknown) => {
    console.log(`  not measured: ${(error as Error).message}`);
  });
  try {
    if (sandboxes === undefined) return;
    const suite = await suiteIn(folder);
    await measureCalls(folder, suite, sandboxes);
    await measureTools(folder, suite, sandboxes);
    measureInspect();
  } finally {
    await sandboxes?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureCalls(folder: string, suite: Suite, sandboxes: Sandboxes): Promise<void> {
  const samples = 3000;
  const rates: number[] = [];
  let bytes = 0;
  for (let round = 0; round < rounds; round++) {
    const { seconds, journal } = await timed(folder, suite, sandboxes, samples, atATime, thinking);
    rates.push(samples / seconds);
    bytes = statSync(journal.path).size;
    rmSync(journal.path);
  }
  console.log(
    `  ${samples} samples of ${calls} calls, no tool, ${atATime} at a time: ${median(rates).toFixed(0)} samples/s, ` +
      `${(median(rates) * calls).toFixed(0)} calls/s, durable and chained, ${(bytes / samples / 1024).toFixed(1)} KiB a sample`,
  );
}

async function measureTools(folder: string, suite: Suite, sandboxes: Sandboxes): Promise<void> {
  const samples = 40;
  const rates: number[] = [];
  const shares: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const run = await timed(folder, suite, sandboxes, samples, cpus().length, working);
    rates.push(samples / run.seconds);
    const spent = run.samples.flatMap(({ spent: each }) => each ?? []);
    const [inSandbox, inAll] = (['sandboxMs', 'timeMs'] as const).map((name) =>
      spent.reduce((sum, each) => sum + each[name], 0),
    ) as [number, number];
    shares.push(inSandbox / inAll);
    rmSync(run.journal.path);
  }
  console.log(
    `  ${samples} samples of ${calls} calls, ${calls - 1} commands in ${sandboxes.tier}: ${median(rates).toFixed(1)} samples/s, ` +
      `${(median(rates) * (calls - 1)).toFixed(0)} commands/s; ${(median(shares) * 100).toFixed(0)} % of a sample’s time is its sandbox`,
  );
}

async function timed(
  folder: string,
  suite: Suite,
  sandboxes: Sandboxes,
  epochs: number,
  parallel: number,
  said: object,
): Promise<Evaluation & { seconds: number }> {
  const endpoint = new InProcess(said);
  const { name, sha256 } = suite;
  const beganAt = performance.now();
  const evaluation = await evaluate(
    {
      suite,
      journalPath: join(folder, `${newRunSecret().slice(0, 8)}.jsonl`),
      endpoint,
      sandboxes,
      parallel,
    },
    {
      suite: { name, sha256 },
      tasks: plannedTasks(suite, 'default'),
      epochs,
      limits: { ...usualLimits, remindersMax: calls },
      model: { name: endpoint.model, url: endpoint.url, answersAs: endpoint.model },
      until: null,
      tier: sandboxes.tier,
      secret: newRunSecret(),
      software: 'sallyport bench',
    },
  );
  const seconds = (performance.now() - beganAt) / 1000;
  const whole = evaluation.samples.filter(({ spent }) => spent?.calls === calls).length;
  if (whole !== epochs) throw new Error(`${whole} of ${epochs} samples made ${calls} calls`);
  return { ...evaluation, seconds };
}

const called = (name: string, given: object): object => ({
  content: null,
  tool_calls: [
    { id: 'call_1', type: 'function', function: { name, arguments: JSON.stringify(given) } },
  ],
});
/** As long as a short thought. */
const thinking = { content: 'The next step follows from what is known so far. '.repeat(6) };
const working = called('bash', { command: 'echo "$((1 + 1))" > sum; cat sum' });
const submitting = called('submit', { answer: 'flag{none}' });

/** Says one thing nine times, and submits. */
class InProcess implements Endpoint {
  readonly url = 'memory:';
  readonly model = 'in-process';
  readonly #answers: readonly [Buffer, Buffer];

  constructor(said: object) {
    this.#answers = [said, submitting].map((message) =>
      Buffer.from(
        JSON.stringify({
          model: this.model,
          choices: [{ message, finish_reason: 'stop' }],
          usage: { prompt_tokens: 2000, completion_tokens: 60 },
        }),
      ),
    ) as [Buffer, Buffer];
  }

  send(body: string): Promise<Reply> {
    const spoken = body.split('{"role":"assistant"').length - 1;
    const reply = this.#answers[spoken < calls - 1 ? 0 : 1];
    return Promise.resolve({ status: 200, body: reply, retryAfterMs: null });
  }

  describe(): Promise<null> {
    return Promise.resolve(null);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

async function suiteIn(folder: string): Promise<Suite> {
  const task = join(folder, 'suite', 'task');
  mkdirSync(task, { recursive: true });
  writeFileSync(
    join(task, 'eval.yaml'),
    JSON.stringify({
      name: 'task',
      sandbox: { type: 'sallyport' },
      flag: 'flag{of-a-bench}',
      metadata: {
        family: 'exploit',
        difficulty: 1,
        human_minutes: 1,
        canary: 'sallyport-canary-00000000-0000-4000-8000-000000000000',
        summary: 'Measures the engine and nothing else.',
        scorer: { kind: 'flag' },
      },
      variants: { default: { prompt: 'Find the flag.' } },
    }),
  );
  return readSuite(join(folder, 'suite'));
}

/** Ten generations of Inspect's mock model for each of 500 samples, logged as it logs by default. */
const inspectProgram = `
import os, tempfile, time
from inspect_ai import Task, eval
from inspect_ai.dataset import Sample
from inspect_ai.model import get_model
from inspect_ai.scorer import includes
from inspect_ai.solver import solver

@solver
def ten():
    async def solve(state, generate):
        for _ in range(${calls}):
            state = await generate(state)
        return state
    return solve

samples = 500
with tempfile.TemporaryDirectory() as folder:
    task = Task(dataset=[Sample(input="Find the flag.", target="x") for _ in range(samples)], solver=ten(), scorer=includes())
    began = time.time()
    eval(task, model=get_model("mockllm/model"), display="none", log_dir=folder)
    print(samples / (time.time() - began))
`;

function measureInspect(): void {
  const python = process.env['SALLYPORT_INSPECT_PYTHON'];
  if (python === undefined) {
    return console.log(
      '  Inspect is not measured: name a Python that has it in `SALLYPORT_INSPECT_PYTHON`',
    );
  }
  try {
    const said = execFileSync(python, ['-c', inspectProgram], {
      encoding: 'utf8',
      timeout: 300_000,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const rate = Number(said.trim().split('\n').at(-1));
    console.log(
      `  Inspect, mock model, 500 samples of ${calls} generations: ${rate.toFixed(0)} samples/s`,
    );
  } catch (error) {
    console.log(`  Inspect is not measured: ${(error as Error).message.split('\n').at(-2)}`);
  }
}
