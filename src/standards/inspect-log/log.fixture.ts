/** A small log of our own, in parts, and files for tests to read, gone when the test is over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestContext } from 'node:test';
import { openInspectLog, type InspectLog, type InspectLogLimits } from './index.ts';

/** A path in a folder that the test takes away again. */
export function scratch(t: TestContext, name: string): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'sallyport-inspect-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, name);
}

export async function opened(
  t: TestContext,
  content: Buffer | string,
  limits?: InspectLogLimits,
): Promise<InspectLog> {
  const file = scratch(t, 'log');
  writeFileSync(file, content);
  const log = await openInspectLog(file, limits);
  t.after(() => log.close());
  return log;
}

export const spec = {
  eval_id: 'e1',
  run_id: 'r1',
  created: '2026-11-20T10:00:00+00:00',
  task: 'flags',
  task_id: 't1',
  model: 'larch/larch-9',
  solver_args_passed: {},
  dataset: { samples: 2 },
  config: {},
};

export const header = {
  version: 2,
  status: 'success',
  eval: spec,
  plan: { name: 'plan', steps: [], config: {} },
  results: {
    total_samples: 2,
    completed_samples: 2,
    scores: [
      {
        name: 'flag',
        scorer: 'flag',
        params: {},
        metrics: { accuracy: { name: 'accuracy', value: 0.5, params: {} } },
      },
    ],
  },
  stats: { started_at: '2026-11-20T10:00:00+00:00', completed_at: '2026-11-20T10:01:00+00:00' },
};

export function sample(id: string | number, value: unknown = 'C', epoch = 1) {
  return {
    id,
    epoch,
    input: 'Find the flag.',
    target: 'flag{1}',
    messages: [
      { role: 'user', content: 'Find the flag.' },
      { role: 'assistant', content: 'flag{1}' },
    ],
    output: { model: 'larch-9', choices: [] },
    scores: { flag: { value } },
    metadata: {},
    store: {},
    events: [
      { event: 'span_begin', id: 's', name: 'solve', timestamp: '2026-11-20T10:00:00+00:00' },
      { event: 'info', data: { at: 1 }, timestamp: '2026-11-20T10:00:01+00:00' },
      { event: 'span_end', id: 's', timestamp: '2026-11-20T10:00:02+00:00' },
    ],
    attachments: {},
  };
}

export const summary = (id: string | number, value: unknown = 'C', epoch = 1) => ({
  id,
  epoch,
  input: 'Find the flag.',
  target: 'flag{1}',
  scores: { flag: { value } },
  completed: true,
});

/** A finished log of two samples, as entries of its archive. */
export const finished = {
  '_journal/start.json': { version: 2, eval: spec, plan: header.plan },
  'samples/1_epoch_1.json': sample(1),
  'samples/2_epoch_1.json': sample(2, 'I'),
  '_journal/summaries/1.json': [summary(1), summary(2, 'I')],
  'summaries.json': [summary(1), summary(2, 'I')],
  'header.json': header,
};

export async function all<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const list: Item[] = [];
  for await (const item of items) list.push(item);
  return list;
}

/** Codes of what was found, by entry: what most tests ask for. */
export function codesOf(log: InspectLog): string[] {
  return log.findings().map(({ code, entry }) => (entry === '' ? code : `${code} ${entry}`));
}
