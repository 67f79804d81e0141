/** A sample as JSON text, piece by piece: its fields, then its streams in Inspect's order. */
import { formatJson } from './json-value.ts';
import type { InspectSample } from './sample.ts';

const pieceBytes = 64 * 1024;

export async function* sampleJson(sample: InspectSample): AsyncGenerator<string> {
  yield '{';
  yield* fieldsJson(sample.fields);
  yield ',"messages":';
  yield* listJson(sample.messages());
  yield ',"events":';
  yield* listJson(sample.events());
  yield ',"attachments":{';
  let isFirst = true;
  for await (const item of sample.pooled()) {
    if (item.pool !== 'attachments') continue;
    yield `${isFirst ? '' : ','}${formatJson(item.name)}:${formatJson(item.value)}`;
    isFirst = false;
  }
  yield '},"events_data":{"messages":';
  yield* listJson(only(sample, 'messages'));
  yield ',"calls":';
  yield* listJson(only(sample, 'calls'));
  yield '}}';
}

async function* only(sample: InspectSample, pool: 'messages' | 'calls'): AsyncGenerator<unknown> {
  for await (const item of sample.pooled()) if (item.pool === pool) yield item.value;
}

/** Members without the braces. Null is written as absence, as Inspect does. */
export function* fieldsJson(fields: Record<string, unknown>): Generator<string> {
  let isFirst = true;
  for (const [name, value] of Object.entries(fields)) {
    if (value === undefined || value === null) continue;
    yield `${isFirst ? '' : ','}${formatJson(name)}:${formatJson(value)}`;
    isFirst = false;
  }
}

export async function* listJson(
  items: Iterable<unknown> | AsyncIterable<unknown>,
): AsyncGenerator<string> {
  yield '[';
  let isFirst = true;
  for await (const item of items) {
    yield `${isFirst ? '' : ','}${formatJson(item)}`;
    isFirst = false;
  }
  yield ']';
}

/** Text gathered into pieces worth a system call. */
export async function* encoded(
  texts: Iterable<string> | AsyncIterable<string>,
): AsyncGenerator<Buffer> {
  let parts: string[] = [];
  let length = 0;
  for await (const text of texts) {
    parts.push(text);
    length += text.length;
    if (length < pieceBytes) continue;
    yield Buffer.from(parts.join(''), 'utf8');
    parts = [];
    length = 0;
  }
  if (length > 0) yield Buffer.from(parts.join(''), 'utf8');
}
