/**
 * Where in a JSON text a JSON Pointer (RFC 6901) points, so that a fault can be shown in place. Text that
 * is not JSON, or has no such place, has no answer; the nearest parent is answered for an absent member.
 */
interface Place {
  start: number;
  end: number;
}

const spaces = /[\s]*/y;
const string = /"(?:[^"\\]|\\.)*"/y;
const scalar = /-?[\d.eE+-]+|true|false|null/y;
/** No advisory is deeper; a text that is cannot exhaust the stack. */
const depthMax = 64;

export function placeOf(text: string, pointer: string): Place | undefined {
  const steps = pointer
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
  const places = new Map<string, Place>();
  try {
    readValue(text, 0, [], places);
  } catch (error) {
    if (!(error instanceof NotJson)) throw error;
    return undefined;
  }
  for (let length = steps.length; length > 0; length -= 1) {
    const place = places.get(JSON.stringify(steps.slice(0, length)));
    if (place !== undefined) return place;
  }
  return undefined;
}

class NotJson extends Error {}

function take(text: string, at: number, pattern: RegExp): number {
  pattern.lastIndex = at;
  if (!pattern.test(text)) throw new NotJson();
  return pattern.lastIndex;
}

/** Reads one value from `at`, notes where it stands, and returns where it ends. */
function readValue(text: string, at: number, path: string[], places: Map<string, Place>): number {
  if (path.length > depthMax) throw new NotJson();
  const start = take(text, at, spaces);
  const first = text[start];
  const end =
    first === '{' || first === '['
      ? readMembers(text, start, path, places, first === '{')
      : take(text, start, first === '"' ? string : scalar);
  places.set(JSON.stringify(path), { start, end });
  return end;
}

function readMembers(
  text: string,
  start: number,
  path: string[],
  places: Map<string, Place>,
  isObject: boolean,
): number {
  const close = isObject ? '}' : ']';
  let at = take(text, start + 1, spaces);
  for (let index = 0; text[at] !== close; index += 1) {
    let name = String(index);
    if (isObject) {
      const nameEnd = take(text, at, string);
      name = JSON.parse(text.slice(at, nameEnd)) as string;
      at = take(text, nameEnd, /\s*:/y);
    }
    at = take(text, readValue(text, at, [...path, name], places), spaces);
    if (text[at] === ',') at = take(text, at + 1, spaces);
    else if (text[at] !== close) throw new NotJson();
  }
  return at + 1;
}
