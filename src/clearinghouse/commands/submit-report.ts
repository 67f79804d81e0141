/**
 * Intake: reads the bundle's description, seals the bundle, answers with a receipt. Nothing is run
 * here; a worker validates later (DESIGN, flow 1). The receipt is given only after the report is durable.
 */
import { InvalidBundle, readBundleBytes, type Bundle } from '#proof';
import { batched } from '#platform/batch';
import type { Context } from '#platform/context';
import { brokenTextIn, type Tx } from '#platform/db';
import { appendEvents, logs, type EventDraft } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { makeCompartments, type SealedBlob } from '#platform/seal';
import { openIntakeBudget } from '../intake-budget.ts';
import { maySubmit } from '../policy.ts';
import { embargoEligibility, type EmbargoEligibility } from '../report.ts';
import { addReports, reportByIdempotencyKey, type NewReport, type Provenance } from '../store.ts';
import { targetOf } from '../target.ts';

export interface SubmitReport {
  idempotencyKey: string | undefined;
  /** A `.tar.gz` with `report.json`. */
  archive: Uint8Array;
}

export interface Receipt {
  reportId: string;
  receivedAt: Date;
  bundleSha256: string;
  embargo: EmbargoEligibility;
}

/** How submissions that arrive together are stored together. */
const batchLimits = { itemsMax: 100, runsMax: 2 };

export type Submit = (ctx: Context, input: SubmitReport) => Promise<Receipt>;

/**
 * Opens the intake of one server, which takes reports while fewer than `waitingMax` wait for validation.
 * Checks run for each submission, storing is grouped.
 */
export function openIntake(waitingMax: number): Submit {
  const withinBudget = openIntakeBudget(waitingMax);
  const store = batched(storeSubmissions, batchLimits);
  return async (ctx, input) => {
    const { actor } = ctx;
    if (actor.kind !== 'person') {
      throw new Refusal(
        'not_signed_in',
        'sign in, or send an API token with the scope `report:submit`',
      );
    }
    if (!maySubmit(actor)) {
      throw new Refusal(
        'forbidden',
        'only a finder submits reports; ask your organisation for the office of finder',
      );
    }
    const idempotencyKey = checkedKey(input.idempotencyKey);
    await withinBudget(ctx, actor.organisationId);
    const outcome = await store({
      ctx,
      report: newReport(ctx, actor, idempotencyKey, readBundle(input.archive)),
      archive: input.archive,
    });
    if (outcome instanceof Refusal) throw outcome;
    return outcome;
  };
}

interface Submission {
  ctx: Context;
  report: Omit<NewReport, 'bundleRef'>;
  archive: Uint8Array;
}

/** One transaction for all: rows, sealed bundles and events, or none of them. */
async function storeSubmissions(submissions: Submission[]): Promise<(Receipt | Refusal)[]> {
  const [first] = submissions;
  if (first === undefined) return [];
  const { database, keys, blobs, clock } = first.ctx;
  const at = clock.now();
  return await database.transaction(async (tx) => {
    const compartments = submissions.map(({ report }) => compartmentOf(report));
    const compartmentKeys = await makeCompartments(tx, keys, compartments, at);
    const drafts = submissions.map(({ report, archive }) => ({
      blob: blobOf(report),
      plain: archive,
    }));
    const refs = await blobs.putAll(tx, drafts, compartmentKeys, at);
    const rows = submissions.map(({ report }, index) => ({
      ...report,
      bundleRef: refs[index] ?? '',
    }));
    const added = await addReports(tx, rows);
    const repeated = submissions.filter(({ report }) => !added.has(report.id));
    if (repeated.length > 0)
      await blobs.forget(
        tx,
        repeated.map(({ report }) => report.id),
      );
    const fresh = submissions.filter(({ report }) => added.has(report.id));
    if (fresh.length > 0)
      await appendEvents(
        tx,
        database.zone,
        fresh.map(({ ctx, report }) => receivedEvent(ctx, report, at)),
      );
    const results: (Receipt | Refusal)[] = [];
    for (const { report } of submissions) {
      results.push(added.has(report.id) ? receiptOf(report) : await receiptOfRepeated(tx, report));
    }
    return results;
  });
}

