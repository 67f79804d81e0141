/**
 * What our exports hold, as a JSON Schema (2020-12) of our own, so that they are judged wherever the tests
 * run. Written from the format that Inspect AI publishes (https://inspect.aisi.org.uk/eval-logs.html; names,
 * types and required fields of `EvalLog`, schema version 2, as in inspect_ai 0.3.285). Narrower than it: a
 * field that no export of ours has is not here, and one that is not here is refused, so that a name misspelt
 * is found. Where Inspect is installed, its own schema judges too (`schema.fixture.ts`).
 */

export type Schema = Record<string, unknown>;

const text: Schema = { type: 'string' };
const whole: Schema = { type: 'integer' };
const number: Schema = { type: 'number' };
const yesOrNo: Schema = { type: 'boolean' };
const anyObject: Schema = { type: 'object' };
const anything: Schema = {};
const is = (value: unknown): Schema => ({ const: value });
const oneOf = (...values: string[]): Schema => ({ enum: values });
const either = (...anyOf: Schema[]): Schema => ({ anyOf });
const listOf = (items: Schema): Schema => ({ type: 'array', items });
const recordOf = (additionalProperties: Schema): Schema => ({
  type: 'object',
  additionalProperties,
});
const ref = (name: string): Schema => ({ $ref: `#/$defs/${name}` });

/** Nothing but these; `optional` may be absent, and null is written as absence. */
const object = (required: Record<string, Schema>, optional: Record<string, Schema> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const day = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d+)?(Z|[+-]\\d{2}:\\d{2})';
const instant: Schema = { ...text, pattern: `^${day}$` };
const instantOrNone: Schema = { ...text, pattern: `^(${day})?$` };
const sampleId = either(whole, text);
const pair: Schema = { type: 'array', prefixItems: [whole, whole], minItems: 2, maxItems: 2 };
const usages = recordOf(ref('ModelUsage'));
const scores = recordOf(ref('Score'));
const messages = listOf(ref('ChatMessage'));
const at = { timestamp: instant, working_start: number };
const score = { value: either(text, number, yesOrNo), history: listOf(anyObject) };
const aboutScore = { answer: text, explanation: text, metadata: anyObject };

const header = {
  EvalLog: object(
    {
      ...{ version: is(2), status: oneOf('started', 'success', 'cancelled', 'error') },
      ...{ eval: ref('EvalSpec'), plan: ref('EvalPlan'), stats: ref('EvalStats') },
      ...{ invalidated: yesOrNo, tags: listOf(text), metadata: anyObject },
    },
    {
      ...{ results: ref('EvalResults'), error: ref('EvalError') },
      ...{ samples: listOf(ref('EvalSample')), reductions: listOf(ref('EvalSampleReductions')) },
    },
  ),
  EvalSpec: object(
    {
      ...{ eval_id: text, run_id: text, created: instant, task: text, task_id: text },
      ...{ task_version: either(whole, text), task_attribs: anyObject, task_args: anyObject },
      ...{ task_args_passed: anyObject, dataset: ref('EvalDataset'), model: text },
      ...{ model_generate_config: anyObject, model_args: anyObject, config: ref('EvalConfig') },
      packages: recordOf(text),
    },
    {
      ...{ solver_args_passed: anyObject, sandbox: ref('Sandbox') },
      ...{ model_base_url: text, metadata: anyObject },
    },
  ),
  EvalDataset: object(
    {},
    { name: text, samples: whole, sample_ids: listOf(sampleId), shuffled: yesOrNo },
  ),
  EvalConfig: object(
    {},
    {
      ...{ epochs: whole, token_limit: whole, message_limit: whole, time_limit: whole },
      ...{ working_limit: whole, fail_on_error: either(yesOrNo, number) },
    },
  ),
  Sandbox: object({ type: text }, { config: text }),
  EvalPlan: object({ name: text, steps: listOf(anyObject), config: anyObject }),
  EvalResults: object({
    ...{ total_samples: whole, completed_samples: whole },
    scores: listOf(
      object({
        ...{ name: text, scorer: text, params: anyObject },
        metrics: recordOf(object({ name: text, value: number, params: anyObject })),
      }),
    ),
  }),
  EvalStats: object({
    ...{ started_at: instantOrNone, completed_at: instantOrNone },
    ...{ model_usage: usages, role_usage: usages, connection_limit_history: listOf(anything) },
  }),
  EvalError: object({ message: text, traceback: text, traceback_ansi: text }),
  ModelUsage: object(
    { input_tokens: whole, output_tokens: whole, total_tokens: whole },
    { total_cost: number },
  ),
};

