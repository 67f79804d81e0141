'use strict';
/* Merges a visitor's settings over the defaults. First-party and vulnerable on purpose: any key is followed. */
function merge(target, source) {
  for (const key of Object.keys(source)) {
    if (typeof source[key] === 'object' && source[key] !== null) {
      target[key] = merge(target[key] ?? {}, source[key]);
    } else target[key] = source[key];
  }
  return target;
}
exports.merge = merge;
