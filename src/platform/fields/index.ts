/** Shapes that fields of many bodies have. No database and no server: what signs and verifies offline loads them too. */
import { z } from 'zod';

export const id = z.string().max(64);
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
/** One line. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
export const reason = z.string().trim().min(10).max(1000);
/** The body of a step that needs no words. */
export const nothing = z.object({}).default({});
