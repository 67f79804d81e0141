/** What goes over HTTP: determinations and consultations. Lists and answers of other nouns are in their own files. */
import { z } from 'zod';
import { instantText } from '#gateway';
import { id, words } from '#platform/fields';
import { pageQuery } from '#platform/http';
import {
  consultationStates,
  consulteeViews,
  determinationStates,
  outcomes,
  reasonLengthMin,
} from './determination-state.ts';
import { proposalFacts } from './determination-statement.ts';

/** They stand in a text that is signed, which has no control characters but line breaks, escaped. */
const signedWords = (min: number, max: number) =>
  words(min, max).regex(
    /^(?:[^\p{Cc}\p{Cs}]|[\n\r\t])*$/u,
    'must be text without control characters',
  );

export const determinationParams = z.object({ determinationId: id });
/** A consultation goes by its determination: an office is consulted once on each. */
export const consultationParams = z.object({ consultationId: id });
export const linkedSampleParams = determinationParams.extend({
  position: z.coerce.number().int().min(0).max(10_000_000),
});

/** Of the engagement's, when it is named. */
export const determinableQuery = pageQuery.extend({ submissionId: id.optional() });
export const determinableRun = z.object({
  runId: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  /** When its threshold was applied last. */
  decidedAt: z.date(),
});

const consultee = z.object({
  /** An organisation in which somebody holds the office of consultee. */
  organisationId: id,
  /** At least 3 days on, at most 30. */
  answerBy: instantText,
});
export const openDetermination = z.object({
  runId: id,
  consultees: z.array(consultee).max(8).default([]),
});
export const consult = consultee;
export const answerConsultation = z.object({
  view: z.enum(consulteeViews),
  words: signedWords(1, 1500),
});
export const decideDetermination = z.object({
  outcome: z.enum(outcomes),
  reason: signedWords(reasonLengthMin, 4000),
  /** Needed where the outcome is not what the code's proposal comes to, and only there. */
  differsBecause: signedWords(20, 2000).nullable().default(null),
});
export const dissent = z.object({ words: signedWords(20, 1500) });
/** The whole signed note, or only its signature lines: yours must be among them. */
export const signDetermination = z.object({
  note: z
    .string()
    .min(1)
    .max(64 * 1024),
});
/** In words that both sides read, and that stand in every later statement of the engagement. */
export const withdrawDetermination = z.object({ because: signedWords(10, 1000) });

const consultationView = z.object({
  organisation: z.string(),
  askedAt: z.date(),
  answerBy: z.date(),
  state: z.enum(consultationStates),
  view: z.enum(consulteeViews).nullable(),
  words: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.date().nullable(),
});

const dissentView = z.object({ person: z.string(), words: z.string(), at: z.date() });

const proposalView = z.object({
  /** The code's, from the committed threshold and the run's one-sided bounds. */
  outcome: z.enum(['met', 'not_met', 'cannot_tell']),
  reason: z.string(),
  facts: proposalFacts,
});
const thresholdView = z.object({
  id: z.string(),
  commitment: z.string(),
  committedAt: z.date(),
  firstSampleAt: z.date(),
  look: z.number().int(),
});

/** That there is one, and how far it is: for everybody to whom the engagement is there. */
export const determinationSummary = z.object({
  id: z.string(),
  submissionId: z.string(),
  declaredAs: z.string(),
  office: z.string(),
  state: z.enum(determinationStates),
  openedAt: z.date(),
  /** The question that it answers. */
  questionId: z.string().nullable(),
  consultees: z.object({
    asked: z.number().int(),
    answered: z.number().int(),
    timedOut: z.number().int(),
  }),
  signedAt: z.date().nullable(),
  appealUntil: z.date().nullable(),
  /** That the office took it back before it was signed, and why: for both sides. */
  withdrawal: z.object({ at: z.date(), by: z.string(), because: z.string() }).nullable(),
});

export const determinationView = determinationSummary.extend({
  /** For officials of the office and overseers who declared that they have no interest; null for all others. */
  content: z
    .object({
      runId: z.string(),
      threshold: thresholdView,
      proposal: proposalView,
      /** Mean scores with two-sided 95 % intervals, in the suite's order; null for tasks without a family. */
      families: z.array(
        z.object({
          family: z.string().nullable(),
          mean: z.number(),
          lower: z.number(),
          upper: z.number(),
          tasks: z.number().int(),
        }),
      ),
      linkedSamples: z.array(
        z.object({ position: z.number().int(), openedBy: z.array(z.string()) }),
      ),
      consultations: z.array(consultationView),
      dissents: z.array(dissentView),
      /** Determinations of the engagement that were taken back before it, with what others had said of them. */
      withdrawnBefore: z.array(
        z.object({
          id: z.string(),
          openedAt: z.date(),
          withdrawnAt: z.date(),
          withdrawnBy: z.string(),
          because: z.string(),
          consultations: z.array(consultationView),
          dissents: z.array(dissentView),
        }),
      ),
      openedBy: z.string(),
      outcome: z.enum(outcomes).nullable(),
      reason: z.string().nullable(),
      differsBecause: z.string().nullable(),
      decidedBy: z.string().nullable(),
      decidedAt: z.date().nullable(),
      /** Of the text that two officials sign. */
      statementSha256: z.string().nullable(),
      signatures: z.array(
        z.object({
          role: z.enum(['deciding', 'second']),
          person: z.string(),
          keyName: z.string(),
          at: z.date(),
        }),
      ),
      hasHiddenCharacters: z.boolean(),
    })
    .nullable(),
  /** Whether the reader would see the content after declaring that they have no interest. */
  needsDeclaration: z.boolean(),
  may: z.array(
    z.enum(['open_sample', 'consult', 'decide', 'dissent', 'sign', 'withdraw', 'verify']),
  ),
});

export const linkedSampleView = z.object({
  position: z.number().int(),
  task: z.string(),
  epoch: z.number().int(),
  disposition: z.string(),
  reason: z.string(),
  value: z.number(),
  /** What two people changed; null where the score stands as recorded. */
  change: z
    .object({ verdict: z.string(), value: z.number().nullable(), because: z.string() })
    .nullable(),
  refusals: z.number().int(),
  usage: z.object({ inputTokens: z.number().int(), outputTokens: z.number().int() }),
  calls: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string(),
  /** Of the runner's journal, which holds what was said. */
  journalSha256: z.string(),
});

/** What a consultee is asked about, and nothing else of the engagement. */
export const consultationSummary = z.object({
  determinationId: z.string(),
  declaredAs: z.string(),
  office: z.string(),
  askedAt: z.date(),
  answerBy: z.date(),
  state: z.enum(consultationStates),
});
export const ownConsultationView = consultationSummary.extend({
  /** Before the reader declared that they have no interest, nothing below is told. */
  needsDeclaration: z.boolean(),
  view: z.enum(consulteeViews).nullable(),
  words: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.date().nullable(),
  may: z.array(z.enum(['declare', 'read', 'answer'])),
});

/** What the office is asked about. Every reading is on record; where the threshold lies is not in it. */
export const consultationContent = z.object({
  threshold: thresholdView.omit({ id: true }),
  proposal: proposalView,
});
