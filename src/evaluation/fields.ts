/** Shapes that several routes and bodies have. */
import { z } from 'zod';
import { id } from '#platform/fields';

export const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be like `cyber-review`');
/** A public age recipient (X25519, bech32). */
export const recipient = z
  .string()
  .regex(/^age1[02-9ac-hj-np-z]{58}$/, 'must be an age recipient like `age1…`');
/** Small bytes in JSON: base64, decoded. */
export const smallBytes = (bytesMax: number) =>
  z
    .base64()
    .max(Math.ceil(bytesMax / 3) * 4)
    .transform((text) => Buffer.from(text, 'base64'));
export const submissionParams = z.object({ submissionId: id });
export const runParams = z.object({ runId: id });
