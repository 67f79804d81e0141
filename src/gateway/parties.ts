/**
 * `parties.json`: the two organisations of a submission, the people who may sign for each with their
 * keys, and each side's witness. Both sides hold the same file; it is public, and its keys are compared
 * by voice (docs/runbooks/key-ceremony.md), because a roster that somebody else wrote is worth nothing.
 */
import { z } from 'zod';
import { parseVkey, TlogError, type NoteKey, type NoteKeyType } from '#standards/tlog';
import { faultOfRosters, type Roster } from './grant.ts';
import { sides, type Side } from './kind.ts';

export interface Party extends Roster {
  /** The key of the witness that this side runs. */
  witness: NoteKey;
}
export type Parties = Record<Side, Party>;

/** The message names the member and the mend. */
export class PartiesFault extends Error {}

export const partiesBytesMax = 256 * 1024;

const line = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]*$/u, 'must be one line without control characters');
const vkey = z.string().max(500);
const party = z.strictObject({
  organisation: line,
  approvers: z
    .array(z.strictObject({ person: line, key: vkey }))
    .min(2)
    .max(100),
  witness: vkey,
});
const file = z.strictObject({ developer: party, evaluator: party });

export function readParties(text: string): Parties {
  if (Buffer.byteLength(text) > partiesBytesMax) {
    throw new PartiesFault(`has more than ${partiesBytesMax} bytes`);
  }
  const parsed = file.safeParse(parseJson(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = `/${(issue?.path ?? []).map(String).join('/')}`;
    throw new PartiesFault(`\`${place}\`: ${issue?.message ?? 'does not fit'}`);
  }
  const parties = {
    developer: partyOf('developer', parsed.data.developer),
    evaluator: partyOf('evaluator', parsed.data.evaluator),
  };
  const fault = faultOfRosters(parties) ?? faultOfWitnesses(parties);
  if (fault !== undefined) throw new PartiesFault(fault);
  return parties;
}

function partyOf(side: Side, { organisation, approvers, witness }: z.output<typeof party>): Party {
  return {
    organisation,
    approvers: approvers.map(({ person, key }, place) => ({
      person,
      key: keyOf(`/${side}/approvers/${place}/key`, key, 'ed25519'),
    })),
    witness: keyOf(`/${side}/witness`, witness, 'cosignature'),
  };
}

/** A person's key signs texts; a witness's signs checkpoints with their time. Neither does for the other. */
function keyOf(place: string, text: string, type: NoteKeyType): NoteKey {
  let key: NoteKey;
  try {
    key = parseVkey(text);
  } catch (error) {
    if (!(error instanceof TlogError)) throw error;
    throw new PartiesFault(`\`${place}\`: ${error.message}`, { cause: error });
  }
  if (key.type === type) return key;
  const mend =
    type === 'cosignature'
      ? 'a witness’s key is made by `keys witness`'
      : 'a person’s key is made by `keys new`';
  throw new PartiesFault(`\`${place}\`: a key of the other kind; ${mend}`);
}

/** A witness that is also somebody's signing key, or the other side's witness, is no second witness. */
function faultOfWitnesses(parties: Parties): string | undefined {
  const keys = sides.flatMap((side) => [
    parties[side].witness,
    ...parties[side].approvers.map(({ key }) => key),
  ]);
  const raw = keys.map(({ publicKey }) => publicKey.export({ format: 'jwk' }).x);
  return new Set(raw).size === raw.length
    ? undefined
    : 'each witness has a key of its own, that no person and no other witness uses';
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new PartiesFault('is not JSON', { cause: error });
  }
}
