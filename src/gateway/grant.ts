/**
 * A grant: what two people of each side agree to, word for word. Its text is one head line and one line
 * of canonical JSON (RFC 8785), so a grant has one digest and no second reading; everything after is a
 * signature (C2SP signed-note). The text says all that can ever be allowed: nothing widens it later.
 *
 * INVARIANT (four signatures): a grant is in force only with two people of each side, all different,
 * each by a key that only they hold. The roster of keys is never taken from the grant itself.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalBody, openNote, type NoteKey } from '#standards/tlog';
import { budget } from './budget.ts';
import { endpoint, endpointKey } from './endpoint.ts';
import { instantText } from './instant.ts';
import { grantKinds, sides, type Side } from './kind.ts';
import { partnerTerms } from './partner.ts';
import { GrantRefusal } from './problems.ts';
import { faultOfWindow, windowTerms } from './window.ts';

export const grantHead = 'sallyport.grant/v1';
/** Of a grant that holds what only a partner's does; every other stays as it was, byte for byte. */
export const partnerGrantHead = 'sallyport.grant/v2';
/** A grant and its signatures; a larger file is not read. */
export const grantBytesMax = 64 * 1024;

const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
const digest = z.string().regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex');
const id = z.string().regex(/^[a-z][a-z0-9_-]{2,63}$/, 'must be an id like `sub_0001`');

export const grantTerms = z.strictObject({
  id,
  kind: z.enum(grantKinds),
  submission: id,
  model: z.strictObject({
    /** What the developer declares one model, whatever its checkpoints: the thirty days belong to it. */
    declaredAs: line(100),
    /** The developer's digest over weights, system prompt and safeguards; signed by signing the grant. */
    digest,
    /** The values of a request's `model` that this grant covers. */
    names: z.array(line(200)).min(1).max(20),
  }),
  developer: line(200),
  evaluator: line(200),
  runner: z.strictObject({
    /** What the developer sees instead of a name; the name is committed to, and opened only in a dispute. */
    pseudonym: line(100),
    office: line(100),
    /** SHA-256 of the runner's public key (SubjectPublicKeyInfo, DER). */
    keySha256: digest,
    /** HMAC-SHA-256 of the person's name under a salt that the evaluator keeps. */
    nameCommitment: digest,
  }),
  endpoints: z.array(endpoint).min(1).max(50),
  /** A partner's: one that was signed before there was this reads as it did, and reaches nothing any more. */
  partner: partnerTerms.optional(),
  window: windowTerms,
  budget,
  marking: z.enum(['TLP:RED', 'TLP:AMBER+STRICT', 'TLP:AMBER', 'TLP:GREEN', 'TLP:CLEAR']),
  /** The agreed procedure's name and version, where there is one. */
  procedure: line(200).nullable(),
  /** Rises with every grant of a submission: an older one cannot be put in force after a newer. */
  epoch: z.int().min(1).max(1_000_000_000),
  writtenAt: instantText,
});
export type GrantTerms = z.output<typeof grantTerms>;

/** The text that is signed. The caller's terms are checked first: a fault names its place. */
export function grantText(terms: GrantTerms): string {
  const checked = checkedTerms(terms);
  return `${headOf(checked)}\n${canonicalBody(checked)}\n`;
}

const headOf = ({ partner }: GrantTerms): string =>
  partner === undefined ? grantHead : partnerGrantHead;

/** SHA-256 of the text in hex: the grant's name in every leaf, revocation and approval. */
export const grantDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex');

