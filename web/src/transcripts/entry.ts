/**
 * What a page believes of a line of a run's journal. The file is a stranger's, so every part is looked at
 * before it is used, and what is not understood is shown as it stands. Pure.
 */
export type Fields = Readonly<Record<string, unknown>>;

export interface JournalEntry {
  at: string;
  kind: string;
  /** The sample it belongs to; null: the run's own. */
  sample: string | null;
  fields: Fields;
}

/** The entry in a line, or undefined where it is no line of a journal. */
export function entryOf(line: string): JournalEntry | undefined {
  let document: unknown;
  try {
    document = JSON.parse(line);
  } catch {
    return undefined;
  }
  const fields = inside(document, 'entry');
  const { at, kind, sample } = fields;
  if (typeof at !== 'string' || typeof kind !== 'string') return undefined;
  return { at, kind, sample: typeof sample === 'string' ? sample : null, fields };
}

export const inside = (value: unknown, key: string): Fields => {
  const found = isFields(value) ? value[key] : undefined;
  return isFields(found) ? found : {};
};
export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const textIn = (value: unknown, key: string): string => {
  const found = isFields(value) ? value[key] : undefined;
  return typeof found === 'string' ? found : '';
};
export const numberIn = (value: unknown, key: string): number => {
  const found = isFields(value) ? value[key] : undefined;
  return typeof found === 'number' ? found : 0;
};
export const listIn = (value: unknown, key: string): readonly unknown[] => {
  const found = isFields(value) ? value[key] : undefined;
  return Array.isArray(found) ? found : [];
};

export interface Said {
  /** Who says it, as in `assistant`, or what it is. */
  by: string;
  text: string;
}

/** What was said in an entry, in order; for `call` and `unsent` its new messages. */
export function saidIn({ kind, fields }: JournalEntry): Said[] {
  if (kind === 'call' || kind === 'unsent') {
    return [...listIn(fields, 'messages').flatMap(saidInMessage), ...answerOf(fields)];
  }
  if (kind === 'sample_ended' || kind === 'sample_interrupted') return resultOf(fields);
  if (kind === 'run_started') {
    const plan = planOf(fields);
    return [
      { by: 'suite', text: textIn(plan['suite'], 'name') },
      { by: 'plan', text: pretty(plan) },
    ];
  }
  return [{ by: kind.replaceAll('_', ' '), text: pretty(restOf(fields)) }];
}

function saidInMessage(message: unknown): Said[] {
  const by = textIn(message, 'role') || 'message';
  const said = textIn(message, 'content');
  const calls = listIn(message, 'tool_calls').map((call) => {
    const asked = inside(call, 'function');
    return { by: `calls ${textIn(asked, 'name')}`, text: argumentsOf(textIn(asked, 'arguments')) };
  });
  return said === '' && calls.length > 0 ? calls : [{ by, text: said }, ...calls];
}

/** Arguments of one text are that text: a command is read as it would be typed. */
function argumentsOf(given: string): string {
  try {
    const parsed: unknown = JSON.parse(given);
    const values = isFields(parsed) ? Object.values(parsed) : [];
    return values.length === 1 && typeof values[0] === 'string' ? values[0] : pretty(parsed);
  } catch {
    return given;
  }
}

/** The answer's bytes as they came; the next entry repeats what was taken from them. */
function answerOf(fields: Fields): Said[] {
  const answer = fields['answer'];
  if (answer === undefined) return [];
  if (answer === null) return [{ by: 'no answer', text: pretty(fields['tries']) }];
  return [{ by: 'answer as it came', text: textIn(answer, 'text') || textIn(answer, 'base64') }];
}

function resultOf(fields: Fields): Said[] {
  const result = inside(fields, 'result');
  const score = inside(result, 'score');
  const parts: Said[] = [
    { by: 'ended', text: `${textIn(result, 'disposition')} ${textIn(result, 'reason')}`.trim() },
    { by: 'score', text: 'value' in score ? String(score['value']) : '' },
    { by: 'scorer', text: textIn(score, 'explanation') },
    { by: 'submitted', text: textIn(result, 'answer') },
    { by: 'spent', text: isFields(result['spent']) ? pretty(result['spent']) : '' },
  ];
  return parts.filter(({ text }) => text !== '');
}

/** Without the secret from which every flag can be computed. */
function planOf(fields: Fields): Fields {
  const { secret: _, ...plan } = inside(fields, 'plan');
  return plan;
}

const restOf = ({ at: _at, kind: _kind, sample: _sample, ...rest }: Fields): Fields => rest;
const pretty = (value: unknown): string => JSON.stringify(value, null, 2) ?? '';
