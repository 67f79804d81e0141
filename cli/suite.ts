/**
 * `sallyport suite`: a suite that nobody has read. Its author seals it here, two custodians release their
 * halves of its keys here, and only the runner whom both released them to can open a task. A server keeps
 * ciphertexts and holds no key; everything but `register`, `commit`, `unseal` and `approve` works without one.
 */
import { commit, register } from './suite/commit.ts';
import { key } from './suite/identity.ts';
import { open } from './suite/open.ts';
import { seal } from './suite/seal.ts';
import { share } from './suite/share.ts';
import { approve, request } from './suite/unseal.ts';
import { commandOf } from './verbs.ts';

export default commandOf('suite', {
  key,
  seal,
  register,
  commit,
  share,
  unseal: request,
  approve,
  open,
});
