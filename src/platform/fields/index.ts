/** Shapes that fields of many bodies have. No database and no server: what signs and verifies offline loads them too. */
import { z } from 'zod';
import { visibleCharactersIn } from './visible-characters.ts';

export { visibleCharactersIn };

export const id = z.string().max(64);
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
/** Of `min` to `max` characters, of which a person sees `min`; what is too short is said once. */
export function words(min: number, max: number) {
  const error = `must have at least ${min} characters that a person sees; spaces do not count`;
  return z
    .string()
    .trim()
    .min(min, { error, abort: true })
    .max(max)
    .refine((text) => visibleCharactersIn(text) >= min, error);
}
/** One line. */
export const line = (max: number) =>
  words(1, max).regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
export const reason = words(10, 1000);
/** The body of a step that needs no words. */
export const nothing = z.object({}).default({});
