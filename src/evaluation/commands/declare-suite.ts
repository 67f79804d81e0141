/**
 * A suite is declared by its manifest before any of it is used: items, their root, and for a sealed one the
 * two custodians with their halves of every key. The root is in the ledger from here on, so no task can be
 * put in, taken out or changed after a result is known. Ciphertexts follow, one by one.
 */
import { record, type Context } from '#platform/context';
import { logs } from '#platform/ledger';
import { Refusal } from '#platform/problems';
import { makeCompartment } from '#platform/seal';
import { custodiansOf } from '../custodian-store.ts';
import { firstTaskState } from '../custody.ts';
import { asEvaluator } from '../policy.ts';
import { suiteRoot, type SuiteItem } from '../sealing/index.ts';
import { addSuite, addTasks, type SuiteRow } from '../suite-store.ts';
import type { Tx } from '#platform/db';

export interface DeclareSuite {
  name: string;
  version: string;
  root: string;
  items: SuiteItem[];
  /** Null for an open suite. */
  custody: {
    /** Registered recipients of two people of this office. */
    recipients: [string, string];
    /** For each item in order, the two halves in the order of the recipients. */
    shares: [Uint8Array, Uint8Array][];
  } | null;
}

export async function declareSuite(ctx: Context, input: DeclareSuite): Promise<string> {
  const person = asEvaluator(ctx.actor, 'evaluation:write');
  requireWhole(input);
  const { items, custody, name, version, root } = input;
  const id = ctx.ids.make('suite');
  const at = ctx.clock.now();
  await ctx.database.transaction(async (tx) => {
    const custodians = await custodiansNamed(tx, person.organisationId, custody);
    const row: SuiteRow = {
      id,
      organisationId: person.organisationId,
      name,
      version,
      kind: custody === null ? 'open' : 'sealed',
      state: custody === null ? 'held' : 'declared',
      root,
      firstCustodian: custodians?.[0] ?? null,
      secondCustodian: custodians?.[1] ?? null,
      declaredBy: person.id,
      declaredAt: at,
    };
    if (!(await addSuite(tx, row))) {
      throw new Refusal('name_taken', `your office has a suite \`${name}\` ${version} already`);
    }
    await addTasks(
      tx,
      id,
      items.map((item, position) => ({
        item,
        shares: custody?.shares[position] ?? null,
        state: custody === null ? null : firstTaskState,
      })),
    );
    if (custody !== null) await makeCompartment(tx, ctx.keys, id, at);
    await record(ctx, tx, {
      log: logs.programme,
      type: 'evaluation.suite_declared',
      subject: id,
      payload: { kind: row.kind, root, tasks: items.length },
    });
  });
  return id;
}

function requireWhole({ items, root, custody }: DeclareSuite): void {
  if (new Set(items.map(({ name }) => name)).size !== items.length) {
    throw new Refusal('manifest_wrong', 'two items have one name');
  }
  if (suiteRoot(items) !== root) {
    throw new Refusal('manifest_wrong', 'the root is not the root of these items');
  }
  if (custody !== null && custody.shares.length !== items.length) {
    throw new Refusal('manifest_wrong', 'every item needs its two halves of a key');
  }
}

/** Two different people of the office, by the keys that they registered themselves. */
async function custodiansNamed(
  tx: Tx,
  organisationId: string,
  custody: DeclareSuite['custody'],
): Promise<[string, string] | undefined> {
  if (custody === null) return undefined;
  const known = await custodiansOf(tx, organisationId);
  const [first, second] = custody.recipients.map((recipient) =>
    known.find((row) => row.recipient === recipient),
  );
  if (first === undefined || second === undefined || first.personId === second.personId) {
    throw new Refusal(
      'custodian_unknown',
      'the two recipients must be registered by two different people of your office',
    );
  }
  return [first.personId, second.personId];
}
