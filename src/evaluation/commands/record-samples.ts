/**
 * A runner brings samples, in batches, in the order of their chain. Sent twice is recorded once: what is
 * recorded already must be the same, what is new must continue it, and a batch is taken whole or not at all.
 *
 * In the log a sample is its place and the chain there: it commits to everything and shows nothing, since the
 * log is the developer's too.
 */
import { record, type Context, type Fact } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { IllegalTransition, Refusal } from '#platform/problems';
import { nextTaskState } from '../custody.ts';
import { addSamples, attemptsAmong, chainsAt } from '../sample-store.ts';
import { setRecorded, type RunRow } from '../run-store.ts';
import { faultOfSample, nextChain, type ChainedSample } from '../sample.ts';
import { setTaskStates, suiteForUpdate, tasksOf } from '../suite-store.ts';
import { runInHand } from './admission.ts';
import { noteFingerprint, type Fingerprint } from './note-fingerprint.ts';

export interface RecordSamples {
  samples: ChainedSample[];
  /** Where the runner looked at the endpoint again. */
  fingerprint: Fingerprint | null;
}

/** Returns how many samples are recorded: the position of the next. */
export async function recordSamples(
  ctx: Context,
  runId: string,
  { samples, fingerprint }: RecordSamples,
): Promise<number> {
  return await ctx.database.transaction(async (tx) => {
    const { run } = await runInHand(ctx, tx, runId);
    const fresh = await freshOf(tx, run, samples);
    if (fresh.length === 0 && fingerprint === null) return run.samplesRecorded;
    if (run.state !== 'running') throw new IllegalTransition('run', run.state, 'record_samples');
    if (fingerprint !== null) await noteFingerprint(ctx, tx, run, 'during', fingerprint);
    const [first, ...rest] = fresh;
    if (first === undefined) return run.samplesRecorded;
    const exposed = await exposedBy(tx, run, fresh);
    const recorded = run.samplesRecorded + fresh.length;
    await addSamples(tx, run.id, fresh, ctx.clock.now());
    await setRecorded(tx, run.id, recorded, (rest.at(-1) ?? first).chain);
    await record(ctx, tx, factOf(run, first), ...rest.map((each) => factOf(run, each)), ...exposed);
    return recorded;
  });
}

const factOf = (run: RunRow, { position, chain }: ChainedSample): Fact => ({
  log: logs.engagement(run.submissionId),
  type: 'evaluation.sample_recorded',
  subject: run.id,
  payload: { position, chain },
});

/** What of the batch is not recorded yet, after all of it was held against the chain and the plan. */
async function freshOf(
  tx: Tx,
  run: RunRow,
  samples: readonly ChainedSample[],
): Promise<ChainedSample[]> {
  const known = await chainsAt(
    tx,
    run.id,
    samples.map(({ position }) => position),
  );
  const fresh: ChainedSample[] = [];
  let { chain } = run;
  let next = run.samplesRecorded;
  for (const { chain: stated, ...fields } of samples) {
    const recorded = known.get(fields.position);
    if (recorded !== undefined && recorded === stated) continue;
    if (recorded !== undefined || fields.position !== next) throw broken(run, fields.position);
    const fault = faultOfSample(fields);
    if (fault !== undefined) throw unfit(fields.position, fault);
    chain = nextChain(chain, fields);
    if (chain !== stated) throw broken(run, fields.position);
    fresh.push({ ...fields, chain });
    next += 1;
  }
  return fresh;
}

const broken = (run: RunRow, position: number): Refusal =>
  new Refusal(
    'chain_broken',
    `the sample at position ${position} does not continue the run, whose next position is ${run.samplesRecorded}`,
  );
const unfit = (position: number, fault: string): Refusal =>
  new Refusal('sample_unfit', `the sample at position ${position}: ${fault}`);

/** Holds fresh samples against the plan, and widens the circle of who knows a sealed task. */
async function exposedBy(tx: Tx, run: RunRow, fresh: readonly ChainedSample[]): Promise<Fact[]> {
  const suite = await suiteForUpdate(tx, run.suiteId);
  if (suite === undefined) throw new Error('a run has a suite that is not there');
  const tasks = new Map((await tasksOf(tx, suite.id)).map((task) => [task.item.name, task]));
  const attempts = await attemptsAmong(
    tx,
    run.id,
    fresh.map(({ task }) => task),
  );
  const states = new Map<number, { before: string; state: ReturnType<typeof nextTaskState> }>();
  for (const { position, task: name, epoch, calls } of fresh) {
    const task = tasks.get(name);
    if (task === undefined) throw unfit(position, `no task \`${name}\` is in the suite`);
    if (epoch > run.epochs)
      throw unfit(position, `${run.epochs} attempts at each task are planned`);
    if (attempts.has(`${name} ${epoch}`)) {
      throw unfit(position, `attempt ${epoch} at \`${name}\` is recorded already`);
    }
    attempts.add(`${name} ${epoch}`);
    if (task.state === null || calls === 0) continue;
    states.set(task.position, {
      before: task.state,
      state: nextTaskState(task.state, 'expose'),
    });
  }
  const changed = [...states].flatMap(([position, { before, state }]) =>
    before === state ? [] : [{ position, state }],
  );
  if (changed.length === 0) return [];
  await setTaskStates(tx, suite.id, changed);
  return [
    {
      log: logs.programme,
      type: 'evaluation.tasks_exposed',
      subject: suite.id,
      payload: { positions: changed.map(({ position }) => position), runId: run.id },
    },
  ];
}
