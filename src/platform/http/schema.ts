/** Shapes every list shares: ask with `cursor` and `limit`, get `items` and perhaps `nextCursor`. */
import { z } from 'zod';
import { pageSizeMax } from '#platform/db';

export const pageQuery = z.object({
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(pageSizeMax).default(50),
});

export function pageSchema<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), nextCursor: z.string().optional() });
}
