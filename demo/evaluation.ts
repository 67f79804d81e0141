/**
 * Evaluation: a suite run through the developer's gateway, in real sandboxes, at three settings of one
 * scripted model. Its script holds the reference solutions and its skill is a dial: the share of tasks it
 * then solves. So the scores are no result about any model; what is shown is that tasks, sandboxes, gateway,
 * journal and intervals do what they say, and that a run killed in its midst repeats nothing finished.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  entriesIn,
  holmAdjusted,
  mcNemar,
  readSuite,
  type Evaluation,
  type Stamped,
  type Task,
} from '#evaluation/engine';
import type { Script } from '#test/model';
import type { Narrator } from './narrator.ts';
import { modelName, type Reach } from './reach.ts';

const skills = [0.2, 0.6, 0.95];
/** Is killed and goes on. */
const killedSkill = 0.6;
const killAfterSamples = 4;
/** Two tasks of each family, one of `defend`: all that are rated at most so. */
const difficultyMax = 2;

export const suiteFolder = new URL('../suites/open', import.meta.url).pathname;
const launcher = new URL('../sallyport', import.meta.url).pathname;

interface Stage {
  reach: Reach;
  folder: string;
  tasks: readonly Task[];
  /** What reaches the model through the gateway. */
  through: string[];
}

export async function evaluateThroughGateway(
  narrator: Narrator,
  reach: Reach,
  folder: string,
): Promise<void> {
  narrator.title('evaluation: a suite run through the same gateway, in sandboxes (scripted model)');
  narrator.say(
    '   The model is scripted and was given the reference solutions; its skill is a dial, the share of tasks\n' +
      '   it solves. These scores say nothing about any real model. The rest is what an installation runs.',
  );
  const stage = await setStage(reach, folder);
  await reach.grant({ requests: 500, tokens: 3_000_000 });
  const runs: Evaluation[] = [];
  for (const skill of skills) {
    const tell = skill === killedSkill ? killedAndResumed : runWhole;
    runs.push(await tell(narrator, stage, skill));
  }
  await compare(narrator, runs);
}

async function setStage(reach: Reach, folder: string): Promise<Stage> {
  const { tasks } = await readSuite(suiteFolder);
  return {
    reach,
    folder,
    tasks: tasksUpTo(difficultyMax, tasks),
    through: await through(reach, folder),
  };
}

export const tasksUpTo = (difficultyMax: number, tasks: readonly Task[]): Task[] =>
  tasks.filter(({ difficulty }) => (difficulty ?? 5) <= difficultyMax);

/** How `sallyport evaluate` reaches the model: the gateway, and the runner's own key for it. */
export async function through({ runner }: Reach, folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true });
  const [cert, key, ca] = ['runner.crt', 'runner.key', 'gateway.crt'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  await writeFile(cert, runner.cert);
  await writeFile(key, runner.key, { mode: 0o600 });
  await writeFile(ca, runner.ca);
  return [
    ...['--model', `https://127.0.0.1:${runner.port}/v1`, '--model-name', modelName],
    ...['--tls-cert', cert, '--tls-key', key, '--tls-ca', ca],
  ];
}

/** From giving up to the reference solution; what a solution prints is handed in. */
export async function scriptFor(tasks: readonly Task[]): Promise<Script> {
  const submit = (answer: string) => ({ calls: [{ name: 'submit', arguments: { answer } }] });
  const turns = tasks.map(async ({ folder, variants }) => {
    const solution = join(folder, variants['solution']?.files['solution.sh'] ?? '');
    const command = await readFile(solution, 'utf8');
    return {
      on: { from: 'user' as const, task: variants['default']?.prompt ?? '' },
      answers: [submit('I give up.'), { calls: [{ name: 'bash', arguments: { command } }] }],
    };
  });
  return [
    { on: { from: 'tool', pattern: '^([^]*)$' }, answers: [submit('{{1}}')] },
    ...(await Promise.all(turns)),
  ];
}

async function runWhole(narrator: Narrator, stage: Stage, skill: number): Promise<Evaluation> {
  return await narrator.step(`Skill ${skill}: ${planInWords(stage)}`, async () => {
    await turnTo(stage, skill);
    const value = await toItsEnd(stage, skill, newRun(stage));
    return { value, evidence: inWords(value) };
  });
}

async function killedAndResumed(
  narrator: Narrator,
  stage: Stage,
  skill: number,
): Promise<Evaluation> {
  const journal = journalOf(stage, skill);
  const before = await narrator.step(
    `Skill ${skill}: the same, killed with SIGKILL in its midst`,
    async () => {
      await turnTo(stage, skill);
      const child = evaluateAs(stage, skill, newRun(stage));
      await untilScored(child, killAfterSamples);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const value = endedIn(await entriesOf(journal));
      return {
        value,
        evidence: `killed when ${value.length} of ${stage.tasks.length} samples had ended and were on disk`,
      };
    },
  );
  return await narrator.step('Resumed from its journal with `--resume`', async () => {
    const value = await toItsEnd(stage, skill, ['--resume']);
    const entries = await entriesOf(journal);
    const resumedAt = entries.findIndex(({ kind }) => kind === 'run_resumed');
    const begun = entries
      .slice(resumedAt)
      .flatMap((entry) => (entry.kind === 'sample_started' ? [entry.sample] : []));
    const repeated = before.filter((sample) => begun.includes(sample));
    if (resumedAt === -1 || repeated.length > 0) {
      throw new Error(`finished samples were repeated: ${repeated.join(', ')}`);
    }
    const again = value.samples.filter(({ attempts }) => attempts > 1).length;
    return {
      value,
      evidence: `${begun.length} samples begun after the kill, ${again} of them cut short before; none of the ${before.length} finished ones among them\n${inWords(value)}`,
    };
  });
}

