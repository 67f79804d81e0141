/** What evaluation may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const evaluationProblems = {
  access_over: {
    status: 409,
    title: 'The grant is not in force',
    meaning:
      'A run needs a grant that is in force now. Look at the grant’s page; nothing makes a window longer.',
  },
  window_short: {
    status: 409,
    title: 'The access ends too early for this',
    meaning:
      'The run’s time or tokens do not fit into what is left of the grant. Plan a smaller run: fewer attempts, fewer tasks or a smaller budget.',
  },
  procedure_unfit: {
    status: 409,
    title: 'Not the procedure that was agreed',
    meaning:
      'The grant names a procedure that both sides accepted, and the run names another. Plan the run under the agreed one.',
  },
  sealed_forbidden: {
    status: 409,
    title: 'Sealed tasks are not allowed at this endpoint',
    meaning:
      'Tasks of a sealed suite are shown to an endpoint only where the grant’s signed terms name a published procedure that allows it. Use an open suite, or agree on such a procedure in a new grant.',
  },
  tier_unfit: {
    status: 409,
    title: 'The sandbox is not strong enough',
    meaning:
      'A run for a determination needs a sandbox that does not share the host’s kernel (gVisor). Plan it on such a host.',
  },
  suite_unfit: {
    status: 409,
    title: 'The suite cannot be used for this',
    meaning:
      'Some of its tasks were not brought yet, or are burned. The detail says which. A determination uses whole suites only.',
  },
  threshold_unfit: {
    status: 409,
    title: 'The threshold is about something else',
    meaning:
      'A threshold is about one suite and one number of attempts. Name one that fits the run, committed before the run is planned.',
  },
  looks_spent: {
    status: 409,
    title: 'No look is left',
    meaning:
      'The threshold was committed to with a number of looks, and this run has used them. More would make a wrong answer likelier than was promised; plan a new run.',
  },
  manifest_wrong: {
    status: 422,
    title: 'The manifest does not hold together',
    meaning:
      'Root, items, custodians’ halves or a task’s bytes do not fit each other. The detail says which. Seal the suite again and send what was made, unchanged.',
  },
  custodian_unknown: {
    status: 422,
    title: 'Not a custodian’s key',
    meaning:
      'A custodian is named by the public age recipient (`age1…`) that they registered themselves. Ask both custodians to register theirs.',
  },
  custodian_key_taken: {
    status: 409,
    title: 'The key is registered already',
    meaning: 'Each key belongs to one person, for ever. Make a new one with `age-keygen`.',
  },
  name_taken: {
    status: 409,
    title: 'This name and version exist',
    meaning:
      'What is published or committed to under a name and version never changes. Use the next version.',
  },
  threshold_committed: {
    status: 409,
    title: 'This rule is committed to already',
    meaning:
      'Your office committed to this very rule before; the detail names the version. Plan runs against that one: a second commitment to one rule lets somebody choose between them later.',
  },
  chain_broken: {
    status: 409,
    title: 'The samples do not continue the run',
    meaning:
      'A sample is not the next of the run’s chain, or differs from the one that is recorded. Nothing of the batch was kept. Ask for the run, and send from the position it names.',
  },
  sample_unfit: {
    status: 422,
    title: 'A sample does not belong to the plan',
    meaning:
      'It names a task or an attempt that was not planned, or says of itself what cannot be. Nothing of the batch was kept; the detail names it.',
  },
  samples_missing: {
    status: 409,
    title: 'Planned samples are missing',
    meaning:
      'A run is complete when every planned sample is recorded, whatever it ended in. End it as incomplete and say why, or send the rest.',
  },
  not_comparable: {
    status: 409,
    title: 'The runs cannot be compared',
    meaning: 'Runs are compared task by task, on one suite, once both are complete.',
  },
  runs_open: {
    status: 409,
    title: 'Runs are not over',
    meaning:
      'A report lists every run of its grant, so each must be over: complete, incomplete or withdrawn.',
  },
  report_outdated: {
    status: 409,
    title: 'Something changed since the report was proposed',
    meaning:
      'The second person signs exactly what was proposed, and it is not true any more. Withdraw it and propose it anew.',
  },
  report_late: {
    status: 409,
    title: 'The grant is over',
    meaning:
      'A report is signed while its grant is in force. What remains is to say that it was not completed, and why.',
  },
  reported: {
    status: 409,
    title: 'The grant has its report',
    meaning: 'The report is signed, or was said not to be completed. Neither changes any more.',
  },
} as const satisfies ProblemRegistry;
