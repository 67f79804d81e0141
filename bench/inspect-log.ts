/**
 * Inspect logs at size: one sample of 337,000 events (the longest its users have reported) and a log of
 * more than 1 GB, generated here, each read in a process of its own for its time and its peak of memory.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  evalLog,
  inspectSample,
  writeInspectLog,
  type InspectEvent,
  type InspectSample,
} from '#standards/inspect-log';

const longEvents = 337_000;
const manySamples = 2_200;
const manyEventsPerSample = 300;
const callsPerRange = 40;

/** Prints seconds and MiB beside the bounds of issue 4; never fails on them. */
export async function benchInspectLog(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-bench-inspect-'));
  try {
    const long = join(folder, 'long.eval');
    const header = evalLog.parse({
      status: 'success',
      eval: { task: 'long', model: 'mockllm/model', created: '2026-11-20T00:00:00Z' },
      results: { total_samples: 1, completed_samples: 1 },
    });
    await writeInspectLog(long, 'eval', { header, samples: [sampleOf('long', longEvents)] });
    print(`one sample of ${longEvents} events, ${size(long)}; bounds 30 s and 1,024 MiB`);
    measure('import', long);
    measure('open', long);
    const samples = Array.from({ length: manySamples }, (_, at) => at);
    for (const format of ['eval', 'json'] as const) {
      const many = join(folder, `many.${format}`);
      await writeInspectLog(many, format, {
        header: {
          ...header,
          results: { total_samples: manySamples, completed_samples: manySamples, scores: [] },
        },
        samples: (function* () {
          for (const at of samples) yield sampleOf(`s${at}`, manyEventsPerSample);
        })(),
      });
      print(`.${format} of ${manySamples} samples, ${size(many)}`);
      measure('import', many);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(task: 'import' | 'open', file: string): void {
  const program = new URL('inspect-log-process.ts', import.meta.url).pathname;
  const output = execFileSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, task, file],
    { encoding: 'utf8', timeout: 300_000 },
  );
  const { seconds, peakMiB, ...counts } = JSON.parse(output) as Record<string, number>;
  const others = Object.entries(counts).map(
    ([name, value]) => `${name} ${Number(value.toFixed(2))}`,
  );
  print(
    `  ${task}: ${seconds?.toFixed(1)} s, peak ${peakMiB?.toFixed(0)} MiB (${others.join(', ')})`,
  );
}

/** A coding agent's sample: calls that look back on a growing conversation, tools, and long outputs. */
function sampleOf(id: string, eventCount: number): InspectSample {
  const attachments: Record<string, string> = {};
  const attached = (text: string) => {
    const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
    attachments[name] = text;
    return `attachment://${name}`;
  };
  const sample = inspectSample({
    fields: {
      id,
      epoch: 1,
      input: 'Find the flaw.',
      target: 'flag',
      scores: { flag: { value: 'I' } },
    },
    messages: [{ role: 'user', content: 'Find the flaw.' }],
    events: [],
  });
  return {
    ...sample,
    counts: { ...sample.counts, events: eventCount },
    async *events() {
      for (let at = 0; at < eventCount; at++) yield eventOf(at, attached);
    },
    async *pooled() {
      for (const [name, value] of Object.entries(attachments))
        yield { pool: 'attachments', name, value };
      for (let at = 0; at < eventCount / 3; at++)
        yield {
          pool: 'messages',
          value: { role: at % 2 ? 'tool' : 'assistant', content: text(at, 400), id: `m${at}` },
        };
    },
  };
}

function eventOf(at: number, attached: (text: string) => string): InspectEvent {
  const base = { uuid: `e${at}`, timestamp: '2026-11-20T00:00:00.000000+00:00', working_start: at };
  const call = Math.floor(at / 3);
  if (at % 3 === 0)
    return {
      ...base,
      event: 'model',
      model: 'mockllm/model',
      input: [],
      input_refs: [[Math.max(0, call - callsPerRange), call]],
      tools: [],
      tool_choice: 'auto',
      config: {},
      output: {
        model: 'mockllm/model',
        choices: [
          { message: { role: 'assistant', content: text(at, 900) }, stop_reason: 'tool_calls' },
        ],
      },
    };
  if (at % 3 === 1)
    return {
      ...base,
      event: 'tool',
      type: 'function',
      id: `t${at}`,
      function: 'bash',
      arguments: { cmd: text(at, 300) },
      result: text(at, 1_500),
      events: [],
    };
  return {
    ...base,
    event: 'sandbox',
    action: 'exec',
    cmd: text(at, 200),
    // Every tenth output is one not seen before; the rest repeat.
    output: attached(text(at % 30 === 2 ? at : 2, 4_000)),
    result: 0,
  };
}

const words =
  'open read overflow pointer stack "quoted" \\path\\to\\file 0x41414141 naïve\n'.repeat(80);

function text(seed: number, length: number): string {
  return `${seed} ${words.slice(seed % 71, (seed % 71) + length)}`;
}

const size = (file: string) => `${(statSync(file).size / 1e6).toFixed(0)} MB on disk`;

function print(line: string): void {
  process.stdout.write(`inspect-log: ${line}\n`);
}
