/**
 * Who gets what answer: every route, for every role, in every state of what it is about. Read a line
 * aloud: "to GET a report in any state, nobody gets 404, its finder 200, a rival finder 404 …".
 *
 * Roles: nobody, the finder whose report it is, a rival finder, a coordinator, the operator whose system
 * it is, a neighbouring operator, the installation's administrator; `access` are those who take part in
 * access to models or in reviewing them, who get one answer here. `any` stands for every state.
 *
 * What one may not see is 404, as if it were not there. 401 and 403 stand only where there is nothing to
 * hide: one's own lists, the intake, one's own tokens. 409 is for who may act, at the wrong time.
 */
import { determinations, determinationTokens } from './determinations-table.ts';
import { evaluations, evaluationTokens } from './evaluations-table.ts';
import { exports, exportTokens } from './exports-table.ts';
import { partnerships, partnershipTokens } from './partnerships-table.ts';
import { reviews, reviewTokens } from './reviews-table.ts';

export const sessions = `
route                                        state          nobody finder rival coordinator operator neighbour administrator access

GET    /api/installation                     -              200    200    200   200         200      200       200           200
GET    /api/openapi.json                     -              200    200    200   200         200      200       200           200
GET    /docs/problems                        -              200    200    200   200         200      200       200           200
GET    /                                     -              200    200    200   200         200      200       200           200

GET    /api/session                          -              200    200    200   200         200      200       200           200
DELETE /api/session                          -              204    204    204   204         204      204       204           204
GET    /api/local/people                     -              200    200    200   200         200      200       200           200
POST   /api/local/session                    -              204    204    204   204         204      204       204           204
GET    /api/tokens                           -              401    200    200   200         200      200       200           200
POST   /api/tokens                           -              401    201    201   201         201      201       201           201
DELETE /api/tokens/:tokenId                  live           401    204    404   404         404      404       404           404
DELETE /api/tokens/:tokenId                  revoked        401    404    404   404         404      404       404           404
DELETE /api/tokens/:tokenId                  absent         401    404    404   404         404      404       404           404

POST   /api/reports                          -              401    202    202   403         403      403       403           403
GET    /api/reports                          -              401    200    200   200         404      404       404           404
GET    /api/reports/:reportId                any            404    200    404   200         404      404       404           404
GET    /api/reports/:reportId                absent         404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/events         any            404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/events         absent         404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/live           any            404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/live           absent         404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/bundle         any            404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/bundle         absent         404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/evidence       received       404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/evidence       validating     404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/evidence       held           404    404    404   404         404      404       404           404
GET    /api/reports/:reportId/evidence       likely_same    404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/evidence       confirmed      404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/evidence       not_confirmed  404    200    404   200         404      404       404           404
GET    /api/reports/:reportId/evidence       absent         404    404    404   404         404      404       404           404
POST   /api/reports/:reportId/case           received       404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/case           validating     404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/case           held           404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/case           likely_same    404    404    404   204         404      404       404           404
POST   /api/reports/:reportId/case           confirmed      404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/case           not_confirmed  404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/case           absent         404    404    404   404         404      404       404           404
POST   /api/reports/:reportId/validation     received       404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/validation     validating     404    404    404   202         404      404       404           404
POST   /api/reports/:reportId/validation     held           404    404    404   202         404      404       404           404
POST   /api/reports/:reportId/validation     likely_same    404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/validation     confirmed      404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/validation     not_confirmed  404    404    404   409         404      404       404           404
POST   /api/reports/:reportId/validation     absent         404    404    404   404         404      404       404           404

GET    /api/cases                            -              404    404    404   200         404      404       404           404
GET    /api/cases/:caseId                    any            404    404    404   200         404      404       404           404
GET    /api/cases/:caseId                    absent         404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/events             any            404    404    404   200         404      404       404           404
GET    /api/cases/:caseId/events             absent         404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/live               any            404    404    404   200         404      404       404           404
GET    /api/cases/:caseId/live               absent         404    404    404   404         404      404       404           404
POST   /api/cases/:caseId/owner              open           404    404    404   204         404      404       404           404
POST   /api/cases/:caseId/owner              coordinating   404    404    404   204         404      404       404           404
POST   /api/cases/:caseId/owner              fix_verified   404    404    404   204         404      404       404           404
POST   /api/cases/:caseId/owner              published      404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/owner              closed         404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/owner              absent         404    404    404   404         404      404       404           404
POST   /api/cases/:caseId/fixes              open           404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/fixes              coordinating   404    404    404   202         404      404       404           404
POST   /api/cases/:caseId/fixes              fix_verified   404    404    404   202         404      404       404           404
POST   /api/cases/:caseId/fixes              published      404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/fixes              closed         404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/fixes              absent         404    404    404   404         404      404       404           404
POST   /api/cases/:caseId/closure            open           404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/closure            coordinating   404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/closure            fix_verified   404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/closure            published      404    404    404   204         404      404       404           404
POST   /api/cases/:caseId/closure            closed         404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/closure            absent         404    404    404   404         404      404       404           404
POST   /api/cases/:caseId/advisory           open           404    404    404   200         404      404       404           404
POST   /api/cases/:caseId/advisory           coordinating   404    404    404   200         404      404       404           404
POST   /api/cases/:caseId/advisory           fix_verified   404    404    404   200         404      404       404           404
POST   /api/cases/:caseId/advisory           published      404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/advisory           closed         404    404    404   409         404      404       404           404
POST   /api/cases/:caseId/advisory           absent         404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/advisory           open           404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/advisory           coordinating   404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/advisory           fix_verified   404    404    404   404         404      404       404           404
GET    /api/cases/:caseId/advisory           published      404    404    404   200         404      404       404           404
GET    /api/cases/:caseId/advisory           closed         404    404    404   200         404      404       404           404
GET    /api/cases/:caseId/advisory           absent         404    404    404   404         404      404       404           404

POST   /api/advisories/:advisoryId/publication draft        404    404    404   204         404      404       404           404
POST   /api/advisories/:advisoryId/publication draft_unfixed 404   404    404   409         404      404       404           404
POST   /api/advisories/:advisoryId/publication published    404    404    404   409         404      404       404           404
POST   /api/advisories/:advisoryId/publication withdrawn    404    404    404   409         404      404       404           404
POST   /api/advisories/:advisoryId/publication absent       404    404    404   404         404      404       404           404
GET    /api/advisories                       -              200    200    200   200         200      200       200           200
GET    /api/advisories/:advisoryId           draft          404    404    404   404         404      404       404           404
GET    /api/advisories/:advisoryId           draft_unfixed  404    404    404   404         404      404       404           404
GET    /api/advisories/:advisoryId           published      200    200    200   200         200      200       200           200
GET    /api/advisories/:advisoryId           withdrawn      200    200    200   200         200      200       200           200
GET    /api/advisories/:advisoryId           absent         404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/csaf.json     draft          404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/csaf.json     draft_unfixed  404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/csaf.json     published      200    200    200   200         200      200       200           200
GET    /advisories/:advisoryId/csaf.json     withdrawn      200    200    200   200         200      200       200           200
GET    /advisories/:advisoryId/csaf.json     absent         404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/osv.json      draft          404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/osv.json      draft_unfixed  404    404    404   404         404      404       404           404
GET    /advisories/:advisoryId/osv.json      published      200    200    200   200         200      200       200           200
GET    /advisories/:advisoryId/osv.json      withdrawn      200    200    200   200         200      200       200           200
GET    /advisories/:advisoryId/osv.json      absent         404    404    404   404         404      404       404           404

GET    /api/home                             -              401    404    404   404         200      200       404           404
GET    /api/systems                          -              401    404    404   404         200      200       404           404
POST   /api/systems                          -              401    404    404   404         201      201       404           404
GET    /api/actions                          -              401    404    404   404         200      200       404           404
POST   /api/actions/:actionId/done           due            401    404    404   404         201      404       404           404
POST   /api/actions/:actionId/done           mitigated      401    404    404   404         201      404       404           404
POST   /api/actions/:actionId/done           confirmed      401    404    404   404         409      404       404           404
POST   /api/actions/:actionId/done           not_affected   401    404    404   404         409      404       404           404
POST   /api/actions/:actionId/done           absent         401    404    404   404         404      404       404           404
POST   /api/actions/:actionId/mitigated      due            401    404    404   404         201      404       404           404
POST   /api/actions/:actionId/mitigated      mitigated      401    404    404   404         409      404       404           404
POST   /api/actions/:actionId/mitigated      confirmed      401    404    404   404         409      404       404           404
POST   /api/actions/:actionId/mitigated      not_affected   401    404    404   404         409      404       404           404
POST   /api/actions/:actionId/mitigated      absent         401    404    404   404         404      404       404           404
GET    /api/receipts/:receiptId              given          401    404    404   404         200      404       404           404
GET    /api/receipts/:receiptId              absent         401    404    404   404         404      404       404           404

GET    /api/ledger/:logId/checkpoint         finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/checkpoint         case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/checkpoint         operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/checkpoint         programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/checkpoint         absent         404    404    404   404         404         404       404           404
GET    /api/ledger/:logId/keys.json          finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/keys.json          case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/keys.json          operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/keys.json          programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/keys.json          absent         404    404    404   404         404         404       404           404
GET    /api/ledger/:logId/tile/*             finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/tile/*             case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/tile/*             operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/tile/*             programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/tile/*             absent         404    404    404   404         404         404       404           404
GET    /api/ledger/:logId/bodies/*           finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/bodies/*           case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/bodies/*           operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/bodies/*           programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/bodies/*           absent         404    404    404   404         404         404       404           404
GET    /api/ledger/:logId/proof/:index       finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/proof/:index       case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/proof/:index       operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/proof/:index       programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/proof/:index       absent         404    404    404   404         404         404       404           404
GET    /api/ledger/:logId/consistency        finder         404    200    404   404         404         404       404           404
GET    /api/ledger/:logId/consistency        case           404    404    404   200         404         404       404           404
GET    /api/ledger/:logId/consistency        operator       404    404    404   404         200         404       404           404
GET    /api/ledger/:logId/consistency        programme      404    404    404   404         404         404       200           404
GET    /api/ledger/:logId/consistency        absent         404    404    404   404         404         404       404           404
`;

