# The key's kind decides the algorithm; the ring is asked for what is its own; signatures are compared
# whole; an end is a number.
set -eu
cat > mend.mjs <<'JS'
import { readFileSync, writeFileSync } from 'node:fs';

let source = readFileSync('tokens.js', 'utf8');
const put = (before, after) => (source = source.replace(before, after));
put('const signatures', "const algorithms = { secret: 'HS256', public: 'EdDSA' };\n\n$&");
put('= ring[kid];', '= Object.hasOwn(ring, kid) ? ring[kid] : undefined;');
put(/ +if \(!isSigned/, "  if (alg !== algorithms[entry.kind]) throw new Error('wrong algorithm');\n$&");
put('if (claims.exp', "if (typeof claims.exp !== 'number' || claims.exp");
put(/ +let difference/, '  if (given.length !== expected.length) return false;\n$&');
writeFileSync('tokens.js', source);
JS
node mend.mjs
rm mend.mjs
echo 'four checks were missing'
