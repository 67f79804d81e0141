/**
 * `sallyport determination`: for officials who determine whether a model is covered. A statement is signed here,
 * with a key file that never leaves; a server is given signatures only.
 */
import { due, list, show } from './determination/read.ts';
import { sign } from './determination/sign.ts';
import { consult, decide, dissent, open, sample, withdraw } from './determination/steps.ts';
import { commandOf } from './verbs.ts';

export default commandOf('determination', {
  due,
  list,
  open,
  show,
  sample,
  consult,
  decide,
  dissent,
  sign,
  withdraw,
});
