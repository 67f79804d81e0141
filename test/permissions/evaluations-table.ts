/**
 * Who gets what answer about suites, thresholds, unseals, runs, findings and reports; as in `table.ts`. Roles:
 * `evaluator` and `eColleague` are the custodians, and the first planned, asked and proposed; `eKeyless` is a
 * colleague who is no custodian. To a developer nothing of this is there but procedures, what was written for
 * both sides, and reports that were shared.
 *
 * 409 of a step is also for the person who took the first of two. 422 is for a plan or a report that names a
 * grant which the engagement has not. What sealed tasks are, overseers do not read either.
 */
export const evaluations = `
route                                                                  state         nobody others developer dColleague dKeyless evaluator eColleague eKeyless rivalD rivalE overseer official guests

GET    /api/procedures                                                 -             401    404    200       200        200      200       200        200      200    200    200    404      404
POST   /api/procedures                                                 -             401    404    404       404        404      201       201        201      404    201    404    404      404
GET    /api/procedures/:procedureId                                    published     401    404    200       200        200      200       200        200      200    200    200    404      404
GET    /api/procedures/:procedureId                                    absent        401    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/custodians                                                 -             401    404    404       404        404      200       200        200      404    200    404    404      404
POST   /api/custodians                                                 -             401    404    404       404        404      201       201        201      404    201    404    404      404
GET    /api/suites                                                     -             401    404    404       404        404      200       200        200      404    200    200    404      404
POST   /api/suites                                                     -             401    404    404       404        404      201       201        201      404    201    404    404      404
GET    /api/suites/:suiteId                                            any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/suites/:suiteId                                            absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/suites/:suiteId/tasks/:task                                open          404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/suites/:suiteId/tasks/:task                                declared      404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/suites/:suiteId/tasks/:task                                held          404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/suites/:suiteId/tasks/:task                                absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/suites/:suiteId/burn                                       open          404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/suites/:suiteId/burn                                       declared      404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/suites/:suiteId/burn                                       held          404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/suites/:suiteId/burn                                       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/suites/:suiteId/shares                                     open          404    404    404       404        404      403       403        403      404    404    403    404      404
GET    /api/suites/:suiteId/shares                                     declared      404    404    404       404        404      200       200        403      404    404    403    404      404
GET    /api/suites/:suiteId/shares                                     held          404    404    404       404        404      200       200        403      404    404    403    404      404
GET    /api/suites/:suiteId/shares                                     absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/suites/:suiteId/unseals                                    open          404    404    404       404        404      403       403        403      404    404    403    404      404
POST   /api/suites/:suiteId/unseals                                    declared      404    404    404       404        404      422       422        403      404    404    403    404      404
POST   /api/suites/:suiteId/unseals                                    held          404    404    404       404        404      201       201        403      404    404    403    404      404
POST   /api/suites/:suiteId/unseals                                    absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/unseals/:unsealId                                          any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/unseals/:unsealId                                          absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/unseals/:unsealId/approval                                 requested     404    404    404       404        404      409       200        403      404    404    403    404      404
POST   /api/unseals/:unsealId/approval                                 executed      404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/approval                                 refused       404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/approval                                 withdrawn     404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/approval                                 absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/unseals/:unsealId/refusal                                  requested     404    404    404       404        404      403       200        403      404    404    403    404      404
POST   /api/unseals/:unsealId/refusal                                  executed      404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/refusal                                  refused       404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/refusal                                  withdrawn     404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/refusal                                  absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/unseals/:unsealId/withdrawal                               requested     404    404    404       404        404      200       403        403      404    404    403    404      404
POST   /api/unseals/:unsealId/withdrawal                               executed      404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/withdrawal                               refused       404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/withdrawal                               withdrawn     404    404    404       404        404      409       409        403      404    404    403    404      404
POST   /api/unseals/:unsealId/withdrawal                               absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/unseals/:unsealId/tasks/:task                              executed      404    404    404       404        404      200       200        200      404    404    404    404      404
GET    /api/unseals/:unsealId/tasks/:task                              requested     404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/unseals/:unsealId/tasks/:task                              refused       404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/unseals/:unsealId/tasks/:task                              withdrawn     404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/unseals/:unsealId/tasks/:task                              absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/thresholds                                                 -             401    404    404       404        404      200       200        200      404    200    200    404      404
POST   /api/thresholds                                                 -             401    404    404       404        404      201       201        201      404    422    404    404      404
GET    /api/thresholds/:thresholdId                                    any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/thresholds/:thresholdId                                    absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/thresholds/:thresholdId/showing                            any           404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/thresholds/:thresholdId/showing                            absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/thresholds/:thresholdId/opening                            committed     404    404    404       404        404      200       200        200      404    404    404    404      404
GET    /api/thresholds/:thresholdId/opening                            shown         404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/thresholds/:thresholdId/opening                            absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/runs                                                       -             401    404    404       404        404      200       200        200      404    200    200    404      404
GET    /api/submissions/:submissionId/runs                             any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/runs                             absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/runs                             any           404    404    404       404        404      422       422        422      404    404    403    404      404
POST   /api/submissions/:submissionId/runs                             absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/findings                         any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/findings                         absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/submissions/:submissionId/evaluation-reports               any           404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/submissions/:submissionId/evaluation-reports               absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/evaluation-reports               any           404    404    404       404        404      422       422        422      404    404    403    404      404
POST   /api/submissions/:submissionId/evaluation-reports               absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/submissions/:submissionId/evaluation-reports/not-completed any           404    404    404       404        404      422       422        422      404    404    403    404      404
POST   /api/submissions/:submissionId/evaluation-reports/not-completed absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/runs/:runId                                                any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/runs/:runId                                                absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/runs/:runId/samples                                        any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/runs/:runId/samples                                        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/runs/:runId/unseals                                        any           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/runs/:runId/unseals                                        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/runs/:runId/comparison                                     planned       404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/runs/:runId/comparison                                     queued        404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/runs/:runId/comparison                                     running       404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/runs/:runId/comparison                                     complete      404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/runs/:runId/comparison                                     incomplete    404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/runs/:runId/comparison                                     withdrawn     404    404    404       404        404      409       409        409      404    404    409    404      404
GET    /api/runs/:runId/comparison                                     absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/queue                                          planned       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/queue                                          queued        404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/queue                                          running       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/queue                                          complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/queue                                          incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/queue                                          withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/queue                                          absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/start                                          planned       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/start                                          queued        404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/start                                          running       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/start                                          complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/start                                          incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/start                                          withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/start                                          absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/samples                                        planned       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples                                        queued        404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples                                        running       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/samples                                        complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples                                        incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples                                        withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples                                        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/end                                            planned       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/end                                            queued        404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/end                                            running       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/end                                            complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/end                                            incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/end                                            withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/end                                            absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/withdrawal                                     planned       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     queued        404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     running       404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/withdrawal                                     absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/decision                                       planned       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/decision                                       queued        404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/decision                                       running       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/decision                                       complete      404    404    404       404        404      200       200        200      404    404    403    404      404
POST   /api/runs/:runId/decision                                       incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/decision                                       withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/decision                                       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/samples/:position/review                       planned       404    404    404       404        404      404       404        404      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       queued        404    404    404       404        404      404       404        404      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       running       404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       complete      404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       incomplete    404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       withdrawn     404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review                       absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            planned       404    404    404       404        404      404       404        404      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            queued        404    404    404       404        404      404       404        404      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            running       404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            complete      404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            incomplete    404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/runs/:runId/samples/:position/review/settlement            absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/runs/:runId/findings                                       planned       404    404    404       404        404      422       422        422      404    404    403    404      404
POST   /api/runs/:runId/findings                                       queued        404    404    404       404        404      422       422        422      404    404    403    404      404
POST   /api/runs/:runId/findings                                       running       404    404    404       404        404      201       201        201      404    404    403    404      404
POST   /api/runs/:runId/findings                                       complete      404    404    404       404        404      201       201        201      404    404    403    404      404
POST   /api/runs/:runId/findings                                       incomplete    404    404    404       404        404      201       201        201      404    404    403    404      404
POST   /api/runs/:runId/findings                                       withdrawn     404    404    404       404        404      201       201        201      404    404    403    404      404
POST   /api/runs/:runId/findings                                       absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/findings/:findingId                                        own           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/findings/:findingId                                        shared        404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/findings/:findingId                                        absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/findings/:findingId/text                                   own           404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/findings/:findingId/text                                   shared        404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/findings/:findingId/text                                   absent        404    404    404       404        404      404       404        404      404    404    404    404      404

GET    /api/evaluation-reports/:evaluationReportId                     proposed      404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId                     signed        404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId                     signed_shared 404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId                     withdrawn     404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId                     not_completed 404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId                     absent        404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             proposed      404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             signed        404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             signed_shared 404    404    200       200        200      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             withdrawn     404    404    404       404        404      200       200        200      404    404    200    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             not_completed 404    404    404       404        404      404       404        404      404    404    404    404      404
GET    /api/evaluation-reports/:evaluationReportId/content             absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           proposed      404    404    404       404        404      409       204        204      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           signed        404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           signed_shared 404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           not_completed 404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/signature           absent        404    404    404       404        404      404       404        404      404    404    404    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          proposed      404    404    404       404        404      204       204        204      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          signed        404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          signed_shared 404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          withdrawn     404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          not_completed 404    404    404       404        404      409       409        409      404    404    403    404      404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          absent        404    404    404       404        404      404       404        404      404    404    404    404      404
`;

