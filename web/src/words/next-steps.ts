/** What waits for a developer or an evaluating office, in words, and the page where it is done. */
import type { NextStep } from '../api/views.ts';
import { span } from './quantities.ts';

interface Words {
  what: (name: string, leftMs: number) => string;
  to:
    | '/submissions/$submissionId'
    | '/submissions/$submissionId/documents'
    | '/submissions/$submissionId/assessment'
    | '/submissions/$submissionId/partners'
    | '/determinations/$determinationId';
}

const overview = '/submissions/$submissionId';

/** The office's own clock runs on when it is over. */
const clock = (leftMs: number): string =>
  leftMs > 0 ? `${span(leftMs)} left` : `overdue by ${span(-leftMs)}`;

export const nextStepWords: Record<NextStep['kind'], Words> = {
  offer: { what: (runner) => `Write terms for ${runner}, or decline`, to: overview },
  sign: { what: (runner) => `Sign the terms for ${runner}`, to: overview },
  access_ends: {
    what: (runner, leftMs) => `Access of ${runner} ends by itself in ${span(leftMs)}`,
    to: overview,
  },
  read_terms: {
    what: (title) => `Read the ${title.toLowerCase()}`,
    to: `${overview}/documents`,
  },
  supplement: {
    what: (office) => `${office} needs to know more before it can answer`,
    to: overview,
  },
  appeal: {
    what: () => 'A determination is signed: read what you are told; you may appeal',
    to: `${overview}/assessment`,
  },
  sign_partner: {
    what: (partner) => `Add ${partner} as a partner, or refuse it`,
    to: `${overview}/partners`,
  },
  destroy: { what: () => 'Destroy what was sealed, as the second person', to: overview },
  take_up: {
    what: (developer, leftMs) =>
      `${developer} asks whether it would be covered: take it up, ${clock(leftMs)}`,
    to: overview,
  },
  answer: {
    what: (developer, leftMs) => `Answer the question of ${developer}, ${clock(leftMs)}`,
    to: overview,
  },
  sign_determination: {
    what: () => 'The determination is decided and awaits your signature',
    to: '/determinations/$determinationId',
  },
};
