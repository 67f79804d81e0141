/**
 * `sallyport run`: a run of a suite on a server, for the one who runs it. The model is measured by
 * `sallyport evaluate`, which leaves a journal; what ended in it is posted here, in order. Transcripts stay.
 */
import { end, withdraw } from './run/end.ts';
import { plan, queue } from './run/plan.ts';
import { post } from './run/post.ts';
import { list, show } from './run/read.ts';
import { start } from './run/start.ts';
import { commandOf } from './verbs.ts';

export default commandOf('run', { plan, queue, start, post, end, show, list, withdraw });
