/** Ends a card: by an inventory that shows it, or by a named person's word. Either way with a receipt. */
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { notFound } from '#platform/problems';
import { nextExposureState } from '../exposure.ts';
import { asOperator } from '../policy.ts';
import { signStatement, type Statement } from '../receipt.ts';
import {
  addReceipt,
  ownExposure,
  setExposure,
  systemsById,
  type ExposureRow,
  type ReceiptRow,
  type SystemRow,
} from '../store.ts';

export interface Attest {
  actionId: string;
  outcome: 'done' | 'mitigated';
  note: string;
}

export async function attest(ctx: Context, input: Attest): Promise<ReceiptRow> {
  const operator = asOperator(ctx.actor, 'action:write');
  return await ctx.database.transaction(async (tx) => {
    const exposure = await ownExposure(tx, input.actionId, operator.organisationId);
    if (exposure === undefined) throw notFound();
    const system = (await systemsById(tx, [exposure.systemId])).get(exposure.systemId);
    if (system === undefined) throw new Error('an action names a system that is not there');
    return await end(ctx, tx, system, exposure, {
      trigger: input.outcome === 'done' ? 'confirm' : 'mitigate',
      evidence: 'attestation',
      because: input.note,
      attestedBy: operator.id,
    });
  });
}

export async function confirmByInventory(
  ctx: Context,
  tx: Tx,
  system: SystemRow,
  exposure: ExposureRow,
  because: string,
): Promise<ReceiptRow> {
  return await end(ctx, tx, system, exposure, {
    trigger: 'confirm',
    evidence: 'inventory',
    because,
  });
}

type Ending = { trigger: 'confirm' | 'mitigate'; because: string } & (
  { evidence: 'attestation'; attestedBy: string } | { evidence: 'inventory' }
);

async function end(
  ctx: Context,
  tx: Tx,
  system: SystemRow,
  exposure: ExposureRow,
  ending: Ending,
): Promise<ReceiptRow> {
  const at = ctx.clock.now();
  const state = nextExposureState(exposure.state, ending.trigger);
  const receiptId = ctx.ids.make('receipt');
  const statement: Statement = {
    format: 'sallyport-receipt/1',
    receipt: receiptId,
    at: at.toISOString(),
    organisation: exposure.organisationId,
    system: system.name,
    advisory: exposure.advisoryId,
    component: exposure.component.purl,
    outcome: state === 'confirmed' ? 'patched' : 'protected, not patched',
    evidence: ending.evidence,
    because: ending.because,
    ...(ending.evidence === 'attestation' ? { attestedBy: ending.attestedBy } : {}),
  };
  const receipt: ReceiptRow = {
    id: receiptId,
    exposureId: exposure.id,
    organisationId: exposure.organisationId,
    at,
    evidence: ending.evidence,
    ...signStatement(statement, ctx.keys.signing),
  };
  // A mitigated system still counts as open: protected is not patched.
  const endedAt = state === 'confirmed' ? at : null;
  await setExposure(tx, {
    id: exposure.id,
    state,
    component: exposure.component,
    because: exposure.because,
    endedAt,
  });
  await addReceipt(tx, receipt);
  await record(ctx, tx, {
    log: logs.operator(exposure.organisationId),
    type: state === 'confirmed' ? 'operators.action_confirmed' : 'operators.action_mitigated',
    subject: exposure.id,
    payload: { receiptId, evidence: ending.evidence, advisoryId: exposure.advisoryId },
  });
  return receipt;
}
