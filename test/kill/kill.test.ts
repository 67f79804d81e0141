/** A short round of killing on every run; the long form is `npm run bench` (50 rounds). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { findTools } from '../../scripts/host-tools.ts';
import { killRounds, parts } from './index.ts';

const hasSandbox = findTools().some(
  ({ name, path }) => name === 'bubblewrap' && path !== undefined,
);

it(
  'loses nothing and repeats nothing when server, worker, supervisor and database are killed',
  {
    skip:
      !hasSandbox &&
      process.env['CI'] !== 'true' &&
      'no bubblewrap on this host: `sallyport doctor`',
  },
  async () => {
    const { faults, acknowledged, rounds, stateBefore, stateAfter } = await killRounds(
      parts.length,
    );
    assert.ok(acknowledged >= 1);
    assert.ok(
      rounds.server === 1 && rounds.database === 1 && rounds.worker === 1,
      JSON.stringify(rounds),
    );
    assert.deepEqual(faults, []);
    assert.equal(stateAfter, stateBefore);
  },
);
