/** Shapes that routes of several domains share: lists, lines of a timeline, and what sealed content is opened for. */
import { z } from 'zod';
import { pageSizeMax } from '#platform/db';
import { words } from '#platform/fields';

/** A list is asked for with `cursor` and `limit`, and has `items` and perhaps `nextCursor`. */
export const pageQuery = z.object({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
});

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}

/** One line of a timeline. `actor` is a name. */
export const eventView = z.object({
  id: z.string(),
  type: z.string(),
  at: z.date(),
  actor: z.string(),
  subject: z.string(),
  payload: z.record(z.string(), z.unknown()),
});

/** Whoever opens sealed content says what for; it stands in the ledger under their name. */
export const purposeQuery = z.object({ purpose: words(3, 200) });
