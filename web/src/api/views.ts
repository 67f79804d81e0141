/** Names for what the API answers, drawn from its generated description. */
import type { paths } from '../api.generated.ts';

type Answer<
  Path extends keyof paths,
  Method extends keyof paths[Path],
  Status extends number,
> = paths[Path][Method] extends {
  responses: Record<Status, { content: { 'application/json': infer Body } }>;
}
  ? Body
  : never;
type ItemOf<Page> = Page extends { items: (infer Item)[] } ? Item : never;

export type Installation = Answer<'/api/installation', 'get', 200>;
export type Person = NonNullable<Answer<'/api/session', 'get', 200>['person']>;
export type Office = Person['offices'][number];
export type LocalPerson = Answer<'/api/local/people', 'get', 200>['people'][number];

export type ReportSummary = ItemOf<Answer<'/api/reports', 'get', 200>>;
export type Report = Answer<'/api/reports/{reportId}', 'get', 200>;
export type Verdict = NonNullable<Report['verdict']>;
export type TimelineEvent = ItemOf<Answer<'/api/reports/{reportId}/events', 'get', 200>>;

export type CaseSummary = ItemOf<Answer<'/api/cases', 'get', 200>>;
export type Case = Answer<'/api/cases/{caseId}', 'get', 200>;
export type Fix = Case['fixes'][number];

export type AdvisorySummary = ItemOf<Answer<'/api/advisories', 'get', 200>>;
export type Advisory = Answer<'/api/advisories/{advisoryId}', 'get', 200>;

export type Home = Answer<'/api/home', 'get', 200>;
export type Action = ItemOf<Answer<'/api/actions', 'get', 200>>;
export type Receipt = Answer<'/api/receipts/{receiptId}', 'get', 200>;
export type System = ItemOf<Answer<'/api/systems', 'get', 200>>;
export type UploadResult = Answer<'/api/systems', 'post', 201>;

export type SubmissionSummary = ItemOf<Answer<'/api/submissions', 'get', 200>>;
export type Submission = Answer<'/api/submissions/{submissionId}', 'get', 200>;
export type Grant = Answer<'/api/grants/{grantId}', 'get', 200>;
export type GrantBudget = Answer<
  '/api/submissions/{submissionId}/budgets',
  'get',
  200
>['budgets'][number];
export type LedgerEntry = ItemOf<Answer<'/api/submissions/{submissionId}/ledger', 'get', 200>>;
export type LedgerQuery = NonNullable<
  paths['/api/submissions/{submissionId}/ledger']['get']['parameters']['query']
>;
export type LedgerFilter = Export['filter'];
export type Export = Answer<'/api/exports/{exportId}', 'get', 200>;
export type Verification = Answer<'/api/submissions/{submissionId}/verification', 'get', 200>;
export type OpenSubmission =
  paths['/api/submissions']['post']['requestBody']['content']['application/json'];
export type Offer =
  paths['/api/grants/{grantId}/offer']['post']['requestBody']['content']['application/json'];
export type Budget = NonNullable<Grant['request']>['budget'];
export type Side = keyof Submission['parties'];

export type ApiToken = ItemOf<Answer<'/api/tokens', 'get', 200>>;
export type Scope = ApiToken['scopes'][number];

export type RunSummary = ItemOf<Answer<'/api/submissions/{submissionId}/runs', 'get', 200>>;
export type Run = Answer<'/api/runs/{runId}', 'get', 200>;
export type RunSample = ItemOf<Answer<'/api/runs/{runId}/samples', 'get', 200>>;
export type Suite = Answer<'/api/suites/{suiteId}', 'get', 200>;
export type Finding = ItemOf<Answer<'/api/submissions/{submissionId}/findings', 'get', 200>>;
export type EvaluationReport = ItemOf<
  Answer<'/api/submissions/{submissionId}/evaluation-reports', 'get', 200>
>;
export type ReviewVerdict = NonNullable<RunSample['review']['verdict']>;
export type Comparison = Answer<'/api/runs/{runId}/comparison', 'get', 200>;
export type Procedure = ItemOf<Answer<'/api/procedures', 'get', 200>>;
export type SuiteSummary = ItemOf<Answer<'/api/suites', 'get', 200>>;
export type Threshold = ItemOf<Answer<'/api/thresholds', 'get', 200>>;
export type RunPlan =
  paths['/api/submissions/{submissionId}/runs']['post']['requestBody']['content']['application/json'];
export type NewFinding =
  paths['/api/runs/{runId}/findings']['post']['requestBody']['content']['application/json'];

export type Organisation = Answer<'/api/organisations', 'get', 200>['organisations'][number];
export type Question = Answer<'/api/questions/{questionId}', 'get', 200>;
export type NewQuestion =
  paths['/api/questions']['post']['requestBody']['content']['application/json'];
export type Descriptor = NewQuestion['descriptor'];
export type Agreement = Answer<
  '/api/submissions/{submissionId}/agreements',
  'get',
  200
>['agreements'][number];
export type AgreedDocument = Agreement['document'];
export type EngagementScope = Submission['scope'][number];
export type Determination = ItemOf<
  Answer<'/api/submissions/{submissionId}/determinations', 'get', 200>
>;
export type DeterminationView = Answer<'/api/determinations/{determinationId}', 'get', 200>;
export type DeterminationContent = NonNullable<DeterminationView['content']>;
export type Outcome = NonNullable<DeterminationContent['outcome']>;
export type LinkedSample = Answer<
  '/api/determinations/{determinationId}/samples/{position}',
  'post',
  200
>;
export type DeterminableRun = ItemOf<Answer<'/api/determinable-runs', 'get', 200>>;
export type ConsultationSummary = ItemOf<Answer<'/api/consultations', 'get', 200>>;
export type Consultation = Answer<'/api/consultations/{consultationId}', 'get', 200>;
export type ConsultationContent = Answer<'/api/consultations/{consultationId}/content', 'get', 200>;
export type ConsulteeView = NonNullable<Consultation['view']>;
export type Assessment = Answer<
  '/api/determinations/{determinationId}/assessments',
  'get',
  200
>['tiers'][number];
export type Appeal = ItemOf<Answer<'/api/submissions/{submissionId}/appeals', 'get', 200>>;
export type Partnership = ItemOf<
  Answer<'/api/submissions/{submissionId}/partnerships', 'get', 200>
>;
export type Nomination =
  paths['/api/submissions/{submissionId}/partnership-statement']['post']['requestBody']['content']['application/json'];
export type PartnerCategory = Partnership['category'];
export type PartnerMix = Answer<'/api/partner-mix', 'get', 200>['categories'];
export type Reads = Answer<'/api/submissions/{submissionId}/reads', 'get', 200>;
export type SealedRead = ItemOf<Reads>;
export type Destruction = Answer<'/api/submissions/{submissionId}/destruction', 'get', 200>;
export type NextStep = Answer<'/api/next-steps', 'get', 200>['steps'][number];
export type WaitingAssessment = ItemOf<Answer<'/api/assessments', 'get', 200>>;
