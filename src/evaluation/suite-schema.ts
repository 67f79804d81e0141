/** What goes over HTTP: custodians, suites and unseals. */
import { z } from 'zod';
import { digest, id, line, reason } from '#platform/fields';
import { taskStates } from './custody.ts';
import { recipient, slug, smallBytes } from './fields.ts';
import { suiteItem, taskName, tasksMax } from './sealing/index.ts';
import { unsealStates } from './unseal-state.ts';

/** Half of a key under age: some 300 bytes. */
const share = smallBytes(2048);

/** The public half; the identity never comes here. */
export const registerCustodian = z.object({ recipient });
export const custodianView = z.object({ recipient: z.string(), registeredAt: z.date() });
/** Whom of one's office a suite can be sealed to. */
export const custodiansView = z.object({
  mine: custodianView.nullable(),
  office: z.array(custodianView.extend({ personId: z.string(), person: z.string() })),
});

export const declareSuite = z.object({
  name: slug,
  version: line(40),
  /** Merkle root over the items, in order (RFC 6962 over canonical JSON): hex. */
  root: digest,
  items: z.array(suiteItem).min(1).max(tasksMax),
  /** Null for an open suite; `sallyport` seals on the author's machine and prints this. */
  custody: z
    .object({
      recipients: z.tuple([recipient, recipient]),
      /** For each item: halves of its key, base64 of age files, in the order of the recipients. */
      shares: z.array(z.tuple([share, share])).max(tasksMax),
    })
    .nullable(),
});

export const suiteSummary = z.object({
  id: z.string(),
  name: z.string(),
  version: z.string(),
  kind: z.enum(['sealed', 'open']),
  state: z.enum(['declared', 'held']),
  root: z.string(),
  tasks: z.number().int(),
  /** Sealed tasks whose ciphertext has not been brought. */
  tasksMissing: z.number().int(),
  declaredBy: z.string(),
  declaredAt: z.date(),
});
export const suiteView = suiteSummary.omit({ tasks: true }).extend({
  custodians: z.array(z.object({ personId: z.string(), person: z.string() })),
  /** Whether the reader is one of them. */
  isCustodian: z.boolean(),
  tasks: z.array(
    z.object({
      position: z.number().int(),
      item: suiteItem,
      /** Who may know it; null where the suite is open. */
      state: z.enum(taskStates).nullable(),
      isStored: z.boolean(),
    }),
  ),
});
export const burnTask = z.object({ task: taskName, because: reason });
/** A custodian's own halves, to be opened on their own machine: base64 of age files. */
export const sharesView = z.object({
  shares: z.array(z.object({ task: z.string(), share: z.string() })),
});

const taskShares = z
  .array(z.object({ task: taskName, share }))
  .min(1)
  .max(tasksMax);
export const requestUnseal = z.object({
  runId: id,
  /** Of the runner, made for this one unseal. */
  recipient,
  because: reason,
  /** The asking custodian's halves, encrypted to the runner: base64 of age files. */
  shares: taskShares,
});
export const approveUnseal = z.object({ shares: taskShares });
export const closeUnseal = z.object({ because: z.string().trim().max(1000).default('') });
export const unsealView = z.object({
  id: z.string(),
  suiteId: z.string(),
  runId: z.string(),
  state: z.enum(unsealStates),
  recipient: z.string(),
  tasks: z.array(z.string()),
  because: z.string(),
  requestedBy: z.string(),
  requestedAt: z.date(),
  settledBy: z.string().nullable(),
  settledAt: z.date().nullable(),
  may: z.array(z.enum(['approve', 'refuse', 'withdraw', 'fetch'])),
});
