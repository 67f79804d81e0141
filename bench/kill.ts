/** The long form of test/kill: 50 rounds, and the same state hash after a restore. */
import { killRounds } from '../test/kill/index.ts';

const roundsMax = 50;

export async function benchKill(): Promise<void> {
  const startedAt = performance.now();
  const { rounds, acknowledged, faults, stateBefore, stateAfter } = await killRounds(roundsMax);
  const seconds = (performance.now() - startedAt) / 1000;
  const spread = Object.entries(rounds)
    .map(([part, n]) => `${part} ${n}`)
    .join(', ');
  console.log(
    `kill -9 during the whole path: ${roundsMax} rounds in ${seconds.toFixed(0)} s (${spread})`,
  );
  console.log(
    `  reports acknowledged ${acknowledged}, lost or doubled: ${faults.length}${faults.map((fault) => `\n    ${fault}`).join('')}`,
  );
  console.log(
    `  restored from backup: state hash ${stateAfter === stateBefore ? 'the same' : 'DIFFERS'} (${stateBefore.slice(0, 16)}…)`,
  );
  if (faults.length > 0 || stateAfter !== stateBefore) process.exitCode = 1;
}

if (import.meta.main) await benchKill();
