/** Every state × every trigger of an export, what no sequence reaches, and the edges of its two times. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { IllegalTransition } from '#platform/problems';
import {
  askedForMs,
  downloadableForMs,
  exportStateAt,
  exportStates,
  exportTriggers,
  firstExportState,
  lapsesAt,
  leadsOn,
  nextExportState,
  type ExportState,
  type ExportTrigger,
} from './export-state.ts';

/** What is written here is what may happen; every pair that is not written must throw. */
const expected: Record<ExportState, Partial<Record<ExportTrigger, ExportState>>> = {
  asked: { agree: 'agreed', refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  agreed: { refuse: 'refused', withdraw: 'withdrawn', lapse: 'lapsed' },
  refused: {},
  withdrawn: {},
  lapsed: {},
};

test('an export: every state × every trigger', () => {
  let pairs = 0;
  for (const from of exportStates)
    for (const trigger of exportTriggers) {
      pairs += 1;
      const to = expected[from][trigger];
      assert.equal(leadsOn(from, trigger), to !== undefined);
      if (to !== undefined) assert.equal(nextExportState(from, trigger), to);
      else
        assert.throws(
          () => nextExportState(from, trigger),
          (error) =>
            error instanceof IllegalTransition &&
            error.message.includes(`export that is \`${from}\` cannot take \`${trigger}\``),
          `${from} ${trigger}`,
        );
    }
  assert.equal(pairs, 20);
});

test('no sequence of triggers agrees but by `agree`, and nothing over begins again', () => {
  const reached = new Set<ExportState>();
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...exportTriggers), { maxLength: 12 }), (triggers) => {
      let state: ExportState = firstExportState;
      reached.add(state);
      for (const trigger of triggers) {
        const before = state;
        if (leadsOn(before, trigger)) state = nextExportState(before, trigger);
        if (['refused', 'withdrawn', 'lapsed'].includes(before)) assert.equal(state, before);
        if (state === 'agreed' && before !== 'agreed') assert.equal(trigger, 'agree');
        reached.add(state);
      }
    }),
    { numRuns: 1000 },
  );
  assert.deepEqual([...reached].sort(), [...exportStates].sort());
});

test('seven days to be settled and a day to download, to the millisecond', () => {
  const askedAt = new Date('2026-12-01T09:00:00Z');
  const agreedAt = new Date('2026-12-02T09:00:00Z');
  const rows = [
    [{ state: 'asked', askedAt, agreedAt: null }, askedAt.getTime() + askedForMs],
    [{ state: 'agreed', askedAt, agreedAt }, agreedAt.getTime() + downloadableForMs],
  ] as const;
  assert.deepEqual([askedForMs, downloadableForMs], [604_800_000, 86_400_000]);
  for (const [row, end] of rows) {
    assert.equal(lapsesAt(row)?.getTime(), end);
    assert.equal(exportStateAt(row, new Date(end - 1)), row.state);
    assert.equal(exportStateAt(row, new Date(end)), 'lapsed');
    assert.equal(exportStateAt(row, new Date(end + 1)), 'lapsed');
  }
  for (const state of ['refused', 'withdrawn'] as const) {
    const over = { state, askedAt, agreedAt };
    assert.equal(lapsesAt(over), null);
    assert.equal(exportStateAt(over, new Date('2030-01-01T00:00:00Z')), state);
  }
});
