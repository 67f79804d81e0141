/**
 * `sallyport run`: a run of a suite on a server, for the one who runs it. The model is measured by
 * `sallyport evaluate`, which leaves a journal; what ended in it is posted here, in order. Transcripts stay.
 * What people make of it follows: looks at the threshold, comparisons, findings and the report.
 */
import { check } from './run/check.ts';
import { compare, decide } from './run/decide.ts';
import { end, withdraw } from './run/end.ts';
import { finding, findings, readFinding } from './run/finding.ts';
import { plan, queue } from './run/plan.ts';
import { post } from './run/post.ts';
import { list, show } from './run/read.ts';
import { report } from './run/report.ts';
import { start } from './run/start.ts';
import { commandOf } from './verbs.ts';

export default commandOf('run', {
  plan,
  queue,
  start,
  post,
  end,
  show,
  list,
  withdraw,
  decide,
  compare,
  finding,
  findings,
  'read-finding': readFinding,
  report,
  check,
});
