/**
 * A sample that is one JSON document: an entry of a `.eval` archive or an element of a `.json` log. One
 * pass gives its fields and counts; each stream is a further pass, so no sequence is ever held.
 */
import { mended } from './mend.ts';
import { migrateEvent, migrateMessage, migrateSample, objectOf } from './migrate.ts';
import type { TreatmentOf } from './json-scan.ts';
import { membersOf, readMembers, reportTwice, type Document, type Wholeness } from './reading.ts';
import {
  sampleFields,
  type InspectEvent,
  type InspectMessage,
  type InspectSample,
  type PooledItem,
  type SampleCounts,
} from './sample.ts';

/** Where each stream has been kept: today's place first, then that of older logs. */
const places = {
  messages: ['messages'],
  events: ['events', 'transcript/events'],
  attachments: ['attachments', 'transcript/content'],
  pooledMessages: ['events_data/messages', 'message_pool'],
  pooledCalls: ['events_data/calls'],
} as const;

const streams: readonly string[] = Object.values(places).flat();
const holders: readonly string[] = ['events_data', 'transcript'];

/** Nothing when the document does not say which sample it is. `scorer` names an unnamed score. */
export async function readMonolith(
  document: Document,
  scorer: string | undefined,
): Promise<InspectSample | undefined> {
  const wholeness: Wholeness = { isWhole: true };
  const { fields: raw, counts } = await readFields(document, wholeness);
  const { entry, findings } = document;
  // Broken off before it said who it is; that it broke off is reported.
  if (!wholeness.isWhole && raw['id'] === undefined) return undefined;
  const fields = mended(sampleFields, migrateSample(raw, scorer), entry, findings);
  if (fields === undefined) return undefined;
  return {
    entry,
    isWhole: wholeness.isWhole,
    fields,
    counts,
    messages: () => messagesOf(document, places.messages),
    events: () => eventsOf(document, places.events),
    pooled: () => pooledOf(document),
  };
}

async function readFields(
  document: Document,
  wholeness: Wholeness,
): Promise<{ fields: Record<string, unknown>; counts: SampleCounts }> {
  const { entry, limits, findings } = document;
  const fields = new Map<string, unknown>();
  const counts: SampleCounts = { messages: 0, events: 0, attachments: 0 };
  let kept = 0;
  for await (const { parent, key, value, start, end } of readMembers(
    document,
    fieldsAndStreams(document),
    wholeness,
  )) {
    if (isIn(places.events, parent)) counts.events++;
    else if (isIn(places.messages, parent)) counts.messages++;
    else if (isIn(places.attachments, parent)) counts.attachments++;
    if (parent !== '' || value === undefined) continue;
    kept += end - start;
    if (kept > limits.fieldsBytesMax) {
      wholeness.isWhole = false;
      findings.add('too_large', entry, `has more than ${limits.fieldsBytesMax} bytes of fields`);
      break;
    }
    fields.set(String(key), value);
  }
  return { fields: Object.fromEntries(fields), counts };
}

function fieldsAndStreams(document: Document): TreatmentOf {
  const seen = new Set<string>();
  return (parent, key, isContainer) => {
    if (streams.includes(parent)) return 'pass';
    const path = parent === '' ? String(key) : `${parent}/${key}`;
    const isTwice = seen.has(path);
    if (isTwice) reportTwice(document, path);
    seen.add(path);
    if (streams.includes(path) || holders.includes(path))
      return isContainer && !isTwice ? 'open' : 'pass';
    return parent === '' ? 'keep' : 'pass';
  };
}

/** One pass for all three. */
async function* pooledOf(document: Document): AsyncGenerator<PooledItem> {
  const { attachments, pooledMessages, pooledCalls } = places;
  const treatmentOf = membersOf(...attachments, ...pooledMessages, ...pooledCalls);
  for await (const { parent, key, value } of readMembers(document, treatmentOf)) {
    if (value === undefined) continue;
    if (isIn(attachments, parent)) {
      if (typeof value === 'string') yield { pool: 'attachments', name: String(key), value };
      else notOne(document, 'text', `/${parent}/${key}`);
    } else if (isIn(pooledMessages, parent)) {
      migrateMessage(value);
      yield { pool: 'messages', value };
    } else if (isIn(pooledCalls, parent)) yield { pool: 'calls', value };
  }
}

/** Events in order; what is no event is reported. */
export async function* eventsOf(
  document: Document,
  paths: readonly string[],
): AsyncGenerator<InspectEvent> {
  for await (const { parent, key, value } of readMembers(document, membersOf(...paths))) {
    if (!isIn(paths, parent) || value === undefined) continue;
    const event = objectOf(value);
    if (typeof event?.['event'] === 'string') yield migrateEvent(event) as InspectEvent;
    else notOne(document, 'event', `/${parent}/${key}`);
  }
}

export async function* messagesOf(
  document: Document,
  paths: readonly string[],
): AsyncGenerator<InspectMessage> {
  for await (const { parent, key, value } of readMembers(document, membersOf(...paths))) {
    if (!isIn(paths, parent) || value === undefined) continue;
    const message = objectOf(value);
    if (typeof message?.['role'] === 'string') {
      migrateMessage(message);
      yield message as unknown as InspectMessage;
    } else notOne(document, 'message', `/${parent}/${key}`);
  }
}

function notOne({ entry, findings }: Document, kind: string, instancePath: string): void {
  findings.add('field_invalid', entry, `is no ${kind}; it is left out`, instancePath);
}

const isIn = (paths: readonly string[], parent: string) => paths.includes(parent);
