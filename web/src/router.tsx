/**
 * Every page's address, in one list. A page that is not public asks for sign-in first and comes back
 * to where the reader wanted to go.
 */
import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  redirect,
} from '@tanstack/react-router';
import { AdvisoriesPage } from './advisories/AdvisoriesPage.tsx';
import { AdvisoryPage } from './advisories/AdvisoryPage.tsx';
import { sessionQuery } from './api/queries.ts';
import { AssessmentPage } from './assessments/AssessmentPage.tsx';
import { CasePage } from './cases/CasePage.tsx';
import { CasesPage } from './cases/CasesPage.tsx';
import { DraftAdvisoryPage } from './cases/DraftAdvisoryPage.tsx';
import { PublishPage } from './cases/PublishPage.tsx';
import { ConsultationPage } from './consultations/ConsultationPage.tsx';
import { ConsultationsPage } from './consultations/ConsultationsPage.tsx';
import { pageSearch } from './controls/Pager.tsx';
import { DestructionReceiptPage } from './destruction/DestructionReceiptPage.tsx';
import { DeterminationPage } from './determinations/DeterminationPage.tsx';
import { DeterminationsPage } from './determinations/DeterminationsPage.tsx';
import { OpenDeterminationPage } from './determinations/OpenDeterminationPage.tsx';
import { DocumentPage } from './documents/DocumentPage.tsx';
import { DocumentsPage } from './documents/DocumentsPage.tsx';
import { ReviewHomePage } from './engagement/ReviewHomePage.tsx';
import { HomePage } from './home/HomePage.tsx';
import { ReceiptPage } from './home/ReceiptPage.tsx';
import { OversightPage } from './oversight/OversightPage.tsx';
import { NominatePage } from './partnerships/NominatePage.tsx';
import { PartnerAccessPage } from './partnerships/PartnerAccessPage.tsx';
import { PartnersPage } from './partnerships/PartnersPage.tsx';
import { PartnershipsPage } from './partnerships/PartnershipsPage.tsx';
import { AskQuestionPage } from './questions/AskQuestionPage.tsx';
import { QuestionPage } from './questions/QuestionPage.tsx';
import { readsSearch } from './reads/reads-search.ts';
import { ReadsPage } from './reads/ReadsPage.tsx';
import { ReportPage } from './reports/ReportPage.tsx';
import { ReportsPage } from './reports/ReportsPage.tsx';
import { ComparisonPage } from './runs/ComparisonPage.tsx';
import { FindingPage } from './runs/FindingPage.tsx';
import { OfficeRunsPage } from './runs/OfficeRunsPage.tsx';
import { PlanPage } from './runs/PlanPage.tsx';
import { RunPage } from './runs/RunPage.tsx';
import { RunsPage } from './runs/RunsPage.tsx';
import { firstArea } from './shell/areas.ts';
import { DefectPage } from './shell/DefectPage.tsx';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { NotYetPage } from './shell/NotYetPage.tsx';
import { Shell } from './shell/Shell.tsx';
import { SignInPage } from './sign-in/SignInPage.tsx';
import { AskPage } from './submissions/AskPage.tsx';
import { ledgerSearch } from './submissions/ledger-search.ts';
import { LedgerPage } from './submissions/LedgerPage.tsx';
import { OfferPage } from './submissions/OfferPage.tsx';
import { OpenPage } from './submissions/OpenPage.tsx';
import { SubmissionPage } from './submissions/SubmissionPage.tsx';
import { SubmissionsPage } from './submissions/SubmissionsPage.tsx';
import { SystemsPage } from './systems/SystemsPage.tsx';
import { TokensPage } from './tokens/TokensPage.tsx';
import { TranscriptPage } from './transcripts/TranscriptPage.tsx';

interface RouterContext {
  queries: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({ component: Shell });

const start = createRoute({
  getParentRoute: () => root,
  path: '/',
  async beforeLoad({ context }) {
    const { person } = await context.queries.ensureQueryData(sessionQuery);
    throw redirect({ to: person === null ? '/sign-in' : firstArea(person), replace: true });
  },
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // Only a path of this site: an outside address here would make sign-in a way to lead people off.
  validateSearch: ({ to }: Record<string, unknown>): { to?: string } =>
    typeof to === 'string' && /^\/[a-z]/.test(to) ? { to } : {},
  component: SignInPage,
});

const signedIn = createRoute({
  getParentRoute: () => root,
  id: 'signed-in',
  async beforeLoad({ context, location }) {
    const { person } = await context.queries.ensureQueryData(sessionQuery);
    if (person === null) throw redirect({ to: '/sign-in', search: { to: location.href } });
  },
});

const home = createRoute({ getParentRoute: () => signedIn, path: '/home', component: HomePage });
const receipt = createRoute({
  getParentRoute: () => signedIn,
  path: '/receipts/$receiptId',
  component: function ReceiptRoute() {
    return <ReceiptPage receiptId={receipt.useParams().receiptId} />;
  },
});

const systems = createRoute({
  getParentRoute: () => signedIn,
  path: '/systems',
  validateSearch: pageSearch,
  component: () => <SystemsPage cursor={systems.useSearch().cursor} />,
});

const reports = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports',
  validateSearch: pageSearch,
  component: () => <ReportsPage cursor={reports.useSearch().cursor} />,
});
const report = createRoute({
  getParentRoute: () => signedIn,
  path: '/reports/$reportId',
  component: function ReportRoute() {
    // A report's log and focus are its own: another report is another page.
    const { reportId } = report.useParams();
    return <ReportPage key={reportId} reportId={reportId} />;
  },
});

