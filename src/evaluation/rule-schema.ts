/** What goes over HTTP: procedures and thresholds. */
import { z } from 'zod';
import { id, words } from '#platform/fields';
import { slug } from './fields.ts';
import { thresholdRule } from './threshold.ts';

export const publishProcedure = z.object({
  name: slug,
  /** The whole procedure, as both sides read it. */
  text: words(50, 200_000),
  /** Whether tasks of a sealed suite may be shown to an endpoint under it. */
  allowsSealed: z.boolean(),
});
export const procedureView = z.object({
  id: z.string(),
  /** How a grant's terms name it: `cyber-review/2`. */
  key: z.string(),
  name: z.string(),
  version: z.number().int(),
  text: z.string(),
  allowsSealed: z.boolean(),
  publishedBy: z.string(),
  publishedAt: z.date(),
});

export const commitThreshold = thresholdRule
  .pick({
    name: true,
    metric: true,
    epochs: true,
    confidence: true,
    threshold: true,
    plannedLooks: true,
    power: true,
  })
  .extend({ suiteId: id });
export const thresholdView = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().int(),
  suiteId: z.string(),
  epochs: z.number().int(),
  /** HMAC-SHA-256 of the canonical rule under its salt: hex. */
  commitment: z.string(),
  committedBy: z.string(),
  committedAt: z.date(),
  /** When overseers were let open it. */
  shownAt: z.date().nullable(),
});
export const openingView = z.object({
  commitment: z.string(),
  /** Canonical JSON, exactly what was committed to. */
  text: z.string(),
  /** Base64, 32 bytes. */
  salt: z.string(),
  /** Whether text and salt make the commitment: checked here, and checkable anywhere. */
  opens: z.boolean(),
  rule: thresholdRule,
});