/** Bringing, asking and deciding is one scope; a custodian's halves of keys are for who asks and approves. */
export const evaluationTokens = `
route                                                                  scope            without

GET    /api/procedures                                                 evaluation:read  404
POST   /api/procedures                                                 evaluation:write 404
GET    /api/procedures/:procedureId                                    evaluation:read  404
GET    /api/custodians                                                 evaluation:read  404
POST   /api/custodians                                                 evaluation:write 404
GET    /api/suites                                                     evaluation:read  404
POST   /api/suites                                                     evaluation:write 404
GET    /api/suites/:suiteId                                            evaluation:read  404
POST   /api/suites/:suiteId/tasks/:task                                evaluation:write 404
POST   /api/suites/:suiteId/burn                                       evaluation:write 404
GET    /api/suites/:suiteId/shares                                     evaluation:write 404
POST   /api/suites/:suiteId/unseals                                    evaluation:write 404
GET    /api/unseals/:unsealId                                          evaluation:read  404
POST   /api/unseals/:unsealId/approval                                 evaluation:write 404
POST   /api/unseals/:unsealId/refusal                                  evaluation:write 404
POST   /api/unseals/:unsealId/withdrawal                               evaluation:write 404
GET    /api/unseals/:unsealId/tasks/:task                              evaluation:read  404
GET    /api/thresholds                                                 evaluation:read  404
POST   /api/thresholds                                                 evaluation:write 404
GET    /api/thresholds/:thresholdId                                    evaluation:read  404
POST   /api/thresholds/:thresholdId/showing                            evaluation:write 404
GET    /api/thresholds/:thresholdId/opening                            evaluation:read  404
GET    /api/runs                                                       evaluation:read  404
GET    /api/submissions/:submissionId/runs                             evaluation:read  404
POST   /api/submissions/:submissionId/runs                             evaluation:write 404
GET    /api/submissions/:submissionId/findings                         evaluation:read  404
GET    /api/submissions/:submissionId/evaluation-reports               evaluation:read  404
POST   /api/submissions/:submissionId/evaluation-reports               evaluation:write 404
POST   /api/submissions/:submissionId/evaluation-reports/not-completed evaluation:write 404
GET    /api/runs/:runId                                                evaluation:read  404
GET    /api/runs/:runId/samples                                        evaluation:read  404
GET    /api/runs/:runId/unseals                                        evaluation:read  404
GET    /api/runs/:runId/comparison                                     evaluation:read  404
POST   /api/runs/:runId/queue                                          evaluation:write 404
POST   /api/runs/:runId/start                                          evaluation:write 404
POST   /api/runs/:runId/samples                                        evaluation:write 404
POST   /api/runs/:runId/end                                            evaluation:write 404
POST   /api/runs/:runId/withdrawal                                     evaluation:write 404
POST   /api/runs/:runId/decision                                       evaluation:write 404
POST   /api/runs/:runId/samples/:position/review                       evaluation:write 404
POST   /api/runs/:runId/samples/:position/review/settlement            evaluation:write 404
POST   /api/runs/:runId/findings                                       evaluation:write 404
GET    /api/findings/:findingId                                        evaluation:read  404
GET    /api/findings/:findingId/text                                   evaluation:read  404
GET    /api/evaluation-reports/:evaluationReportId                     evaluation:read  404
GET    /api/evaluation-reports/:evaluationReportId/content             evaluation:read  404
POST   /api/evaluation-reports/:evaluationReportId/signature           evaluation:write 404
POST   /api/evaluation-reports/:evaluationReportId/withdrawal          evaluation:write 404
`;
