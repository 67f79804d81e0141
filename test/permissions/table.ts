/**
 * Who gets what answer: every route, for every role, in every state of what it is about. Read a line
 * aloud: "to GET a report in any state, nobody gets 404, its finder 200, a rival finder 404 …".
 *
 * Roles: nobody, the finder whose report it is, a rival finder, a coordinator, the operator whose system
 * it is, a neighbouring operator, the installation's administrator. `any` stands for every state.
 *
 * What one may not see is 404, as if it were not there. 401 and 403 stand only where there is nothing to
 * hide: one's own lists, the intake, one's own tokens. 409 is for who may act, at the wrong time.
 */
export const sessions = `
route                                        state          nobody finder rival coordinator operator neighbour administrator

GET    /api/installation                     -              200    200    200   200         200      200       200
GET    /api/openapi.json                     -              200    200    200   200         200      200       200
GET    /docs/problems                        -              200    200    200   200         200      200       200
GET    /                                     -              200    200    200   200         200      200       200

GET    /api/session                          -              200    200    200   200         200      200       200
DELETE /api/session                          -              204    204    204   204         204      204       204
GET    /api/local/people                     -              200    200    200   200         200      200       200
POST   /api/local/session                    -              204    204    204   204         204      204       204
GET    /api/tokens                           -              401    200    200   200         200      200       200
POST   /api/tokens                           -              401    201    201   201         201      201       201
DELETE /api/tokens/:tokenId                  live           401    204    404   404         404      404       404
DELETE /api/tokens/:tokenId                  revoked        401    404    404   404         404      404       404
DELETE /api/tokens/:tokenId                  absent         401    404    404   404         404      404       404

POST   /api/reports                          -              401    202    202   403         403      403       403
GET    /api/reports                          -              401    200    200   200         404      404       404
GET    /api/reports/:reportId                any            404    200    404   200         404      404       404
GET    /api/reports/:reportId                absent         404    404    404   404         404      404       404
GET    /api/reports/:reportId/events         any            404    200    404   200         404      404       404
GET    /api/reports/:reportId/events         absent         404    404    404   404         404      404       404
GET    /api/reports/:reportId/live           any            404    200    404   200         404      404       404
GET    /api/reports/:reportId/live           absent         404    404    404   404         404      404       404
GET    /api/reports/:reportId/bundle         any            404    200    404   200         404      404       404
GET    /api/reports/:reportId/bundle         absent         404    404    404   404         404      404       404
GET    /api/reports/:reportId/evidence       received       404    404    404   404         404      404       404
GET    /api/reports/:reportId/evidence       validating     404    404    404   404         404      404       404
GET    /api/reports/:reportId/evidence       held           404    404    404   404         404      404       404
GET    /api/reports/:reportId/evidence       likely_same    404    200    404   200         404      404       404
GET    /api/reports/:reportId/evidence       confirmed      404    200    404   200         404      404       404
GET    /api/reports/:reportId/evidence       not_confirmed  404    200    404   200         404      404       404
GET    /api/reports/:reportId/evidence       absent         404    404    404   404         404      404       404
POST   /api/reports/:reportId/case           received       404    404    404   409         404      404       404
POST   /api/reports/:reportId/case           validating     404    404    404   409         404      404       404
POST   /api/reports/:reportId/case           held           404    404    404   409         404      404       404
POST   /api/reports/:reportId/case           likely_same    404    404    404   204         404      404       404
POST   /api/reports/:reportId/case           confirmed      404    404    404   409         404      404       404
POST   /api/reports/:reportId/case           not_confirmed  404    404    404   409         404      404       404
POST   /api/reports/:reportId/case           absent         404    404    404   404         404      404       404
POST   /api/reports/:reportId/validation     received       404    404    404   409         404      404       404
POST   /api/reports/:reportId/validation     validating     404    404    404   202         404      404       404
POST   /api/reports/:reportId/validation     held           404    404    404   202         404      404       404
POST   /api/reports/:reportId/validation     likely_same    404    404    404   409         404      404       404
POST   /api/reports/:reportId/validation     confirmed      404    404    404   409         404      404       404
POST   /api/reports/:reportId/validation     not_confirmed  404    404    404   409         404      404       404
POST   /api/reports/:reportId/validation     absent         404    404    404   404         404      404       404

GET    /api/cases                            -              404    404    404   200         404      404       404
GET    /api/cases/:caseId                    any            404    404    404   200         404      404       404
GET    /api/cases/:caseId                    absent         404    404    404   404         404      404       404
GET    /api/cases/:caseId/events             any            404    404    404   200         404      404       404
GET    /api/cases/:caseId/events             absent         404    404    404   404         404      404       404
GET    /api/cases/:caseId/live               any            404    404    404   200         404      404       404
GET    /api/cases/:caseId/live               absent         404    404    404   404         404      404       404
POST   /api/cases/:caseId/owner              open           404    404    404   204         404      404       404
POST   /api/cases/:caseId/owner              coordinating   404    404    404   204         404      404       404
POST   /api/cases/:caseId/owner              fix_verified   404    404    404   204         404      404       404
POST   /api/cases/:caseId/owner              published      404    404    404   409         404      404       404
POST   /api/cases/:caseId/owner              closed         404    404    404   409         404      404       404
POST   /api/cases/:caseId/owner              absent         404    404    404   404         404      404       404
POST   /api/cases/:caseId/fixes              open           404    404    404   409         404      404       404
POST   /api/cases/:caseId/fixes              coordinating   404    404    404   202         404      404       404
POST   /api/cases/:caseId/fixes              fix_verified   404    404    404   202         404      404       404
POST   /api/cases/:caseId/fixes              published      404    404    404   409         404      404       404
POST   /api/cases/:caseId/fixes              closed         404    404    404   409         404      404       404
POST   /api/cases/:caseId/fixes              absent         404    404    404   404         404      404       404
POST   /api/cases/:caseId/closure            open           404    404    404   409         404      404       404
POST   /api/cases/:caseId/closure            coordinating   404    404    404   409         404      404       404
POST   /api/cases/:caseId/closure            fix_verified   404    404    404   409         404      404       404
POST   /api/cases/:caseId/closure            published      404    404    404   204         404      404       404
POST   /api/cases/:caseId/closure            closed         404    404    404   409         404      404       404
POST   /api/cases/:caseId/closure            absent         404    404    404   404         404      404       404
POST   /api/cases/:caseId/advisory           open           404    404    404   200         404      404       404
POST   /api/cases/:caseId/advisory           coordinating   404    404    404   200         404      404       404
POST   /api/cases/:caseId/advisory           fix_verified   404    404    404   200         404      404       404
POST   /api/cases/:caseId/advisory           published      404    404    404   409         404      404       404
POST   /api/cases/:caseId/advisory           closed         404    404    404   409         404      404       404
POST   /api/cases/:caseId/advisory           absent         404    404    404   404         404      404       404
GET    /api/cases/:caseId/advisory           open           404    404    404   404         404      404       404
GET    /api/cases/:caseId/advisory           coordinating   404    404    404   404         404      404       404
GET    /api/cases/:caseId/advisory           fix_verified   404    404    404   404         404      404       404
GET    /api/cases/:caseId/advisory           published      404    404    404   200         404      404       404
GET    /api/cases/:caseId/advisory           closed         404    404    404   200         404      404       404
GET    /api/cases/:caseId/advisory           absent         404    404    404   404         404      404       404

POST   /api/advisories/:advisoryId/publication draft        404    404    404   204         404      404       404
POST   /api/advisories/:advisoryId/publication draft_unfixed 404   404    404   409         404      404       404
POST   /api/advisories/:advisoryId/publication published    404    404    404   409         404      404       404
POST   /api/advisories/:advisoryId/publication withdrawn    404    404    404   409         404      404       404
POST   /api/advisories/:advisoryId/publication absent       404    404    404   404         404      404       404
GET    /api/advisories                       -              200    200    200   200         200      200       200
GET    /api/advisories/:advisoryId           draft          404    404    404   404         404      404       404
GET    /api/advisories/:advisoryId           draft_unfixed  404    404    404   404         404      404       404
GET    /api/advisories/:advisoryId           published      200    200    200   200         200      200       200
GET    /api/advisories/:advisoryId           withdrawn      200    200    200   200         200      200       200
GET    /api/advisories/:advisoryId           absent         404    404    404   404         404      404       404
GET    /advisories/:advisoryId/csaf.json     draft          404    404    404   404         404      404       404
GET    /advisories/:advisoryId/csaf.json     draft_unfixed  404    404    404   404         404      404       404
GET    /advisories/:advisoryId/csaf.json     published      200    200    200   200         200      200       200
GET    /advisories/:advisoryId/csaf.json     withdrawn      200    200    200   200         200      200       200
GET    /advisories/:advisoryId/csaf.json     absent         404    404    404   404         404      404       404
GET    /advisories/:advisoryId/osv.json      draft          404    404    404   404         404      404       404
GET    /advisories/:advisoryId/osv.json      draft_unfixed  404    404    404   404         404      404       404
GET    /advisories/:advisoryId/osv.json      published      200    200    200   200         200      200       200
GET    /advisories/:advisoryId/osv.json      withdrawn      200    200    200   200         200      200       200
GET    /advisories/:advisoryId/osv.json      absent         404    404    404   404         404      404       404

GET    /api/home                             -              401    404    404   404         200      200       404
GET    /api/systems                          -              401    404    404   404         200      200       404
POST   /api/systems                          -              401    404    404   404         201      201       404
GET    /api/actions                          -              401    404    404   404         200      200       404
POST   /api/actions/:actionId/done           due            401    404    404   404         201      404       404
POST   /api/actions/:actionId/done           mitigated      401    404    404   404         201      404       404
POST   /api/actions/:actionId/done           confirmed      401    404    404   404         409      404       404
POST   /api/actions/:actionId/done           not_affected   401    404    404   404         409      404       404
POST   /api/actions/:actionId/done           absent         401    404    404   404         404      404       404
POST   /api/actions/:actionId/mitigated      due            401    404    404   404         201      404       404
POST   /api/actions/:actionId/mitigated      mitigated      401    404    404   404         409      404       404
POST   /api/actions/:actionId/mitigated      confirmed      401    404    404   404         409      404       404
POST   /api/actions/:actionId/mitigated      not_affected   401    404    404   404         409      404       404
POST   /api/actions/:actionId/mitigated      absent         401    404    404   404         404      404       404
GET    /api/receipts/:receiptId              given          401    404    404   404         200      404       404
GET    /api/receipts/:receiptId              absent         401    404    404   404         404      404       404
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
`;

export interface Row {
  route: string;
  state: string;
  /** By role; status. */
  expected: Map<string, number>;
}

export function sessionRows(): Row[] {
  const [head, ...lines] = linesOf(sessions);
  const roles = head?.slice(2) ?? [];
  return lines.map(([method = '', path = '', state = '', ...statuses]) => ({
    route: `${method} ${path}`,
    state,
    expected: new Map(roles.map((role, index) => [role, Number(statuses[index])])),
  }));
}

export function tokenRows(): Map<string, { scope: string; without: number }> {
  const [, ...lines] = linesOf(tokens);
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
