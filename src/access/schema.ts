/** What goes over HTTP: keys, submissions, grants and budgets. The ledger’s views are in `ledger-schema.ts`. */
import { z } from 'zod';
import {
  budget,
  endpoint,
  grantKinds,
  grantTerms,
  instantText,
  partnerTerms,
  sides,
  windowSMax,
} from '#gateway';
import { digest, id, line, words } from '#platform/fields';
import { engagementScopes, engagementStates, engagementSteps } from './engagement-state.ts';
import { gatewayStates } from './gateway-state.ts';
import { grantStates } from './grant-state.ts';

const vkey = z.string().trim().min(10).max(300);

export const submissionParams = z.object({ submissionId: id });

/** A note as text: terms, and signatures so far. */
const noteText = z
  .string()
  .min(1)
  .max(64 * 1024);

/** A person's public key; the private one never comes here. */
export const registerKey = z.object({ vkey });
export const approverKeyView = z.object({
  vkey: z.string(),
  /** Read aloud when two people compare: groups of four hex digits of the SHA-256 of the public key. */
  fingerprint: z.string(),
  registeredAt: z.date(),
});

/** The gateway in front of the model, in its developer's network. */
const gateway = z.object({
  /** `https://host:port` of the gateway's listener. */
  gatewayUrl: z.string().max(300),
  /** The listener's own certificate, pinned: PEM. */
  listenerCertificate: z.string().max(16 * 1024),
  /** The vkey of the gateway's log; its name is the log's origin. */
  logVkey: vkey,
  /** The developer's own witness of that log. */
  witnessVkey: vkey.nullable(),
});

export const openSubmission = z.object({
  /** The evaluating organisation, by the id that its people see on their own page. */
  evaluatorId: z.string().max(64),
  /** What the developer declares one model, whatever its checkpoints: the thirty days belong to it. */
  declaredAs: line(100),
  /** The developer's digest over weights, system prompt and safeguards; may come later, with the gateway. */
  modelDigest: digest.nullable(),
  plannedReleaseAt: instantText.nullable(),
  /** Shown apart from the release to partners; nothing is counted from it. */
  publicReleaseAt: instantText.nullable().default(null),
  /** Null to connect it later: a question needs none. */
  gateway: gateway.nullable().default(null),
});
/** The digest stands here for a submission that declared none. */
export const connectGateway = gateway.extend({ modelDigest: digest.nullable().default(null) });
export const replanRelease = z.object({
  /** Null takes it back; what was signed keeps its words. */
  plannedReleaseAt: instantText.nullable(),
  /** Left out, it stays as it is. */
  publicReleaseAt: instantText.nullable().optional(),
});
export const nameWitness = z.object({ vkey });
/** All that the developer takes part in from now on. */
export const chooseScope = z.object({ scope: z.array(z.enum(engagementScopes)).max(10) });

const partyView = z.object({
  organisationId: z.string(),
  /** As grants name it, and as the gateway's roster must. */
  organisation: z.string(),
  /** Who may sign for this side: everyone of it with a registered key. */
  approvers: z.array(z.object({ name: z.string(), vkey: z.string(), fingerprint: z.string() })),
  witnessVkey: z.string().nullable(),
});

export const submissionSummary = z.object({
  id: z.string(),
  /** Which side the reader is on; an overseer is on neither. */
  side: z.enum([...sides, 'overseer']),
  declaredAs: z.string(),
  developer: z.string(),
  evaluator: z.string(),
  openedAt: z.date(),
  plannedReleaseAt: z.date().nullable(),
  publicReleaseAt: z.date().nullable(),
  state: z.enum(engagementStates),
  stateSince: z.date(),
  /** What the developer takes part in now. */
  scope: z.array(z.enum(engagementScopes)),
  /** Null until a gateway is connected. */
  gatewayState: z.enum(gatewayStates).nullable(),
  /** Grants that may still come to something, and those in force. */
  grantsOpen: z.number().int(),
  grantsActive: z.number().int(),
});

const gatewayView = z.object({
  url: z.string(),
  state: z.enum(gatewayStates),
  /** What is wrong, in words; null when nothing is. */
  problem: z.string().nullable(),
  since: z.date(),
  /** The last time it answered and all of it held. */
  seenAt: z.date().nullable(),
  /** Entries mirrored and verified here. */
  logSize: z.number().int(),
  logOrigin: z.string(),
  logVkey: z.string(),
  /** SHA-256 of the certificate that is pinned (DER). */
  certificateSha256: z.string(),
  /** The gateway lists this key as a reader, or it tells us nothing: SHA-256 of its SubjectPublicKeyInfo. */
  readerKeySha256: z.string(),
});

export const submissionView = submissionSummary.extend({
  modelDigest: z.string().nullable(),
  parties: z.object({ developer: partyView, evaluator: partyView }),
  /** The thirty days of this declared model: null until the first government access. */
  window: z.object({ firstUsedAt: z.date(), endsAt: z.date(), isOver: z.boolean() }).nullable(),
  gateway: gatewayView.nullable(),
  /** What the reader may do with the engagement now. */
  may: z.array(z.enum(['connect_gateway', ...engagementSteps])),
});