/**
 * The same for what is about access to unreleased models. Roles: of the submission's two sides a person who
 * asked, offered and signed, a colleague who signed or may, and one who registered no key; a developer and an
 * evaluator of other organisations; an overseer; officials of the evaluator's organisation, who determine;
 * `guests`, a consultee and a trusted partner of no submission. `others` are all the rest, who get one answer.
 *
 * 403 is for who may see it and asks for the other side's step. 409 of a signature is also for who signed
 * already, or has no key; 422 is for a revocation that no registered key signed. The last row gives
 * everybody a key.
 */
export const engagements = `
route                                               state         nobody others developer dColleague dKeyless evaluator eColleague eKeyless rivalD rivalE overseer official guests

GET    /api/organisations                           -             401    404    200       200        200      200       200        200      200    200    200    200      404
GET    /api/approver-key                            -             401    404    200       200        200      200       200        200      200    200    404    200      404
GET    /api/ledger                                  -             401    200    200       200        200      200       200        200      200    200    200    404      404
GET    /api/submissions                             -             401    404    200       200        200      200       200        200      200    200    200    404      404
POST   /api/submissions                             -             401    404    201       201        201      404       404        404      201    404    404    404      404
GET    /api/submissions/:submissionId               any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId               absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/release       any           404    404    204       204        204      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/release       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/witness       unseen        404    404    204       204        204      204       204        204      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       mirrored      404    404    204       204        204      204       204        204      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       unconnected   404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       paused        404    404    204       204        204      204       204        204      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       ended         404    404    204       204        204      204       204        204      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       withdrawn     404    404    204       204        204      204       204        204      404    404    403    404      404
POST   /api/submissions/:submissionId/witness       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/gateway       unseen        404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       mirrored      404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       unconnected   404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       paused        404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       ended         404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       withdrawn     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/gateway       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/documents                               -             200    200    200       200        200      200       200        200      200    200    200    200      200
GET    /api/documents/:documentSha256               in_force      200    200    200       200        200      200       200        200      200    200    200    200      200
GET    /api/documents/:documentSha256               absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/agreements    any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/agreements    absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/acceptances   unseen        404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   mirrored      404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   unconnected   404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   paused        404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   ended         404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/acceptances   absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/declarations  any           404    404    200       200        200      200       200        200      404    404    200    200      404
GET    /api/submissions/:submissionId/declarations  absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/declaration   any           404    404    403       403        403      204       204        204      404    404    204    204      404
POST   /api/submissions/:submissionId/declaration   absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/pause         unseen        404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         mirrored      404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         unconnected   404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         paused        404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         ended         404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         withdrawn     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/pause         absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/resumption    unseen        404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    mirrored      404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    unconnected   404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    paused        404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    ended         404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    withdrawn     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/resumption    absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/scope         unseen        404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         mirrored      404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         unconnected   404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         paused        404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         ended         404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         withdrawn     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/submissions/:submissionId/scope         absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/withdrawal    unseen        404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    mirrored      404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    unconnected   404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    paused        404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    ended         404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/withdrawal    absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/grants        any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/grants        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/grants        unseen        404    404    403       403        403      201       201        201      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        mirrored      404    404    403       403        403      201       201        201      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        unconnected   404    404    403       403        403      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        paused        404    404    403       403        403      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        ended         404    404    403       403        403      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        withdrawn     404    404    403       403        403      409       409        409      404    404    403    404      404
POST   /api/submissions/:submissionId/grants        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/budgets       any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/budgets       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/events        any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/events        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/live          any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/live          absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/ledger        any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/ledger        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/ledger/export any           404    404    200       200        200      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/ledger/export absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/verification  unseen        404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/verification  unconnected   404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/verification  paused        404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/verification  ended         404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/verification  withdrawn     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/verification  mirrored      404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/verification  absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/log.tar       unseen        404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       unconnected   404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       paused        404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       ended         404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       withdrawn     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       mirrored      404    404    200       200        200      409       409        409      404    404    409    404      404
GET    /api/submissions/:submissionId/log.tar       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/ledger/:logId/checkpoint                engagement    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/ledger/:logId/keys.json                 engagement    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/ledger/:logId/tile/*                    engagement    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/ledger/:logId/bodies/*                  engagement    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/ledger/:logId/proof/:index              engagement    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/ledger/:logId/consistency               engagement    404    404    200       200        200      200       200        200      404    404    200    404      404

GET    /api/grants/:grantId                         any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId                         absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/note                    requested     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/note                    offered       404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    signing       404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    complete      404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    active        404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    name_asked    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    name_approved 404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    expired       404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    withdrawn     404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    revoked       404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    exhausted     404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    declined      404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/note                    absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/offer                   requested     404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   offered       404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   signing       404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   complete      404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   active        404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   name_asked    404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   name_approved 404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   expired       404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   withdrawn     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   revoked       404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   exhausted     404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   declined      404    404    409       409        409      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/offer                   absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/signatures              requested     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              offered       404    404    200       200        409      200       200        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              signing       404    404    200       409        409      200       200        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              complete      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              active        404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              name_asked    404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              name_approved 404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              expired       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              revoked       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              exhausted     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/signatures              absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/refusal                 requested     404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 offered       404    404    403       403        403      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 signing       404    404    403       403        403      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 complete      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 active        404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 name_asked    404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 name_approved 404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 expired       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 revoked       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 exhausted     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/refusal                 absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/withdrawal              requested     404    404    403       403        403      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              offered       404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              signing       404    404    200       200        200      403       403        403      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              complete      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              active        404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              name_asked    404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              name_approved 404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              expired       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              revoked       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              exhausted     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/withdrawal              absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/revocation              requested     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              offered       404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              signing       404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/revocation              complete      404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/revocation              active        404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/revocation              name_asked    404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/revocation              name_approved 404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/grants/:grantId/revocation              expired       404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              withdrawn     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              revoked       404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              exhausted     404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              declined      404    404    409       409        409      409       409        409      404    404    409    404      404
GET    /api/grants/:grantId/revocation              absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/revocation              requested     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              offered       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              signing       404    404    200       200        422      200       200        422      404    404    403    404      404
POST   /api/grants/:grantId/revocation              complete      404    404    200       200        422      200       200        422      404    404    403    404      404
POST   /api/grants/:grantId/revocation              active        404    404    200       200        422      200       200        422      404    404    403    404      404
POST   /api/grants/:grantId/revocation              name_asked    404    404    200       200        422      200       200        422      404    404    403    404      404
POST   /api/grants/:grantId/revocation              name_approved 404    404    200       200        422      200       200        422      404    404    403    404      404
POST   /api/grants/:grantId/revocation              expired       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              revoked       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              exhausted     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/revocation              absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/name-opening            requested     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            offered       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            signing       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            complete      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            active        404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            name_asked    404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            name_approved 404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            expired       404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            revoked       404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            exhausted     404    404    200       200        200      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening            absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/grants/:grantId/name-opening/approval   requested     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   offered       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   signing       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   complete      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   active        404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   name_asked    404    404    403       403        403      200       200        200      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   name_approved 404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   expired       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   withdrawn     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   revoked       404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   exhausted     404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   declined      404    404    409       409        409      409       409        409      404    404    403    404      404
POST   /api/grants/:grantId/name-opening/approval   absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             requested     404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             offered       404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             signing       404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             complete      404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             active        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             name_asked    404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             name_approved 404    404    200       404        404      200       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             expired       404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             withdrawn     404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             revoked       404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             exhausted     404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             declined      404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/grants/:grantId/runner-name             absent        404    404    404       404        404      404       404        404      404    404    404    404      404

POST   /api/approver-key                            -             401    404    201       201        201      201       201        201      201    201    404    201      404
`;

