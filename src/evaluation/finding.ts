/**
 * What evaluators found, beyond a score: a claim with the samples that show it and how sure they are. Pure.
 * A finding says what was seen. It asks nothing of the developer and delays nothing.
 */
import { z } from 'zod';
import { words } from '#platform/fields';

/** The order's words (requirements S06). */
export const findingKinds = [
  'capability',
  'vulnerability',
  'safeguard',
  'insider_risk',
  'infrastructure_or_national_security',
] as const;
export type FindingKind = (typeof findingKinds)[number];

export const severities = ['low', 'moderate', 'high', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** `both`: the developer reads it too. */
export const audiences = ['evaluator', 'both'] as const;
export type Audience = (typeof audiences)[number];

/** The words of it, which are sealed. */
export const findingText = z.strictObject({
  claim: words(10, 5000),
  /** What could make it wrong; a finding without it is not taken. */
  uncertainty: words(10, 5000),
});
export type FindingText = z.output<typeof findingText>;
