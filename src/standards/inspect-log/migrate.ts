/**
 * Older logs brought to today's shape, as Inspect's own validators do it (`log/_log.py`, `event/`,
 * `model/`): the same log must read the same here and there. Works on what JSON gave, so every step
 * looks before it touches.
 */
import { base57Hash } from './eval-id.ts';
import { fieldsInUtc } from './instants.ts';

type Json = Record<string, unknown>;

/** Under which a log of one unnamed score kept it. */
export const unnamedScore = '88F74D2C';

export function migrateHeader(header: Json): Json {
  const spec = objectOf(header['eval']);
  if (spec !== undefined) migrateSpec(spec);
  const plan = objectOf(header['plan']);
  for (const step of [...listOf(plan?.['steps']), plan?.['finish']]) {
    const fields = objectOf(step);
    if (fields !== undefined && !('params_passed' in fields))
      fields['params_passed'] = fields['params'] ?? {};
  }
  migrateGenerateConfig(plan?.['config']);
  fieldsInUtc(objectOf(header['stats']), 'started_at', 'completed_at');
  const results = objectOf(header['results']);
  if (results !== undefined) migrateResults(results, header);
  applyUpdates(header);
  return header;
}

function migrateSpec(spec: Json): void {
  migrateSandbox(spec);
  fieldsInUtc(spec, 'created');
  spec['task_args_passed'] ??= spec['task_args'] ?? {};
  spec['solver_args_passed'] ??= spec['solver_args'] ?? {};
  if ((spec['eval_id'] ?? '') === '') {
    const parts = ['run_id', 'task_id', 'created'].map((name) => spec[name] ?? '');
    if (parts.every((part) => typeof part === 'string'))
      spec['eval_id'] = base57Hash(parts.join(''));
  }
  const config = objectOf(spec['config']);
  if (config?.['max_messages']) {
    config['message_limit'] = config['max_messages'];
    delete config['max_messages'];
  }
  migrateGenerateConfig(spec['model_generate_config']);
}

/** Once `[type, config]`. */
function migrateSandbox(holder: Json): void {
  const sandbox = holder['sandbox'];
  if (!Array.isArray(sandbox)) return;
  const [type, config] = sandbox as unknown[];
  holder['sandbox'] = config == null ? { type } : { type, config };
}

function migrateGenerateConfig(value: unknown): void {
  const config = objectOf(value);
  const history = config?.['reasoning_history'];
  if (typeof history === 'boolean')
    (config as Json)['reasoning_history'] = history ? 'all' : 'none';
}

function migrateResults(results: Json, header: Json): void {
  const scorer = objectOf(results['scorer']);
  if (scorer !== undefined && !('scores' in results)) {
    const metrics = results['metrics'];
    results['scores'] = [
      { ...scorer, ...(metrics == null ? {} : { metrics }), scorer: scorer['name'] },
    ];
    delete results['scorer'];
    delete results['metrics'];
  }
  if ('sample_reductions' in results) {
    if (!('reductions' in header)) header['reductions'] = results['sample_reductions'];
    delete results['sample_reductions'];
  }
}

/** Tags and metadata now: those of the run, then each later edit. */
function applyUpdates(header: Json): void {
  const spec = objectOf(header['eval']);
  const tags = new Set(listOf(spec?.['tags']).filter((tag) => typeof tag === 'string'));
  const metadata = new Map(Object.entries(objectOf(spec?.['metadata']) ?? {}));
  for (const update of listOf(header['log_updates']))
    for (const edit of listOf(objectOf(update)?.['edits'])) {
      const { tags_remove, tags_add, metadata_remove, metadata_set } = objectOf(edit) ?? {};
      for (const tag of listOf(tags_remove)) tags.delete(String(tag));
      for (const tag of listOf(tags_add)) tags.add(String(tag));
      for (const key of listOf(metadata_remove)) metadata.delete(String(key));
      for (const [key, value] of Object.entries(objectOf(metadata_set) ?? {}))
        metadata.set(key, value);
    }
  header['tags'] = [...tags].sort();
  header['metadata'] = Object.fromEntries(metadata);
}

/** `scorer` names the one score of logs that did not name it. */
export function migrateSample(sample: Json, scorer: string | undefined): Json {
  migrateSandbox(sample);
  fieldsInUtc(sample, 'started_at', 'completed_at');
  if ('score' in sample && !('scores' in sample)) {
    sample['scores'] = { [unnamedScore]: sample['score'] };
    delete sample['score'];
  }
  const scores = objectOf(sample['scores']);
  if (scores !== undefined && unnamedScore in scores && scorer !== undefined) {
    const { [unnamedScore]: unnamed, ...named } = scores;
    sample['scores'] = { ...named, [scorer]: unnamed };
  }
  migrateScores(sample['scores']);
  migrateOutput(sample['output']);
  if (Array.isArray(sample['input'])) sample['input'].forEach(migrateMessage);
  return sample;
}

export function migrateSummary(value: unknown): void {
  const summary = objectOf(value);
  fieldsInUtc(summary, 'started_at', 'completed_at');
  migrateScores(summary?.['scores']);
}

/** Why a sample has no score was once in its metadata only. */
function migrateScores(scores: unknown): void {
  for (const value of Object.values(objectOf(scores) ?? {})) {
    const score = objectOf(value);
    const reason = objectOf(score?.['metadata'])?.['unscored_reason'];
    if (score !== undefined && reason != null) score['reason'] ??= reason;
  }
}

function migrateOutput(output: unknown): void {
  for (const value of listOf(objectOf(output)?.['choices'])) {
    const choice = objectOf(value);
    if (choice?.['stop_reason'] === 'length') choice['stop_reason'] = 'max_tokens';
  }
}

export function migrateMessage(value: unknown): void {
  const message = objectOf(value);
  if (message?.['role'] !== 'tool' || !message['tool_error']) return;
  message['error'] = { type: 'unknown', message: message['tool_error'] };
  delete message['tool_error'];
}

export function migrateEvent(event: Json): Json {
  switch (event['event']) {
    case 'model':
      listOf(event['input']).forEach(migrateMessage);
      migrateOutput(event['output']);
      migrateGenerateConfig(event['config']);
      break;
    case 'branch':
      delete event['from_span'];
      if (!('from_anchor' in event) && 'from_message' in event) {
        event['from_anchor'] = event['from_message'] ?? '';
        delete event['from_message'];
      }
      break;
    case 'sample_init': {
      const sample = objectOf(event['sample']);
      if (sample !== undefined) migrateSandbox(sample);
      break;
    }
    case 'score':
      migrateScores({ score: event['score'] });
      break;
  }
  return event;
}

/** A plain object, or nothing. */
export function objectOf(value: unknown): Json | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Json)
    : undefined;
}

export function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
