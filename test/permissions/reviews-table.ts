/**
 * Who gets what answer about questions, what developers are told, and appeals; as in `table.ts`. The determination
 * is one that `determiner` decided and proposed to tell, and `dtColleague` signed and released; so neither
 * answers an appeal about it, and there is no third official. All officials, evaluators and the overseer
 * declared that they have no interest.
 *
 * 409 of a step is also for the person who took the first of two.
 */
export const reviews = `
route                                                                     state        nobody outsiders partner developers evaluators rivalD rivalE overseer determiner dtColleague

GET    /api/questions                                                     -            401    404       404     200        200        200    200    200      200        200
POST   /api/questions                                                     -            401    404       404     201        404        201    404    404      404        404
GET    /api/submissions/:submissionId/questions                           any          404    404       404     200        200        404    404    200      200        200
GET    /api/submissions/:submissionId/questions                           absent       404    404       404     404        404        404    404    404      404        404
POST   /api/submissions/:submissionId/questions                           unseen       404    404       404     201        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           mirrored     404    404       404     201        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           unconnected  404    404       404     201        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           paused       404    404       404     409        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           ended        404    404       404     409        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           withdrawn    404    404       404     409        403        404    404    403      403        403
POST   /api/submissions/:submissionId/questions                           absent       404    404       404     404        404        404    404    404      404        404
GET    /api/questions/:questionId                                         any          404    404       404     200        200        404    404    200      200        200
GET    /api/questions/:questionId                                         absent       404    404       404     404        404        404    404    404      404        404
GET    /api/questions/:questionId/content                                 any          404    404       404     200        200        404    404    200      200        200
GET    /api/questions/:questionId/content                                 absent       404    404       404     404        404        404    404    404      404        404
GET    /api/questions/:questionId/receipt                                 any          404    404       404     200        200        404    404    200      200        200
GET    /api/questions/:questionId/receipt                                 absent       404    404       404     404        404        404    404    404      404        404
POST   /api/questions/:questionId/acknowledgement                         asked        404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/acknowledgement                         acknowledged 404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/acknowledgement                         more_needed  404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/acknowledgement                         answered     404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/acknowledgement                         withdrawn    404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/acknowledgement                         absent       404    404       404     404        404        404    404    404      404        404
POST   /api/questions/:questionId/need                                    asked        404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/need                                    acknowledged 404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/need                                    more_needed  404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/need                                    answered     404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/need                                    withdrawn    404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/need                                    absent       404    404       404     404        404        404    404    404      404        404
POST   /api/questions/:questionId/supplement                              asked        404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/supplement                              acknowledged 404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/supplement                              more_needed  404    404       404     200        403        404    404    403      403        403
POST   /api/questions/:questionId/supplement                              answered     404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/supplement                              withdrawn    404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/supplement                              absent       404    404       404     404        404        404    404    404      404        404
POST   /api/questions/:questionId/answer                                  asked        404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/answer                                  acknowledged 404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/answer                                  more_needed  404    404       404     403        200        404    404    403      200        200
POST   /api/questions/:questionId/answer                                  answered     404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/answer                                  withdrawn    404    404       404     403        409        404    404    403      409        409
POST   /api/questions/:questionId/answer                                  absent       404    404       404     404        404        404    404    404      404        404
POST   /api/questions/:questionId/withdrawal                              asked        404    404       404     200        403        404    404    403      403        403
POST   /api/questions/:questionId/withdrawal                              acknowledged 404    404       404     200        403        404    404    403      403        403
POST   /api/questions/:questionId/withdrawal                              more_needed  404    404       404     200        403        404    404    403      403        403
POST   /api/questions/:questionId/withdrawal                              answered     404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/withdrawal                              withdrawn    404    404       404     409        403        404    404    403      403        403
POST   /api/questions/:questionId/withdrawal                              absent       404    404       404     404        404        404    404    404      404        404

GET    /api/next-steps                                                    -            401    404       404     200        200        200    200    404      200        200

GET    /api/assessments                                                   -            401    404       404     404        404        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   consulting   404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments                   decided      404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments                   signed       404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   withheld     404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   proposed     404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   released     404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   withdrawn    404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments                   superseded   404    404       404     200        200        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments                   absent       404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        consulting   404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        decided      404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        signed       404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        withheld     404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        proposed     404    404       404     404        404        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments/:tier/text        released     404    404       404     200        404        404    404    200      200        200
GET    /api/determinations/:determinationId/assessments/:tier/text        withdrawn    404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        superseded   404    404       404     404        404        404    404    404      404        404
GET    /api/determinations/:determinationId/assessments/:tier/text        absent       404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/withholding consulting   404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/withholding decided      404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/withholding signed       404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/withholding withheld     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/withholding proposed     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/withholding released     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/withholding withdrawn    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/withholding superseded   404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/withholding absent       404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/proposal    consulting   404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/proposal    decided      404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/proposal    signed       404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/proposal    withheld     404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/proposal    proposed     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/proposal    released     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/proposal    withdrawn    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/proposal    superseded   404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/proposal    absent       404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/return      consulting   404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/return      decided      404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/return      signed       404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/return      withheld     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/return      proposed     404    404       404     403        403        404    404    403      204        204
POST   /api/determinations/:determinationId/assessments/:tier/return      released     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/return      withdrawn    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/return      superseded   404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/return      absent       404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/release     consulting   404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/release     decided      404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/release     signed       404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/release     withheld     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/release     proposed     404    404       404     403        403        404    404    403      409        204
POST   /api/determinations/:determinationId/assessments/:tier/release     released     404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/release     withdrawn    404    404       404     404        404        404    404    404      404        404
POST   /api/determinations/:determinationId/assessments/:tier/release     superseded   404    404       404     403        403        404    404    403      409        409
POST   /api/determinations/:determinationId/assessments/:tier/release     absent       404    404       404     404        404        404    404    404      404        404

GET    /api/appeals                                                       -            401    404       200     200        200        200    200    200      200        200
POST   /api/appeals                                                       -            404    404       404     404        404        404    404    404      404        404
GET    /api/submissions/:submissionId/appeals                             any          404    404       404     200        200        404    404    200      200        200
GET    /api/submissions/:submissionId/appeals                             absent       404    404       404     404        404        404    404    404      404        404
GET    /api/appeals/:appealId                                             any          404    404       404     200        200        404    404    200      200        200
GET    /api/appeals/:appealId                                             absent       404    404       404     404        404        404    404    404      404        404
GET    /api/appeals/:appealId/grounds                                     any          404    404       404     200        404        404    404    200      200        200
GET    /api/appeals/:appealId/grounds                                     absent       404    404       404     404        404        404    404    404      404        404
POST   /api/appeals/:appealId/answer                                      filed        404    404       404     403        403        404    404    403      409        409
POST   /api/appeals/:appealId/answer                                      upheld       404    404       404     403        403        404    404    403      409        409
POST   /api/appeals/:appealId/answer                                      dismissed    404    404       404     403        403        404    404    403      409        409
POST   /api/appeals/:appealId/answer                                      withdrawn    404    404       404     403        403        404    404    403      409        409
POST   /api/appeals/:appealId/answer                                      absent       404    404       404     404        404        404    404    404      404        404
POST   /api/appeals/:appealId/withdrawal                                  filed        404    404       404     200        403        404    404    403      403        403
POST   /api/appeals/:appealId/withdrawal                                  upheld       404    404       404     409        403        404    404    403      403        403
POST   /api/appeals/:appealId/withdrawal                                  dismissed    404    404       404     409        403        404    404    403      403        403
POST   /api/appeals/:appealId/withdrawal                                  withdrawn    404    404       404     409        403        404    404    403      403        403
POST   /api/appeals/:appealId/withdrawal                                  absent       404    404       404     404        404        404    404    404      404        404
`;

