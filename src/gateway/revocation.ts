/**
 * A revocation: either side alone ends a grant (DESIGN, What must always hold). One signature of one
 * approver suffices; nobody can refuse it, and nothing takes it back.
 */
import { z } from 'zod';
import { canonicalBody, openNote, signNote, type NoteSigner } from '#standards/tlog';
import { grantBytesMax, type Rosters } from './grant.ts';
import { instantText } from './instant.ts';
import { sides, type Side } from './kind.ts';
import { GrantRefusal } from './problems.ts';

export const revocationHead = 'sallyport.revocation/v1';

const revocation = z.strictObject({
  /** The grant's digest. */
  grant: z.string().regex(/^[0-9a-f]{64}$/),
  at: instantText,
});
export type Revocation = z.output<typeof revocation>;

export function signRevocation(value: Revocation, signer: NoteSigner): string {
  return signNote(`${revocationHead}\n${canonicalBody(revocation.parse(value))}\n`, [signer]);
}

/** Who ended which grant. Refuses what no approver of either side signed. */
export function openRevocation(
  note: string,
  rosters: Rosters,
): Revocation & { side: Side; person: string; text: string } {
  if (Buffer.byteLength(note) > grantBytesMax) {
    throw new GrantRefusal('malformed', `a revocation has at most ${grantBytesMax} bytes`);
  }
  let opened;
  try {
    opened = openNote(
      note,
      sides.flatMap((side) => rosters[side].approvers.map(({ key }) => key)),
    );
  } catch {
    throw new GrantRefusal('forged', 'the revocation’s signature does not hold');
  }
  const [head, body, ...rest] = opened.text.split('\n');
  const parsed = revocation.safeParse(parseOrNull(body));
  if (head !== revocationHead || !parsed.success || rest.join('') !== '') {
    throw new GrantRefusal(
      'malformed',
      `a revocation is \`${revocationHead}\` and one line of JSON`,
    );
  }
  for (const side of sides) {
    for (const { person, key } of rosters[side].approvers) {
      if (opened.verified.some((verified) => verified.key.vkey === key.vkey)) {
        return { ...parsed.data, side, person, text: opened.text };
      }
    }
  }
  throw new GrantRefusal('forged', 'no approver of either side signed this revocation');
}

function parseOrNull(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return null;
  }
}
