/**
 * A threshold is committed to: the rule is sealed with its salt, the commitment goes into the ledger in the
 * same transaction. Its version follows from what the office committed to before under the name. A rule that is
 * there already is not committed to again; to tell, the earlier ones are opened, on record.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { notFound, Refusal, unfit } from '#platform/problems';
import { makeCompartment } from '#platform/seal';
import { asEvaluator, asEvaluatorOf } from '../policy.ts';
import { thresholdKind } from '../sealed-kinds.ts';
import { suiteById } from '../suite-store.ts';
import {
  commitTo,
  isSameRule,
  ruleIn,
  type ThresholdOpening,
  type ThresholdRule,
} from '../threshold.ts';
import {
  addThreshold,
  newestVersion,
  setShown,
  thresholdById,
  versionsOf,
} from '../threshold-store.ts';

export type CommitThreshold = Pick<
  ThresholdRule,
  'name' | 'metric' | 'epochs' | 'confidence' | 'threshold' | 'plannedLooks' | 'power'
> & { suiteId: string };

export async function commitThreshold(ctx: Context, input: CommitThreshold): Promise<string> {
  const person = asEvaluator(ctx.actor, 'evaluation:write');
  const { organisationId } = person;
  const { suiteId, ...chosen } = input;
  const id = ctx.ids.make('threshold');
  const at = ctx.clock.now();
  const { db } = ctx.database;
  const suite = await suiteById(db, suiteId);
  if (suite?.organisationId !== organisationId)
    throw unfit('/suiteId', 'your office has no such suite');
  const version = (await newestVersion(db, organisationId, input.name)) + 1;
  const rule: ThresholdRule = {
    format: 'sallyport.threshold/v1',
    ...chosen,
    version,
    suiteRoot: suite.root,
    estimator: 'effective_exact',
    tieBreak: 'bound_at_threshold_meets',
    unscored: 'count_as_zero',
  };
  await requireNew(ctx, rule, { ...input, organisationId });
  await ctx.database.transaction(async (tx) => {
    const { opening, commitment } = commitTo(rule);
    await makeCompartment(tx, ctx.keys, id, at);
    const contentRef = await ctx.blobs.put(
      tx,
      { kind: thresholdKind, subject: id, log: logs.programme, compartment: id },
      Buffer.from(JSON.stringify(opening), 'utf8'),
      at,
    );
    const isNew = await addThreshold(tx, {
      id,
      organisationId,
      name: input.name,
      version,
      suiteId: suite.id,
      epochs: input.epochs,
      commitment,
      contentRef,
      committedBy: person.id,
      committedAt: at,
    });
    // Whatever got this version meanwhile was not looked at.
    if (!isNew) {
      throw new Refusal('name_taken', `\`${input.name}\` got a version ${version} at this moment`);
    }
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.threshold_committed',
      subject: id,
      payload: { version, suiteRoot: suite.root, commitment },
    });
  });
  return id;
}

/** Versions of one name, about one suite, that are looked at. */
const versionsMax = 50;

async function requireNew(
  ctx: Context,
  rule: ThresholdRule,
  of: Parameters<typeof versionsOf>[1],
): Promise<void> {
  for (const row of await versionsOf(ctx.database.db, of, versionsMax)) {
    const purpose = `to tell whether \`${rule.name}\` is committed to again`;
    const sealed = await ctx.reveal(ctx.actor, row.contentRef, purpose);
    const earlier = ruleIn(JSON.parse(sealed.toString('utf8')) as ThresholdOpening);
    if (!isSameRule(rule, earlier)) continue;
    throw new Refusal(
      'threshold_committed',
      `this very rule is \`${row.name}\` version ${row.version} already, \`${row.id}\`; plan runs against that one`,
    );
  }
}

/** From now on overseers may open it, and check rule and salt against the commitment. */
export async function showThreshold(ctx: Context, id: string): Promise<void> {
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const threshold = await thresholdById(tx, id);
    if (threshold === undefined) throw notFound();
    const person = asEvaluatorOf(ctx.actor, threshold);
    if (threshold.shownAt !== null) return;
    await setShown(tx, id, person.id, at);
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.threshold_shown',
      subject: id,
      payload: { commitment: threshold.commitment },
    });
  });
}