const compartmentOf = ({ organisationId }: { organisationId: string }): string =>
  `intake:${organisationId}`;

function blobOf(report: Submission['report']): SealedBlob {
  const log = logs.finder(report.organisationId);
  return {
    kind: 'clearinghouse.bundle',
    subject: report.id,
    log,
    compartment: compartmentOf(report),
  };
}

function receivedEvent(ctx: Context, report: Submission['report'], at: Date): EventDraft {
  return {
    log: logs.finder(report.organisationId),
    type: 'clearinghouse.report_received',
    version: 1,
    at,
    actor: ctx.actor.id,
    subject: report.id,
    payload: { bundleSha256: report.bundleSha256, embargoEligibility: report.embargoEligibility },
  };
}

function newReport(
  ctx: Context,
  actor: { id: string; organisationId: string },
  idempotencyKey: string,
  bundle: Bundle,
): Submission['report'] {
  const { report } = bundle;
  const embargo = embargoEligibility(report.provenance.toolPrivacy);
  const target = targetOf(bundle);
  return {
    id: ctx.ids.make('report'),
    organisationId: actor.organisationId,
    personId: actor.id,
    idempotencyKey,
    bundleSha256: bundle.sha256,
    receivedAt: ctx.clock.now(),
    title: report.title,
    target: target.name,
    targetKey: target.key,
    environment: report.environment.kind,
    oracle: report.oracle.kind,
    provenance: provenanceOf(bundle),
    embargoEligibility: embargo.eligibility,
    embargoBecause: embargo.because,
  };
}

function checkedKey(key: string | undefined): string {
  if (key !== undefined && /^[\x21-\x7e]{8,200}$/.test(key)) return key;
  throw new Refusal(
    'idempotency_key_missing',
    'send an `Idempotency-Key` header of 8 to 200 visible ASCII characters, fresh for each new report',
  );
}

/** Refuses what is none, field by field. */
export function readBundle(archive: Uint8Array): Bundle {
  try {
    const bundle = readBundleBytes(archive);
    const errors = brokenTextIn(bundle.report);
    if (errors.length === 0) return bundle;
    throw new InvalidBundle(errors);
  } catch (error) {
    if (!(error instanceof InvalidBundle)) throw error;
    throw new Refusal(
      'bundle_invalid',
      'the bundle cannot be accepted; `errors` names each field and its mend',
      {
        errors: error.findings.slice(0, 50),
        cause: error,
      },
    );
  }
}

function receiptOf(
  report: Pick<
    NewReport,
    'id' | 'receivedAt' | 'bundleSha256' | 'embargoEligibility' | 'embargoBecause'
  >,
): Receipt {
  const { id, receivedAt, bundleSha256, embargoEligibility, embargoBecause } = report;
  return {
    reportId: id,
    receivedAt,
    bundleSha256,
    embargo: { eligibility: embargoEligibility, because: embargoBecause },
  };
}

/** The answer to a repeated submission is the first one's receipt; other bytes under the key are refused. */
async function receiptOfRepeated(tx: Tx, report: Submission['report']): Promise<Receipt | Refusal> {
  const before = await reportByIdempotencyKey(tx, report.organisationId, report.idempotencyKey);
  if (before?.bundleSha256 === report.bundleSha256) return receiptOf(before);
  return new Refusal(
    'idempotency_conflict',
    'this `Idempotency-Key` belongs to an earlier report with other content; use a fresh key',
  );
}

function provenanceOf({ report: { provenance } }: Bundle): Provenance {
  const { finder, model, harness, toolPrivacy, humanSigner, aiUse } = provenance;
  return {
    finder: finder.name,
    model: model
      ? [model.provider, model.name, model.version].filter(Boolean).join(' ')
      : undefined,
    harness,
    toolPrivacy,
    humanSigner: humanSigner.name,
    aiUse,
  };
}
