/** Suites and unseals as a server has them. */
import { z } from 'zod';
import { suiteItem } from '#evaluation/sealing';

export const suiteView = z.object({
  id: z.string(),
  root: z.string(),
  state: z.string(),
  tasks: z.array(z.object({ item: suiteItem, isStored: z.boolean() })),
});
export type SuiteView = z.output<typeof suiteView>;

export const unsealView = z.object({
  id: z.string(),
  suiteId: z.string(),
  runId: z.string(),
  state: z.string(),
  recipient: z.string(),
  tasks: z.array(z.string()),
  because: z.string(),
  requestedBy: z.string(),
});
export type UnsealView = z.output<typeof unsealView>;

export const ownShares = z.object({
  shares: z.array(z.object({ task: z.string(), share: z.base64() })),
});

export const suitePath = (id: string, part = ''): string =>
  `/api/suites/${encodeURIComponent(id)}${part}`;
export const unsealPath = (id: string, part = ''): string =>
  `/api/unseals/${encodeURIComponent(id)}${part}`;

/** Ids as the server makes them; anything else that a verb is given is a folder. */
export const isUnsealId = (given: string): boolean => /^unseal_[0-9a-z]{26}$/.test(given);
