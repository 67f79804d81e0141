/**
 * API tokens: scoped, hashed, ended by a date. The secret carries the id in front, so that a leaked one
 * can be recognised and revoked without knowing it.
 */
import type { Scope } from '#platform/auth';

export interface Token {
  id: string;
  label: string;
  scopes: Scope[];
  madeAt: Date;
  expiresAt: Date;
  revokedAt: Date | null;
}

/** A token lives at most this long; a longer-lived integration makes a new one. */
export const tokenDaysMax = 365;

const secretPattern = /^spt_[\w-]{43}$/;

/** What a caller sends: `spt_` and 256 random bits. Anything else is not looked up. */
export function looksLikeToken(secret: string): boolean {
  return secretPattern.test(secret);
}

export function expiryOf(madeAt: Date, days: number): Date {
  return new Date(madeAt.getTime() + days * 86_400_000);
}
