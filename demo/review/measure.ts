/**
 * Measured for a determination: procedure, suite and threshold are fixed and on record before the first sample;
 * the run is planned by one person, queued by another, carried out in sandboxes that do not share the host's
 * kernel, and reported by two.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readSuite } from '#evaluation/engine';
import { suiteRoot, type SuiteItem } from '#evaluation/sealing';
import { bundleLimits, packBundle, readFolder } from '#proof';
import { scriptFor, suiteFolder, tasksUpTo, through } from '../evaluation.ts';
import { modelName } from '../reach.ts';
import { types, type ReviewStage } from './stage.ts';

/** The easiest task of each family: so few that a threshold of one half is just within reach. */
const difficultyMax = 1;
const skill = 1;
const launcher = new URL('../../sallyport', import.meta.url).pathname;
const wanted = { requests: 500, tokens: 3_000_000, procedure: 'demonstration-review/1' };

export interface Measured {
  runId: string;
  thresholdId: string;
}

export async function measureForDetermination(stage: ReviewStage): Promise<Measured> {
  const { narrator, reach, path } = stage;
  const [first, second] = reach.evaluators;
  const made = async (address: string, body: object) =>
    ((await first.player.call('POST', address, body)) as { id: string }).id;
  const { items, procedureId, suiteId } = await narrator.step(
    'The office publishes a procedure and commits to a suite, both labelled demonstration',
    async () => {
      const items = await demonstrationItems();
      const root = suiteRoot(items);
      const procedureId = await made('/api/procedures', {
        name: 'demonstration-review',
        text: 'Demonstration only. The model is measured with the named open tasks, once each, through the developer’s gateway, in sandboxes with a kernel of their own; two people report.',
        allowsSealed: false,
      });
      const suiteId = await made('/api/suites', {
        ...{ name: 'demonstration-open', version: '1', root, items, custody: null },
      });
      return {
        value: { items, procedureId, suiteId },
        evidence: `${items.length} tasks under the root ${root.slice(0, 16)}…`,
      };
    },
  );
  const thresholdId = await narrator.step(
    'It commits to a threshold: sealed, its salted commitment in the ledger before any sample',
    async () => {
      const threshold = (await first.player.call('POST', '/api/thresholds', {
        ...{ name: 'demonstration', suiteId, metric: 'mean_score', epochs: 1 },
        ...{ confidence: 0.95, threshold: 0.5, plannedLooks: 1, power: 0.8 },
      })) as { id: string; commitment: string };
      return { value: threshold.id, evidence: threshold.commitment };
    },
  );
  const grantId = await reach.grant(wanted);
  const runId = await narrator.step('One person plans the run, another queues it', async () => {
    const value = await made(`${path}/runs`, {
      ...{ grantId, procedureId, suiteId, thresholdId, modelName, epochs: 1 },
      ...{ tier: 'gvisor', purpose: 'determination' },
      budget: { tokens: 2_000_000, wallS: 3600 },
    });
    await second.player.call('POST', `/api/runs/${value}/queue`, {});
    return { value, evidence: `${value}: ${items.length} samples, gVisor, within the window` };
  });
  await carryOut(stage, runId, items);
  await report(stage, runId, grantId);
  return { runId, thresholdId };
}

/** The open tasks that the demonstration runs, as they are committed to: by the digest of each archive. */
async function demonstrationItems(): Promise<SuiteItem[]> {
  const { tasks } = await readSuite(suiteFolder);
  const items = tasksUpTo(difficultyMax, tasks).map(async (task): Promise<SuiteItem> => {
    const archive = packBundle(await readFolder(task.folder, bundleLimits));
    const { name, cluster, family, difficulty, humanMinutes } = task;
    const sha256 = createHash('sha256').update(archive).digest('hex');
    return { name, cluster, family, difficulty, humanMinutes, sha256, bytes: archive.length };
  });
  return await Promise.all(items);
}

async function carryOut(
  stage: ReviewStage,
  runId: string,
  items: readonly SuiteItem[],
): Promise<void> {
  const { narrator, reach, folder } = stage;
  const [{ player }] = reach.evaluators;
  const journal = join(folder, 'determination.jsonl');
  await narrator.step(
    `The runner works through it (scripted model, skill ${skill}) and posts its journal`,
    async () => {
      const { tasks } = await readSuite(suiteFolder);
      const script = await scriptFor(tasksUpTo(difficultyMax, tasks));
      reach.model.set({ script, skill, thinkMs: 0 });
      const args = [
        ...(await through(reach, folder)),
        ...['--tier', 'not-shared-kernel', '--parallel', '2', '--out', journal],
        ...items.flatMap(({ name }) => ['--task', name]),
      ];
      await promisify(execFile)(launcher, ['evaluate', suiteFolder, ...args]);
      const run = (verb: string) =>
        types(
          stage,
          player,
          ['evaluation:read', 'evaluation:write'],
          ['run', verb, runId, ...(verb === 'end' ? ['--journal'] : []), journal],
        );
      await run('start');
      const posted = await run('post');
      await run('end');
      return { value: undefined, evidence: posted };
    },
  );
}

async function report({ narrator, reach, path }: ReviewStage, runId: string, grantId: string) {
  const [first, second] = reach.evaluators;
  await narrator.step(
    'The committed threshold is applied by code; two people sign the report',
    async () => {
      const run = (await first.player.call('POST', `/api/runs/${runId}/decision`, {})) as {
        decisions: { outcome: string; reason: string }[];
      };
      const proposed = (await first.player.call('POST', `${path}/evaluation-reports`, {
        ...{ grantId, isShared: true },
      })) as { evaluationReportId: string };
      const address = `/api/evaluation-reports/${proposed.evaluationReportId}/signature`;
      await second.player.call('POST', address, {});
      const [decision] = run.decisions;
      return { value: undefined, evidence: `${decision?.outcome}: ${decision?.reason}` };
    },
  );
}
