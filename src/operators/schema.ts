/** What goes over HTTP: systems with their inventories, action cards, receipts. */
import { z } from 'zod';
import { words } from '#platform/fields';
import { exposureStates } from './exposure.ts';

export const systemView = z.object({
  id: z.string(),
  /** The operator's own name for it: a room, a device, a service. */
  name: z.string(),
  inventoryAt: z.date(),
  components: z.number().int(),
  /** Components that could not be matched, and why; never to be read as safe. */
  noData: z.number().int(),
  findings: z.array(z.object({ pointer: z.string(), detail: z.string() })),
});

export const uploadResult = systemView.extend({
  /** Actions this upload opened, and those its contents proved done. */
  opened: z.number().int(),
  confirmed: z.number().int(),
});

export const stepView = z.object({
  kind: z.string(),
  what: z.string(),
  downtime: z.string(),
  restart: z.enum(['none', 'service', 'system', 'dependencies']),
  check: z.string(),
  url: z.string().optional(),
});

/** One card: what, where, how long, can it wait, steps. No CVSS, no jargon (journeys §9). */
export const actionView = z.object({
  id: z.string(),
  state: z.enum(exposureStates),
  title: z.string(),
  impact: z.string(),
  systemId: z.string(),
  system: z.string(),
  component: z.object({ name: z.string(), version: z.string(), purl: z.string() }),
  /** Plain words: why this system is affected. */
  because: z.string(),
  fixedVersion: z.string().nullable(),
  steps: z.array(stepView),
  advisoryId: z.string(),
  openedAt: z.date(),
  /** When to have it done and why then; guidance, never a duty. */
  dueAt: z.date(),
  dueBecause: z.string(),
  receiptId: z.string().nullable(),
});

export const homeView = z.object({
  organisation: z.string(),
  /** The one sentence at the top of the page. */
  sentence: z.string(),
  toDo: z.number().int(),
  /** Open actions at the end of each of the last 30 days, oldest first. */
  burnDown: z.array(z.object({ on: z.string(), open: z.number().int() })),
  lastCheckedAt: z.date().nullable(),
  contact: z.object({ name: z.string(), telephone: z.string() }),
});

export const markDone = z.object({
  /** Who checked and what they saw; an attestation names its person. */
  note: words(1, 500),
});

export const receiptView = z.object({
  id: z.string(),
  actionId: z.string(),
  at: z.date(),
  evidence: z.enum(['inventory', 'attestation']),
  statement: z.string(),
  /** Ed25519 over the canonical statement, base64; key id of the signing installation. */
  signature: z.string(),
  keyId: z.string(),
});
