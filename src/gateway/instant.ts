/**
 * An instant as documents carry it: UTC, whole seconds, one spelling (`2026-12-01T09:00:00Z`). Two
 * spellings of one time would give one grant two digests.
 */
import { z } from 'zod';

/** Parses strictly: a day that does not exist (30 February) is refused, not moved. */
export function instantOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) || textOf(at) !== text ? undefined : at;
}

/** Cuts to the second below. */
export const textOf = (at: Date): string => `${at.toISOString().slice(0, 19)}Z`;

export const instantText = z
  .string()
  .refine((text) => instantOf(text) !== undefined, 'must be a time like `2026-12-01T09:00:00Z`');

/** For text that a schema has already checked. */
export function checkedInstant(text: string): Date {
  const at = instantOf(text);
  if (at === undefined) throw new Error('an instant passed its check and is none');
  return at;
}

/** Injected, so that tests move time. */
export type Clock = () => Date;
