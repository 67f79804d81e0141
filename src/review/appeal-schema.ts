/** What goes over HTTP: appeals. */
import { z } from 'zod';
import { id, words } from '#platform/fields';
import { appealStates, appealSubjects } from './appeal-state.ts';

export const fileAppeal = z.object({
  about: z.enum(appealSubjects),
  /** Of the determination or partnership. */
  subjectId: id,
  grounds: words(20, 20_000),
});
export const answerAppeal = z.object({
  as: z.enum(['upheld', 'dismissed']),
  /** For whoever appealed. */
  answer: words(100, 10_000),
});

export const appealView = z.object({
  id: z.string(),
  submissionId: z.string(),
  about: z.enum(appealSubjects),
  subjectId: z.string(),
  state: z.enum(appealStates),
  filedBy: z.string(),
  filedAt: z.date(),
  /** The installation's policy, not a legal right. */
  answerBy: z.date(),
  isOverdue: z.boolean(),
  answer: z.string().nullable(),
  hasHiddenCharacters: z.boolean(),
  answeredBy: z.string().nullable(),
  answeredAt: z.date().nullable(),
  may: z.array(z.enum(['answer', 'withdraw', 'read'])),
});

/** Sealed; every reading is on record. */
export const appealGrounds = z.object({ grounds: z.string(), hasHiddenCharacters: z.boolean() });