/** Reads a grant's text; refuses every spelling but the canonical one. */
export function readGrantText(text: string): GrantTerms {
  const [head, body, rest, ...more] = text.split('\n');
  const isHead = head === grantHead || head === partnerGrantHead;
  if (!isHead || body === undefined || rest !== '' || more.length > 0) {
    throw new GrantRefusal(
      'malformed',
      `a grant is the line \`${grantHead}\`, or a partner’s \`${partnerGrantHead}\`, and one line of JSON`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    throw new GrantRefusal('malformed', 'the second line of a grant must be JSON');
  }
  const terms = checkedTerms(value);
  if (headOf(terms) !== head) {
    throw new GrantRefusal(
      'malformed',
      `\`/partner\` belongs under the line \`${partnerGrantHead}\`, and under no other`,
    );
  }
  if (grantText(terms) !== text) {
    throw new GrantRefusal(
      'not_canonical',
      'the JSON is not in canonical form (RFC 8785): one order of members, no spaces, each member once',
    );
  }
  return terms;
}

function checkedTerms(value: unknown): GrantTerms {
  const parsed = grantTerms.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = `/${(issue?.path ?? []).map(String).join('/')}`;
    throw new GrantRefusal('malformed', `\`${place}\`: ${issue?.message ?? 'does not fit'}`);
  }
  const terms = parsed.data;
  const fault = faultOfWindow(terms.window, terms.kind);
  if (fault !== undefined) throw new GrantRefusal('malformed', `\`/window\`: ${fault}`);
  if (new Set(terms.endpoints.map(endpointKey)).size !== terms.endpoints.length) {
    throw new GrantRefusal('malformed', '`/endpoints`: each endpoint once');
  }
  if (terms.partner !== undefined && terms.kind !== 'partner') {
    throw new GrantRefusal('malformed', '`/partner`: belongs to a partner’s grant only');
  }
  if (terms.developer === terms.evaluator) {
    throw new GrantRefusal('malformed', '`/evaluator`: the two sides must differ');
  }
  return terms;
}

/** Who may sign for a side: people, each with the key that they hold. */
export interface Roster {
  organisation: string;
  approvers: { person: string; key: NoteKey }[];
}
export type Rosters = Record<Side, Roster>;

/** People whose signatures on a grant were verified. */
export type Signers = Record<Side, string[]>;

export interface OpenedGrant {
  text: string;
  digest: string;
  terms: GrantTerms;
  signers: Signers;
}

/**
 * Opens a grant note and says who signed, complete or not. A broken signature of a key we know refuses
 * the whole note; a key that we do not know counts for nothing.
 */
export function openGrant(note: string, rosters: Rosters): OpenedGrant {
  if (Buffer.byteLength(note) > grantBytesMax) {
    throw new GrantRefusal('malformed', `a grant has at most ${grantBytesMax} bytes`);
  }
  const all = sides.flatMap((side) => rosters[side].approvers.map(({ key }) => key));
  let opened;
  try {
    opened = openNote(note, all);
  } catch (error) {
    throw new GrantRefusal('forged', `the grant’s signatures do not hold: ${messageOf(error)}`);
  }
  const terms = readGrantText(opened.text);
  for (const side of sides) {
    if (terms[side] !== rosters[side].organisation) {
      throw new GrantRefusal(
        'wrong_party',
        `\`/${side}\`: this gateway serves another organisation`,
      );
    }
  }
  const vkeys = new Set(opened.verified.map(({ key }) => key.vkey));
  const signersOf = (side: Side) => [
    ...new Set(
      rosters[side].approvers.filter(({ key }) => vkeys.has(key.vkey)).map(({ person }) => person),
    ),
  ];
  return {
    text: opened.text,
    digest: grantDigest(opened.text),
    terms,
    signers: { developer: signersOf('developer'), evaluator: signersOf('evaluator') },
  };
}

export const signersNeeded = 2;

/** Refuses a grant that is not signed by two different people of each side. */
export function requireFourSignatures({ signers }: OpenedGrant): void {
  for (const side of sides) {
    if (signers[side].length < signersNeeded) {
      throw new GrantRefusal(
        'half_signed',
        `the ${side} side has ${signers[side].length} of ${signersNeeded} signatures; a second person must sign`,
      );
    }
  }
  const people = new Set([...signers.developer, ...signers.evaluator]);
  if (people.size !== signers.developer.length + signers.evaluator.length) {
    throw new GrantRefusal('self_signed', 'one person signed for both sides');
  }
}

/** A roster in which one key, or one person, could sign twice is no roster. */
export function faultOfRosters(rosters: Rosters): string | undefined {
  const everyone = sides.flatMap((side) => rosters[side].approvers);
  if (new Set(everyone.map(({ person }) => person)).size !== everyone.length) {
    return 'each person stands once, on one side, with one key';
  }
  if (new Set(everyone.map(({ key }) => key.vkey.split('+').at(-1))).size !== everyone.length) {
    return 'each key belongs to one person';
  }
  for (const side of sides) {
    if (rosters[side].approvers.length < signersNeeded) {
      return `the ${side} side needs at least ${signersNeeded} approvers`;
    }
  }
  return rosters.developer.organisation === rosters.evaluator.organisation
    ? 'the two sides must be two organisations'
    : undefined;
}

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