const limits = ['context', 'time', 'working', 'message', 'token', 'turn', 'cost'];
const sample = {
  EvalSample: object(
    {
      ...{ id: sampleId, epoch: whole, input: text, target: either(text, listOf(text)) },
      ...{ messages, output: ref('ModelOutput'), metadata: anyObject, store: anyObject },
      ...{ events: listOf(ref('Event')), model_usage: usages, role_usage: usages },
      attachments: recordOf(text),
    },
    {
      ...{ sandbox: ref('Sandbox'), scores, error: ref('EvalError') },
      ...{ started_at: instant, completed_at: instant, total_time: number, working_time: number },
      limit: object({ type: oneOf(...limits, 'operator', 'custom'), limit: number }),
      events_data: object({ messages, calls: listOf(anything) }),
    },
  ),
  EvalSampleSummary: object(
    {
      ...{ id: sampleId, epoch: whole, input: text, target: either(text, listOf(text)) },
      ...{ metadata: anyObject, model_usage: usages, role_usage: usages, completed: yesOrNo },
    },
    {
      ...{ scores, started_at: instant, completed_at: instant, total_time: number },
      ...{ working_time: number, error: text, limit: text, message_count: whole },
    },
  ),
  EvalSampleReductions: object({
    scorer: text,
    samples: listOf(object(score, { ...aboutScore, sample_id: sampleId })),
  }),
  Score: object(score, aboutScore),
  ModelOutput: object(
    {
      ...{ model: text, completion: text },
      choices: listOf(
        object({
          message: ref('AssistantMessage'),
          stop_reason: oneOf('stop', 'max_tokens', 'tool_calls', 'content_filter', 'unknown'),
        }),
      ),
    },
    { usage: ref('ModelUsage') },
  ),
};

const spoken = {
  ChatMessage: either(ref('AskingMessage'), ref('AssistantMessage'), ref('ToolMessage')),
  AskingMessage: object({ role: oneOf('system', 'user'), content: text }, { id: text }),
  AssistantMessage: object(
    {
      role: is('assistant'),
      content: either(text, listOf(object({ type: is('text'), text }))),
    },
    { id: text, source: oneOf('input', 'generate', 'operator'), tool_calls: listOf(ref('Call')) },
  ),
  Call: object(
    { id: text, function: text, arguments: anyObject, type: is('function') },
    { parse_error: text },
  ),
  ToolMessage: object(
    { role: is('tool'), content: text },
    { id: text, tool_call_id: text, function: text },
  ),
};

const events = {
  Event: either(ref('ModelEvent'), ref('ToolEvent'), ref('InfoEvent'), ref('ScoreEvent')),
  ModelEvent: object(
    {
      ...{ event: is('model'), ...at, model: text, input: messages },
      ...{ tools: listOf(ref('Tool')), tool_choice: oneOf('auto', 'any', 'none') },
      ...{ config: anyObject, output: ref('ModelOutput') },
    },
    {
      ...{ input_refs: listOf(pair), retries: whole, error: text },
      call: object(
        { request: anyObject },
        { response: anyObject, call_refs: listOf(pair), call_key: text },
      ),
    },
  ),
  Tool: object({ name: text, description: text, parameters: ref('ToolParameters') }),
  ToolParameters: {
    ...anyObject,
    properties: { type: is('object'), properties: anyObject, required: listOf(text) },
    required: ['type', 'properties', 'required'],
  },
  ToolEvent: object({
    ...{ event: is('tool'), ...at, type: is('function'), id: text, function: text },
    ...{ arguments: anyObject, result: text, events: listOf(anything) },
  }),
  InfoEvent: object({ event: is('info'), ...at, data: anything }, { source: text }),
  ScoreEvent: object({ event: is('score'), ...at, score: ref('Score'), intermediate: yesOrNo }),
};

/** By the names that Inspect gives its types. */
export const exportDefinitions: Record<string, Schema> = {
  ...header,
  ...sample,
  ...spoken,
  ...events,
};
