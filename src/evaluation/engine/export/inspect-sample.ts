/** One sample of ours as one of Inspect's. What Inspect has no word for is in `metadata`. Pure. */
import { inspectSample, type InspectEvent, type InspectSample } from '#standards/inspect-log';
import { toolDefinitions } from '../agent/tools.ts';
import { modelsOwn } from '../disposition.ts';
import type { SampleLimits } from '../limits.ts';
import type { Message, Said } from '../model/wire.ts';
import type { SampleResult, Stamped } from '../run/entry.ts';
import {
  answerOf,
  argumentsIn,
  messageIn,
  modelEvent,
  outputOf,
  type CallNames,
} from './inspect-messages.ts';

export interface SampleExport {
  result: SampleResult;
  entries: readonly Stamped[];
  prompt: string;
  model: string;
  limits: SampleLimits;
  tier: string;
  hasHosts: boolean;
  /** Of the task, for the reader. */
  about: Record<string, unknown>;
}

/** The name of the one scorer, as Inspect's viewers show it. */
export const scorerName = 'sallyport';

export const sampleId = ({ task, variant }: SampleResult): string =>
  variant === 'default' ? task : `${task}/${variant}`;

export function inspectSampleOf(given: SampleExport): InspectSample {
  const { result, entries, prompt, model, tier, about } = given;
  const told = new Telling(given);
  for (const entry of entries) told.take(entry);
  const { spent, score } = result;
  return inspectSample({
    fields: {
      id: sampleId(result),
      epoch: result.epoch,
      input: prompt,
      target: '',
      sandbox: { type: 'sallyport', config: tier },
      output: outputOf(told.last, model),
      scores: { [scorerName]: scoreIn(result) },
      metadata: {
        ...about,
        disposition: result.disposition,
        reason: result.reason,
        attempts: result.attempts,
        spent,
        ...(score?.rungs === undefined ? {} : { rungs: score.rungs }),
      },
      model_usage: spent === null ? {} : { [model]: usageIn(spent) },
      completed_at: result.endedAt,
      ...(result.startedAt === null ? {} : { started_at: result.startedAt }),
      ...(spent === null
        ? {}
        : { total_time: spent.timeMs / 1000, working_time: spent.workingMs / 1000 }),
      ...limitIn(result, given.limits),
      ...(modelsOwn.includes(result.disposition)
        ? {}
        : { error: { message: inWords(result), traceback: '', traceback_ansi: '' } }),
    },
    messages: told.messages.map((message, at) => messageIn(message, `m${at}`, told.names)),
    events: told.events,
    pooledMessages: told.sent.map((message, at) => messageIn(message, `m${at}`, told.names)),
    pooledCalls: told.sent,
  });
}

/** The conversation and its events, entry by entry. */
class Telling {
  readonly events: InspectEvent[] = [];
  readonly sent: Message[] = [];
  readonly names: CallNames = new Map();
  last: Said | undefined;
  readonly #given: SampleExport;
  readonly #written = new Map<string, string>();
  readonly #unsent: Message[] = [];
  readonly #beganAt: number;

  constructor(given: SampleExport) {
    this.#given = given;
    this.#beganAt = Date.parse(given.entries[0]?.at ?? given.result.endedAt);
  }

  /** All that was said, with an answer that nothing followed. */
  get messages(): Message[] {
    const all = [...this.sent, ...this.#unsent];
    if (this.last === undefined || all.at(-1)?.role !== 'user') return all;
    const { text, calls } = this.last;
    const answer = { role: 'assistant' as const, content: text };
    return [...all, calls.length === 0 ? answer : { ...answer, tool_calls: calls }];
  }

  take(entry: Stamped): void {
    const at = {
      timestamp: entry.at,
      working_start: (Date.parse(entry.at) - this.#beganAt) / 1000,
    };
    switch (entry.kind) {
      case 'call': {
        for (const message of entry.messages) this.#answered(message, at);
        this.sent.push(...entry.messages);
        const { model, hasHosts } = this.#given;
        const tools = hasHosts ? toolDefinitions.withHosts : toolDefinitions.plain;
        const offered = tools.map((tool) => tool.function);
        this.events.push(modelEvent(entry, model, offered, this.sent.length, at));
        this.last = answerOf(entry)?.said;
        for (const { id, function: asked } of this.last?.calls ?? []) {
          this.names.set(id, asked.name);
          this.#written.set(id, asked.arguments);
        }
        return;
      }
      case 'unsent':
        for (const message of entry.messages) this.#answered(message, at);
        return void this.#unsent.push(...entry.messages);
      case 'connection': {
        const { kind: _kind, at: _at, sample: _sample, ...data } = entry;
        return void this.events.push({ event: 'info', source: 'connection', ...at, data });
      }
      case 'sample_ended':
        return void this.events.push({
          event: 'score',
          ...at,
          score: scoreIn(entry.result),
          intermediate: false,
        });
      default:
        return;
    }
  }

  #answered(message: Message, at: { timestamp: string; working_start: number }): void {
    if (message.role !== 'tool') return;
    const id = message.tool_call_id;
    const { arguments: given } = argumentsIn(this.#written.get(id) ?? '');
    this.events.push({
      event: 'tool',
      type: 'function',
      ...at,
      id,
      function: this.names.get(id) ?? '',
      arguments: given,
      result: message.content,
      events: [],
    });
  }
}

/** Nothing scored counts 0 here too: Inspect would leave it out of the mean. */
function scoreIn({ score, answer, disposition, reason }: SampleResult) {
  return {
    value: score?.value ?? 0,
    ...(answer === null ? {} : { answer }),
    explanation: score?.explanation ?? `${disposition}: ${reason}`,
    history: [],
  };
}

const inWords = ({ disposition, reason }: SampleResult) => `${disposition}: ${reason}`;

const usageIn = ({ inputTokens, outputTokens, cost }: NonNullable<SampleResult['spent']>) => ({
  input_tokens: inputTokens,
  output_tokens: outputTokens,
  total_tokens: inputTokens + outputTokens,
  ...(cost === null ? {} : { total_cost: cost }),
});

/** Ours begin with the limit's name; Inspect names six of them as we do. */
function limitIn({ disposition, reason }: SampleResult, limits: SampleLimits) {
  if (disposition !== 'limit') return {};
  const inspects: Record<string, [type: string, limit: number]> = {
    tokens: ['token', limits.tokensMax],
    messages: ['message', limits.messagesMax],
    time: ['time', limits.timeMs / 1000],
    'working time': ['working', limits.workingMs / 1000],
    cost: ['cost', limits.costMax ?? 0],
    context: ['context', 0],
  };
  const [type, limit] = inspects[reason.split(':')[0] ?? ''] ?? ['custom', 0];
  return { limit: { type, limit } };
}
