/**
 * The journal of `sallyport evaluate`, as a server's run needs it: whose tier and endpoint it was, and what
 * ended, each with the hash of the line that says so. Read only, also while it is still being written.
 */
import { createHash } from 'node:crypto';
import { entriesIn, JournalRefused, readJournal, type JournalState } from '#evaluation/engine';
import type { EndedSample } from '#evaluation/samples';
import { CliError, exitCodes } from '../command.ts';

/** How the journal stands; only a run of a model, on one variant of each task, is one of a server's. */
export async function journalAt(path: string): Promise<JournalState> {
  const state = await inOurWords(path, () => readJournal(path));
  const misfit = (detail: string) => new CliError(exitCodes.invalidInput, `\`${path}\` ${detail}`);
  if (state.plan.model === null)
    throw misfit('is of a suite’s own solutions, and measures no model');
  if (state.plan.tasks.some(({ variants }) => variants.length > 1)) {
    throw misfit('holds several variants of one task; a run on a server has one of each');
  }
  return state;
}

/** Samples that ended, in that order. What was interrupted may be run again and is not among them. */
export async function endedIn(path: string): Promise<EndedSample[]> {
  return await inOurWords(path, async () => {
    const ended: EndedSample[] = [];
    for await (const { entry, head } of entriesIn(path)) {
      if (entry?.kind === 'sample_ended') ended.push({ result: entry.result, lineHash: head });
    }
    return ended;
  });
}

/** Findings that say that it may not be one model. */
const changes = ['model_name', 'system_fingerprint', 'model_description'];
const detailCharactersMax = 500;

/**
 * What the endpoint said of itself at the start, and every sign since that it is another: the digest stays
 * the same for as long as there is none.
 */
export function fingerprintOf({ plan, described, findings }: JournalState): {
  digest: string;
  details: Record<string, string>;
} {
  const seen = {
    model: plan.model?.name ?? '',
    described: described ?? '',
    changes: findings
      .filter(({ finding }) => changes.includes(finding.kind))
      .map(({ finding }) => `${finding.kind}: ${finding.detail}`),
  };
  const digest = createHash('sha256').update(JSON.stringify(seen)).digest('hex');
  const details = Object.entries({ ...seen, changes: seen.changes.join('; ') })
    .filter(([, text]) => text !== '')
    .map(([name, text]) => [name, storable(text)] as const);
  return { digest, details: Object.fromEntries(details) };
}

/** An endpoint's own words may be in it: nothing that a text in the database cannot hold. */
const storable = (text: string): string =>
  text.slice(0, detailCharactersMax).toWellFormed().replaceAll('\0', '');

/** What a journal's reader refuses, as this command line ends. */
export async function inOurWords<T>(path: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof JournalRefused) {
      throw new CliError(exitCodes.invalidInput, error.message, { cause: error });
    }
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new CliError(exitCodes.invalidInput, `cannot read \`${path}\`: ${code}`, {
      cause: error,
    });
  }
}