/** What an evaluator asks for; the developer writes the exact terms. */
export const requestGrant = z.object({
  /** A partner's access is asked for by its partnership. */
  kind: z.enum(grantKinds).exclude(['partner']),
  runner: z.object({
    pseudonym: line(100),
    office: line(100),
    /** SHA-256 of the runner's public key (SubjectPublicKeyInfo, DER). */
    keySha256: digest,
    /** The person behind the pseudonym: sealed at once, opened by two people in a dispute. */
    name: line(200),
  }),
  /** Why, in words for the developer. */
  purpose: words(1, 2000),
  endpoints: z.array(endpoint).min(1).max(50),
  lengthS: z.int().min(1).max(windowSMax),
  budget,
});

/** The exact terms. Parties, runner, submission, model, epoch and time are filled in here. */
export const offerGrant = grantTerms
  .pick({ endpoints: true, window: true, budget: true, marking: true, procedure: true })
  .extend({ modelNames: grantTerms.shape.model.shape.names });

/** The whole signed note, or only its signature lines: yours must be among them. */
export const signGrant = z.object({ note: noteText });
export const endGrant = z.object({ because: z.string().trim().max(500).default('') });
export const revokeGrant = z.object({ note: noteText });
export const openName = z.object({ because: words(10, 1000) });

const spentView = z.object({ requests: z.number().int(), tokens: z.number().int() });
const runnerView = z.object({ pseudonym: z.string(), office: z.string(), keySha256: z.string() });

export const grantView = z.object({
  id: z.string(),
  submissionId: z.string(),
  kind: z.enum(grantKinds),
  state: z.enum(grantStates),
  /** Put in force at the gateway by a note that did not come from here. */
  isForeign: z.boolean(),
  runner: runnerView,
  requestedAt: z.date(),
  requestedBy: z.string(),
  request: requestGrant
    .pick({ purpose: true, endpoints: true, lengthS: true, budget: true })
    /** Of a partner's, as its partnership has them. */
    .extend({ partner: partnerTerms.optional() })
    .nullable(),
  /** Exact terms and the digest that everybody compares; null until offered. */
  terms: grantTerms.nullable(),
  digest: z.string().nullable(),
  signatures: z.array(
    z.object({ side: z.enum(sides), person: z.string(), keyName: z.string(), at: z.date() }),
  ),
  /** Signatures still missing on each side. */
  missing: z.object({ developer: z.number().int(), evaluator: z.number().int() }),
  /** What the gateway answered to the signed note, when it refused it. */
  activationProblem: z.string().nullable(),
  activatedAt: z.date().nullable(),
  /** The window that opened at the first request; null until then. */
  window: z.object({ opensAt: z.date(), closesAt: z.date() }).nullable(),
  spent: spentView,
  /** What a partner's requests said that they are about, as the verified log has it; empty for other kinds. */
  assetRequests: z.array(z.object({ asset: z.string(), requests: z.number().int() })),
  ended: z
    .object({
      at: z.date(),
      side: z.enum([...sides, 'partner', 'gateway', 'clock']),
      person: z.string().nullable(),
      because: z.string(),
      /** Whether the gateway has answered that it stopped; a revocation is sent until it does. */
      isGatewayTold: z.boolean(),
    })
    .nullable(),
  opening: z
    .object({
      requestedBy: z.string(),
      requestedAt: z.date(),
      because: z.string(),
      approvedBy: z.string().nullable(),
      approvedAt: z.date().nullable(),
    })
    .nullable(),
  /** What the reader may do now. */
  may: z.array(
    z.enum([
      'offer',
      'sign',
      'decline',
      'withdraw',
      'revoke',
      'ask_name',
      'approve_name',
      'read_name',
    ]),
  ),
});

/** A text to sign with one's own key: `sallyport grant` does it, or any signer of C2SP notes. */
export const toSignView = z.object({ text: z.string() });

export const budgetView = z.object({
  grantId: z.string(),
  digest: z.string(),
  kind: z.enum(grantKinds),
  state: z.enum(grantStates),
  runner: runnerView,
  budget,
  /** Counted from the verified log. */
  spent: spentView,
  /** As the gateway said at its last answer; not part of the log. */
  reservedTokens: z.number().int(),
  running: z.number().int(),
  window: z.object({ opensAt: z.date(), closesAt: z.date() }).nullable(),
  claimUntil: z.date(),
});
export const budgetsView = z.object({ asOf: z.date().nullable(), budgets: z.array(budgetView) });

export const runnerNameView = z.object({
  pseudonym: z.string(),
  name: z.string(),
  /** With it anyone can check the name against the grant's `nameCommitment`: base64. */
  salt: z.string(),
  nameCommitment: z.string(),
});
