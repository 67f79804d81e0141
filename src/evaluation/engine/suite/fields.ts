/** The single values a task is made of, each with its limit. */
import { posix } from 'node:path';
import { z } from 'zod';
import type { Words } from './task.ts';

export type Issue = { path: PropertyKey[]; message: string };

/** What is wrong, field by field; `unknown` says what to do with a field that has no meaning. */
export const issuesIn = ({ issues }: z.ZodError, unknown: string): Issue[] =>
  issues.flatMap((issue): Issue[] =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: [...issue.path, key], message: unknown }))
      : [issue],
  );

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

/** As long as Linux lets a file's name be. */
const nameBytesMax = 255;

/** A path that stays in its folder: relative, normal, without `..`. */
export const innerPath = z
  .string()
  .min(1)
  .max(400)
  .refine((path) => !staysOutside(path), 'name a path inside the folder, without `..`')
  .refine(
    (path) => path.split('/').every((part) => Buffer.byteLength(part) <= nameBytesMax),
    `no name in a path is longer than ${nameBytesMax} bytes`,
  );

export function staysOutside(path: string): boolean {
  const normal = posix.normalize(path).replace(/\/$/, '');
  const isPlain = normal === path.replace(/\/$/, '') && !/[\p{Cc}\\]/u.test(path);
  return !isPlain || posix.isAbsolute(path) || normal.startsWith('..') || normal === '.';
}

/** Files to place; `root` is where they go, and may be written before a place. */
export const placed = (root: string) =>
  z
    .record(z.string(), innerPath)
    .transform((files, context) => {
      const places = new Map<string, string>();
      for (const [given, source] of Object.entries(files)) {
        const place = given.startsWith(`${root}/`) ? given.slice(root.length + 1) : given;
        const refuse = (message: string) =>
          context.addIssue({ code: 'custom', path: [given], message });
        const [misfit] = innerPath.safeParse(place).error?.issues ?? [];
        if (misfit !== undefined) refuse(`places are below \`${root}\`: ${misfit.message}`);
        if (places.has(place)) refuse('names a place a second time; leave one out');
        places.set(place, source);
      }
      return Object.fromEntries(places);
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
