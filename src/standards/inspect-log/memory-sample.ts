/** A sample that is in memory already, with the streams that a writer or a reader of evidence asks for. */
import {
  sampleFields,
  type InspectEvent,
  type InspectMessage,
  type InspectSample,
  type PooledItem,
} from './sample.ts';
import type { z } from 'zod';

export interface SampleParts {
  /** Defaults stand for what is not given. */
  fields: z.input<typeof sampleFields>;
  messages: InspectMessage[];
  events: InspectEvent[];
  attachments?: Record<string, string>;
  pooledMessages?: unknown[];
  pooledCalls?: unknown[];
}

export function inspectSample(parts: SampleParts): InspectSample {
  const { messages, events, attachments = {}, pooledMessages = [], pooledCalls = [] } = parts;
  const fields = sampleFields.parse(parts.fields);
  const named = Object.entries(attachments);
  return {
    entry: `samples/${fields.id}_epoch_${fields.epoch}.json`,
    isWhole: true,
    fields,
    counts: { messages: messages.length, events: events.length, attachments: named.length },
    messages: () => streamed(messages),
    events: () => streamed(events),
    pooled: () =>
      streamed<PooledItem>([
        ...named.map(([name, value]) => ({ pool: 'attachments' as const, name, value })),
        ...pooledMessages.map((value) => ({ pool: 'messages' as const, value })),
        ...pooledCalls.map((value) => ({ pool: 'calls' as const, value })),
      ]),
  };
}

async function* streamed<Item>(items: Item[]): AsyncGenerator<Item> {
  yield* items;
}
