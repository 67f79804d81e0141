/** What goes over HTTP: destruction. */
import { z } from 'zod';
import { sides } from '#gateway';
import { reason } from '#platform/fields';
import { destructionStates } from './destruction-state.ts';
import { openNouns } from './going-on.ts';

export const askDestruction = z.object({ because: reason });

export const destructionView = z.object({
  submissionId: z.string(),
  /** Null while nobody has asked. */
  destruction: z
    .object({
      state: z.enum(destructionStates),
      askedBy: z.string(),
      askedSide: z.enum(sides),
      askedAt: z.date(),
      because: z.string(),
      /** Some of the words are not visible to a reader; they stand as they were sent. */
      hasHiddenCharacters: z.boolean(),
      doneBy: z.string().nullable(),
      doneAt: z.date().nullable(),
      /** Sealed items whose keys are gone. */
      items: z.number().int().nullable(),
    })
    .nullable(),
  /** What of the engagement still goes on; once it was withdrawn, what is to be told or answered. */
  goingOn: z.array(z.enum(openNouns)),
  /** Whether the second person is of the other side: not where the developer withdrew and asks. */
  takesBothSides: z.boolean(),
  may: z.array(z.enum(['ask', 'destroy'])),
});
