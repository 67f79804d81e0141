/** The single values a task is made of, each with its limit. */
import { posix } from 'node:path';
import { z } from 'zod';
import type { Words } from './task.ts';

/** One line that a terminal can be shown. */
export const line = (charsMax: number) =>
  z
    .string()
    .min(1)
    .max(charsMax)
    .regex(/^[^\p{Cc}]*$/u, 'give one line without control characters');

export const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]{0,79}$/, 'use a-z, 0-9, `.`, `_` and `-`, at most 80');

/** A path that stays in its folder: relative, normal, without `..`. */
export const innerPath = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !staysOutside(path), 'name a path inside the folder, without `..`');

export function staysOutside(path: string): boolean {
  const normal = posix.normalize(path).replace(/\/$/, '');
  const isPlain = normal === path.replace(/\/$/, '') && !/[\p{Cc}\\]/u.test(path);
  return !isPlain || posix.isAbsolute(path) || normal.startsWith('..') || normal === '.';
}

/** Files to place; `root` is where they go, and may be written before a place. */
export const placed = (root: string) =>
  z
    .record(z.string(), innerPath)
    .transform((files) =>
      Object.fromEntries(
        Object.entries(files).map(([place, source]) => [
          place.startsWith(`${root}/`) ? place.slice(root.length + 1) : place,
          source,
        ]),
      ),
    )
    .refine((files) => Object.keys(files).every((place) => !staysOutside(place)), {
      message: `places are below \`${root}\`, without \`..\``,
    })
    .refine((files) => Object.keys(files).length <= 500, 'use at most 500 entries');

const word = z
  .string()
  .max(4096)
  .regex(/^[^\0]*$/);

/** A command without a shell: a line split at blanks, or a list. */
export const words = z
  .union([z.string().max(4096).regex(/\S/, 'name a program'), z.array(word).min(1).max(64)])
  .transform((given): Words => (typeof given === 'string' ? given.trim().split(/\s+/) : given))
  .refine(([program]) => program !== undefined && program !== '', 'name a program');

export const build = z.array(words).max(20);

export const canary = z
  .string()
  .regex(
    /^sallyport-canary-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
    'give `sallyport-canary-` and a UUID',
  );
