/** Instants as documents carry them: one spelling, and a refusal that shows it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { platformProblems } from '#platform/problems';
import { problemBody } from '#platform/http';
import { instantText } from './instant.ts';

test('what a refusal gives as an example is taken', () => {
  for (const given of ['tomorrow', '2026-12-01t09:00:00z', '2026-12-01', '2026-02-30T09:00:00Z']) {
    const message = instantText.safeParse(given).error?.issues[0]?.message ?? '';
    const refusal = problemBody(
      platformProblems,
      { validation: [{ instancePath: '/at', message }], validationContext: 'body' },
      'req_x',
    );
    const example = /`(.+)`/.exec(refusal.errors?.[0]?.detail ?? '')?.[1] ?? '';
    assert.equal(instantText.parse(example), example);
  }
});
