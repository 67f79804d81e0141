/** A nomination as people type it, and the body that it makes. Limits are the server's to know. */
import type { FieldFault } from '../api/problem.ts';
import type { Nomination } from '../api/views.ts';

export interface NominationDraft extends Omit<Nomination, 'assets' | 'expiresAt'> {
  /** One a line. */
  assets: string;
  expiresAt: string | undefined;
}

export const firstNomination = (
  criteriaSha256: string,
  organisationId: string,
): NominationDraft => ({
  organisationId,
  category: 'utility',
  criteriaSha256,
  criteriaMet: '',
  surface: '',
  assets: '',
  expiresAt: undefined,
  relation: 'none_declared',
  relationWords: '',
});

export const nominationBody = (draft: NominationDraft): Nomination => ({
  ...draft,
  expiresAt: draft.expiresAt ?? '',
  assets: draft.assets
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== ''),
});

/** `/body/assets/3` is a line of the one field `nominate-assets`. */
export const fieldOf = ({ pointer }: FieldFault): string => `nominate-${pointer.split('/')[2]}`;
