/**
 * What is said of a sample in one line: Inspect's `EvalSampleSummary`, with long texts cut as Inspect
 * cuts them (`log/_util.py`), so that a list of summaries stays small.
 */
import { formatJson } from './json-value.ts';
import { objectOf } from './migrate.ts';
import type { InspectSample, SampleSummary, Score } from './sample.ts';

const inputCharsMax = 5_120;
const textCharsMax = 1_024;
/** Metadata is shown only where it is shorter than this as JSON. */
const metadataBytesMax = 1_024;

export function summaryOf({ fields, counts }: InspectSample): SampleSummary {
  const { scores, error, limit, error_retries: retries } = fields;
  const given = (members: Record<string, unknown>) =>
    Object.fromEntries(Object.entries(members).filter(([, value]) => value != null));
  return {
    id: fields.id,
    epoch: fields.epoch,
    input: thinInput(fields.input),
    target: Array.isArray(fields.target)
      ? fields.target.map(thinInputText)
      : thinInputText(fields.target),
    metadata: thinMetadata(fields.metadata),
    model_usage: fields.model_usage,
    role_usage: fields.role_usage,
    completed: error == null && fields.completed_at !== null,
    message_count: counts.messages,
    ...given({
      choices: fields.choices,
      scores: scores == null ? undefined : thinScores(scores),
      started_at: fields.started_at,
      completed_at: fields.completed_at,
      total_time: fields.total_time,
      working_time: fields.working_time,
      uuid: fields.uuid,
      error: error?.message,
      limit: limit?.type,
      retries: retries?.length,
    }),
  };
}

function thinScores(scores: Record<string, Score>): Record<string, Score> {
  return Object.fromEntries(
    Object.entries(scores).map(([name, score]) => [
      name,
      {
        ...score,
        ...(score.answer == null ? {} : { answer: thinText(score.answer) }),
        ...(score.explanation == null ? {} : { explanation: thinText(score.explanation) }),
        ...(score.metadata == null ? {} : { metadata: thinMetadata(score.metadata) }),
      },
    ]),
  );
}

function thinMetadata(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]): [string, unknown][] => {
      if (typeof value === 'string') return [[name, thinText(value)]];
      return formatJson(value).length < metadataBytesMax ? [[name, value]] : [];
    }),
  );
}

/** Text only: what else a message holds is named by its kind. */
function thinInput(input: string | unknown[]): string | unknown[] {
  if (typeof input === 'string') return thinInputText(input);
  return input.map((value) => {
    const message = objectOf(value);
    if (message === undefined) return value;
    const { content } = message;
    if (typeof content === 'string') return { ...message, content: thinInputText(content) };
    if (!Array.isArray(content)) return message;
    return { ...message, content: content.map(thinPart) };
  });
}

function thinPart(value: unknown): unknown {
  const part = objectOf(value);
  if (part?.['type'] === 'text')
    return { ...part, text: thinInputText(String(part['text'] ?? '')) };
  const kind = String(part?.['type'] ?? 'unknown');
  return { type: 'text', text: `(${kind.charAt(0).toUpperCase()}${kind.slice(1)})` };
}

function thinInputText(text: string): string {
  return text.length > inputCharsMax
    ? `${text.slice(0, inputCharsMax)}...\n(content truncated)`
    : text;
}

/** White space runs into one, and the last whole word before the limit is the last. */
function thinText(text: string): string {
  const plain = text
    .slice(0, 8 * textCharsMax)
    .replace(/\s+/g, ' ')
    .trim();
  if (plain.length <= textCharsMax) return plain;
  const cut = plain.slice(0, textCharsMax - 3);
  const end = plain[textCharsMax - 3] === ' ' ? cut.length : Math.max(0, cut.lastIndexOf(' '));
  return `${cut.slice(0, end)}...`;
}
