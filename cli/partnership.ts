/**
 * `sallyport partnership`: trusted partners of an engagement. A person of each side signs one statement, with a
 * key file that never leaves; the partner takes it as its terms; either side or the partner ends it.
 */
import { find, provision } from './partnership/in-force.ts';
import { list, mix, show } from './partnership/read.ts';
import { nominate, sign } from './partnership/sign.ts';
import { accept, end, refuse, withdraw } from './partnership/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('partnership', {
  nominate,
  sign,
  refuse,
  withdraw,
  accept,
  provision,
  find,
  end,
  show,
  list,
  mix,
});
