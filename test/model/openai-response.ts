/** The answer of OpenAI’s Responses: its items, and the typed events that build them up one by one. */
import type { StreamEvent } from './dialect.ts';
import { modelAt, piecesOf, type Call, type Choice, type Ending, type Reply } from './reply.ts';

const incomplete: Partial<Record<Ending, string>> = {
  length: 'max_output_tokens',
  refusal: 'content_filter',
};

export function responseOf(reply: Reply): object {
  const [choice] = reply.choices as [Choice];
  const reason = incomplete[choice.ending];
  return {
    ...headOf(reply, reply.model),
    status: reason === undefined ? 'completed' : 'incomplete',
    incomplete_details: reason === undefined ? null : { reason },
    output: itemsOf(reply, choice).map(({ whole }) => whole),
    ...(reply.usage && {
      usage: {
        input_tokens: reply.usage.input,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens: reply.usage.output,
        output_tokens_details: { reasoning_tokens: 0 },
        total_tokens: reply.usage.total,
      },
    }),
  };
}

const headOf = (reply: Reply, model: string): object => ({
  id: `resp_${reply.id}`,
  object: 'response',
  created_at: reply.createdS,
  status: 'in_progress',
  error: null,
  incomplete_details: null,
  instructions: null,
  metadata: {},
  model,
  output: [],
  parallel_tool_calls: true,
  previous_response_id: null,
  store: false,
  temperature: 1,
  text: { format: { type: 'text' } },
  tool_choice: 'auto',
  tools: [],
  top_p: 1,
  truncation: 'disabled',
  usage: null,
});

interface Item {
  id: string;
  whole: object;
  begun: object;
  /** Events between the two, without their place in the output. */
  inner(chunks: number): (StreamEvent & { data: object })[];
}

function itemsOf({ id }: Reply, choice: Choice): Item[] {
  const hasText = choice.text !== '' || choice.calls.length === 0;
  return [...(hasText ? [messageItem(`msg_${id}`, choice)] : []), ...choice.calls.map(callItem)];
}

function messageItem(id: string, { text, ending }: Choice): Item {
  const message = { id, type: 'message', role: 'assistant' };
  const isRefusal = ending === 'refusal';
  const kind = isRefusal ? 'refusal' : 'output_text';
  const part = (said: string) =>
    isRefusal
      ? { type: kind, refusal: said }
      : { type: kind, text: said, annotations: [], logprobs: [] };
  const status = ending === 'length' ? 'incomplete' : 'completed';
  return {
    id,
    whole: { ...message, status, content: [part(text)] },
    begun: { ...message, status: 'in_progress', content: [] },
    inner: (chunks) => [
      named('response.content_part.added', { content_index: 0, part: part('') }),
      ...piecesOf(text, chunks).map((delta) => ({
        ...named(`response.${kind}.delta`, { content_index: 0, delta }),
        isPiece: true,
      })),
      named(`response.${kind}.done`, {
        content_index: 0,
        ...(isRefusal ? { refusal: text } : { text }),
      }),
      named('response.content_part.done', { content_index: 0, part: part(text) }),
    ],
  };
}

function callItem({ id, name, arguments: given }: Call): Item {
  const item = { id: `fc_${id}`, type: 'function_call', call_id: `call_${id}`, name };
  return {
    id: item.id,
    whole: { ...item, status: 'completed', arguments: given },
    begun: { ...item, status: 'in_progress', arguments: '' },
    inner: (chunks) => [
      ...piecesOf(given, chunks).map((delta) => ({
        ...named('response.function_call_arguments.delta', { delta }),
        isPiece: true,
      })),
      named('response.function_call_arguments.done', { name, arguments: given }),
    ],
  };
}

const named = (name: string, data: object): StreamEvent & { data: object } => ({
  name,
  data: { type: name, ...data },
});

export function responseEvents(reply: Reply, chunks: number): StreamEvent[] {
  const [choice] = reply.choices as [Choice];
  const said = itemsOf(reply, choice).flatMap(({ id, begun, whole, inner }, output_index) => [
    named('response.output_item.added', { output_index, item: begun }),
    ...inner(chunks).map(({ data, ...event }) => ({
      ...event,
      data: { ...data, item_id: id, output_index },
    })),
    named('response.output_item.done', { output_index, item: whole }),
  ]);
  const pieces = said.filter((event) => 'isPiece' in event && event.isPiece).length;
  const end = responseOf({ ...reply, model: modelAt(reply, pieces) });
  const isWhole = incomplete[choice.ending] === undefined;
  const response = headOf(reply, reply.model);
  return [
    named('response.created', { response }),
    named('response.in_progress', { response }),
    ...said,
    named(isWhole ? 'response.completed' : 'response.incomplete', { response: end }),
  ].map((event, sequence_number) => ({ ...event, data: { ...event.data, sequence_number } }));
}
