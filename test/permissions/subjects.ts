/** What each route is asked about, and with what: so that only right and state decide the answer. */
import { consultationStates, type ConsultationState } from './determinations.ts';
import {
  grantStates,
  submissionStates,
  type GrantState,
  type SubmissionState,
} from './engagements.ts';
import {
  evaluationReportStates,
  findingStates,
  runStates,
  suiteStates,
  thresholdStates,
  unsealStates,
  type Evaluations,
} from './evaluations.ts';
import { exportStates, type ExportState } from './exports.ts';
import { partnershipStates, type PartnershipState } from './partnerships.ts';
import type { Sent } from './requests.ts';
import { appealStates, determinationStates, questionStates, type Reviews } from './reviews.ts';
import { advisoryDraft, archiveOf, inventoryOf, type Stage } from './stage.ts';

/** Path parameters, and the states of what they name. */
export const statesOf: Readonly<Record<string, readonly string[]>> = {
  reportId: ['received', 'validating', 'held', 'likely_same', 'confirmed', 'not_confirmed'],
  caseId: ['open', 'coordinating', 'fix_verified', 'published', 'closed'],
  advisoryId: ['draft', 'draft_unfixed', 'published', 'withdrawn'],
  actionId: ['due', 'mitigated', 'confirmed', 'not_affected'],
  receiptId: ['given'],
  tokenId: ['live', 'revoked'],
  submissionId: submissionStates,
  grantId: grantStates,
  documentSha256: ['in_force'],
  procedureId: ['published'],
  suiteId: suiteStates,
  thresholdId: thresholdStates,
  unsealId: unsealStates,
  runId: runStates,
  findingId: findingStates,
  evaluationReportId: evaluationReportStates,
  questionId: questionStates,
  determinationId: determinationStates,
  consultationId: consultationStates,
  appealId: appealStates,
  partnershipId: partnershipStates,
  exportId: exportStates,
  // Whose log it is decides, and nothing else about it.
  logId: ['finder', 'case', 'operator', 'programme', 'engagement'],
};

const absent: Readonly<Record<string, string>> = {
  reportId: 'report_00000000000000000000000000',
  caseId: 'case_00000000000000000000000000',
  advisoryId: 'SP-2026-9999',
  actionId: 'action_00000000000000000000000000',
  receiptId: 'receipt_00000000000000000000000000',
  tokenId: 'token_00000000000000000000000000',
  submissionId: 'sub_00000000000000000000000000',
  grantId: 'grant_00000000000000000000000000',
  documentSha256: '0'.repeat(64),
  procedureId: 'procedure_00000000000000000000000000',
  suiteId: 'suite_00000000000000000000000000',
  thresholdId: 'threshold_00000000000000000000000000',
  unsealId: 'unseal_00000000000000000000000000',
  runId: 'run_00000000000000000000000000',
  findingId: 'finding_00000000000000000000000000',
  evaluationReportId: 'evreport_00000000000000000000000000',
  questionId: 'question_00000000000000000000000000',
  determinationId: 'determination_00000000000000000000000000',
  consultationId: 'determination_00000000000000000000000000',
  appealId: 'appeal_00000000000000000000000000',
  partnershipId: 'partnership_00000000000000000000000000',
  exportId: 'export_00000000000000000000000000',
  logId: '0'.repeat(32),
};

export const parameterOf = (route: string): string | undefined => /:(\w+)/.exec(route)?.[1];

