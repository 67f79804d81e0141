/**
 * `sallyport submission`: an unreleased model that its developer opens to one evaluator, behind a gateway of
 * the developer's own. Opening one gives no access: that takes a grant.
 */
import { accept, agreements, declare, document } from './submission/agree.ts';
import { pause, release, resume, scope, withdraw, witness } from './submission/change.ts';
import { connect } from './submission/gateway.ts';
import { destroy, reads, receipt, reviewRead } from './submission/material.ts';
import { open } from './submission/open.ts';
import { list, show } from './submission/read.ts';
import { commandOf } from './verbs.ts';

export default commandOf('submission', {
  open,
  connect,
  list,
  show,
  witness,
  release,
  pause,
  resume,
  scope,
  withdraw,
  agreements,
  document,
  accept,
  declare,
  reads,
  'review-read': reviewRead,
  destroy,
  receipt,
});
