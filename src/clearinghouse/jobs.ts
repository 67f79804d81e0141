/** The work the clearinghouse has done for it, and the events that call for it. */
import type { JobKind, JobRunner } from '#platform/jobs';
import type { Subscription } from '#platform/outbox';

export const validateReportJob: JobKind<{ reportId: string }> = {
  queue: 'validate-report',
  retryMax: 5,
  timeoutSeconds: 1800,
};
export const checkFixJob: JobKind<{ fixId: string }> = {
  queue: 'check-fix',
  retryMax: 5,
  timeoutSeconds: 3600,
};

/** A received report is validated; a proposed fix is checked. */
export function clearinghouseSubscriptions(jobs: JobRunner): Subscription[] {
  return [
    {
      name: 'clearinghouse.validate',
      types: ['clearinghouse.report_received', 'clearinghouse.validation_requested'],
      handle: (tx, events) =>
        jobs.send(
          tx,
          validateReportJob,
          events.map(({ subject }) => ({ data: { reportId: subject } })),
        ),
    },
    {
      name: 'clearinghouse.check-fix',
      types: ['clearinghouse.fix_proposed'],
      handle: (tx, events) =>
        jobs.send(
          tx,
          checkFixJob,
          events.map(({ payload }) => ({ data: { fixId: String(payload['fixId']) } })),
        ),
    },
  ];
}
