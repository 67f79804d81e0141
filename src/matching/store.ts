/** The only SQL over the `matching` schema: which inventory holds which package. */
import { sql, type Db, type Tx } from '#platform/db';

export interface StoredComponent {
  /** The package without version; for Debian the source package, because advisories name that. */
  packageKey: string;
  purl: string;
  name: string;
  version: string;
}

/** An inventory is replaced whole: an operator's list is a statement about now. */
export async function replaceInventory(
  tx: Tx,
  inventoryId: string,
  components: readonly StoredComponent[],
): Promise<void> {
  await sql`delete from matching.component where inventory_id = ${inventoryId}`.execute(tx);
  await sql`
    insert into matching.component (inventory_id, place, package_key, purl, name, version)
    select ${inventoryId}, row_number() over (), * from unnest(
      ${components.map(({ packageKey }) => packageKey)}::text[], ${components.map(({ purl }) => purl)}::text[],
      ${components.map(({ name }) => name)}::text[], ${components.map(({ version }) => version)}::text[])
  `.execute(tx);
}

/** Every component of any of these packages, in every inventory. */
export async function componentsOfPackages(
  db: Db | Tx,
  packageKeys: readonly string[],
): Promise<(StoredComponent & { inventoryId: string })[]> {
  const { rows } = await sql<StoredComponent & { inventoryId: string }>`
    select inventory_id as "inventoryId", package_key as "packageKey", purl, name, version from matching.component
    where package_key = any(${packageKeys}) order by inventory_id, place
  `.execute(db);
  return rows;
}