/** As in `table.ts`: the scope that carries it, and what a token without it gets. */
export const reviewTokens = `
route                                                                     scope            without

GET    /api/questions                                                     review:read      404
POST   /api/questions                                                     review:write     404
GET    /api/submissions/:submissionId/questions                           review:read      404
POST   /api/submissions/:submissionId/questions                           review:write     404
GET    /api/questions/:questionId                                         review:read      404
GET    /api/questions/:questionId/content                                 review:read      404
GET    /api/questions/:questionId/receipt                                 review:read      404
POST   /api/questions/:questionId/acknowledgement                         review:write     404
POST   /api/questions/:questionId/need                                    review:write     404
POST   /api/questions/:questionId/supplement                              review:write     404
POST   /api/questions/:questionId/answer                                  review:write     404
POST   /api/questions/:questionId/withdrawal                              review:write     404
GET    /api/next-steps                                                    review:read      404
GET    /api/assessments                                                   review:read      404
GET    /api/determinations/:determinationId/assessments                   review:read      404
GET    /api/determinations/:determinationId/assessments/:tier/text        review:read      404
POST   /api/determinations/:determinationId/assessments/:tier/withholding review:write     404
POST   /api/determinations/:determinationId/assessments/:tier/proposal    review:write     404
POST   /api/determinations/:determinationId/assessments/:tier/return      review:write     404
POST   /api/determinations/:determinationId/assessments/:tier/release     review:write     404
GET    /api/appeals                                                       review:read      404
POST   /api/appeals                                                       review:write     404
GET    /api/submissions/:submissionId/appeals                             review:read      404
GET    /api/appeals/:appealId                                             review:read      404
GET    /api/appeals/:appealId/grounds                                     review:read      404
POST   /api/appeals/:appealId/answer                                      review:write     404
POST   /api/appeals/:appealId/withdrawal                                  review:write     404
`;
