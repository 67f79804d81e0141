/**
 * `crash-state` on ClusterFuzz's labelled traces and grouping on CASR's clustering sets: how many
 * come out as labelled, how fast, and pairwise precision and recall against the crash line. The
 * sets are part of what their authors published; where they are absent this says so.
 */
import { readFile } from 'node:fs/promises';
import { performance } from 'node:perf_hooks';
import {
  clusterFuzzSettings,
  groupCrashes,
  isCasrReport,
  parseCasrReport,
  parseCrash,
  type Trace,
} from '#standards/crash';
import { readJsonLines, readTarGz, realData, withoutData } from '#test/real-data';

interface Labelled {
  file: string;
  env: Record<string, string>;
  custom_setup: boolean;
  expected_type?: string;
  expected_state: string;
  expected_security_flag?: boolean;
}

const labels = 'crash-clusterfuzz/expected.jsonl';
const archive = 'crash-clusterfuzz/stacktraces.tar.gz';
const casrSets = ['san', 'gdb', 'python'].map(
  (name) => `crash-casr/test_clustering_${name}.jsonl.gz`,
);
const rounds = 5;
const generatedTraces = 20_000;

/** Prints the figures of issue 2's crash section; never fails on them. */
export async function benchCrash(): Promise<void> {
  await benchLabels();
  await benchSpeed();
  for (const set of casrSets) await benchGroups(set);
  benchManyGroups();
}

async function benchLabels(): Promise<void> {
  const absent = withoutData(labels, archive);
  if (absent !== false) return print(`crash-state: ${absent}`);
  const files = await readTarGz(archive);
  const cases = (await labelledCases()).map((labelled) => {
    const crash = parseCrash(textOf(files, labelled.file), clusterFuzzSettings(labelled.env));
    const state = crash === undefined ? '' : crash.state.join('\n');
    const typeRight =
      labelled.expected_type === undefined || (crash?.type ?? '') === labelled.expected_type;
    const right = typeRight && state === labelled.expected_state.replace(/\n$/, '');
    const flag = labelled.expected_security_flag;
    const flagRight = flag === undefined || flag === (crash?.securityRelevant ?? false);
    return { labelled, right, flagRight };
  });
  const plain = cases.filter(
    ({ labelled }) => !labelled.custom_setup && Object.keys(labelled.env).length === 0,
  );
  for (const [name, set] of [
    ['without special setup', plain],
    ['all', cases],
  ] as const) {
    const right = set.filter((item) => item.right).length;
    const flags = set.filter((item) => item.flagRight).length;
    print(
      `crash-state, labelled cases ${name}: type and state ${right}/${set.length} (${percent(right, set.length)}), security ${flags}/${set.length}`,
    );
  }
}

async function benchSpeed(): Promise<void> {
  if (withoutData(archive) !== false) return;
  const texts = [...(await readTarGz(archive)).values()].map((bytes) => bytes.toString('utf8'));
  for (const text of texts) parseCrash(text);
  const startedMs = performance.now();
  for (let round = 0; round < rounds; round++) for (const text of texts) parseCrash(text);
  const seconds = (performance.now() - startedMs) / 1000;
  const megabytes = (rounds * texts.reduce((sum, text) => sum + text.length, 0)) / 1e6;
  print(
    `crash-state speed: ${Math.round((rounds * texts.length) / seconds)} traces/s, ${(megabytes / seconds).toFixed(1)} MB/s`,
  );
}

async function benchGroups(set: string): Promise<void> {
  const absent = withoutData(set);
  if (absent !== false) return print(`dedupe: ${absent}`);
  const traces: Trace[] = [];
  const bugs = new Map<string, string>();
  let rows = 0;
  for await (const row of readJsonLines(set)) {
    const {
      file,
      bug_key: bug,
      report,
    } = row as { file: string; bug_key: string; report: unknown };
    rows++;
    bugs.set(file, bug);
    const crash = isCasrReport(report) ? parseCasrReport(report) : undefined;
    if (crash !== undefined) traces.push({ id: file, crash });
  }
  const { groups } = groupCrashes(traces);
  const { precision, recall } = pairwise(
    groups.map(({ members }) => members),
    bugs,
  );
  print(
    `dedupe ${set}: ${traces.length}/${rows} read, ${groups.length} groups of ${new Set(bugs.values()).size} crash lines, ` +
      `pairwise precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}`,
  );
}

/** A large set, every crash in one of a few hundred places. */
function benchManyGroups(): void {
  const traces = Array.from({ length: generatedTraces }, (_, at): Trace => {
    const state = [`decode${at % 400}`, `caller${at % 3}`, `outer${at % 7}`];
    return {
      id: `t${at}`,
      crash: {
        type: 'UNKNOWN READ',
        address: '0x41',
        state,
        securityRelevant: true,
        frames: state,
        tool: 'asan',
      },
    };
  });
  const startedMs = performance.now();
  const { groups } = groupCrashes(traces);
  const seconds = (performance.now() - startedMs) / 1000;
  print(
    `dedupe speed: ${Math.round(traces.length / seconds)} crashes/s into ${groups.length} groups`,
  );
}

/** Of pairs put together, those that belong together; of those that belong, those put together. */
function pairwise(
  groups: string[][],
  labelOf: Map<string, string>,
): { precision: number; recall: number } {
  const together = sumPairs(groups.map((members) => members.length));
  const right = sumPairs(groups.flatMap((members) => sizes(members.map((id) => labelOf.get(id)))));
  const belonging = sumPairs(sizes(groups.flat().map((id) => labelOf.get(id))));
  return { precision: right / together, recall: right / belonging };
}

function sizes(labelsOfMembers: (string | undefined)[]): number[] {
  const counts = new Map<string | undefined, number>();
  for (const label of labelsOfMembers) counts.set(label, (counts.get(label) ?? 0) + 1);
  return [...counts.values()];
}

function sumPairs(counts: number[]): number {
  return counts.reduce((sum, count) => sum + (count * (count - 1)) / 2, 0);
}

async function labelledCases(): Promise<Labelled[]> {
  const lines = (await readFile(realData(labels) as string, 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line) as Labelled);
}

function textOf(files: Map<string, Buffer>, name: string): string {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`no trace \`${name}\` in ${archive}`);
  return bytes.toString('utf8');
}

function percent(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
