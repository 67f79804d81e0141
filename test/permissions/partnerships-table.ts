/**
 * Who gets what answer about trusted partners, reads of sealed material and its destruction; as in `table.ts`.
 * Partnerships are nominated by the developer's side, so adding and refusing are the evaluator's steps; `partner`
 * is of the organisation that was nominated, and `outsiders` are all the rest. To a partner a nomination is not
 * there before both sides added it, nor one that was taken back.
 *
 * 422 is for a note that is no statement. In the submissions here nobody declared anything, so what asks for a
 * declaration is 403 to the office's people. The partner holds no office of a finder, without which nothing is sent.
 */
export const partnerships = `
route                                                       state       nobody outsiders partner developers evaluators rivalD rivalE overseer official

GET    /api/partnerships                                    -           401    404       200     404        404        404    404    404      404
GET    /api/partner-mix                                     -           401    404       404     200        200        200    200    200      200
GET    /api/submissions/:submissionId/partnerships          any         404    404       404     200        200        404    404    200      200
GET    /api/submissions/:submissionId/partnerships          absent      404    404       404     404        404        404    404    404      404
POST   /api/submissions/:submissionId/partnership-statement unseen      404    404       404     200        200        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement mirrored    404    404       404     200        200        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement unconnected 404    404       404     200        200        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement paused      404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement ended       404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement withdrawn   404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnership-statement absent      404    404       404     404        404        404    404    404      404
POST   /api/submissions/:submissionId/partnerships          unseen      404    404       404     422        403        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          mirrored    404    404       404     422        403        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          unconnected 404    404       404     422        403        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          paused      404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          ended       404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          withdrawn   404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/partnerships          absent      404    404       404     404        404        404    404    404      404

GET    /api/partnerships/:partnershipId                     nominated   404    404       404     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     added       404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     accepted    404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     refused     404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     withdrawn   404    404       404     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     ended       404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     expired     404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId                     absent      404    404       404     404        404        404    404    404      404
GET    /api/partnerships/:partnershipId/statement           nominated   404    404       404     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           added       404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           accepted    404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           refused     404    404       404     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           withdrawn   404    404       404     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           ended       404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           expired     404    404       200     200        200        404    404    200      200
GET    /api/partnerships/:partnershipId/statement           absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/signatures          nominated   404    404       404     403        200        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          added       404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          accepted    404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          refused     404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          withdrawn   404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          ended       404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          expired     404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/signatures          absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/refusal             nominated   404    404       404     403        200        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             added       404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             accepted    404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             refused     404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             withdrawn   404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             ended       404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             expired     404    404       404     403        409        404    404    403      403
POST   /api/partnerships/:partnershipId/refusal             absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/withdrawal          nominated   404    404       404     200        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          added       404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          accepted    404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          refused     404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          withdrawn   404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          ended       404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          expired     404    404       404     409        403        404    404    403      403
POST   /api/partnerships/:partnershipId/withdrawal          absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/acceptance          nominated   404    404       404     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          added       404    404       200     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          accepted    404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          refused     404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          withdrawn   404    404       404     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          ended       404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          expired     404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/acceptance          absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/grant               nominated   404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               added       404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               accepted    404    404       404     200        200        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               refused     404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               withdrawn   404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               ended       404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               expired     404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/grant               absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/end                 nominated   404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 added       404    404       200     200        200        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 accepted    404    404       200     200        200        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 refused     404    404       409     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 withdrawn   404    404       404     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 ended       404    404       409     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 expired     404    404       409     409        409        404    404    403      403
POST   /api/partnerships/:partnershipId/end                 absent      404    404       404     404        404        404    404    404      404
POST   /api/partnerships/:partnershipId/findings            nominated   404    404       404     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            added       404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            accepted    404    404       403     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            refused     404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            withdrawn   404    404       404     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            ended       404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            expired     404    404       409     403        403        404    404    403      403
POST   /api/partnerships/:partnershipId/findings            absent      404    404       404     404        404        404    404    404      404

GET    /api/submissions/:submissionId/materials             any         404    404       404     403        403        404    404    403      403
GET    /api/submissions/:submissionId/materials             absent      404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/materials/:ref        any         404    404       404     403        403        404    404    403      403
GET    /api/submissions/:submissionId/materials/:ref        absent      404    404       404     404        404        404    404    404      404
GET    /api/unusual-reads                                   -           401    404       404     200        200        200    200    200      200
GET    /api/submissions/:submissionId/reads                 any         404    404       404     200        200        404    404    200      200
GET    /api/submissions/:submissionId/reads                 absent      404    404       404     404        404        404    404    404      404
POST   /api/submissions/:submissionId/reads/:eventId/review any         404    404       404     404        404        404    404    403      404
POST   /api/submissions/:submissionId/reads/:eventId/review absent      404    404       404     404        404        404    404    404      404

GET    /api/submissions/:submissionId/destruction           any         404    404       404     200        200        404    404    200      200
GET    /api/submissions/:submissionId/destruction           absent      404    404       404     404        404        404    404    404      404
POST   /api/submissions/:submissionId/destruction           unseen      404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction           mirrored    404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction           unconnected 404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction           paused      404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction           ended       404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction           withdrawn   404    404       404     201        201        404    404    403      403
POST   /api/submissions/:submissionId/destruction           absent      404    404       404     404        404        404    404    404      404
POST   /api/submissions/:submissionId/destruction/approval  any         404    404       404     409        409        404    404    403      403
POST   /api/submissions/:submissionId/destruction/approval  absent      404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   unseen      404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   mirrored    404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   unconnected 404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   paused      404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   ended       404    404       404     200        200        404    404    200      200
GET    /api/submissions/:submissionId/destruction-receipt   withdrawn   404    404       404     404        404        404    404    404      404
GET    /api/submissions/:submissionId/destruction-receipt   absent      404    404       404     404        404        404    404    404      404
`;

export const partnershipTokens = `
route                                                              scope        without

GET    /api/partnerships                                           review:read  404
GET    /api/partner-mix                                            review:read  404
GET    /api/submissions/:submissionId/partnerships                 review:read  404
POST   /api/submissions/:submissionId/partnership-statement        review:write 404
POST   /api/submissions/:submissionId/partnerships                 review:write 404
GET    /api/partnerships/:partnershipId                            review:read  404
GET    /api/partnerships/:partnershipId/statement                  review:read  404
POST   /api/partnerships/:partnershipId/signatures                 review:write 404
POST   /api/partnerships/:partnershipId/refusal                    review:write 404
POST   /api/partnerships/:partnershipId/withdrawal                 review:write 404
POST   /api/partnerships/:partnershipId/acceptance                 review:write 404
POST   /api/partnerships/:partnershipId/grant                      review:write 404
POST   /api/partnerships/:partnershipId/end                        review:write 404
POST   /api/partnerships/:partnershipId/findings                   review:write 404
GET    /api/submissions/:submissionId/materials                    review:read  404
GET    /api/submissions/:submissionId/materials/:ref               review:read  404
GET    /api/unusual-reads                                          review:read  404
GET    /api/submissions/:submissionId/reads                        review:read  404
POST   /api/submissions/:submissionId/reads/:eventId/review        review:write 404
GET    /api/submissions/:submissionId/destruction                  review:read  404
POST   /api/submissions/:submissionId/destruction                  review:write 404
POST   /api/submissions/:submissionId/destruction/approval         review:write 404
GET    /api/submissions/:submissionId/destruction-receipt          review:read  404
`;
