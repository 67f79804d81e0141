/** Two organisations, their people and keys, and a grant that fits; tests change what they are about. */
import type { KeyObject } from 'node:crypto';
import { newSigner, signNote, type NoteKey } from '#standards/tlog';
import { grantText, type GrantTerms, type Rosters } from './grant.ts';
import { textOf } from './instant.ts';
import { sides, type Side } from './kind.ts';

export interface Approver {
  person: string;
  key: NoteKey;
  privateKey: KeyObject;
}

export const organisations = {
  developer: 'Larch Labs (invented)',
  evaluator: 'Tern Office (invented)',
};

export function approver(person: string): Approver {
  return { person, ...newSigner(person) };
}

export interface Parties {
  people: Record<Side, Approver[]>;
  rosters: Rosters;
}

export function makeParties(): Parties {
  const people = {
    developer: ['larch/dara', 'larch/dov', 'larch/dina'].map(approver),
    evaluator: ['tern/eli', 'tern/esra', 'tern/emil'].map(approver),
  };
  const roster = (side: Side) => ({
    organisation: organisations[side],
    approvers: people[side].map(({ person, key }) => ({ person, key })),
  });
  return { people, rosters: { developer: roster('developer'), evaluator: roster('evaluator') } };
}

export const dayMs = 86_400_000;
export const later = (from: Date, ms: number): Date => new Date(from.getTime() + ms);

export function termsAt(now: Date, change: Partial<GrantTerms> = {}): GrantTerms {
  return {
    id: 'grant_0001',
    kind: 'government',
    submission: 'sub_0001',
    model: { declaredAs: 'larch-9', digest: 'ab'.repeat(32), names: ['larch-9'] },
    ...organisations,
    runner: {
      pseudonym: 'evaluator-7',
      office: 'Tern Office, capability team',
      keySha256: 'cd'.repeat(32),
      nameCommitment: 'ef'.repeat(32),
    },
    endpoints: [
      { method: 'POST', path: '/v1/chat/completions' },
      { method: 'POST', path: '/v1/responses' },
      { method: 'POST', path: '/v1/messages' },
      { method: 'GET', path: '/v1/models' },
    ],
    window: {
      claimFrom: textOf(later(now, -60_000)),
      claimUntil: textOf(later(now, 7 * dayMs)),
      lengthS: 7 * 86_400,
      partnerReleaseAt: textOf(later(now, 20 * dayMs)),
    },
    budget: {
      requests: 1000,
      tokens: 1_000_000,
      streamsMax: 8,
      outputTokensMax: 4096,
      contextTokensMax: 200_000,
      requestBytesMax: 1024 * 1024,
    },
    marking: 'TLP:AMBER+STRICT',
    procedure: null,
    epoch: 1,
    writtenAt: textOf(now),
    ...change,
  };
}

/** A partner's, on one surface and for two assets. */
export function partnerTermsAt(now: Date, change: Partial<GrantTerms> = {}): GrantTerms {
  return termsAt(now, {
    kind: 'partner',
    endpoints: [{ method: 'POST', path: '/v1/chat/completions' }],
    partner: { surface: 'chat API', assets: ['pump control firmware', 'metering'] },
    window: { ...termsAt(now).window, partnerReleaseAt: null },
    ...change,
  });
}

/** Signed by the first `count` people of each side. */
export function signedGrant(
  terms: GrantTerms,
  people: Record<Side, Approver[]>,
  count: Record<Side, number> = { developer: 2, evaluator: 2 },
): string {
  const signers = sides.flatMap((side) => people[side].slice(0, count[side]));
  return signNote(grantText(terms), signers);
}
