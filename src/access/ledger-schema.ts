/** What goes over HTTP of the access ledger: its entries, what verification says, and the timeline. */
import { z } from 'zod';
import { instantText } from '#gateway';

/** Types of the gateway's leaves. */
export const ledgerTypes = [
  'gateway.started',
  'gateway.grant_activated',
  'gateway.window_opened',
  'gateway.request_admitted',
  'gateway.request_settled',
  'gateway.request_cut',
  'gateway.requests_refused',
  'gateway.grant_ended',
] as const;

export const ledgerFilter = z.object({
  /** A runner's pseudonym. */
  runner: z.string().max(100).optional(),
  type: z.enum(ledgerTypes).optional(),
  grantId: z.string().max(64).optional(),
  from: instantText.optional(),
  until: instantText.optional(),
});

/** One entry of the gateway's log; without its body only place and commitment are known. */
export const ledgerEntry = z.object({
  index: z.number().int(),
  /** The salted commitment in the entry, base64. */
  commitment: z.string(),
  isWithheld: z.boolean(),
  type: z.string().nullable(),
  at: z.date().nullable(),
  actor: z.string().nullable(),
  grantId: z.string().nullable(),
  runner: z.string().nullable(),
  office: z.string().nullable(),
  payload: z.record(z.string(), z.unknown()),
});

const counted = z.number().int();

/** What recomputing the whole mirrored log showed, in words for a person who trusts neither side. */
export const verificationView = z.object({
  isProved: z.boolean(),
  origin: z.string(),
  size: counted.optional(),
  root: z.string().optional(),
  /** Always the caller's: the key that the submission was opened with. */
  keyFrom: z.enum(['caller', 'log']),
  cosignatures: z.array(z.object({ witness: z.string(), at: z.string() })),
  entries: counted,
  tiles: counted,
  commitments: counted,
  disclosed: counted,
  withheld: counted,
  /** What is proved, and what is not, one sentence each. */
  proves: z.array(z.string()),
  doesNotProve: z.array(z.string()),
  checks: z.array(
    z.object({
      check: z.string(),
      status: z.enum(['passed', 'failed', 'not reached', 'not asked']),
      detail: z.string(),
    }),
  ),
  findings: z.array(z.object({ check: z.string(), place: z.string(), detail: z.string() })),
  findingsLeftOut: counted,
  /** Entries held here beyond the checkpoint that was verified; the next one covers them. */
  beyond: counted,
  verifiedAt: z.date(),
});
