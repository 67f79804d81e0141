/** What a script learns from importing logs: 0 only where nothing is wrong with any of them. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { exitCodes } from '../command.ts';
import { importLogs } from './import.ts';

const header = {
  version: 2,
  status: 'success',
  eval: { task: 'flags', model: 'larch-9', created: '2026-11-20T10:00:00+00:00' },
  results: { total_samples: 1, completed_samples: 1, scores: [] },
};
const sample = { id: 1, epoch: 1, input: 'Find it.', target: '', messages: [], events: [] };
const whole = JSON.stringify({ ...header, samples: [sample] });

test('a log that is whole ends with 0, a broken one with 1, one that is none with 3', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-import-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  const at = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const good = at('good.json', whole);
  const stopped = at('cancelled.json', whole.replace('"success"', '"cancelled"'));
  const broken = at('broken.json', whole.slice(0, -2));
  const none = at('none.json', 'hello');
  const ended = async (...files: string[]) => (await importLogs(files)).exitCode;
  assert.equal(await ended(good), exitCodes.done);
  // The run was stopped; its log is as sound as any.
  assert.equal(await ended(good, stopped), exitCodes.done);
  assert.equal(await ended(good, broken), exitCodes.failed);
  assert.equal(await ended(broken, none), exitCodes.invalidInput);
  const { text } = await importLogs([broken]);
  assert.match(text ?? '', /started +1\b[^]*truncated: breaks off after \d+ bytes/);
});
