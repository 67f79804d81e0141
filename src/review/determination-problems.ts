/** What determinations may refuse. */
import type { ProblemRegistry } from '#platform/problems';

export const determinationProblems = {
  run_undeterminable: {
    status: 409,
    title: 'No determination can rest on this run',
    meaning:
      'A determination rests on a complete run that was planned for one, to which its threshold was applied, and whose grant has its report. Choose one of the runs that are listed for it.',
  },
  threshold_late: {
    status: 409,
    title: 'The threshold came after the first sample',
    meaning:
      'A threshold counts only where it was committed to before the first sample of the run was made. Plan a new run under it; nothing mends this one.',
  },
  determination_open: {
    status: 409,
    title: 'A determination is open already',
    meaning:
      'An engagement has one open determination at a time. Finish the one that is open, or withdraw it.',
  },
  already_consulted: {
    status: 409,
    title: 'This office is consulted already',
    meaning: 'Each consultee is asked once for one determination, and answers once.',
  },
  consultation_over: {
    status: 409,
    title: 'The consultation is over',
    meaning:
      'It was answered, or its time ran out. What was said in time stands in the determination.',
  },
  consultees_open: {
    status: 409,
    title: 'Consultees have not answered yet',
    meaning:
      'A determination is decided once each listed consultee has answered or its time ran out. The detail says until when.',
  },
  samples_unopened: {
    status: 409,
    title: 'Open the linked samples first',
    meaning:
      'Who decides has opened each of the linked samples, which the code chose. The detail names those that are left.',
  },
  undecided: {
    status: 409,
    title: 'It is not that far yet',
    meaning:
      'The text to sign is there once an official has decided, who signs it first; the proof is there once two have signed.',
  },
  two_roles: {
    status: 409,
    title: 'You had another hand in this',
    meaning:
      'Nobody acts twice in two roles: who planned, queued, ran, judged or reported the run, or signed for the other role, leaves this step to a colleague.',
  },
  dissent_given: {
    status: 409,
    title: 'Your dissent is on record',
    meaning: 'Each official dissents once from a determination, and the words are kept for good.',
  },
  statement_long: {
    status: 422,
    title: 'The statement would be too long to sign',
    meaning:
      'Everything that people say of a determination stands in one text that they sign. Say it in fewer words.',
  },
} as const satisfies ProblemRegistry;
