/**
 * Names that a JSON object gives twice. RFC 8259 §4 lets readers do with them what they like: most take the last,
 * some the first, so that two people read two rules in one file. Whoever parses what is committed to, signed or
 * granted asks here first. Pure; of text that parses as JSON.
 */

/** Strings whole, and what gives them their place; everything else is passed over. */
const tokens = /"(?:[^"\\]|\\.)*"|[{}[\],:]/gs;

/** The first name that one object gives twice, as it means; undefined where every name is given once. */
export function repeatedNameIn(json: string): string | undefined {
  /** Of each object around this place its names so far; of a list nothing. */
  const around: (Set<string> | undefined)[] = [];
  let last = '';
  for (const [token] of json.matchAll(tokens)) {
    if (token === '{') around.push(new Set());
    else if (token === '[') around.push(undefined);
    else if (token === '}' || token === ']') around.pop();
    else if (token === ':') {
      // Two spellings of one name are one name: `a` and `\u0061`.
      const name = JSON.parse(last) as string;
      const names = around.at(-1);
      if (names?.has(name) === true) return name;
      names?.add(name);
    }
    last = token;
  }
  return undefined;
}
