/** What pages ask of custodians, suites and unseals, bound to their actor. What it may not see is not there. */
import type { Context } from '#platform/context';
import { IllegalTransition, notFound } from '#platform/problems';
import { packBundle } from '#proof';
import { custodianOf, custodiansOf } from './custodian-store.ts';
import { requireThere } from './engagement.ts';
import {
  asCustodianOf,
  asEvaluator,
  asReader,
  standpointOf,
  type EvaluationScope,
} from './policy.ts';
import { isRunOver } from './run-state.ts';
import { runById, type RunRow } from './run-store.ts';
import { named, namer, seen, seenWithin, type PageQuery } from './seen.ts';
import { sharesOf, suiteById, suitePage, tasksOf } from './suite-store.ts';
import { releasedShares, unsealById, unsealPage, type UnsealRow } from './unseal-store.ts';

export async function showCustodians(ctx: Context) {
  const person = asEvaluator(ctx.actor, 'evaluation:read');
  const { db } = ctx.database;
  const mine = await custodianOf(db, person.id);
  const office = await custodiansOf(db, person.organisationId);
  const nameOf = await namer(
    ctx,
    office.map(({ personId }) => personId),
  );
  return {
    mine: mine ?? null,
    office: office.map((row) => ({ ...row, person: nameOf(row.personId) })),
  };
}

export async function listSuites(ctx: Context, page: PageQuery) {
  const { organisationId } = asReader(ctx.actor);
  const found = await suitePage(ctx.database.db, organisationId, page);
  return await named(
    ctx,
    found,
    ({ declaredBy }) => [declaredBy],
    (row, nameOf) => ({ ...row, declaredBy: nameOf(row.declaredBy) }),
  );
}

export async function showSuite(ctx: Context, id: string, scope?: EvaluationScope) {
  const { db } = ctx.database;
  const suite = seen(ctx, await suiteById(db, id), scope);
  const tasks = await tasksOf(db, suite.id);
  const custodians = [suite.firstCustodian, suite.secondCustodian].filter((each) => each !== null);
  const nameOf = await namer(ctx, [suite.declaredBy, ...custodians]);
  return {
    ...suite,
    declaredBy: nameOf(suite.declaredBy),
    custodians: custodians.map((personId) => ({ personId, person: nameOf(personId) })),
    isCustodian: custodians.includes(ctx.actor.id),
    tasksMissing:
      suite.kind === 'open' ? 0 : tasks.filter(({ contentRef }) => contentRef === null).length,
    tasks: tasks.map(({ position, item, state, contentRef }) => ({
      position,
      item,
      state,
      isStored: contentRef !== null,
    })),
  };
}

/** A custodian's own halves; anybody else's are nobody's business. */
export async function ownShares(ctx: Context, suiteId: string) {
  const { db } = ctx.database;
  const suite = seen(ctx, await suiteById(db, suiteId), 'evaluation:write');
  const { id } = asCustodianOf(ctx.actor, suite);
  const shares = await sharesOf(db, suite, id);
  return {
    shares: shares.map(({ name, share }) => ({ task: name, share: share.toString('base64') })),
  };
}

export async function showUnseal(ctx: Context, id: string, scope?: EvaluationScope) {
  const asked = await unsealById(ctx.database.db, id);
  if (asked === undefined) throw notFound();
  return await unsealView(ctx, asked, scope);
}

export async function listUnseals(ctx: Context, runId: string, page: PageQuery) {
  const { db } = ctx.database;
  const run = await seenWithin(ctx, await runById(db, runId));
  const found = await unsealPage(db, run.id, page);
  return {
    ...found,
    items: await Promise.all(found.items.map((asked) => unsealView(ctx, asked))),
  };
}

async function unsealView(ctx: Context, asked: UnsealRow, scope?: EvaluationScope) {
  const { db } = ctx.database;
  const suite = seen(ctx, await suiteById(db, asked.suiteId), scope);
  const run = await runThere(ctx, asked.runId);
  const tasks = await tasksOf(db, suite.id);
  const nameOf = await namer(ctx, [asked.requestedBy, asked.settledBy]);
  const { positions, settledBy, ...facts } = asked;
  const isCustodian = [suite.firstCustodian, suite.secondCustodian].includes(ctx.actor.id);
  const isOwn = asked.requestedBy === ctx.actor.id;
  const isOpen = asked.state === 'requested' && isCustodian;
  const canFetch =
    asked.state === 'executed' &&
    !isRunOver(run.state) &&
    standpointOf(ctx.actor, suite, 'evaluation:read') === 'evaluator';
  const may = {
    approve: isOpen && !isOwn,
    refuse: isOpen && !isOwn,
    withdraw: isOpen && isOwn,
    fetch: canFetch,
  };
  return {
    ...facts,
    tasks: positions.map((position) => tasks[position]?.item.name ?? ''),
    requestedBy: nameOf(asked.requestedBy),
    settledBy: settledBy === null ? null : nameOf(settledBy),
    may: (Object.keys(may) as (keyof typeof may)[]).filter((step) => may[step]),
  };
}

/** An unseal is for one run, and so for those to whom the run's engagement is there. */
async function runThere(ctx: Context, runId: string): Promise<RunRow> {
  const { db } = ctx.database;
  const run = await runById(db, runId);
  if (run === undefined) throw new Error('an unseal has a run that is not there');
  await requireThere(db, ctx.actor, run.submissionId);
  return run;
}

/**
 * One unsealed task for its runner: a .tar.gz of `task.age` and two halves of its key, each encrypted to the
 * runner. Every reading is an act with a leaf; what is read opens for that runner alone.
 */
export async function unsealedTask(
  ctx: Context,
  id: string,
  name: string,
  purpose: string,
): Promise<Uint8Array> {
  const { db } = ctx.database;
  const asked = await unsealById(db, id);
  const suite = seen(ctx, asked && (await suiteById(db, asked.suiteId)));
  if (asked !== undefined) await runThere(ctx, asked.runId);
  const task = (await tasksOf(db, suite.id)).find(({ item }) => item.name === name);
  const isAsked = task !== undefined && asked?.positions.includes(task.position);
  if (asked === undefined || !isAsked || task.contentRef === null) throw notFound();
  if (asked.state !== 'executed') throw new IllegalTransition('unseal', asked.state, 'fetch');
  const ciphertext = await ctx.reveal(ctx.actor, task.contentRef, purpose);
  const shares = await releasedShares(db, asked.id, task.position);
  const inOrder = [suite.firstCustodian, suite.secondCustodian].map(
    (custodian) => shares.find((each) => each.custodian === custodian)?.share,
  );
  const [first, second] = inOrder;
  if (first === undefined || second === undefined) {
    throw new Error('an executed unseal lacks a half of a key');
  }
  return packBundle(
    new Map<string, Uint8Array>([
      ['task.age', ciphertext],
      ['share-1.age', first],
      ['share-2.age', second],
    ]),
  );
}
