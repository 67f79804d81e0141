/**
 * A journal as a log that Inspect opens. The journal stays the evidence: this is a copy for other people's
 * tools, and names the journal's last hash.
 */
import { evalLog, writeInspectLog, type EvalLog, type InspectSample } from '#standards/inspect-log';
import type { Evaluation } from '../evaluate.ts';
import { sampleName } from '../run/entry.ts';
import { variantOf } from '../run/plan.ts';
import type { Suite } from '../suite/task.ts';
import { inspectSampleOf, sampleId, scorerName } from './inspect-sample.ts';
import { SampleEntries } from './sample-entries.ts';

/** `path` ends with `.eval` or `.json`. */
export async function exportInspectLog(
  path: string,
  evaluation: Evaluation,
  suite: Suite,
): Promise<void> {
  const entries = await SampleEntries.open(evaluation.journal.path);
  try {
    await writeInspectLog(path, path.endsWith('.json') ? 'json' : 'eval', {
      header: headerOf(evaluation),
      samples: samplesOf(evaluation, suite, entries),
    });
  } finally {
    await entries.close();
  }
}

async function* samplesOf(
  { samples, plan }: Evaluation,
  suite: Suite,
  entries: SampleEntries,
): AsyncGenerator<InspectSample> {
  const tasks = new Map(suite.tasks.map((task) => [task.name, task]));
  for (const result of samples) {
    const task = tasks.get(result.task);
    if (task === undefined) continue;
    const { family, difficulty, humanMinutes, sha256 } = task;
    yield inspectSampleOf({
      result,
      entries: await entries.of(sampleName(result)),
      prompt: variantOf(task, result.variant)?.prompt ?? '',
      model: modelName(plan),
      limits: plan.limits,
      tier: plan.tier,
      hasHosts: Object.keys(task.hosts).length > 0,
      about: { family, difficulty, human_minutes: humanMinutes, task_sha256: sha256 },
    });
  }
}

const modelName = ({ model }: Evaluation['plan']): string => model?.name ?? 'none';

const statuses = {
  complete: 'success',
  cancelled: 'cancelled',
  window_closed: 'cancelled',
  budget_spent: 'cancelled',
  model_unavailable: 'error',
} as const;

function headerOf(evaluation: Evaluation): EvalLog {
  const { plan, end, scores, samples, findings, journal } = evaluation;
  const { limits } = plan;
  const began = samples.flatMap(({ startedAt }) => startedAt ?? []).toSorted()[0];
  const ended = samples.map(({ endedAt }) => endedAt).toSorted();
  const metric = (name: string, value: number) => [name, { name, value, params: {} }] as const;
  const { all } = scores;
  const metrics =
    all === null
      ? []
      : [metric('mean', all.mean), metric('lower_95', all.lower), metric('upper_95', all.upper)];
  return evalLog.parse({
    version: 2,
    status: statuses[end],
    eval: {
      eval_id: journal.head.slice(0, 22),
      run_id: journal.head.slice(0, 22),
      created: began ?? ended[0] ?? '',
      task: plan.suite.name,
      task_id: plan.suite.sha256.slice(0, 22),
      task_version: 0,
      dataset: {
        name: plan.suite.name,
        samples: plan.tasks.length,
        sample_ids: [...new Set(samples.map(sampleId))],
        shuffled: false,
      },
      sandbox: { type: 'sallyport', config: plan.tier },
      model: modelName(plan),
      ...(plan.model === null ? {} : { model_base_url: plan.model.url }),
      config: {
        epochs: plan.epochs,
        token_limit: limits.tokensMax,
        message_limit: limits.messagesMax,
        time_limit: Math.ceil(limits.timeMs / 1000),
        working_limit: Math.ceil(limits.workingMs / 1000),
        fail_on_error: false,
      },
      packages: { sallyport: plan.software.replace(/^\S+ /, '') },
      metadata: {
        suite_sha256: plan.suite.sha256,
        journal_head: journal.head,
        journal_entries: journal.entries,
        dispositions: scores.dispositions,
        findings,
      },
    },
    results: {
      total_samples: samples.length,
      completed_samples: scores.dispositions.scored,
      scores: [{ name: scorerName, scorer: scorerName, metrics: Object.fromEntries(metrics) }],
    },
    stats: { started_at: began ?? '', completed_at: ended.at(-1) ?? '' },
    ...(end === 'model_unavailable'
      ? { error: { message: 'the endpoint failed', traceback: '', traceback_ansi: '' } }
      : {}),
  });
}
