/** A worker to be killed: `RUNS` sandboxes of `TIER` that would sleep for minutes, under one supervisor. */
import { limitsFor, openSandbox, type Tier } from '#platform/sandbox';

const { RUNS = '1', TIER = 'gvisor', MARK = '' } = process.env;
const sandbox = await openSandbox({ runsMax: Number(RUNS) });
const runs = Array.from({ length: Number(RUNS) }, () =>
  sandbox.run({
    tier: TIER as Tier,
    argv: ['/bin/sh', '-c', `: ${MARK}; while :; do sleep 1; done`],
    cwd: '/',
    env: { PATH: '/usr/bin:/bin' },
    mounts: [],
    limits: { ...limitsFor.run, wallMs: 300_000 },
  }),
);
await Promise.all(runs);
