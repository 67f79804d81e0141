/** The door of access: submissions, grants, and the mirror of what gateways log. */
export { openAccessWork, type AccessWork } from './work.ts';
export { readableEngagementLogs } from './engagement-logs.ts';
export { writeDeclaration } from './commands/declare-interest.ts';
export { endEngagement } from './commands/end-engagement.ts';
export { endGrantsOf } from './commands/end-grants.ts';
export { openEngagement, type OpenEngagement } from './commands/open-submission.ts';
export {
  engagementFacts,
  engagementForUpdate,
  engagementsOf,
  type EngagementFacts,
} from './engagement-facts.ts';
export { requireOpen, type EngagementScope, type EngagementState } from './engagement-state.ts';
export { fileExport } from './commands/ask-export.ts';
export { requireExport } from './export-queries.ts';
export { exportAsked, exportQuery, purpose as exportPurpose } from './export-schema.ts';
export { requestPartnerGrant } from './commands/request-grant.ts';
export { grantFacts, hasLiveGrant, isGrantOver, type GrantFacts } from './grant-facts.ts';
export { activeKeyOf as keyOf } from './key-store.ts';
export { putForwardDocuments } from './commands/put-forward-documents.ts';
export { recusedFrom } from './declaration-store.ts';
export { declareInterest as declaration } from './document-schema.ts';
export { type Document, type DocumentKind } from './document.ts';
export { readDocuments } from './document-folder.ts';
export { agreedDocument, documentBySha256, documentsOf } from './document-queries.ts';
export { isDeclared, isRecused, requireDeclared } from './policy.ts';
export { stepsInAccess, type AccessStep } from './next-steps.ts';
export { accessProblems } from './problems.ts';
export { readerKeySha256 } from './reader.ts';
export { asNote, lineBy, noteOf } from './signed-grant.ts';
export { accessRoutes } from './routes.ts';
export { accessSealed } from './sealed.ts';
export { submissionIdsOf } from './submission-store.ts';
