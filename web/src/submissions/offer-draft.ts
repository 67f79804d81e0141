/** Terms as a developer types them, begun from what was asked for. */
import type { Grant, Offer, Submission } from '../api/views.ts';
import { draftOf, fieldOf, firstDraft, termsOf, type TermsDraft } from './terms-draft.ts';
import { dayMs } from './thirty-days.ts';

export const markings: readonly Offer['marking'][] = [
  'TLP:RED',
  'TLP:AMBER+STRICT',
  'TLP:AMBER',
  'TLP:GREEN',
  'TLP:CLEAR',
];
const claimDays = 7;

export interface OfferDraft {
  modelNames: string;
  terms: TermsDraft;
  claimUntil: string | undefined;
  marking: Offer['marking'];
  procedure: string;
}

/** `now` in milliseconds since 1970. */
export function firstOffer(submission: Submission, grant: Grant, now: number): OfferDraft {
  const { terms, request } = grant;
  const release = releaseOf(submission, grant);
  const soon = now + claimDays * dayMs;
  const claimUntil = release === null ? soon : Math.min(soon, Date.parse(release));
  const asked = terms === null ? request : { ...terms, lengthS: terms.window.lengthS };
  return {
    modelNames: terms?.model.names.join(', ') ?? submission.declaredAs,
    terms: asked === null ? firstDraft : draftOf(asked),
    claimUntil: terms?.window.claimUntil ?? new Date(claimUntil).toISOString(),
    marking: terms?.marking ?? 'TLP:AMBER+STRICT',
    procedure: terms?.procedure ?? '',
  };
}

export function offerOf(draft: OfferDraft, submission: Submission, grant: Grant): Offer {
  const { lengthS, ...rest } = termsOf(draft.terms);
  const procedure = draft.procedure.trim();
  return {
    ...rest,
    modelNames: draft.modelNames
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
    window: {
      claimFrom: inSeconds(new Date().toISOString()),
      claimUntil: draft.claimUntil === undefined ? '' : inSeconds(draft.claimUntil),
      lengthS,
      partnerReleaseAt: releaseOf(submission, grant),
    },
    marking: draft.marking,
    procedure: procedure === '' ? null : procedure,
  };
}

/** Only a government review is tied to the planned release; the server refuses it without one. */
function releaseOf({ plannedReleaseAt }: Submission, { kind }: Grant): string | null {
  return kind !== 'government' || plannedReleaseAt === null ? null : inSeconds(plannedReleaseAt);
}

/** The one spelling of an instant in terms: `2026-12-01T09:00:00Z`. */
const inSeconds = (at: string): string => `${new Date(at).toISOString().slice(0, 19)}Z`;

export function fieldOfOffer(fault: { pointer: string }): string | undefined {
  return fault.pointer.endsWith('/window/lengthS') ? 'terms-lengthS' : fieldOf(fault);
}
