/**
 * Uses of permission's words in another sense: each with its reason, its exact phrases and the places where
 * they stand. A use that is not here fails the guard, and so does an entry that nothing uses any more. What
 * a model or a developer is said to be is no other sense: such a use is not listed but taken out.
 *
 * One table, and so one long file: who adds a word reads all the others.
 */

export interface Sense {
  /** What the word means here, and why that is no permission. */
  reason: string;
  /** Plain text (`plain` of permission.ts) around the word. */
  phrases: readonly string[];
  /** Exact, or ending in `*` for everything beneath; a word that stands alone needs each place by name. */
  places: readonly string[];
}

export const senses: readonly Sense[] = [
  {
    reason:
      'two people for one act on something sealed: another person agrees that a runner’s name is opened, or that a custodian’s tasks go to a runner. Said of the act, never of a model',
    phrases: [
      'approve name',
      'approve it, as the other custodian',
      'approve unseal',
      'approved by',
      'approved at',
      'name opening approved',
      'other custodian approved an unseal',
      'name opening/approval',
      'unseals/:unseal id/approval',
      'approving an unseal',
    ],
    places: [
      '/api/grants/*',
      '/api/submissions/:submissionId/grants',
      '/api/unseals/:unsealId/approval',
      'access.name_opening',
      'access.name_opening_approved',
      'evaluation.unseal_executed',
      'sallyport suite',
      'cli/suite/unseal.ts',
      'src/access/*',
      'src/evaluation/*',
      'web/src/submissions/*',
      'web/src/words/access-events.ts',
    ],
  },
  {
    reason:
      'the same act by its own name: a step of an unseal, of the opening of a name, of the destruction of keys',
    phrases: ['approve', 'approved', 'approval', '/approval', 'destruction/approval'],
    places: [
      'cli/submission/material.ts',
      'web/src/destruction/Destruction.tsx',
      '/api/grants/:grantId/name-opening/approval',
      '/api/submissions/:submissionId/destruction/approval',
      '/api/suites/:suiteId/unseals',
      '/api/runs/:runId/unseals',
      '/api/unseals/:unsealId',
      '/api/unseals/:unsealId/approval',
      '/api/unseals/:unsealId/refusal',
      '/api/unseals/:unsealId/withdrawal',
      'cli/suite/unseal.ts',
      'src/access/commands/open-name.ts',
      'src/evaluation/commands/settle-unseal.ts',
      'src/evaluation/suite-schema.ts',
      'src/evaluation/unseal-state.ts',
      'src/review/destruction-routes.ts',
    ],
  },
  {
    reason:
      'an approver is one of the four people whose signatures put a grant of access in force, by the name that signed terms have for them; what they sign opens access to a model and says nothing of it',
    phrases: [
      'approver key',
      'no approver key',
      'no approver of either side',
      'no approver’s of either side',
      '/approvers/',
      'at least … approvers',
    ],
    places: [
      '/api/approver-key',
      'problem no_approver_key',
      'cli/grant/*',
      'src/access/*',
      'src/gateway/*',
      'src/review/signed-statement.ts',
      'web/src/api/queries.ts',
    ],
  },
  {
    reason: 'the same people, as a field of a submission: whose keys signed terms must carry',
    phrases: ['approvers'],
    places: [
      '/api/submissions',
      '/api/submissions/:submissionId',
      '/api/submissions/:submissionId/gateway',
      '/api/submissions/:submissionId/pause',
      '/api/submissions/:submissionId/resumption',
      '/api/submissions/:submissionId/scope',
      '/api/submissions/:submissionId/withdrawal',
    ],
  },
  {
    reason:
      'of an operator’s update: the maker of a hospital’s device may have its own approval to give',
    phrases: ['the manufacturer has not approved the update'],
    places: ['web/src/home/SettleForm.tsx'],
  },
  {
    reason:
      'X.509: the certificate by which a connection to a gateway, or to a model behind one, is known',
    phrases: [
      'listener certificate',
      'listener’s certificate',
      'certificate sha256',
      'certificate of your gateway',
      'its certificate, pinned',
      'pinned certificate',
      'client certificate',
      'certificate of ` ca`',
      'begin certificate',
      'certificate authority folder',
      'certificate … to …',
      'are not a certificate, its own key and the endpoint’s authority',
      'a certificate lasts',
      'no certificate follows it',
    ],
    places: [
      '/api/submissions',
      '/api/submissions/*',
      'access.gateway',
      'access.gateway_connected',
      'sallyport keys',
      'cli/evaluate/endpoint.ts',
      'cli/grant/at-gateway.ts',
      'cli/keys/*',
      'gateway/*',
      'src/access/*',
      'src/gateway/*',
      'web/src/submissions/*',
      'web/src/words/access.ts',
    ],
  },
  {
    reason: 'the same, as a row of what is told of a gateway, and as a fault of a connection to it',
    phrases: ['certificate', 'no certificate'],
    places: ['cli/submission/view.ts', 'src/gateway/admission.ts'],
  },
  {
    reason: 'HTTP: the header that carries an API token or an endpoint’s own credential',
    phrases: ['authorization', 'authorization: bearer'],
    places: [
      'problem not_signed_in',
      'gateway/config.ts',
      'gateway/upstream.ts',
      'src/app/ledger-routes.ts',
    ],
  },
  {
    reason: 'of a file on the reader’s own disk',
    phrases: ['its permissions'],
    places: ['cli/match.ts', 'cli/advisory-files.ts'],
  },
  {
    reason: 'says that nothing here does it: a denial is the one place where such a word belongs',
    phrases: [
      'that a model is safe: `not covered` speaks of one threshold and is a certificate of nothing',
      'a model may be released without one',
      'it approves, certifies, licenses, blocks and delays nothing',
      'no score in it says that a model is safe',
      'it permits nothing',
      'is endorsed by none',
      'asks nothing of the developer and delays nothing',
      'needs nobody’s consent',
      'nothing under these terms can hold up, delay or condition the release of any model',
      'the developer may release whenever it decides to',
      'it does not say that a model is safe',
      'says nothing about whether a model is safe',
    ],
    places: [
      'cli/review/verify.ts',
      'web/src/assessments/AssessmentPage.tsx',
      'documents/terms/sample-1.md',
      'documents/procedure/sample-1.md',
      'documents/assessment_tiers/sample-1.md',
      'gateway/status-view.ts',
      'src/evaluation/report.ts',
      'web/src/runs/Decisions.tsx',
      'web/src/runs/FindingPage.tsx',
      'web/src/shell/Colophon.tsx',
    ],
  },
  {
    reason:
      'whether an embargo on a vulnerability can be had at all, of a finder’s report; the outer door, no model in it',
    phrases: ['eligible', 'eligibility', 'embargo eligibility'],
    places: [
      '/api/reports',
      '/api/reports/:reportId',
      '/api/cases',
      '/api/cases/:caseId',
      'clearinghouse.report_received',
      'cli/report.ts',
      'web/src/cases/CasePage.tsx',
      'web/src/reports/Claim.tsx',
    ],
  },
  {
    reason:
      'machinery that broke: a build, a fetch, a sandbox, a scorer, a task or an endpoint’s answer; says nothing of what was measured',
    phrases: [
      'build failed',
      'fetch failed',
      'sandbox failed',
      'scorer failed',
      'task failed',
      'endpoint failed',
    ],
    places: [
      '/api/determinations/:determinationId/verification',
      '/api/runs/*',
      '/api/submissions/:submissionId/runs',
      'cli/reproduce.ts',
      'cli/verify-fix.ts',
      'gateway/relay.ts',
      'src/app/*',
      'src/evaluation/engine/*',
      'src/gateway/leaf.ts',
      'web/src/words/*',
    ],
  },
  {
    reason:
      'whether a check of a log, of a look at it or of a report’s evidence came out; the log’s, not the model’s',
    phrases: ['passed', 'failed', 'held'],
    places: [
      'cli/review/verify.ts',
      '/api/submissions/:submissionId/verification',
      'cli/ledger.ts',
      'src/access/commands/store-look.ts',
      'src/access/gateway-state.ts',
      'src/access/ledger-schema.ts',
      'src/access/pull.ts',
      'web/src/reports/evidence.ts',
    ],
  },
  {
    reason:
      'looks at a gateway that nobody answered, counted; and a tool that broke in a transcript',
    phrases: ['failures', ', failed'],
    places: [
      'access.gateway_mirror',
      'src/access/mirror-store.ts',
      'web/src/transcripts/outline.ts',
    ],
  },
  {
    reason: 'of a suite and its tasks: their ciphertext is in the server’s keeping',
    phrases: ['held', 'suite held'],
    places: [
      '/api/suites',
      '/api/suites/:suiteId',
      '/api/suites/:suiteId/burn',
      'evaluation.suite',
      'evaluation.suite_task',
      'evaluation.suite_held',
      'src/evaluation/admissible.ts',
      'src/evaluation/commands/declare-suite.ts',
      'src/evaluation/commands/store-task.ts',
      'src/evaluation/custody.ts',
      'src/evaluation/suite-schema.ts',
      'src/evaluation/suite-store.ts',
      'web/src/api/run-queries.ts',
    ],
  },
  {
    reason:
      'of a finder’s report or a fix that waits because the installation’s own machinery broke; the outer door, no model in it',
    phrases: ['held', 'fix held', 'report held'],
    places: [
      '/api/cases/:caseId',
      '/api/reports',
      '/api/reports/:reportId',
      'clearinghouse.fix_held',
      'clearinghouse.report_held',
      'web/src/reports/Decision.tsx',
      'web/src/reports/VerdictCard.tsx',
      'web/src/reports/evidence.ts',
      'web/src/words/events.ts',
    ],
  },
  {
    reason:
      'to have, or to stand up: signatures, safeguards, a log that both sides have, a model nobody keeps',
    phrases: [
      'holds no statement of a determination',
      'holds these samples and these signatures',
      'how its safeguards hold',
      'whose log both sides hold',
      'and never hold it',
      'used and never held',
      'certificate for the model does not hold',
    ],
    places: [
      'cli/review/verify.ts',
      'documents/terms/sample-1.md',
      'gateway/gateway.ts',
      'web/src/shell/NotYetPage.tsx',
      'web/src/sign-in/SignInPage.tsx',
    ],
  },
  {
    reason:
      'a part of an assessment that its developer is not told yet. Words are withheld, never anything from a release, and withholding runs out into a review',
    phrases: [
      'part withheld: …',
      'withhold',
      'withhold it',
      'withholding',
      '/withholding',
      'withheld',
      'that it is withheld',
      'where a tier is withheld',
      'withheld by',
      'withheld before',
      'assessment withheld',
    ],
    places: [
      'review.assessment_withheld',
      'sallyport assessment',
      'cli/assessment/steps.ts',
      'cli/assessment/view.ts',
      'web/src/determinations/TierSteps.tsx',
      'web/src/determinations/tier-steps.ts',
      'web/src/assessments/Tiers.tsx',
      'web/src/words/review-events.ts',
      '/api/assessments',
      '/api/determinations/:determinationId/assessments',
      '/api/determinations/:determinationId/assessments/:tier/withholding',
      'documents/procedure/sample-1.md',
      'documents/assessment_tiers/sample-1.md',
      'problem withheld_before',
      'review.assessment',
      'src/review/assessment-queries.ts',
      'src/review/assessment-routes.ts',
      'src/review/assessment-schema.ts',
      'src/review/assessment-state.ts',
      'src/review/assessment.ts',
      'src/review/commands/assess.ts',
      'src/review/commands/open-assessments.ts',
      'web/src/words/review.ts',
    ],
  },
  {
    reason:
      'of a body in a gateway’s log that its side has not shown: the log proves that it is there',
    phrases: ['withheld', 'is withheld'],
    places: [
      '/api/submissions/:submissionId/ledger',
      '/api/submissions/:submissionId/verification',
      'src/access/ledger-export.ts',
      'web/src/words/ledger.ts',
    ],
  },
  {
    reason:
      'of one organisation that a side does not take as a partner, in one engagement and by a listed reason; it is no word on a model',
    phrases: [
      'refuse partnership',
      'against a refused partner',
      'as a partner, or refuse it',
      'partner refused by the',
      'codes of a refusal',
      'a partner refused',
      'a refused partnership',
      'partner refused',
    ],
    places: [
      'review.appeal_filed',
      'sallyport',
      'sallyport partnership',
      'cli/main.ts',
      'cli/partnership/steps.ts',
      'web/src/appeals/Appeals.tsx',
      'web/src/words/next-steps.ts',
      'web/src/words/review-events.ts',
      '/api/appeals',
      'documents/README.md',
      'problem appeal_late',
      'src/review/*',
    ],
  },
  {
    reason:
      'what a procedure says of sealed tasks: whether its office sends them to an endpoint at all',
    phrases: ['sealed allowed', 'allows sealed'],
    places: [
      'cli/procedure.ts',
      '/api/procedures',
      '/api/procedures/:procedureId',
      'evaluation.procedure',
    ],
  },
  {
    reason:
      'a developer’s two dates in order: what it tells of a public release is not before the one to partners',
    phrases: ['must not be before the release to partners'],
    places: ['src/access/release-plan.ts'],
  },
];
