/**
 * The same determination in the engagement's own log: that the threshold was named there before the first
 * sample, that the samples are those that were recorded, that what two people signed is what was put on record,
 * and that it names every determination that was withdrawn before it. The log is verified as a whole first, and what was verified is what is read.
 */
import {
  parseBodies,
  splitNote,
  verifyLog,
  type DisclosedBody,
  type LogSource,
  type Trust,
} from '#standards/tlog';
import type { DeterminationBundle, ProofCheck } from './determination-proof.ts';
import {
  statementSha256 as digestOf,
  type DeterminationStatement,
} from './determination-statement.ts';
import { withdrawnInLedger } from './withdrawn-proof.ts';

/** An event as its log tells it. */
export interface Entry {
  index: number;
  log: string;
  type: string;
  subject: string;
  payload: Record<string, unknown>;
}

/** Throws as `verifyLog` does, where there is no log or it cannot be reached. */
export async function proveInLedger(
  source: LogSource,
  trust: Trust,
  bundle: DeterminationBundle,
  statement: DeterminationStatement,
): Promise<ProofCheck[]> {
  const files = new Map<string, Uint8Array>();
  const report = await verifyLog(remembering(source, files), trust);
  if (!report.isProved) {
    const detail = 'the log does not hold; see what `ledger verify` says of it';
    return [{ check: 'ledger', holds: false, detail }];
  }
  const entries = [...files.values()]
    .flatMap((bytes) => parseBodies(bytes))
    .map(readEntry)
    .filter(({ log }) => log === `engagement:${statement.submission}`)
    .sort((a, b) => a.index - b.index);
  const { entries: size, origin } = report;
  return [
    {
      check: 'ledger',
      holds: true,
      detail: `${size} entries of \`${origin}\`, and none is missing`,
    },
    namedFirst(entries, statement),
    sameSamples(entries, statement),
    sameSignatures(entries, bundle, statement),
    withdrawnInLedger(entries, statement),
  ];
}

/** What is read of bodies is kept, so that nobody can show others once they were verified. */
const remembering = (source: LogSource, files: Map<string, Uint8Array>): LogSource => ({
  async read(path, bytesMax) {
    const bytes = await source.read(path, bytesMax);
    if (bytes !== undefined && path.startsWith('bodies/')) files.set(path, bytes);
    return bytes;
  },
});

/** The committed text of an event; of another kind of entry nothing is asked. */
function readEntry({ index, body }: DisclosedBody): Entry {
  const { log, type, subject, payload } = JSON.parse(body) as Partial<Entry>;
  return {
    index,
    log: log ?? '',
    type: type ?? '',
    subject: subject ?? '',
    payload: payload ?? {},
  };
}

const find = (entries: readonly Entry[], subject: string, type: string, facts: object = {}) =>
  entries.find(
    (entry) =>
      entry.subject === subject &&
      entry.type === type &&
      Object.entries(facts).every(([name, value]) => entry.payload[name] === value),
  );

const absent = (check: string, what: string): ProofCheck => ({
  check,
  holds: false,
  detail: `the log shows no entry of ${what}`,
});

/** INVARIANT (committed before the first sample), shown by the order of a log that nobody can reorder. */
function namedFirst(
  entries: readonly Entry[],
  { run, threshold }: DeterminationStatement,
): ProofCheck {
  const check = 'ledger: order';
  const named = { thresholdCommitment: threshold.commitment };
  const planned = find(entries, run.id, 'evaluation.run_planned', named);
  const first = find(entries, run.id, 'evaluation.sample_recorded');
  const applied = find(entries, run.id, 'evaluation.run_decided', {
    ...named,
    look: threshold.look,
  });
  if (planned === undefined) return absent(check, 'a plan of the run that names this threshold');
  if (first === undefined) return absent(check, 'the first sample');
  if (applied === undefined) return absent(check, 'this look at the run');
  const holds = planned.index < first.index && first.index < applied.index;
  const places = `plan ${planned.index}, first sample ${first.index}, look ${applied.index}`;
  return { check, holds, detail: `entries in the log: ${places}` };
}

function sameSamples(entries: readonly Entry[], { run }: DeterminationStatement): ProofCheck {
  const check = 'ledger: samples';
  const { chain } = run;
  const facts = { state: 'complete', samplesRecorded: run.samples, chain };
  const ended = find(entries, run.id, 'evaluation.run_ended', facts);
  if (ended === undefined) return absent(check, 'a complete run that ends in this chain');
  return { check, holds: true, detail: `entry ${ended.index} commits to these samples` };
}

function sameSignatures(
  entries: readonly Entry[],
  { note, signers }: DeterminationBundle,
  { determination }: DeterminationStatement,
): ProofCheck {
  const check = 'ledger: signatures';
  const statementSha256 = digestOf(splitNote(note).text);
  const decided = find(entries, determination, 'review.determination_decided');
  const signed = signers.map(({ role, vkey }) =>
    find(entries, determination, 'review.determination_signed', {
      statementSha256,
      role,
      key: vkey,
    }),
  );
  if (decided === undefined) return absent(check, 'the decision');
  if (signed.length < 2 || signed.includes(undefined)) {
    return absent(check, 'both signatures under this statement');
  }
  const places = signed.map((entry) => entry?.index).join(' and ');
  return { check, holds: true, detail: `entries ${places} are of this statement and these keys` };
}
