/**
 * The logs there are: one an engagement, case, finder organisation and operator organisation, and
 * one for the programme. None reveals another's entries, size or timing (DESIGN, The ledger).
 */
export type LogName =
  | `engagement:${string}`
  | `case:${string}`
  | `finder:${string}`
  | `operator:${string}`
  | 'programme';

export const logs = {
  engagement: (id: string): LogName => `engagement:${id}`,
  case: (id: string): LogName => `case:${id}`,
  finder: (organisationId: string): LogName => `finder:${organisationId}`,
  operator: (organisationId: string): LogName => `operator:${organisationId}`,
  programme: 'programme' as LogName,
};
