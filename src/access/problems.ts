/** What access may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const accessProblems = {
  grant_unfit: {
    status: 422,
    title: 'The terms do not fit',
    meaning:
      'A grant’s terms break a rule: the detail names the place and the rule. Nothing was kept; mend the terms and offer them again.',
  },
  note_refused: {
    status: 422,
    title: 'The signed note does not hold',
    meaning:
      'The note is not the text that was to be signed, or your own registered key did not sign it. Fetch the text again, sign it unchanged with your key, and send it.',
  },
  key_unfit: {
    status: 422,
    title: 'The key cannot be used',
    meaning:
      'A verifier key is one line, `name+id+key`, of type Ed25519, as `sallyport keys new` prints it.',
  },
  key_taken: {
    status: 409,
    title: 'The key is registered already',
    meaning:
      'Each key belongs to one person, for ever: this one was registered before. Make a new key; if the old one is yours and you did not register it, tell the other people of your side at once.',
  },
  no_approver_key: {
    status: 409,
    title: 'You have no key here',
    meaning:
      'Signing needs a key that only you hold, registered by its public half. Make one with `sallyport keys new`, register it, and let the others compare its fingerprint.',
  },
  already_signed: {
    status: 409,
    title: 'You have signed this',
    meaning:
      'Each person signs a grant once. Another person of your side must give the second signature.',
  },
  thirty_days_over: {
    status: 409,
    title: 'The thirty days do not hold this',
    meaning:
      'All government access to one declared model lies inside one period of thirty days that began with its first use. The terms would reach beyond it, or it is over. Nothing makes it longer.',
  },
  grants_full: {
    status: 409,
    title: 'Too many open grants',
    meaning:
      'The submission has as many open requests and grants as it may. End those that nobody needs, then ask again.',
  },
  log_taken: {
    status: 409,
    title: 'Another submission has this log',
    meaning:
      'A gateway’s log belongs to one submission. Give the new gateway a log key of its own.',
  },
  nothing_mirrored: {
    status: 409,
    title: 'Nothing has been pulled yet',
    meaning:
      'The gateway has not shown a checkpoint of its log yet. The submission’s page says how the gateway stands.',
  },
} as const satisfies ProblemRegistry;
