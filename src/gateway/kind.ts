/**
 * The kinds of grant. Only *government* draws on the thirty days before partner release; *partner*
 * access follows it, and *tool* access to a defensive tool stands apart from any review (S11, S27).
 */
export const grantKinds = ['government', 'partner', 'tool'] as const;
export type GrantKind = (typeof grantKinds)[number];

/** The two sides of every grant, whoever they are. */
export const sides = ['developer', 'evaluator'] as const;
export type Side = (typeof sides)[number];
