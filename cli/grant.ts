/**
 * `sallyport grant`: a grant of access, for people who never open the web. What is signed is made and
 * checked here, with a key file that never leaves; a server or a gateway is given signatures only.
 */
import { deliver } from './grant/deliver.ts';
import { decline, list, offer, register, request, withdraw } from './grant/exchange.ts';
import { revoke } from './grant/revoke.ts';
import { show } from './grant/show.ts';
import { sign } from './grant/sign.ts';
import { standing } from './grant/standing.ts';
import { commitName, write } from './grant/write.ts';
import { commandOf } from './verbs.ts';

export default commandOf('grant', {
  show,
  sign,
  revoke,
  standing,
  deliver,
  write,
  'commit-name': commitName,
  register,
  list,
  request,
  offer,
  decline,
  withdraw,
});