const cases = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases',
  validateSearch: pageSearch,
  component: () => <CasesPage cursor={cases.useSearch().cursor} />,
});
const oneCase = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$caseId',
  component: function CaseRoute() {
    const { caseId } = oneCase.useParams();
    return <CasePage key={caseId} caseId={caseId} />;
  },
});
const draft = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$caseId/advisory',
  component: () => <DraftAdvisoryPage caseId={draft.useParams().caseId} />,
});
const publish = createRoute({
  getParentRoute: () => signedIn,
  path: '/cases/$caseId/publish',
  component: () => <PublishPage caseId={publish.useParams().caseId} />,
});

/** To ask is a developer's; everybody else is led to where their day starts. */
async function onlyDevelopers({ context }: { context: RouterContext }): Promise<void> {
  const { person } = await context.queries.ensureQueryData(sessionQuery);
  if (person !== null && !person.offices.includes('developer'))
    throw redirect({ to: firstArea(person), replace: true });
}
const review = createRoute({
  getParentRoute: () => signedIn,
  path: '/review',
  beforeLoad: onlyDevelopers,
  component: ReviewHomePage,
});
const askQuestion = createRoute({
  getParentRoute: () => signedIn,
  path: '/review/ask',
  beforeLoad: onlyDevelopers,
  component: AskQuestionPage,
});
const question = createRoute({
  getParentRoute: () => signedIn,
  path: '/review/questions/$questionId',
  component: () => <QuestionPage questionId={question.useParams().questionId} />,
});

const determinations = createRoute({
  getParentRoute: () => signedIn,
  path: '/determinations',
  validateSearch: pageSearch,
  component: () => <DeterminationsPage cursor={determinations.useSearch().cursor} />,
});
const openDetermination = createRoute({
  getParentRoute: () => signedIn,
  path: '/determinations/open/$submissionId/$runId',
  component: () => <OpenDeterminationPage {...openDetermination.useParams()} />,
});
const determination = createRoute({
  getParentRoute: () => signedIn,
  path: '/determinations/$determinationId',
  component: function DeterminationRoute() {
    const { determinationId } = determination.useParams();
    return <DeterminationPage key={determinationId} determinationId={determinationId} />;
  },
});
const consultations = createRoute({
  getParentRoute: () => signedIn,
  path: '/consultations',
  validateSearch: pageSearch,
  component: () => <ConsultationsPage cursor={consultations.useSearch().cursor} />,
});
const consultation = createRoute({
  getParentRoute: () => signedIn,
  path: '/consultations/$consultationId',
  component: function ConsultationRoute() {
    const { consultationId } = consultation.useParams();
    return <ConsultationPage key={consultationId} consultationId={consultationId} />;
  },
});
const partnerships = createRoute({
  getParentRoute: () => signedIn,
  path: '/partnerships',
  component: PartnershipsPage,
});
const oversight = createRoute({
  getParentRoute: () => signedIn,
  path: '/oversight',
  component: OversightPage,
});

const submissions = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions',
  validateSearch: pageSearch,
  component: () => <SubmissionsPage cursor={submissions.useSearch().cursor} />,
});
const openSubmission = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/open',
  component: OpenPage,
});
const submission = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId',
  component: function SubmissionRoute() {
    const { submissionId } = submission.useParams();
    return <SubmissionPage key={submissionId} submissionId={submissionId} />;
  },
});

const accessLedger = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/ledger',
  validateSearch: ledgerSearch,
  component: function AccessLedgerRoute() {
    const { submissionId } = accessLedger.useParams();
    return <LedgerPage submissionId={submissionId} search={accessLedger.useSearch()} />;
  },
});
const ask = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/ask',
  component: () => <AskPage submissionId={ask.useParams().submissionId} />,
});
const offer = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/offer/$grantId',
  component: () => <OfferPage {...offer.useParams()} />,
});

