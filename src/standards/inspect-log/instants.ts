/**
 * Instants as Inspect reads them: ISO 8601 brought to UTC, `2026-11-20T10:00:00.500000+00:00`, one without
 * an offset being UTC already. Older logs carry local offsets, and their ids are made from the UTC text.
 */
const pattern =
  /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,6})\d*)?(?:[Zz]|([+-]\d{2}):?(\d{2}))?$/;

/** The same instant in UTC; text that is no instant as it is. */
export function inUtc(text: string): string {
  const [, day, clock, fraction = '', hours = '+00', minutes = '00'] = pattern.exec(text) ?? [];
  const instant = new Date(`${day}T${clock}${hours}:${minutes}`);
  if (Number.isNaN(instant.getTime())) return text;
  const micros = fraction.padEnd(6, '0');
  return `${instant.toISOString().slice(0, 19)}${/^0*$/.test(micros) ? '' : `.${micros}`}+00:00`;
}

export const isInstant = (text: string): boolean =>
  pattern.test(text) && inUtc(text).endsWith('+00:00');

/** Brings these fields of an object to UTC, where they are text. */
export function fieldsInUtc(fields: Record<string, unknown> | undefined, ...names: string[]): void {
  for (const name of names) {
    const value = fields?.[name];
    if (typeof value === 'string') (fields as Record<string, unknown>)[name] = inUtc(value);
  }
}
