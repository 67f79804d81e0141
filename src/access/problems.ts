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
  no_gateway: {
    status: 409,
    title: 'No gateway is connected',
    meaning:
      'The submission has no gateway in front of its model, so there is nothing to have access to and no log to read. Its developer connects one.',
  },
  gateway_connected: {
    status: 409,
    title: 'A gateway is connected already',
    meaning:
      'A submission has one gateway and keeps it, so that its log has one history. For another gateway open another submission.',
  },
  engagement_paused: {
    status: 409,
    title: 'The engagement is paused',
    meaning:
      'The developer paused it: nothing new begins until it resumes. Reading and ending go on, access in force goes on until it is ended, and no clock stops.',
  },
  engagement_withdrawn: {
    status: 409,
    title: 'The engagement was withdrawn',
    meaning:
      'It ended for good. What is on record can still be read by those who could read it; nothing more can begin.',
  },
  engagement_ended: {
    status: 409,
    title: 'The engagement ended',
    meaning:
      'It ran its course, and what was sealed in it was destroyed. What is on record can still be read by those who could read it; nothing more can begin.',
  },
  out_of_scope: {
    status: 409,
    title: 'The developer does not take part in this',
    meaning:
      'Taking part is voluntary, part by part. The detail names the part that the developer left out; only the developer can add it.',
  },
  document_unknown: {
    status: 422,
    title: 'No such document',
    meaning:
      'No document of this installation has that SHA-256. Fetch the text again, read it, and name its digest unchanged.',
  },
  terms_changed: {
    status: 409,
    title: 'The document was replaced',
    meaning:
      'Another version was put forward after the one you read, so yours can no longer be accepted. Read the one in force and accept that. What both sides accepted before stays agreed.',
  },
  terms_not_agreed: {
    status: 409,
    title: 'Both sides have not accepted the same terms',
    meaning:
      'Access is neither offered nor signed before one person of each side has accepted the same terms. The submission’s agreements say which side has accepted what.',
  },
  not_declared: {
    status: 403,
    title: 'Declare your interests first',
    meaning:
      'What is sealed in an engagement opens to people who evaluate, determine or oversee once they have declared that they have no interest in it. Declare for yourself; nobody can do it for you.',
  },
  export_needed: {
    status: 409,
    title: 'This takes two people',
    meaning:
      'Records of an engagement leave as a file when one person of the evaluating side asked for it, and another agreed, within the last day. Ask for an export and say what for; name it when you download.',
  },
  exports_full: {
    status: 409,
    title: 'Too many exports wait',
    meaning:
      'As many exports of this engagement wait for a colleague as may. Let one of them be settled, then ask again.',
  },
  nothing_mirrored: {
    status: 409,
    title: 'Nothing has been pulled yet',
    meaning:
      'The gateway has not shown a checkpoint of its log yet. The submission’s page says how the gateway stands.',
  },
} as const satisfies ProblemRegistry;
