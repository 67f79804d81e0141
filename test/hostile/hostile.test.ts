/**
 * Every hostile program in every tier of this host (issue: at least 30, each contained). A tier that
 * is absent is skipped in plain words; in CI bubblewrap must be there.
 */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { openSandbox, type Sandbox, type SandboxTiers, type Tier } from '#platform/sandbox';
import { attack, nameOf, programs, setStage, startNeighbour, type Stage } from './index.ts';

const tiers: Tier[] = ['bubblewrap', 'gvisor'];
const programsMin = 30;
/** Two attackers, and the neighbour they look for. */
const sandbox: Sandbox = await openSandbox({ runsMax: 3 });
const checked: SandboxTiers = await sandbox.tiers();

after(() => sandbox.close());

test('bubblewrap is there, or this says so', (context) => {
  const absent = checked.absent.find(({ tier }) => tier === 'bubblewrap');
  if (absent === undefined) return;
  const words = `bubblewrap is absent: ${absent.reason}; ${absent.mend}`;
  assert.notEqual(process.env.CI, 'true', words);
  context.skip(words);
});

for (const tier of tiers) {
  const absent = checked.absent.find((one) => one.tier === tier);
  const skip = absent === undefined ? false : `${tier} is absent: ${absent.reason}; ${absent.mend}`;
  describe(`in ${tier}`, { skip, concurrency: 2 }, () => inTier(tier));
}

function inTier(tier: Tier): void {
  let stage: Stage;
  let neighbour: { stop: () => Promise<void> };
  let held = 0;
  const hasCompiler = existsSync('/usr/bin/gcc');

  before(async () => {
    stage = await setStage(sandbox, tier);
    neighbour = startNeighbour(sandbox, tier);
  });

  for (const program of programs) {
    const needsCompiler = program.file.endsWith('.c') && !hasCompiler;
    const skip = needsCompiler ? 'gcc is absent: apt-get install -y gcc libc6-dev' : false;
    test(`holds ${nameOf(program)}`, { skip }, async () => {
      assert.deepEqual(await attack(sandbox, tier, program, stage), []);
      held += 1;
    });
  }

  after(async () => {
    const arrivals = stage.arrivals();
    const controls = await Promise.all(
      ['tcp-to-the-host.py', 'abstract-socket.py', 'host-files.sh'].map(stage.control),
    );
    await neighbour.stop().finally(() => stage.close());
    assert.equal(arrivals, 0, 'something reached a server of the host');
    for (const control of controls) {
      assert.match(control, /^ESCAPED /m, 'an attack that works nowhere proves nothing');
    }
    const expected = programs.filter(({ file }) => hasCompiler || !file.endsWith('.c')).length;
    assert.equal(held, expected);
    if (hasCompiler) assert.ok(held >= programsMin, `only ${held} programs ran`);
    assertNothingLeft();
  });
}

/** No process under a uid of our supervisor's block, no mount left behind. */
function assertNothingLeft(): void {
  const statuses = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((pid) => readOr(`/proc/${pid}/status`));
  const field = (status: string, name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? -1);
  const supervisors = statuses
    .filter((status) => field(status, 'PPid') === process.pid)
    .map((status) => field(status, 'Pid'));
  const claims = '/run/sallyport-sandbox/uids';
  const block = listOr(claims).find((name) =>
    supervisors.includes(Number(readOr(`${claims}/${name}/owner`).split('-')[0])),
  );
  // Runs of a worker that is not root share its uid, so there is no block to look at.
  if (process.getuid?.() === 0) {
    assert.ok(block !== undefined, 'no supervisor of ours was seen');
    const first = 70_000 + Number(block) * 128;
    const alive = statuses
      .filter((status) => !/^State:\s+Z/m.test(status))
      // One that waits for the next request is the supervisor's own child and has run nothing.
      .filter((status) => !supervisors.includes(field(status, 'PPid')))
      .map((status) => field(status, 'Uid'))
      .filter((uid) => uid >= first && uid < first + 128);
    assert.deepEqual(alive, [], 'a process of a run is alive');
  }
  assert.doesNotMatch(readOr('/proc/self/mountinfo'), /sallyport-sandbox/);
}

function listOr(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
