# Only what an object has itself is a group of it, and `__proto__` is no setting's name.
set -eu
cat > mend.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';

let source = readFileSync('settings.js', 'utf8');
const put = (before, after) => (source = source.replace(before, after));
put(/( +)const value = source\[name\];/, "$1if (name === '__proto__') continue;\n$&");
put('if (!isGroup(target[name]))', 'if (!hasGroup(target, name))');
put('if (!isGroup(group[name]))', 'if (!hasGroup(group, name))');
put(/( +)const last =/, "$1if (names.includes('__proto__')) throw new Error('not a name');\n$&");
writeFileSync(
  'settings.js',
  `${source}
function hasGroup(group, name) {
  return Object.hasOwn(group, name) && isGroup(group[name]);
}
`,
);
JS
node mend.mjs
rm mend.mjs
echo 'groups must be own properties'
