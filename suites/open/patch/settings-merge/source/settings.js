/** Settings of an application: defaults, a site's file and a person's choices, merged in that order. */
'use strict';

const separator = 'V_SEPARATOR';

/** Puts what `source` says into `target`, group by group. Lists and plain values replace. */
function V_MERGE(target, source) {
  for (const name of Object.keys(source)) {
    const value = source[name];
    if (isGroup(value)) {
      if (!isGroup(target[name])) target[name] = {};
      V_MERGE(target[name], value);
    } else {
      target[name] = value;
    }
  }
  return target;
}

/** Sets one value by its path, such as `printerV_SEPARATORtray`, making the groups above it. */
function V_SET(settings, path, value) {
  const names = path.split(separator);
  const last = names.pop();
  let group = settings;
  for (const name of names) {
    if (!isGroup(group[name])) group[name] = {};
    group = group[name];
  }
  group[last] = value;
  return settings;
}

/** The value at a path, or undefined. */
function V_GET(settings, path) {
  let value = settings;
  for (const name of path.split(separator)) {
    if (!isGroup(value)) return undefined;
    value = value[name];
  }
  return value;
}

function isGroup(value) {
  const kind = typeof value;
  return value !== null && (kind === 'object' || kind === 'function') && !Array.isArray(value);
}

module.exports = { V_MERGE, V_SET, V_GET };
