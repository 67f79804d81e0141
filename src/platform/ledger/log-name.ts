/**
 * The logs there are: one an engagement, case, finder organisation and operator organisation, and
 * one for the programme. None reveals another's entries, size or timing (DESIGN, The ledger).
 *
 * A name says whose log it is, so it stays inside. Outside a log has an opaque id, the same in addresses
 * and in its origin: who meets one in a checkpoint, as a witness does, learns neither kind nor party.
 */
import { createHmac } from 'node:crypto';
import type { ZoneKeys } from '#platform/keys';

export type LogName =
  | `engagement:${string}`
  | `case:${string}`
  | `finder:${string}`
  | `operator:${string}`
  | 'programme';

export const logKinds = ['engagement', 'case', 'finder', 'operator', 'programme'] as const;
export type LogKind = (typeof logKinds)[number];

export const logs = {
  engagement: (id: string): LogName => `engagement:${id}`,
  case: (id: string): LogName => `case:${id}`,
  finder: (organisationId: string): LogName => `finder:${organisationId}`,
  operator: (organisationId: string): LogName => `operator:${organisationId}`,
  programme: 'programme' as LogName,
};

/** 128 bits in hex: enough that nobody guesses one. */
const idBytes = 16;

/** A zone's own key, so that equal names in two zones have nothing in common. */
export function logIdOf(keys: Pick<ZoneKeys, 'logNaming'>, log: LogName): string {
  const mac = createHmac('sha256', keys.logNaming).update(log, 'utf8').digest();
  return mac.subarray(0, idBytes).toString('hex');
}