/**
 * What an API token changes: the one scope that carries a route, and what its own person gets without it.
 * `-`: no token does this, it is done in person. `any`: no scope is needed. Whoever a session does not let
 * in, no token lets in either.
 */
export const tokens = `
route                                          scope           without

GET    /api/installation                       any             -
GET    /api/openapi.json                       any             -
GET    /docs/problems                          any             -
GET    /                                       any             -
GET    /api/session                            any             -
DELETE /api/session                            any             -
GET    /api/local/people                       any             -
POST   /api/local/session                      any             -
GET    /api/tokens                             -               403
POST   /api/tokens                             -               403
DELETE /api/tokens/:tokenId                    -               403
POST   /api/reports                            report:submit   403
GET    /api/reports                            report:read     404
GET    /api/reports/:reportId                  report:read     404
GET    /api/reports/:reportId/events           report:read     404
GET    /api/reports/:reportId/live             report:read     404
GET    /api/reports/:reportId/bundle           report:read     404
GET    /api/reports/:reportId/evidence         report:read     404
POST   /api/reports/:reportId/case             -               404
POST   /api/reports/:reportId/validation       -               404
GET    /api/cases                              case:read       404
GET    /api/cases/:caseId                      case:read       404
GET    /api/cases/:caseId/events               case:read       404
GET    /api/cases/:caseId/live                 case:read       404
POST   /api/cases/:caseId/owner                -               404
POST   /api/cases/:caseId/fixes                -               404
POST   /api/cases/:caseId/closure              -               404
POST   /api/cases/:caseId/advisory             -               404
GET    /api/cases/:caseId/advisory             case:read       404
POST   /api/advisories/:advisoryId/publication -               404
GET    /api/advisories                         any             -
GET    /api/advisories/:advisoryId             any             -
GET    /advisories/:advisoryId/csaf.json       any             -
GET    /advisories/:advisoryId/osv.json        any             -
GET    /api/home                               action:read     404
GET    /api/systems                            action:read     404
POST   /api/systems                            inventory:write 404
GET    /api/actions                            action:read     404
POST   /api/actions/:actionId/done             action:write    404
POST   /api/actions/:actionId/mitigated        action:write    404
GET    /api/receipts/:receiptId                action:read     404
GET    /api/ledger                             ledger:read     404
GET    /api/ledger/:logId/checkpoint           ledger:read     404
GET    /api/ledger/:logId/keys.json            ledger:read     404
GET    /api/ledger/:logId/tile/*               ledger:read     404
GET    /api/ledger/:logId/bodies/*             ledger:read     404
GET    /api/ledger/:logId/proof/:index         ledger:read     404
GET    /api/ledger/:logId/consistency          ledger:read     404
GET    /api/organisations                             review:read     404
GET    /api/approver-key                              grant:read      404
POST   /api/approver-key                              grant:write     404
GET    /api/submissions                               grant:read      404
POST   /api/submissions                               grant:write     404
GET    /api/submissions/:submissionId                 grant:read      404
POST   /api/submissions/:submissionId/release         grant:write     404
POST   /api/submissions/:submissionId/witness         grant:write     404
POST   /api/submissions/:submissionId/gateway         grant:write     404
GET    /api/documents                                 any             -
GET    /api/documents/:documentSha256                 any             -
GET    /api/submissions/:submissionId/agreements      grant:read      404
POST   /api/submissions/:submissionId/acceptances     grant:write     404
GET    /api/submissions/:submissionId/declarations    grant:read      404
POST   /api/submissions/:submissionId/declaration     grant:write     404
POST   /api/submissions/:submissionId/pause           grant:write     404
POST   /api/submissions/:submissionId/resumption      grant:write     404
POST   /api/submissions/:submissionId/scope           grant:write     404
POST   /api/submissions/:submissionId/withdrawal      grant:write     404
GET    /api/submissions/:submissionId/grants          grant:read      404
POST   /api/submissions/:submissionId/grants          grant:write     404
GET    /api/submissions/:submissionId/budgets         grant:read      404
GET    /api/submissions/:submissionId/events          grant:read      404
GET    /api/submissions/:submissionId/live            grant:read      404
GET    /api/submissions/:submissionId/ledger          grant:read      404
GET    /api/submissions/:submissionId/ledger/export   grant:read      404
GET    /api/submissions/:submissionId/verification    grant:read      404
GET    /api/submissions/:submissionId/log.tar         grant:read      404
GET    /api/grants/:grantId                           grant:read      404
GET    /api/grants/:grantId/note                      grant:read      404
POST   /api/grants/:grantId/offer                     grant:write     404
POST   /api/grants/:grantId/signatures                grant:write     404
POST   /api/grants/:grantId/refusal                   grant:write     404
POST   /api/grants/:grantId/withdrawal                grant:write     404
GET    /api/grants/:grantId/revocation                grant:read      404
POST   /api/grants/:grantId/revocation                grant:write     404
POST   /api/grants/:grantId/name-opening              grant:write     404
POST   /api/grants/:grantId/name-opening/approval     grant:write     404
GET    /api/grants/:grantId/runner-name               grant:read      404
`;

