/**
 * How long the gateway may reach the model: the client certificate that the developer's own authority
 * issues outside the gateway (access-anchors §6, stop 3). Whatever becomes of the gateway or its clock,
 * the model's endpoint stops answering within a day, and at the window's end.
 *
 * INVARIANT (a day at most): no certificate lasts longer than 24 h, nor past the window it serves.
 */

export const certificateHoursMax = 24;
/** The endpoint's clock may be behind the authority's by this much. */
const earlierMs = 60_000;

/** When a certificate begins and ends that is issued now, or why none is. */
export function certificateTimes(given: {
  now: Date;
  windowClosesAt: Date;
  hours: number;
}): { from: Date; until: Date } | { fault: string } {
  const { now, windowClosesAt, hours } = given;
  if (!Number.isInteger(hours) || hours < 1 || hours > certificateHoursMax) {
    return { fault: `a certificate lasts 1 to ${certificateHoursMax} whole hours, and never more` };
  }
  const from = wholeSecond(now.getTime() - earlierMs);
  const until = wholeSecond(Math.min(windowClosesAt.getTime(), from.getTime() + hours * 3_600_000));
  if (!(until.getTime() > now.getTime())) {
    return { fault: 'the window has closed; no certificate follows it' };
  }
  return { from, until };
}

const wholeSecond = (ms: number): Date => new Date(Math.floor(ms / 1000) * 1000);
