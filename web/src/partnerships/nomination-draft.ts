/** A nomination as people type it, and the body that it makes. Limits are the server's to know. */
import type { FieldFault } from '../api/problem.ts';
import type { Nomination } from '../api/views.ts';
import { endpointsIn, linesIn } from '../submissions/terms-draft.ts';

export interface NominationDraft extends Omit<Nomination, 'endpoints' | 'assets' | 'expiresAt'> {
  /** One a line, as in `POST /v1/messages`. */
  endpoints: string;
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
  endpoints: '',
  assets: '',
  expiresAt: undefined,
  relation: 'none_declared',
  relationWords: '',
});

export const nominationBody = (draft: NominationDraft): Nomination => ({
  ...draft,
  expiresAt: draft.expiresAt ?? '',
  endpoints: endpointsIn(draft.endpoints),
  assets: linesIn(draft.assets),
});

/** `/body/assets/3` is a line of the one field `nominate-assets`. */
export const fieldOf = ({ pointer }: FieldFault): string => `nominate-${pointer.split('/')[2]}`;
