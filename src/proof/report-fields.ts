/** The single values a report is made of, each with its limit and the mend for what is not one. */
import { z } from 'zod';
import { problemInPath } from './archive-path.ts';
import { compilePattern, PatternError } from './pattern.ts';
import { problemInPurl } from './registry-names.ts';

export const line = (charsMax: number) =>
  z
    .string()
    .max(charsMax, `use at most ${charsMax} characters`)
    .regex(/^[^\p{Cc}\s]([^\p{Cc}]*[^\p{Cc}\s])?$/u, 'give one line, without space at its ends');

export const text = (charsMax: number) =>
  z
    .string()
    .max(charsMax, `use at most ${charsMax} characters`)
    .refine((value) => !/[\0\x01-\x08\x0b-\x1f\x7f]/.test(value), 'remove the control characters');

/** One argument. A NUL would end it early for the kernel and not for us. */
export const argument = z
  .string()
  .max(4096, 'use at most 4096 characters; put longer input in a file')
  .refine((value) => !value.includes('\0'), 'remove the NUL character');

export const argv = z
  .array(argument)
  .min(1, 'name the program to run')
  .max(64, 'use at most 64 arguments')
  .refine((words) => words[0] !== '', 'name the program to run');

export const bundlePath = z
  .string()
  .superRefine((value, context) => {
    const problem = problemInPath(value);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  })
  .describe('a file of this bundle');

/** A file's name inside the run: `/input/NAME`. */
export const inputName = z
  .string()
  .max(200)
  .regex(/^[A-Za-z0-9_][A-Za-z0-9._-]*(\/[A-Za-z0-9_][A-Za-z0-9._-]*){0,7}$/, {
    message: 'name a file under `/input`, as in `poc.bin`',
  });

export const versionedPurl = z.string().superRefine((value, context) => {
  const problem = problemInPurl(value);
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
});

/** Subresource Integrity with SHA-256 or SHA-512, or `sha256:HEX`; weaker digests pin nothing. */
export const integrity = z
  .string()
  .regex(
    /^(sha256:[0-9a-f]{64}|sha256-[A-Za-z0-9+/]{43}=|sha512-[A-Za-z0-9+/]{86}==)$/,
    'give one digest as `sha512-BASE64`, `sha256-BASE64` or `sha256:HEX`',
  );

export const httpsUrl = z
  .url({ protocol: /^https?$/, message: 'give an http or https address' })
  .max(2000)
  .refine(
    (value) => !/^[a-z]+:\/\/[^/?#]*@/i.test(value),
    'remove the credentials from the address',
  );

/** A pattern of `pattern.ts`. */
export const pattern = z
  .string()
  .max(500)
  .superRefine((value, context) => {
    try {
      compilePattern(value);
    } catch (error) {
      if (!(error instanceof PatternError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
    }
  });
