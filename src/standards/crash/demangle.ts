/**
 * Plain C++ names out of mangled ones (Itanium ABI), for the stacks macOS prints unsymbolised:
 * nested names, constructors, destructors. A name with template arguments, substitutions or
 * operators stays as it is; it is still the same in every report of the same crash.
 */

const namesMax = 64;

/** `_ZN2ui10FlingCurveC2ERKN3gfx8Vector2dE` is `ui::FlingCurve::FlingCurve`. */
export function demangle(mangled: string): string {
  const body = /^_?_Z(N?)([KVr]*)(.*)$/s.exec(mangled);
  if (body === null) return mangled;
  const nested = body[1] === 'N';
  const names: string[] = [];
  let rest = body[3] as string;
  while (names.length < namesMax) {
    if (nested && rest.startsWith('E') && names.length > 0) return names.join('::');
    const part = nextName(rest, names.at(-1));
    if (part === undefined) return mangled;
    names.push(part.name);
    rest = part.rest;
    if (!nested) return part.rest.startsWith('I') ? mangled : part.name;
  }
  return mangled;
}

function nextName(text: string, enclosing: string | undefined) {
  const special = /^([CD])[0-5]/.exec(text);
  if (special !== null && enclosing !== undefined) {
    return { name: special[1] === 'C' ? enclosing : `~${enclosing}`, rest: text.slice(2) };
  }
  if (text.startsWith('St')) return { name: 'std', rest: text.slice(2) };
  const sized = /^L?(\d{1,4})/.exec(text);
  if (sized === null) return undefined;
  const start = sized[0].length;
  const end = start + Number(sized[1]);
  if (end > text.length) return undefined;
  const name = text.slice(start, end);
  const shown = name.startsWith('_GLOBAL__N') ? '(anonymous namespace)' : name;
  return { name: shown, rest: text.slice(end) };
}
