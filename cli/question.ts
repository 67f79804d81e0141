/**
 * `sallyport question`: a developer asks an office whether its model would be covered, and the office answers.
 * Asking is voluntary, gives nobody access, and is taken back by one command without a reason.
 */
import { ask, supplement } from './question/ask.ts';
import { list, offices, read, receipt, show } from './question/read.ts';
import { acknowledge, answer, needMore, withdraw } from './question/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('question', {
  offices,
  ask,
  list,
  show,
  read,
  receipt,
  supplement,
  withdraw,
  acknowledge,
  'need-more': needMore,
  answer,
});
