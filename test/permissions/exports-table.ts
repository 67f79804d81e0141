/**
 * Who gets what answer about exports, as in `table.ts`. Each is of the access ledger, asked for by `evaluator`; who is
 * agreed with is `eColleague`. All officials, evaluators and the overseer declared that they have no interest in it;
 * nobody declared anything about the submissions, so 403 there is for not having said so yet.
 */
export const exports = `
route                                         state       nobody outsiders partner developers evaluator eColleague eKeyless rivalD rivalE overseer determiner dtColleague

GET    /api/submissions/:submissionId/exports any         404    404       404     200        200       200        200      404    404    200      200        200
GET    /api/submissions/:submissionId/exports absent      404    404       404     404        404       404        404      404    404    404      404        404
POST   /api/submissions/:submissionId/exports unseen      404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports mirrored    404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports unconnected 404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports paused      404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports ended       404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports withdrawn   404    404       404     403        403       403        403      404    404    403      403        403
POST   /api/submissions/:submissionId/exports absent      404    404       404     404        404       404        404      404    404    404      404        404
GET    /api/exports/:exportId                 any         404    404       404     200        200       200        200      404    404    200      200        200
GET    /api/exports/:exportId                 absent      404    404       404     404        404       404        404      404    404    404      404        404
POST   /api/exports/:exportId/agreement       asked       404    404       404     403        409       200        200      404    404    200      200        200
POST   /api/exports/:exportId/agreement       agreed      404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/agreement       refused     404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/agreement       withdrawn   404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/agreement       lapsed      404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/agreement       absent      404    404       404     404        404       404        404      404    404    404      404        404
POST   /api/exports/:exportId/refusal         asked       404    404       404     403        403       200        200      404    404    200      200        200
POST   /api/exports/:exportId/refusal         agreed      404    404       404     403        403       200        200      404    404    200      200        200
POST   /api/exports/:exportId/refusal         refused     404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/refusal         withdrawn   404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/refusal         lapsed      404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/refusal         absent      404    404       404     404        404       404        404      404    404    404      404        404
POST   /api/exports/:exportId/withdrawal      asked       404    404       404     403        200       403        403      404    404    403      403        403
POST   /api/exports/:exportId/withdrawal      agreed      404    404       404     403        200       403        403      404    404    403      403        403
POST   /api/exports/:exportId/withdrawal      refused     404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/withdrawal      withdrawn   404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/withdrawal      lapsed      404    404       404     403        409       409        409      404    404    409      409        409
POST   /api/exports/:exportId/withdrawal      absent      404    404       404     404        404       404        404      404    404    404      404        404
`;

/** As in `table.ts`: the scope that carries it, and what a token without it gets. */
export const exportTokens = `
route                                         scope       without

GET    /api/submissions/:submissionId/exports grant:read  404
POST   /api/submissions/:submissionId/exports grant:write 404
GET    /api/exports/:exportId                 grant:read  404
POST   /api/exports/:exportId/agreement       grant:write 404
POST   /api/exports/:exportId/refusal         grant:write 404
POST   /api/exports/:exportId/withdrawal      grant:write 404
`;