export interface Row {
  route: string;
  state: string;
  /** By role; status. */
  expected: Map<string, number>;
}

/** Columns that stand for roles: for several with one answer, or for one with a long name. */
const groups: Readonly<Record<string, readonly string[]>> = {
  access: [
    'developer',
    'developerColleague',
    'developerKeyless',
    'evaluator',
    'evaluatorColleague',
    'evaluatorKeyless',
    'rivalDeveloper',
    'rivalEvaluator',
    'overseer',
    'determiner',
    'determinerColleague',
    'consultee',
    'partner',
  ],
  dColleague: ['developerColleague'],
  dKeyless: ['developerKeyless'],
  eColleague: ['evaluatorColleague'],
  eKeyless: ['evaluatorKeyless'],
  rivalD: ['rivalDeveloper'],
  rivalE: ['rivalEvaluator'],
  others: ['finder', 'rival', 'coordinator', 'operator', 'neighbour', 'administrator'],
  official: ['determiner', 'determinerColleague'],
  guests: ['consultee', 'partner'],
  outsiders: [
    'finder',
    'rival',
    'coordinator',
    'operator',
    'neighbour',
    'administrator',
    'consultee',
  ],
  developers: ['developer', 'developerColleague', 'developerKeyless'],
  evaluators: ['evaluator', 'evaluatorColleague', 'evaluatorKeyless'],
  dtColleague: ['determinerColleague'],
};

export function sessionRows(): Row[] {
  return [
    sessions,
    engagements,
    evaluations,
    reviews,
    determinations,
    partnerships,
    exports,
  ].flatMap((table) => {
    const [head, ...lines] = linesOf(table);
    const columns = (head?.slice(2) ?? []).map((column) => groups[column] ?? [column]);
    return lines.map(([method = '', path = '', state = '', ...statuses]) => ({
      route: `${method} ${path}`,
      state,
      expected: new Map(
        columns.flatMap((roles, index) =>
          roles.map((role): [string, number] => [role, Number(statuses[index])]),
        ),
      ),
    }));
  });
}

export function tokenRows(): Map<string, { scope: string; without: number }> {
  const lines = [
    tokens,
    evaluationTokens,
    reviewTokens,
    determinationTokens,
    partnershipTokens,
    exportTokens,
  ].flatMap((table) => linesOf(table).slice(1));
  return new Map(
    lines.map(([method = '', path = '', scope = '', without = '']) => [
      `${method} ${path}`,
      { scope, without: Number(without) },
    ]),
  );
}

/** The head is `route state …`, with no method in front. */
function linesOf(table: string): string[][] {
  return table
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
}
