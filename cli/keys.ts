/**
 * `sallyport keys`: keys that people hold themselves. Nothing here speaks to a server; a server is only
 * ever given the public halves.
 */
import { certificate } from './keys/certificate.ts';
import { newKey, restore, witnessKey } from './keys/note-keys.ts';
import { show } from './keys/show.ts';
import { authority, gateway, runner } from './keys/tls-keys.ts';
import { commandOf } from './verbs.ts';

export default commandOf('keys', {
  new: newKey,
  show,
  restore,
  runner,
  gateway,
  witness: witnessKey,
  authority,
  certificate,
});
