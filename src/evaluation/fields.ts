/** Shapes that several routes and bodies have. */
import { z } from 'zod';

export const id = z.string().max(64);
export const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be like `cyber-review`');
/** A public age recipient (X25519, bech32). */
export const recipient = z
  .string()
  .regex(/^age1[02-9ac-hj-np-z]{58}$/, 'must be an age recipient like `age1…`');
/** One line. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
export const reason = z.string().trim().min(10).max(1000);
/** Small bytes in JSON: base64, decoded. */
export const smallBytes = (bytesMax: number) =>
  z
    .base64()
    .max(Math.ceil(bytesMax / 3) * 4)
    .transform((text) => Buffer.from(text, 'base64'));
export const submissionParams = z.object({ submissionId: id });
export const runParams = z.object({ runId: id });
/** The body of a step that needs no words. */
export const nothing = z.object({}).default({});
