/**
 * When a read of an engagement's sealed content is unusual (requirements S09). Pure, and published with every
 * list of reads: whoever reads knows what stands out. A flag says that a second person should look, and
 * nothing about anybody.
 */

import { canaryKind } from './sealed-kinds.ts';

/** What a rule may know of a read and of those before it. */
export interface ReadFacts {
  kind: string;
  /** By the same person in the hour up to and with this one. */
  inLastHour: number;
  /** Whether the reader has declared an interest in the engagement. */
  isRecused: boolean;
  /** Of the engagement, before this one. */
  readsBefore: number;
  /** Whether somebody gave this purpose in the engagement before. */
  isPurposeKnown: boolean;
}

/** Reads by one person in an hour. */
export const hourlyMax = 20;
/** Before this many reads there is no usual purpose. */
export const purposesAfter = 10;

const rules = {
  canary: {
    words: 'A decoy was opened, which no work needs.',
    holds: ({ kind }: ReadFacts) => kind === canaryKind,
  },
  many: {
    words: `One person opened more than ${hourlyMax} items within an hour.`,
    holds: ({ inLastHour }: ReadFacts) => inLastHour > hourlyMax,
  },
  interest: {
    words: 'The reader had declared an interest in the engagement.',
    holds: ({ isRecused }: ReadFacts) => isRecused,
  },
  purpose: {
    words: `The purpose is none that was given in the first ${purposesAfter} reads or since.`,
    holds: ({ readsBefore, isPurposeKnown }: ReadFacts) =>
      readsBefore >= purposesAfter && !isPurposeKnown,
  },
} as const;

export type ReadRule = keyof typeof rules;
export const readRules = Object.keys(rules) as [ReadRule, ...ReadRule[]];

/** As they are told to everybody whose reads are looked at. */
export const publishedRules = readRules.map((rule) => ({ rule, words: rules[rule].words }));

export const rulesBrokenBy = (read: ReadFacts): ReadRule[] =>
  readRules.filter((rule) => rules[rule].holds(read));

export const readVerdicts = ['explained', 'not_explained'] as const;
export type ReadVerdict = (typeof readVerdicts)[number];
