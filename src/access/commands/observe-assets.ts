/**
 * What a partner's requests said that they are about: the gateway writes the place of an asset in the grant, and
 * here it is counted, so that the developer sees what of a partner's use was for which asset. A place that the
 * grant does not have, or none where it lists assets, is something that a gateway which holds to its terms
 * cannot write.
 */
import { readGrantText } from '#gateway';
import type { Tx } from '#platform/db';
import { grantByDigest, setAssetRequests } from '../grant-store.ts';
import type { ReadLeaf } from '../leaf-reader.ts';

/** Returns what of it cannot be, in words. */
export async function observeAssets(
  tx: Tx,
  submissionId: string,
  leaves: readonly { index: number; leaf: ReadLeaf }[],
): Promise<string[]> {
  const faults: string[] = [];
  for (const [digest, admitted] of admittedByGrant(leaves)) {
    const grant = await grantByDigest(tx, submissionId, digest);
    if (grant === undefined || grant.activatedAt === null) continue;
    const { partner } = readGrantText(grant.termsText ?? '');
    const counts = (partner?.assets ?? []).map((_, place) => grant.assetRequests[place] ?? 0);
    for (const { index, asset } of admitted) {
      const count = asset === undefined ? undefined : counts[asset];
      if (asset !== undefined && count !== undefined) counts[asset] = count + 1;
      else if (asset !== undefined || partner !== undefined)
        faults.push(`entry ${index}: a request was admitted for no asset of its grant`);
    }
    if (partner !== undefined) await setAssetRequests(tx, grant.id, counts);
  }
  return faults;
}

interface Admitted {
  index: number;
  asset: number | undefined;
}

function admittedByGrant(
  leaves: readonly { index: number; leaf: ReadLeaf }[],
): Map<string, Admitted[]> {
  const found = new Map<string, Admitted[]>();
  for (const { index, leaf } of leaves) {
    if (leaf.type !== 'gateway.request_admitted') continue;
    const { grant, asset } = leaf.payload;
    const admitted = found.get(grant) ?? [];
    found.set(grant, admitted);
    admitted.push({ index, asset });
  }
  return found;
}