async function compare(narrator: Narrator, runs: readonly Evaluation[]): Promise<void> {
  await narrator.step('The three scores, each with its 95 % interval', async () => {
    const scale = `${' '.repeat(13)}0 %${' '.repeat(barCells - 8)}100 %`;
    const bars = runs.map((run, at) => `skill ${String(skills[at]).padEnd(4)}   ${barOf(run)}`);
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
    ] as const;
    const moves = pairs.map(([low, high]) => between(runs[low]!, runs[high]!));
    // Three questions asked of one set of runs: each by itself would find too much.
    const pValues = holmAdjusted(moves.map(({ gained, lost }) => mcNemar(gained, lost).exactP));
    const words = pairs.map(([low, high], at) => {
      const { gained, lost } = moves[at]!;
      const shows =
        pValues[at]! < 0.05 ? 'more than chance gives' : 'too few tasks to tell it from chance';
      return `${skills[high]} against ${skills[low]}, task by task: ${gained} more solved, ${lost} fewer; p = ${pValues[at]!.toPrecision(2)}, ${shows}`;
    });
    return { value: undefined, evidence: [scale, ...bars, ...words].join('\n') };
  });
}

/** On the same tasks: what the second solved and the first did not, and the other way. */
function between(first: Evaluation, second: Evaluation): { gained: number; lost: number } {
  const [before, after] = [solvedIn(first), solvedIn(second)];
  return {
    gained: [...after].filter((task) => !before.has(task)).length,
    lost: [...before].filter((task) => !after.has(task)).length,
  };
}

const solvedIn = ({ samples }: Evaluation): Set<string> =>
  new Set(samples.flatMap(({ task, score }) => (score?.value === 1 ? [task] : [])));

const planInWords = ({ tasks }: Stage): string =>
  `${tasks.length} tasks of ${new Set(tasks.map(({ family }) => family)).size} families of the open suite, each in a sandbox of its own`;

function inWords({ scores, plan, journal }: Evaluation): string {
  const { mean, lower, upper } = scores.all!;
  return `${scores.solvedTasks} of ${plan.tasks.length} solved: ${percent(mean)}, with 95 % from ${percent(lower)} to ${percent(upper)}; in ${plan.tier}, journal of ${journal.entries} entries`;
}

const percent = (share: number): string => `${(share * 100).toFixed(0)} %`;

const barCells = 51;
function barOf({ scores }: Evaluation): string {
  const { mean, lower, upper } = scores.all!;
  const [from, at, to] = [lower, mean, upper].map((share) => Math.round(share * (barCells - 1)));
  const cells = Array.from({ length: barCells }, (_, cell) => {
    if (cell === at) return '●';
    return cell >= from! && cell <= to! ? '─' : '·';
  });
  return cells.join('');
}

async function turnTo({ reach, tasks }: Stage, skill: number): Promise<void> {
  // The run that is killed must last long enough to be killed in its midst.
  const thinkMs = skill === killedSkill ? 200 : 0;
  reach.model.set({ script: await scriptFor(tasks), skill, thinkMs });
}

const journalOf = ({ folder }: Stage, skill: number): string =>
  join(folder, `skill-${skill}.jsonl`);

const newRun = ({ tasks }: Stage): string[] => [
  ...['--parallel', '2'],
  ...tasks.flatMap(({ name }) => ['--task', name]),
];

function evaluateAs(stage: Stage, skill: number, more: readonly string[]) {
  const args = [...stage.through, ...more, '--out', journalOf(stage, skill)];
  return spawn(launcher, ['evaluate', suiteFolder, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

async function toItsEnd(stage: Stage, skill: number, more: string[]): Promise<Evaluation> {
  const child = evaluateAs(stage, skill, [...more, '--json']);
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk) => (said.out += String(chunk)));
  child.stderr.on('data', (chunk) => (said.err += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`the run ended with ${code}: ${said.err || said.out}`);
  return JSON.parse(said.out) as Evaluation;
}

async function untilScored(child: ReturnType<typeof evaluateAs>, samples: number): Promise<void> {
  let said = '';
  for await (const chunk of child.stderr) {
    said += String(chunk);
    if ((said.match(/ scored /g)?.length ?? 0) >= samples) return;
  }
  throw new Error(`the run ended before it could be killed: ${said}`);
}

async function entriesOf(journal: string): Promise<Stamped[]> {
  const entries: Stamped[] = [];
  for await (const { entry } of entriesIn(journal)) if (entry !== null) entries.push(entry);
  return entries;
}

const endedIn = (entries: readonly Stamped[]): string[] =>
  entries.flatMap((entry) => (entry.kind === 'sample_ended' ? [entry.sample] : []));
