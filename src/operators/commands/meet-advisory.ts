/** A new advisory meets every inventory there is: opens the cards it calls for. Safe to run twice. */
import { packageKeyOf, publishedAdvisory } from '#advisories';
import { componentsOfPackages, matchComponents } from '#matching';
import type { Context } from '#platform/context';
import type { Tx } from '#platform/db';
import { indexOf } from '../advisory-index.ts';
import { systemsById } from '../store.ts';
import { openExposure } from './open-exposure.ts';

export async function meetAdvisory(ctx: Context, tx: Tx, advisoryId: string): Promise<number> {
  const advisory = await publishedAdvisory(tx, advisoryId);
  const index = indexOf([advisory]);
  const found = await componentsOfPackages(
    tx,
    advisory.document.affected.map(({ purl }) => packageKeyOf(purl)),
  );
  const systems = await systemsById(tx, [...new Set(found.map(({ inventoryId }) => inventoryId))]);
  let opened = 0;
  for (const [systemId, system] of systems) {
    const { matched } = matchComponents(
      found.filter(({ inventoryId }) => inventoryId === systemId),
      index,
    );
    for (const match of matched)
      if (await openExposure(ctx, tx, system, advisory, match)) opened += 1;
  }
  return opened;
}
