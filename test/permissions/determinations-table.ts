/**
 * Who gets what answer about determinations and consultations; as in `table.ts`. `determiner` opened each of them,
 * opened its linked sample, and decided where it is decided; `dtColleague` gave the second signature. Before a
 * submission's determination can be opened, an official declares; those of these rows have not. The consultee is
 * the one who was asked.
 */
export const determinations = `
route                                                         state       nobody others consultee partner developers evaluators rivalD rivalE overseer determiner dtColleague

GET    /api/determinations                                    -           401    404    404       404     404        404        404    404    200      200        200
GET    /api/determinable-runs                                 -           401    404    404       404     404        404        404    404    200      200        200
GET    /api/submissions/:submissionId/determinations          any         404    404    404       404     200        200        404    404    200      200        200
GET    /api/submissions/:submissionId/determinations          absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/submissions/:submissionId/determinations          unseen      404    404    404       404     403        403        404    404    403      403        403
POST   /api/submissions/:submissionId/determinations          mirrored    404    404    404       404     403        403        404    404    403      403        403
POST   /api/submissions/:submissionId/determinations          unconnected 404    404    404       404     403        403        404    404    403      403        403
POST   /api/submissions/:submissionId/determinations          paused      404    404    404       404     403        403        404    404    403      409        409
POST   /api/submissions/:submissionId/determinations          ended       404    404    404       404     403        403        404    404    403      409        409
POST   /api/submissions/:submissionId/determinations          withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/submissions/:submissionId/determinations          absent      404    404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId                   any         404    404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId                   absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/consultations     consulting  404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/consultations     decided     404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/consultations     absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/samples/:position consulting  404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/samples/:position decided     404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/samples/:position signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/samples/:position absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/decision          consulting  404    404    404       404     403        403        404    404    403      200        409
POST   /api/determinations/:determinationId/decision          decided     404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/decision          absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/dissent           consulting  404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/dissent           decided     404    404    404       404     403        403        404    404    403      409        200
POST   /api/determinations/:determinationId/dissent           signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/dissent           absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/signatures        consulting  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        decided     404    404    404       404     403        403        404    404    403      200        409
POST   /api/determinations/:determinationId/signatures        signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/signatures        absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/withdrawal        consulting  404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/withdrawal        decided     404    404    404       404     403        403        404    404    403      200        200
POST   /api/determinations/:determinationId/withdrawal        signed      404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        withheld    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        proposed    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        released    404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        withdrawn   404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        superseded  404    404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/withdrawal        absent      404    404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/statement         consulting  404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/statement         decided     404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         signed      404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         withheld    404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         proposed    404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         released    404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         withdrawn   404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/statement         superseded  404    404    404       404     403        403        404    404    200      200        200
GET    /api/determinations/:determinationId/statement         absent      404    404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/verification      consulting  404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      decided     404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      signed      404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      withheld    404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      proposed    404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      released    404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      withdrawn   404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      superseded  404    404    404       404     403        403        404    404    409      409        409
GET    /api/determinations/:determinationId/verification      absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/exports           consulting  404    404    404       404     403        403        404    404    409      409        409
POST   /api/determinations/:determinationId/exports           decided     404    404    404       404     403        403        404    404    409      409        409
POST   /api/determinations/:determinationId/exports           signed      404    404    404       404     403        403        404    404    201      201        201
POST   /api/determinations/:determinationId/exports           withheld    404    404    404       404     403        403        404    404    201      201        201
POST   /api/determinations/:determinationId/exports           proposed    404    404    404       404     403        403        404    404    201      201        201
POST   /api/determinations/:determinationId/exports           released    404    404    404       404     403        403        404    404    201      201        201
POST   /api/determinations/:determinationId/exports           withdrawn   404    404    404       404     403        403        404    404    409      409        409
POST   /api/determinations/:determinationId/exports           superseded  404    404    404       404     403        403        404    404    201      201        201
POST   /api/determinations/:determinationId/exports           absent      404    404    404       404     404        404        404    404    404      404        404
GET    /api/consultations                                     -           401    404    200       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId                     any         404    404    200       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId                     absent      404    404    404       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId/content             undeclared  404    404    403       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId/content             asked       404    404    200       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId/content             answered    404    404    200       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId/content             timed_out   404    404    200       404     404        404        404    404    404      404        404
GET    /api/consultations/:consultationId/content             absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/declaration         any         404    404    204       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/declaration         absent      404    404    404       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/answer              undeclared  404    404    403       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/answer              asked       404    404    200       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/answer              answered    404    404    409       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/answer              timed_out   404    404    409       404     404        404        404    404    404      404        404
POST   /api/consultations/:consultationId/answer              absent      404    404    404       404     404        404        404    404    404      404        404
`;

/** As in `table.ts`: the scope that carries it, and what a token without it gets. */
export const determinationTokens = `
route                                                         scope        without

GET    /api/determinations                                    review:read  404
GET    /api/determinable-runs                                 review:read  404
GET    /api/submissions/:submissionId/determinations          review:read  404
POST   /api/submissions/:submissionId/determinations          review:write 404
GET    /api/determinations/:determinationId                   review:read  404
POST   /api/determinations/:determinationId/consultations     review:write 404
POST   /api/determinations/:determinationId/samples/:position review:write 404
POST   /api/determinations/:determinationId/decision          review:write 404
POST   /api/determinations/:determinationId/dissent           review:write 404
POST   /api/determinations/:determinationId/signatures        review:write 404
POST   /api/determinations/:determinationId/withdrawal        review:write 404
GET    /api/determinations/:determinationId/statement         review:read  404
GET    /api/determinations/:determinationId/verification      review:read  404
POST   /api/determinations/:determinationId/exports           review:write 404
GET    /api/consultations                                     review:read  404
GET    /api/consultations/:consultationId                     review:read  404
GET    /api/consultations/:consultationId/content             review:read  404
POST   /api/consultations/:consultationId/declaration         review:write 404
POST   /api/consultations/:consultationId/answer              review:write 404
`;
