/** What statements of determinations are made of. Pure. */
import { z } from 'zod';
import { consulteeViews, type ConsultationState } from './determination-state.ts';

export const instant = z.iso.datetime();
export const digest = z.string().regex(/^[0-9a-f]{64}$/);
export const named = z.strictObject({ id: z.string(), name: z.string() });

/** What another office was asked and what came of it, whose words are `words`. */
export const consultedOffice = <State extends ConsultationState, Words extends z.ZodType>(
  states: readonly [State, ...State[]],
  words: Words,
) =>
  z.strictObject({
    organisation: named,
    askedAt: instant,
    answerBy: instant,
    state: z.enum(states),
    view: z.enum(consulteeViews).nullable(),
    words: words.nullable(),
  });

export const dissentOf = <Words extends z.ZodType>(words: Words) =>
  z.strictObject({ person: named, words, at: instant });
