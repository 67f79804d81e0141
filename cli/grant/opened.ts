/**
 * A grant as its signatures prove it, from a file that may have none yet. Who may sign comes from the
 * parties, never from the grant; what the people of a side are called comes with their keys.
 */
import {
  grantDigest,
  GrantRefusal,
  openGrant,
  PartiesFault,
  readGrantText,
  readParties,
  sides,
  signersNeeded,
  type OpenedGrant,
  type Parties,
  type Rosters,
  type Side,
} from '#gateway';
import type { NoteKey } from '#standards/tlog';
import { CliError, exitCodes } from '../command.ts';
import { readGiven } from '../guarded-files.ts';
import { visible } from '../terminal-text.ts';

/** Terms with their signatures so far; a broken signature of a party's key refuses the whole. */
export function openedGrant(given: string, rosters: Rosters): OpenedGrant {
  return inOurWords(() => {
    const terms = readGrantText(textOfGrant(given));
    const stranger = sides.find((side) => terms[side] !== rosters[side].organisation);
    if (stranger !== undefined) {
      throw new GrantRefusal(
        'wrong_party',
        `the grant’s ${stranger} is \`${visible(terms[stranger])}\`, and that of the parties is \`${visible(rosters[stranger].organisation)}\``,
      );
    }
    if (!isText(given)) return openGrant(given, rosters);
    return {
      text: given,
      digest: grantDigest(given),
      terms,
      signers: { developer: [], evaluator: [] },
    };
  });
}

/** Before the first signature a grant is its text alone: there is no note without one. */
export const isText = (given: string): boolean => !given.includes('\n\n');

export const textOfGrant = (given: string): string =>
  isText(given) ? given : given.slice(0, given.indexOf('\n\n') + 1);

export function missingOf({ signers }: Pick<OpenedGrant, 'signers'>): Record<Side, number> {
  const missing = (side: Side) => Math.max(0, signersNeeded - signers[side].length);
  return { developer: missing('developer'), evaluator: missing('evaluator') };
}

/** Whose key it is, or a refusal: a key of neither side signs nothing. */
export function approverBy(key: NoteKey, rosters: Rosters): { side: Side; person: string } {
  for (const side of sides) {
    const found = rosters[side].approvers.find(({ key: { vkey } }) => vkey === key.vkey);
    if (found !== undefined) return { side, person: found.person };
  }
  throw new CliError(
    exitCodes.refused,
    `the key \`${visible(key.name)}\` is no approver’s of either side; nothing was signed`,
  );
}

export function partiesFrom(path: string): Parties {
  const text = readGiven(path);
  try {
    return readParties(text);
  } catch (error) {
    if (!(error instanceof PartiesFault)) throw error;
    throw new CliError(exitCodes.invalidInput, `\`${path}\` ${error.message}`, { cause: error });
  }
}

/** What a grant's own rules refuse, as this command line ends. */
export function inOurWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof GrantRefusal)) throw error;
    const isInput = error.code === 'malformed' || error.code === 'not_canonical';
    throw new CliError(isInput ? exitCodes.invalidInput : exitCodes.refused, error.message, {
      cause: error,
    });
  }
}
