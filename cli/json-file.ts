/** JSON that a person wrote into a file. */
import type { z } from 'zod';
import { repeatedNameIn } from '#standards/json';
import { CliError, exitCodes, MisfitError } from './command.ts';
import { readGiven } from './guarded-files.ts';
import { visible } from './terminal-text.ts';

/** The file's JSON; its faults are named without quoting it. */
export function jsonFrom(path: string): object {
  const value = jsonIn(path);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  throw new CliError(exitCodes.invalidInput, `\`${path}\` is not a JSON object`);
}

/** Any JSON, in which every name of an object is given once: what is given twice, two readers read differently. */
export function jsonIn(path: string, bytesMax?: number): unknown {
  const text = readGiven(path, bytesMax);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new CliError(exitCodes.invalidInput, `\`${path}\` is not JSON`);
  }
  const repeated = repeatedNameIn(text);
  if (repeated === undefined) return value;
  throw new CliError(
    exitCodes.invalidInput,
    `\`${path}\` gives \`${visible(repeated)}\` twice; give every name once`,
  );
}

/** The same, as what it has to be before anything of it is sent; `what` says that, as `a nomination`. */
export function jsonAs<T>(path: string, schema: z.ZodType<T>, what: string): T {
  const read = schema.safeParse(jsonFrom(path));
  if (read.success) return read.data;
  const misfits = read.error.issues.map(({ path, message }) => ({
    pointer: visible(`/${path.map(String).join('/')}`),
    detail: visible(message),
  }));
  throw new MisfitError(exitCodes.invalidInput, `\`${path}\` is not ${what}`, misfits);
}
