/** Opens an action card, or opens it again when an affected version came back. */
import type { PublishedAdvisory } from '#advisories';
import { advisoryKeyOf, type Match } from '#matching';
import { record, type Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { logs } from '#platform/ledger';
import { parsePurl } from '#standards/purl';
import { guidanceDays, nextExposureState } from '../exposure.ts';
import {
  addExposure,
  exposureFor,
  setExposure,
  type ExposureRow,
  type SystemRow,
} from '../store.ts';

/** True when a card is open now that was not before. */
export async function openExposure(
  ctx: Context,
  tx: Tx,
  system: Pick<SystemRow, 'id' | 'organisationId'>,
  advisory: PublishedAdvisory,
  match: Match,
): Promise<boolean> {
  const packageKey = advisoryKeyOf(match.purl);
  const before = await exposureFor(tx, system.id, advisory.document.id, packageKey);
  const { name, version } = parsePurl(match.purl);
  const component = { name, version: version ?? '', purl: match.purl };
  const [fixed] = match.fixed;
  // For a person at a desk: intervals belong to the advisory's own page.
  const because =
    fixed === undefined
      ? `version ${version ?? ''} is affected`
      : `version ${version ?? ''} is affected; ${fixed} is not`;
  const exposureId = before?.id ?? ctx.ids.make('action');
  if (before === undefined) {
    const at = ctx.clock.now();
    const row: ExposureRow = {
      id: exposureId,
      organisationId: system.organisationId,
      systemId: system.id,
      advisoryId: advisory.document.id,
      packageKey,
      component,
      because,
      fixedVersion: fixed ?? null,
      state: 'due',
      openedAt: at,
      dueAt: new Date(advisory.publishedAt.getTime() + guidanceDays * 86_400_000),
      endedAt: null,
    };
    if (!(await addExposure(tx, row))) return false;
  } else {
    if (before.state === 'due' || before.state === 'mitigated') return false;
    await setExposure(tx, {
      id: before.id,
      state: nextExposureState(before.state, 'reappear'),
      component,
      because,
      endedAt: null,
    });
  }
  await record(ctx, tx, {
    log: logs.operator(system.organisationId),
    type: 'operators.action_opened',
    subject: exposureId,
    payload: { systemId: system.id, advisoryId: advisory.document.id, again: before !== undefined },
  });
  return true;
}