const documents = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/documents',
  component: () => <DocumentsPage submissionId={documents.useParams().submissionId} />,
});
const oneDocument = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/documents/$sha256',
  component: function DocumentRoute() {
    const { submissionId, sha256 } = oneDocument.useParams();
    return <DocumentPage key={sha256} submissionId={submissionId} sha256={sha256} />;
  },
});
const assessment = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/assessment',
  component: () => <AssessmentPage submissionId={assessment.useParams().submissionId} />,
});
const partners = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/partners',
  component: () => <PartnersPage submissionId={partners.useParams().submissionId} />,
});
const nominate = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/partners/nominate',
  component: () => <NominatePage submissionId={nominate.useParams().submissionId} />,
});
const partnerAccess = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/partners/$partnershipId/access',
  component: () => <PartnerAccessPage partnershipId={partnerAccess.useParams().partnershipId} />,
});
const reads = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/reads',
  validateSearch: readsSearch,
  component: function ReadsRoute() {
    const { submissionId } = reads.useParams();
    return <ReadsPage submissionId={submissionId} search={reads.useSearch()} />;
  },
});
const destroyed = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/destroyed',
  component: () => <DestructionReceiptPage submissionId={destroyed.useParams().submissionId} />,
});

const runs = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/runs',
  validateSearch: pageSearch,
  component: function RunsRoute() {
    return <RunsPage {...runs.useParams()} cursor={runs.useSearch().cursor} />;
  },
});
const planRun = createRoute({
  getParentRoute: () => signedIn,
  path: '/submissions/$submissionId/runs/plan',
  component: () => <PlanPage submissionId={planRun.useParams().submissionId} />,
});
const officeRuns = createRoute({
  getParentRoute: () => signedIn,
  path: '/runs',
  validateSearch: pageSearch,
  component: () => <OfficeRunsPage cursor={officeRuns.useSearch().cursor} />,
});
const run = createRoute({
  getParentRoute: () => signedIn,
  path: '/runs/$runId',
  validateSearch: pageSearch,
  component: function RunRoute() {
    const { runId } = run.useParams();
    return <RunPage key={runId} runId={runId} cursor={run.useSearch().cursor} />;
  },
});
const finding = createRoute({
  getParentRoute: () => signedIn,
  path: '/runs/$runId/finding',
  validateSearch: ({ sample }: Record<string, unknown>): { sample?: number } =>
    typeof sample === 'number' && sample > 0 ? { sample } : {},
  component: () => <FindingPage {...finding.useParams()} sample={finding.useSearch().sample} />,
});
const comparison = createRoute({
  getParentRoute: () => signedIn,
  path: '/runs/$runId/comparison',
  validateSearch: ({ with: other }: Record<string, unknown>): { with?: string } =>
    typeof other === 'string' ? { with: other } : {},
  component: () => (
    <ComparisonPage {...comparison.useParams()} other={comparison.useSearch().with} />
  ),
});
const transcripts = createRoute({
  getParentRoute: () => signedIn,
  path: '/transcripts',
  component: TranscriptPage,
});

const tokens = createRoute({
  getParentRoute: () => signedIn,
  path: '/tokens',
  validateSearch: pageSearch,
  component: () => <TokensPage cursor={tokens.useSearch().cursor} />,
});

const advisories = createRoute({
  getParentRoute: () => root,
  path: '/advisories',
  validateSearch: pageSearch,
  component: () => <AdvisoriesPage cursor={advisories.useSearch().cursor} />,
});
const advisory = createRoute({
  getParentRoute: () => root,
  path: '/advisories/$advisoryId',
  component: () => <AdvisoryPage advisoryId={advisory.useParams().advisoryId} />,
});
const notYet = createRoute({ getParentRoute: () => root, path: '/not-yet', component: NotYetPage });

const tree = root.addChildren([
  start,
  signIn,
  advisories,
  advisory,
  notYet,
  signedIn.addChildren([
    home,
    receipt,
    systems,
    reports,
    report,
    cases,
    oneCase,
    draft,
    publish,
    review,
    askQuestion,
    question,
    determinations,
    openDetermination,
    determination,
    consultations,
    consultation,
    partnerships,
    oversight,
    submissions,
    openSubmission,
    submission,
    accessLedger,
    ask,
    offer,
    documents,
    oneDocument,
    assessment,
    partners,
    nominate,
    partnerAccess,
    reads,
    destroyed,
    runs,
    planRun,
    officeRuns,
    run,
    finding,
    comparison,
    transcripts,
    tokens,
  ]),
]);

export function routerWith(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    scrollRestoration: true,
    defaultNotFoundComponent: NotFoundPage,
    defaultErrorComponent: DefectPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof routerWith>;
  }
}
