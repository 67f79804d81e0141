/**
 * `sallyport assessment`: what a developer is told of a determination, tier by tier. One official writes it or
 * withholds it for a time; another reads it and tells it. The developer reads what was told, and nobody else's.
 */
import { due, read, show } from './assessment/read.ts';
import { propose, release, returned, withhold } from './assessment/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('assessment', {
  due,
  show,
  read,
  withhold,
  propose,
  return: returned,
  release,
});
