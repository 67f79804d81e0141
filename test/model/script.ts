/**
 * What the scripted model says. A script is a list of turns, read from the top: the first whose `on` fits
 * the conversation answers it. It is data, so that a file can hold one and an evaluation agent can be
 * played: a turn calls a tool, the next one matches what the tool said.
 *
 * A turn holds its answers from worst to best, and *skill* decides which is given. Nothing is drawn at
 * random: the same seed, skill and task give the same answer on every host, and of two models with one
 * seed the more skilled never answers any task worse.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Conversation } from './conversation.ts';

const charsMax = 1_000_000;
const text = z.string().max(charsMax);

/** What a turn answers to; every member named must fit. None: anything. */
const condition = z.strictObject({
  /** Who spoke last. */
  from: z.enum(['user', 'tool']).optional(),
  /** The tool that answered last. */
  tool: z.string().max(200).optional(),
  /** Somewhere in the last message, as written. */
  includes: text.optional(),
  /** A regular expression over the last message; its groups are `{{1}}`, `{{2}}` … in the answer. */
  pattern: z.string().max(10_000).optional(),
  /** Somewhere in the first message of the user, which is what we call the task. */
  task: text.optional(),
  /** How many times the model has spoken before. */
  spoken: z.int().min(0).max(10_000).optional(),
});

const toolCall = z.strictObject({
  name: z.string().min(1).max(200),
  arguments: z.record(z.string(), z.json()),
});

const answer = z.strictObject({
  text: text.optional(),
  calls: z.array(toolCall).max(100).optional(),
  /** The text is a refusal, and ends as each API says that it was one. */
  isRefusal: z.boolean().optional(),
});

const turn = z.strictObject({
  on: condition.optional(),
  /** From worst to best. */
  answers: z.array(answer).min(1).max(100),
});

export const script = z.array(turn).min(1).max(1000);

export type Condition = z.output<typeof condition>;
export type ToolCall = z.output<typeof toolCall>;
export type Answer = z.output<typeof answer>;
export type Turn = z.output<typeof turn>;
export type Script = z.output<typeof script>;

const sentence =
  'The answer is measured in characters — ünd some take two bytes, some three (漢字), some four (🙂): ' +
  'whoever cuts them apart must put them together again. ';

/** Text of exactly so many characters, not all of them one byte long. */
export function textOf(characters: number): string {
  const pool = [...sentence];
  return Array.from({ length: characters }, (_, at) => pool[at % pool.length]).join('');
}

/** Answers anything with 600 characters. */
export const plainScript: Script = [{ answers: [{ text: textOf(600) }] }];

export interface Draw {
  seed: number;
  /** 0: always the worst answer; 1: always the best; between, that share of tasks goes well. */
  skill: number;
  /** Which of several answers to one request (`n`). */
  copy: number;
}

/** The answer to a conversation, or nothing where no turn fits. */
export function answerTo(script: Script, said: Conversation, draw: Draw): Answer | undefined {
  for (const { on, answers } of script) {
    const groups = groupsOf(on ?? {}, said);
    if (groups === undefined) continue;
    return filled(answers[rankOf(answers.length, said, draw)] as Answer, groups);
  }
  return undefined;
}

/** What the pattern caught; nothing if the condition does not hold. */
function groupsOf(on: Condition, said: Conversation): readonly string[] | undefined {
  const { last } = said;
  if (on.from !== undefined && on.from !== last.from) return undefined;
  if (on.tool !== undefined && on.tool !== last.tool) return undefined;
  if (on.includes !== undefined && !last.text.includes(on.includes)) return undefined;
  if (on.task !== undefined && !said.task.includes(on.task)) return undefined;
  if (on.spoken !== undefined && on.spoken !== said.spoken) return undefined;
  if (on.pattern === undefined) return [];
  return new RegExp(on.pattern, 'u').exec(last.text) ?? undefined;
}

/**
 * Each step up the answers is a draw of its own that succeeds with probability `skill`. The draws hang on
 * the task and not on the turn, so that a task that goes well goes well to its end.
 */
function rankOf(answers: number, said: Conversation, { seed, skill, copy }: Draw): number {
  let rank = 0;
  for (let step = 1; step < answers; step++) {
    if (shareOf([seed, said.seed ?? null, copy, said.task, step]) < skill) rank += 1;
  }
  return rank;
}

/** A number from 0 up to, and never, 1. */
function shareOf(values: unknown): number {
  return (
    createHash('sha256').update(JSON.stringify(values)).digest().readUIntBE(0, 6) / 2 ** (6 * 8)
  );
}

function filled(answer: Answer, groups: readonly string[]): Answer {
  if (groups.length === 0) return answer;
  const fill = (value: string) =>
    value.replaceAll(/\{\{(\d)\}\}/g, (_, group: string) => groups[Number(group)] ?? '');
  const fillAll = (value: unknown): unknown => {
    if (typeof value === 'string') return fill(value);
    if (Array.isArray(value)) return value.map(fillAll);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fillAll(each)]));
  };
  return fillAll(answer) as Answer;
}
