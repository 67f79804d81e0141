/**
 * What goes back, before an API gives it a shape: the answers, how each ended, what it cost and who says
 * to have given it. Everything follows from the request and the dials; the same request is answered by
 * the same bytes, ids included, so that an answer can be kept and a run repeated.
 */
import { createHash } from 'node:crypto';
import type { Behaviour } from './behaviour.ts';
import type { Asked } from './conversation.ts';
import { answerTo, type Answer } from './script.ts';

export type Ending = 'stop' | 'length' | 'calls' | 'refusal';

export interface Call {
  id: string;
  name: string;
  /** JSON. */
  arguments: string;
}

export interface Choice {
  text: string;
  calls: readonly Call[];
  ending: Ending;
}

/** A lie may be no number. */
export interface Usage {
  input: number | string;
  output: number | string;
  total: number | string;
}

export interface Reply {
  /** Letters and digits; each API puts its own prefix before it. */
  id: string;
  createdS: number;
  /** Who says to answer: from the first byte, and where it changes within a stream. */
  model: string;
  change: { model: string; fromPiece: number } | undefined;
  choices: readonly Choice[];
  usage: Usage | undefined;
  saysUsage: boolean;
}

const bytesOfToken = 3;
/** A token for each three bytes begun, so that the plain answer of 600 characters bears 200 chunks. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesOfToken);
/** A time of the past, always the same. */
const createdS = Date.UTC(2026, 10, 20) / 1000;
const refusal: Answer = { text: 'I cannot help with this request.', isRefusal: true };

/** The script has nothing for this conversation, or calls what is not offered: the test’s own mistake. */
export class ScriptFault extends Error {}

/** `identity`: who speaks instead of the model that was asked. */
export function replyTo(
  asked: Asked,
  dials: Behaviour,
  identity: Behaviour['identity'] | undefined,
): Reply {
  const id = createHash('sha256')
    .update(`${asked.model} ${asked.prompt}`)
    .digest('hex')
    .slice(0, 24);
  const choices = Array.from({ length: asked.copies }, (_, copy) =>
    choiceOf(answerOf(asked, dials, copy), asked, `${id}${copy}`),
  );
  const isLater = asked.isStream && identity !== undefined && identity.fromPiece > 0;
  return {
    id,
    createdS,
    model: isLater ? asked.model : (identity?.model ?? asked.model),
    change: isLater ? identity : undefined,
    choices,
    usage: usageOf(asked, choices, dials.usage),
    saysUsage: asked.saysUsage,
  };
}

function answerOf(asked: Asked, { script, seed, skill, refuses }: Behaviour, copy: number): Answer {
  if (refuses) return refusal;
  const answer = answerTo(script, asked.conversation, { seed, skill, copy });
  if (answer === undefined) throw new ScriptFault('no turn of the script fits this conversation');
  const missing = answer.calls?.find(({ name }) => !asked.tools.includes(name));
  if (missing !== undefined) {
    throw new ScriptFault(`the script calls \`${missing.name}\`, which the request does not offer`);
  }
  return answer;
}

/** Cut where the request says: first the text, and a call is made whole or not at all. */
function choiceOf(answer: Answer, asked: Asked, id: string): Choice {
  const whole = answer.text ?? '';
  const calls = (answer.calls ?? []).map(({ name, arguments: given }, at) => ({
    id: `${id}${at}`,
    name,
    arguments: JSON.stringify(given),
  }));
  const text = textWithin(whole, asked.outputTokensMax ?? Infinity);
  const isCut =
    text.length < whole.length ||
    costOf({ text, calls }) > (asked.outputTokensMax ?? Number.MAX_SAFE_INTEGER);
  if (isCut) return { text, calls: [], ending: 'length' };
  if (answer.isRefusal === true) return { text, calls: [], ending: 'refusal' };
  return { text, calls, ending: calls.length > 0 ? 'calls' : 'stop' };
}

function textWithin(text: string, tokens: number): string {
  if (tokensOf(text) <= tokens) return text;
  // What is left of a character that was cut becomes U+FFFD; it is dropped, not shown.
  return Buffer.from(text)
    .subarray(0, tokens * bytesOfToken)
    .toString('utf8')
    .replace(/\uFFFD$/, '');
}

const costOf = ({ text, calls }: Pick<Choice, 'text' | 'calls'>): number =>
  calls.reduce(
    (sum, call) => sum + tokensOf(call.name) + tokensOf(call.arguments),
    Math.max(1, tokensOf(text)),
  );

function usageOf(
  asked: Asked,
  choices: readonly Choice[],
  lie: Behaviour['usage'],
): Usage | undefined {
  const input = Math.max(1, tokensOf(asked.prompt));
  const output = choices.reduce((sum, choice) => sum + costOf(choice), 0);
  const both = (say: (tokens: number) => number | string): Usage => ({
    input: say(input),
    output: say(output),
    total: say(input + output),
  });
  switch (lie) {
    case 'true':
      return both((tokens) => tokens);
    case 'absent':
      return undefined;
    case 'small':
      return both(() => 1);
    case 'large':
      return both((tokens) => tokens * 1000);
    case 'negative':
      return both((tokens) => -tokens);
    case 'text':
      return both(String);
  }
}

/** Who says to speak at the piece of this number, counted from 0. */
export const modelAt = ({ model, change }: Reply, piece: number): string =>
  change !== undefined && piece >= change.fromPiece ? change.model : model;

/** Cuts a text into pieces: as many as wished, none without a token, no character apart. */
export function piecesOf(text: string, chunks: number): string[] {
  const characters = [...text];
  const count = Math.min(chunks, tokensOf(text), characters.length);
  return Array.from({ length: count }, (_, at) =>
    characters
      .slice(
        Math.floor((at * characters.length) / count),
        Math.floor(((at + 1) * characters.length) / count),
      )
      .join(''),
  );
}
