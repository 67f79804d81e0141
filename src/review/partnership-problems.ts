/** What partnerships may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const partnershipProblems = {
  partner_unfit: {
    status: 422,
    title: 'The organisation cannot be nominated',
    meaning:
      'A partner takes part as one, is neither side of the engagement, meets criteria that are in force and gets an end that is near enough. The detail says which of these does not hold.',
  },
  partner_named: {
    status: 409,
    title: 'The organisation is nominated already',
    meaning:
      'One organisation has one partnership in an engagement at a time. Sign, refuse or end the one there is.',
  },
  partner_refused: {
    status: 409,
    title: 'The organisation was refused',
    meaning:
      'A refusal stands with its reason code until an appeal against it is upheld. Then the organisation may be nominated again.',
  },
  partner_not_accepted: {
    status: 409,
    title: 'The partner has not accepted yet',
    meaning:
      'Access is asked for, and findings are sent, while a partnership is in force: after the partner accepted its terms and before it ended.',
  },
  partner_has_access: {
    status: 409,
    title: 'The partnership has its grant',
    meaning: 'One grant stands for a partnership at a time. End it before asking for another.',
  },
  finding_names_model: {
    status: 422,
    title: 'The finding names what must not leave',
    meaning:
      'A report of a bug says nothing of the model that found it, of its developer or of the partnership. The detail names the file; take it out and send the bundle again.',
  },
} as const satisfies ProblemRegistry;
