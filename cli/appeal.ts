/**
 * `sallyport appeal`: against a signed determination or a refused partnership. The installation's own policy, not
 * a legal right; an official who signed nothing of what it is about answers it.
 */
import { list, read, show } from './appeal/read.ts';
import { answer, file, withdraw } from './appeal/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('appeal', { file, list, show, read, answer, withdraw });
