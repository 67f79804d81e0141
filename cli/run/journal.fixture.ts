/** A journal as `sallyport evaluate` writes it, line after line, of as many samples as a test wants. */
import { hash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import type { Entry, Plan, SampleResult } from '#evaluation/engine';
import { usualLimits } from '#evaluation/engine';

export const aPlan = (more: Partial<Plan> = {}): Plan => ({
  suite: { name: 'suite', sha256: 'ab'.repeat(32) },
  tasks: ['task-0', 'task-1'].map((name) => ({
    name,
    sha256: 'cd'.repeat(32),
    family: null,
    difficulty: null,
    humanMinutes: null,
    cluster: name,
    variants: ['default'],
  })),
  epochs: 1,
  limits: usualLimits,
  model: { name: 'kestrel', url: 'https://gateway.example/v1', answersAs: 'kestrel' },
  until: null,
  tier: 'gvisor',
  secret: 'ef'.repeat(32),
  software: 'sallyport test',
  ...more,
});

export const ended = (task: string, epoch: number, more: Partial<SampleResult> = {}): Entry => ({
  kind: 'sample_ended',
  sample: `${task}/default#${epoch}`,
  result: {
    task,
    variant: 'default',
    epoch,
    disposition: 'scored',
    reason: '',
    score: { value: 1, explanation: 'the flag was found' },
    answer: 'flag{…}',
    spent: null,
    attempts: 1,
    startedAt: '2026-11-20T12:00:00.000Z',
    endedAt: '2026-11-20T12:00:01.000Z',
    ...more,
  },
});

export function writeJournal(
  path: string,
  entries: readonly Entry[],
  plan = aPlan(),
  frames: Extract<Entry, { kind: 'run_started' }>['frames'] = {},
): void {
  const first: Entry[] = [
    { kind: 'run_started', format: 'sallyport-evaluation/1', plan, frames },
    { kind: 'model_described', when: 'start', text: '{"id":"kestrel"}' },
  ];
  let head = '0'.repeat(64);
  const lines = [...first, ...entries].map((entry) => {
    const text = JSON.stringify({ at: '2026-11-20T12:00:00.000Z', ...entry });
    head = hash('sha256', head + text);
    return `{"hash":"${head}","entry":${text}}\n`;
  });
  writeFileSync(path, lines.join(''));
}
