/**
 * Turns one written format into the other, or says what would be lost. Nothing is taken on trust:
 * the document is read as an advisory, written in the other format, read back from there and
 * written again in its own; whatever of the original is then missing or changed is a loss, named by
 * its place. What a writer adds (a default, a derived note) is no loss.
 */
import { checkCsaf } from '#standards/csaf';
import { readOsv } from '#standards/osv';
import { compareAffected } from './equivalence.ts';
import { fromCsaf } from './from-csaf.ts';
import { fromOsv } from './from-osv.ts';
import { isRecord } from './json.ts';
import { UnknownPackageError } from './product-tree.ts';
import { toCsaf, type Publisher } from './to-csaf.ts';
import { toOsv } from './to-osv.ts';

export type Translation =
  | { isTranslated: true; document: object }
  /** `lost` are JSON pointers into the original; `reasons` what stops the reading or writing itself. */
  | { isTranslated: false; lost: string[]; reasons: string[] };

const lossesListedMax = 50;

/** CSAF 2.0 to OSV. */
export function csafToOsv(csaf: unknown): Translation {
  const { errors } = checkCsaf(csaf, 'errors');
  if (errors.length > 0)
    return refused(
      errors.map(({ test, instancePath, message }) => `${test} ${instancePath} ${message}`),
    );
  return guarded(() => {
    const { advisory, publisher } = fromCsaf(csaf);
    const osv = toOsv(advisory, publisher);
    const { record } = readOsv(JSON.parse(JSON.stringify(osv)));
    if (record === undefined) return refused(['it would not be a sound OSV record']);
    const back = fromOsv(record);
    return finish(csaf, toCsaf(back.advisory, back.publisher ?? publisher), osv, () =>
      compareAffected(csaf, osv),
    );
  });
}

/** OSV to CSAF 2.0. `publisher` is needed when the record names none. */
export function osvToCsaf(osv: unknown, publisher?: Publisher): Translation {
  const { record, problems } = readOsv(osv);
  if (record === undefined || problems.length > 0)
    return refused(problems.map(({ instancePath, message }) => `${instancePath} ${message}`));
  return guarded(() => {
    const read = fromOsv(record, publisher);
    if (read.publisher === undefined)
      return refused(['the record names no publisher, and CSAF needs one; give it']);
    const csaf = toCsaf(read.advisory, read.publisher);
    const { errors } = checkCsaf(csaf, 'errors');
    if (errors.length > 0)
      return refused(
        errors.map(({ test, message }) => `it would not be valid CSAF (${test}): ${message}`),
      );
    const back = fromCsaf(csaf);
    const hasPublisher =
      isRecord(record.database_specific) && 'publisher' in record.database_specific;
    return finish(osv, toOsv(back.advisory, hasPublisher ? back.publisher : undefined), csaf, () =>
      compareAffected(csaf, osv),
    );
  });
}

function finish(
  original: unknown,
  again: unknown,
  document: object,
  compare: () => ReturnType<typeof compareAffected>,
): Translation {
  const lost = lossesBetween(original, again);
  if (lost.length > 0) return { isTranslated: false, lost, reasons: [] };
  const equivalence = compare();
  if (equivalence.isEqual) return { isTranslated: true, document };
  const { onlyInCsaf, onlyInOsv, reasons } = equivalence;
  return refused([
    ...reasons,
    ...onlyInCsaf.map((line) => `only CSAF would say: ${line}`),
    ...onlyInOsv.map((line) => `only OSV would say: ${line}`),
  ]);
}

/** Somebody else's document can be about packages we cannot name; that is a refusal, not a defect. */
function guarded(translate: () => Translation): Translation {
  try {
    return translate();
  } catch (error) {
    if (error instanceof UnknownPackageError) return refused([error.message]);
    throw error;
  }
}

/** Pointers to what `again` says otherwise or not at all, in document order. Iterative, bounded. */
function lossesBetween(original: unknown, again: unknown): string[] {
  const lost: string[] = [];
  const open: { before: unknown; after: unknown; path: string }[] = [
    { before: original, after: again, path: '' },
  ];
  for (
    let next = open.pop();
    next !== undefined && lost.length < lossesListedMax;
    next = open.pop()
  ) {
    const { before, after, path } = next;
    if (typeof before !== 'object' || before === null) {
      if (before !== after) lost.push(path);
    } else if (typeof after !== 'object' || after === null) lost.push(path);
    else if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length)
      lost.push(path);
    else {
      for (const [key, value] of Object.entries(before).reverse()) {
        const token = key.replaceAll('~', '~0').replaceAll('/', '~1');
        open.push({
          before: value,
          after: (after as Record<string, unknown>)[key],
          path: `${path}/${token}`,
        });
      }
    }
  }
  return lost;
}

function refused(reasons: string[]): Translation {
  return { isTranslated: false, lost: [], reasons: reasons.slice(0, lossesListedMax) };
}
