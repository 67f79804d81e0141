/** The answer of Anthropic’s Messages: its blocks, and the events that build them up one by one. */
import type { StreamEvent } from './dialect.ts';
import { modelAt, piecesOf, type Call, type Choice, type Ending, type Reply } from './reply.ts';

const reasons: Record<Ending, string> = {
  stop: 'end_turn',
  length: 'max_tokens',
  calls: 'tool_use',
  refusal: 'refusal',
};

export function messageOf(reply: Reply): object {
  const [choice] = reply.choices as [Choice];
  return {
    ...headOf(reply, reply.model),
    content: blocksOf(choice).map(({ whole }) => whole),
    stop_reason: reasons[choice.ending],
    ...(reply.usage && { usage: usageOf(reply, reply.usage.output) }),
  };
}

const headOf = (reply: Reply, model: string): object => ({
  id: `msg_${reply.id}`,
  type: 'message',
  role: 'assistant',
  model,
  content: [],
  stop_reason: null,
  stop_sequence: null,
});

const usageOf = ({ usage }: Reply, output: number | string | undefined) => ({
  input_tokens: usage?.input,
  cache_creation_input_tokens: 0,
  cache_read_input_tokens: 0,
  output_tokens: output,
  service_tier: 'standard',
});

interface Block {
  whole: object;
  begun: object;
  deltas(chunks: number): object[];
}

const blocksOf = ({ text, calls }: Choice): Block[] => [
  ...(text === '' ? [] : [textBlock(text)]),
  ...calls.map(callBlock),
];

const textBlock = (text: string): Block => ({
  whole: { type: 'text', text, citations: null },
  begun: { type: 'text', text: '', citations: null },
  deltas: (chunks) => piecesOf(text, chunks).map((piece) => ({ type: 'text_delta', text: piece })),
});

function callBlock({ id, name, arguments: given }: Call): Block {
  const head = { type: 'tool_use', id: `toolu_${id}`, name };
  return {
    whole: { ...head, input: JSON.parse(given) as object },
    begun: { ...head, input: {} },
    deltas: (chunks) =>
      piecesOf(given, chunks).map((piece) => ({ type: 'input_json_delta', partial_json: piece })),
  };
}

const named = (name: string, data: object): StreamEvent => ({
  name,
  data: { type: name, ...data },
});

export function messageEvents(reply: Reply, chunks: number): StreamEvent[] {
  const [choice] = reply.choices as [Choice];
  // The model is named by `message_start` alone: to change it, a stream begins a second time.
  const start = (model: string) =>
    named('message_start', {
      message: { ...headOf(reply, model), ...(reply.usage && { usage: usageOf(reply, 1) }) },
    });
  let piece = 0;
  let model = reply.model;
  const said = blocksOf(choice).flatMap(({ begun, deltas }, index) => [
    named('content_block_start', { index, content_block: begun }),
    ...(index === 0 ? [named('ping', {})] : []),
    ...deltas(chunks).flatMap((delta) => {
      const event = { ...named('content_block_delta', { index, delta }), isPiece: true };
      const now = modelAt(reply, piece++);
      if (now === model) return [event];
      model = now;
      return [start(now), event];
    }),
    named('content_block_stop', { index }),
  ]);
  return [
    start(reply.model),
    ...said,
    named('message_delta', {
      delta: { stop_reason: reasons[choice.ending], stop_sequence: null },
      ...(reply.usage && { usage: { output_tokens: reply.usage.output } }),
    }),
    named('message_stop', {}),
  ];
}
