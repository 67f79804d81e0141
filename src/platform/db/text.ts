/**
 * Text that cannot be kept as it was sent: PostgreSQL holds no NUL, and half a surrogate pair is no
 * character (RFC 8259 §8.2). Found at the door, with its place, rather than broken on the way in.
 */
import type { FieldError } from '#platform/problems';

const faultsMax = 20;
const mend = 'remove the NUL character or the half of a surrogate pair';

/**
 * Every place below `value` with such text, names of fields included; at most 20. Walks without
 * recursion, because how deep it goes is the sender's choice.
 */
export function brokenTextIn(value: unknown): FieldError[] {
  const faults: FieldError[] = [];
  const waiting: [pointer: string, value: unknown][] = [['', value]];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const [pointer, inner] = next;
    if (typeof inner === 'string' && isBroken(inner)) faults.push({ pointer, detail: mend });
    if (faults.length >= faultsMax) break;
    if (typeof inner !== 'object' || inner === null || ArrayBuffer.isView(inner)) continue;
    for (const [name, each] of Object.entries(inner)) {
      if (isBroken(name)) faults.push({ pointer, detail: mend });
      waiting.push([`${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`, each]);
    }
  }
  return faults;
}

function isBroken(text: string): boolean {
  return text.includes('\0') || !text.isWellFormed();
}