/** Makes a subject in a state, new each time. */
export async function makeSubject(stage: Stage, name: string, state: string): Promise<string> {
  if (state === 'absent') return absent[name] ?? '';
  switch (name) {
    case 'reportId':
      return await stage.report(state as Parameters<Stage['report']>[0]);
    case 'caseId':
      return await stage.case(state as Parameters<Stage['case']>[0]);
    case 'advisoryId':
      return await stage.advisory(state as Parameters<Stage['advisory']>[0]);
    case 'actionId':
      return await stage.action(state as Parameters<Stage['action']>[0]);
    case 'receiptId':
      return await stage.receipt();
    case 'tokenId':
      return await makeToken(stage, state);
    case 'submissionId':
      return await stage.engagements.submission(state as SubmissionState);
    case 'grantId':
      return await stage.engagements.grant(state as GrantState);
    case 'documentSha256':
      return await stage.engagements.terms();
    case 'procedureId':
      return await stage.evaluations.procedure();
    case 'suiteId':
      return await stage.evaluations.suite(state as Parameters<Evaluations['suite']>[0]);
    case 'thresholdId':
      return await stage.evaluations.threshold(state as Parameters<Evaluations['threshold']>[0]);
    case 'unsealId':
      return await stage.evaluations.unseal(state as Parameters<Evaluations['unseal']>[0]);
    case 'runId':
      return await stage.evaluations.run(state as Parameters<Evaluations['run']>[0]);
    case 'findingId':
      return await stage.evaluations.finding(state as Parameters<Evaluations['finding']>[0]);
    case 'evaluationReportId':
      return await stage.evaluations.report(state as Parameters<Evaluations['report']>[0]);
    case 'questionId':
      return await stage.reviews.question(state as Parameters<Reviews['question']>[0]);
    case 'determinationId':
      return await stage.reviews.determination(state as Parameters<Reviews['determination']>[0]);
    case 'consultationId':
      return await stage.determinations.consultation(state as ConsultationState);
    case 'appealId':
      return await stage.reviews.appeal(state as Parameters<Reviews['appeal']>[0]);
    case 'partnershipId':
      return await stage.partnerships.partnership(state as PartnershipState);
    case 'exportId':
      return await stage.exports.export(state as ExportState);
    case 'logId':
      return await stage.log(state as Parameters<Stage['log']>[0]);
    default:
      throw new Error(`no subject for \`${name}\``);
  }
}

/** A token of the finder's. */
async function makeToken(stage: Stage, state: string): Promise<string> {
  const made = await stage.must('finder', 201, {
    method: 'POST',
    path: '/api/tokens',
    body: { label: 'test', scopes: ['report:read'], days: 1 },
  });
  const { token } = (await made.json()) as { token: { id: string } };
  if (state === 'revoked')
    await stage.must('finder', 204, { method: 'DELETE', path: `/api/tokens/${token.id}` });
  return token.id;
}

let count = 0;

/** The request of a route about a subject, with a body that is always in order. */
export function requestFor(stage: Stage, route: string, id: string, personId: string): Sent {
  const [method = '', template = ''] = route.split(' ');
  const path = template.replace(/:\w+/, id);
  const number = ++count;
  switch (route) {
    case 'POST /api/local/session':
      return { method, path, body: { personId } };
    case 'POST /api/tokens':
      return { method, path, body: { label: 'test', scopes: ['report:read'], days: 1 } };
    case 'POST /api/reports':
      return {
        method,
        path,
        body: archiveOf({ source: `#!/bin/sh\n# matrix ${number}\n` }),
        headers: { 'content-type': 'application/gzip', 'idempotency-key': `matrix-${number}` },
      };
    case 'GET /api/reports/:reportId/bundle':
    case 'GET /api/reports/:reportId/evidence':
      return { method, path: `${path}?purpose=permission+test` };
    case 'POST /api/reports/:reportId/case':
      return { method, path, body: { caseId: null } };
    case 'GET /api/organisations':
      return { method, path: `${path}?office=partner` };
    case 'GET /api/ledger/:logId/tile/*':
      return { method, path: path.replace('*', '0/000.p/1') };
    case 'GET /api/ledger/:logId/bodies/*':
      return { method, path: path.replace('*', '000') };
    case 'GET /api/ledger/:logId/proof/:index':
      return { method, path: path.replace(':index', '0') };
    case 'GET /api/ledger/:logId/consistency':
      return { method, path: `${path}?from=1` };
    case 'POST /api/cases/:caseId/fixes':
      return { method, path, body: { kind: 'version', version: '2.0.0' } };
    case 'POST /api/cases/:caseId/advisory':
      return { method, path, body: advisoryDraft(`matrix-${number}`) };
    case 'POST /api/systems':
      return {
        method,
        path: `${path}?name=matrix+${number}`,
        body: inventoryOf('pkg:npm/nothing-known@1.0.0'),
      };
    case 'POST /api/actions/:actionId/done':
    case 'POST /api/actions/:actionId/mitigated':
      return { method, path, body: { note: 'looked at it' } };
    case 'GET /api/submissions/:submissionId/ledger/export':
      return { method, path: `${path}?format=csv` };
    case 'GET /api/grants/:grantId/runner-name':
      return { method, path: `${path}?purpose=permission+test` };
    default: {
      const made =
        stage.evaluations.requestFor(route, path, id, personId) ??
        stage.reviews.requestFor(route, path) ??
        stage.determinations.requestFor(route, path, id, personId) ??
        stage.partnerships.requestFor(route, path, id, personId);
      if (made !== undefined) return made;
      const body = stage.exports.bodyFor(route) ?? stage.engagements.bodyFor(route, id, personId);
      return body === undefined ? { method, path } : { method, path, body };
    }
  }
}
