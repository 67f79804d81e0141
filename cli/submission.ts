/**
 * `sallyport submission`: an unreleased model that its developer opens to one evaluator, behind a gateway of
 * the developer's own. Opening one gives no access: that takes a grant.
 */
import { release, witness } from './submission/change.ts';
import { open } from './submission/open.ts';
import { list, show } from './submission/read.ts';
import { commandOf } from './verbs.ts';

export default commandOf('submission', { open, list, show, witness, release });
