/** What goes over HTTP: questions. */
import { z } from 'zod';
import { instantText } from '#gateway';
import { id, line, words } from '#platform/fields';
import { contact, descriptor } from './question.ts';
import { questionStates } from './question-state.ts';

/** A question about a model that is not here yet: the engagement opens with it, without a gateway. */
export const askQuestion = z.object({
  /** The evaluating organisation, by the id that its people see on their own page. */
  evaluatorId: id,
  /** What the developer declares one model, whatever its checkpoints. */
  declaredAs: line(100),
  descriptor,
  contact,
  /** Asks the office to name the question to nobody who is not consulted on it. */
  isConfidential: z.boolean().default(true),
  /** To trusted partners; the thirty days are held against it. */
  plannedReleaseAt: instantText.nullable().default(null),
  /** To everybody; shown, and no window is held against it. */
  publicReleaseAt: instantText.nullable().default(null),
});
/** The same in an engagement that is there already. */
export const askAgain = askQuestion.pick({
  descriptor: true,
  contact: true,
  isConfidential: true,
});
export const supplementQuestion = askQuestion.pick({ descriptor: true, contact: true });
/** What is still needed, or an answer that no determination gives: words for the developer. */
export const wordsForDeveloper = z.object({ words: words(10, 4000) });

export const questionView = z.object({
  id: z.string(),
  submissionId: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  /** What the developer declares one model. */
  declaredAs: z.string(),
  state: z.enum(questionStates),
  stateSince: z.date(),
  isConfidential: z.boolean(),
  askedBy: z.string(),
  askedAt: z.date(),
  descriptorSha256: z.string(),
  /** What is still needed, or the answer; null where a determination answers, or nobody has yet. */
  words: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  /** When the office means to have moved: its policy, no legal duty. Null while it waits for the developer. */
  answerDueAt: z.date().nullable(),
  settledBy: z.string().nullable(),
  may: z.array(z.enum(['acknowledge', 'need_more', 'supplement', 'answer', 'withdraw', 'read'])),
});

/** Sealed; every reading is on record. */
export const questionContent = z.object({
  descriptor,
  contact,
  /** Some of it is not visible to a reader; it stands here as it was sent. */
  hasHiddenCharacters: z.boolean(),
});
