/** The journal: what was told is there, a torn end is cut, and nothing else may differ by a byte. */
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { entriesOf, scratch, suiteOf, easyTask, planFor } from '../engine.fixture.ts';
import type { SampleResult } from './entry.ts';
import { Journal } from './journal.ts';
import { lockJournal } from './journal-lock.ts';
import { JournalRefused, readJournal } from './read-journal.ts';
import { makeWorkFolder } from './work-folder.ts';

const now = () => new Date('2026-11-27T12:00:00Z');

const result = (epoch: number): SampleResult => ({
  task: 'task',
  variant: 'default',
  epoch,
  disposition: 'scored',
  reason: '',
  score: { value: 1, explanation: 'ünd 🙂' },
  answer: 'flag{}',
  spent: null,
  attempts: 1,
  startedAt: null,
  endedAt: now().toISOString(),
});

async function journalOf(t: TestContext, samples: number): Promise<string> {
  const path = join(scratch(t), 'journal.jsonl');
  const journal = await Journal.create(path, now);
  const plan = planFor(await suiteOf(t, easyTask()), null, 'bubblewrap');
  journal.append({ kind: 'run_started', format: 'sallyport-evaluation/1', plan, frames: {} });
  for (let epoch = 1; epoch <= samples; epoch++) {
    const sample = `task/default#${epoch}`;
    journal.append({ kind: 'sample_started', sample, attempt: 1 });
    journal.append({ kind: 'sample_ended', sample, result: result(epoch) });
    await journal.commit();
  }
  await journal.close();
  return path;
}

test('reads back what was written, in order, with its head', async (t) => {
  const path = await journalOf(t, 3);
  const state = await readJournal(path);
  assert.deepEqual(
    [...state.ended.keys()],
    [1, 2, 3].map((epoch) => `task/default#${epoch}`),
  );
  assert.deepEqual(state.ended.get('task/default#2'), result(2));
  assert.equal(state.entries, 7);
  assert.equal(state.bytes, statSync(path).size);
  assert.equal(state.end, null);
  const last = readFileSync(path, 'utf8').trimEnd().split('\n').at(-1) ?? '';
  assert.equal((JSON.parse(last) as { hash: string }).hash, state.head);
  assert.equal((await entriesOf(path)).length, 7);
});

test('cuts off a torn end at any byte of the last line, and loses nothing before', async (t) => {
  const path = await journalOf(t, 2);
  const whole = readFileSync(path);
  const lastAt = whole.lastIndexOf(0x0a, whole.length - 2) + 1;
  for (let size = lastAt; size < whole.length; size += 37) {
    writeFileSync(path, whole.subarray(0, size));
    const state = await readJournal(path);
    assert.deepEqual([...state.ended.keys()], ['task/default#1'], `cut at ${size}`);
    assert.equal(state.bytesTorn, size - lastAt);
    const journal = await Journal.reopen(path, now, state);
    journal.append({ kind: 'sample_ended', sample: 'task/default#2', result: result(2) });
    await journal.close();
    assert.equal((await readJournal(path)).ended.size, 2);
  }
});

test('refuses a line that was altered, moved, left out or put in, and says which', async (t) => {
  const path = await journalOf(t, 3);
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n');
  const altered = (at: number, line: (text: string) => string) =>
    lines.map((text, index) => (index === at ? line(text) : text));
  const cases: [string, string[], RegExp][] = [
    ['a value', altered(2, (text) => text.replace('"value":1', '"value":0')), /line 3 /],
    ['the last line', altered(6, (text) => text.replace('"value":1', '"value":0')), /line 7 /],
    ['the plan', altered(0, (text) => text.replace('"epochs":1', '"epochs":9')), /line 1 /],
    ['white space', altered(3, (text) => `${text} `), /line 4 /],
    ['a hash', altered(4, (text) => text.replace(/"hash":"./, '"hash":"z')), /line 5 /],
    ['an order', [...lines.slice(0, 3), lines[4]!, lines[3]!, ...lines.slice(5)], /line 4 /],
    ['a gap', [...lines.slice(0, 3), ...lines.slice(4)], /line 4 /],
    ['a repeat', [...lines, lines.at(-1)!], /line 8 /],
  ];
  for (const [what, changed, where] of cases) {
    assert.notDeepEqual(changed, lines, what);
    writeFileSync(path, `${changed.join('\n')}\n`);
    await assert.rejects(readJournal(path), (error: Error) => {
      assert.ok(error instanceof JournalRefused, what);
      assert.match(error.message, where, what);
      return true;
    });
  }
});

test('refuses what is no journal', async (t) => {
  const path = join(scratch(t), 'file');
  for (const content of ['', 'hello', 'hello\n', '{"a":1}\n', '\0'.repeat(4096)]) {
    writeFileSync(path, content);
    await assert.rejects(readJournal(path), (error: Error) => {
      assert.ok(error instanceof JournalRefused, content.slice(0, 10));
      assert.match(error.message, /is no journal|no whole line/);
      return true;
    });
  }
});

test('is never written over another, and never by two', async (t) => {
  const path = await journalOf(t, 1);
  await assert.rejects(Journal.create(path, now), { code: 'EEXIST' });
  const unlock = await lockJournal(path);
  await assert.rejects(lockJournal(path), /is writing/);
  await unlock();
  writeFileSync(`${path}.lock`, `${process.pid}-1`);
  await (
    await lockJournal(path)
  )();
});

test('what a killed run left to work in is taken away by the next, and a living one’s is not', async (t) => {
  const parent = scratch(t);
  const living = await makeWorkFolder(parent);
  const killed = join(parent, `sallyport-evaluate-${process.pid}-1-abcdef`);
  mkdirSync(join(killed, 'sample-1'), { recursive: true });
  mkdirSync(join(parent, 'sallyport-evaluate-notes'));
  const next = await makeWorkFolder(parent);
  assert.deepEqual(
    readdirSync(parent).toSorted(),
    [living, next, join(parent, 'sallyport-evaluate-notes')]
      .map((folder) => basename(folder))
      .toSorted(),
  );
  assert.equal(statSync(next).mode & 0o777, 0o711);
});
