/**
 * Each zone's job schema belongs to that zone's role, which the owner of the database need not be a
 * member of (a managed database gives nobody superuser). For one transaction it becomes one: it made
 * those roles, so it may.
 */
import pg from 'pg';
import { BackupProblem } from './problems.ts';

/** Joins the roles that own our relations. Returns what leaves them again; a rollback does, too. */
export async function joinOwners(client: pg.Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ role: string }>(`
    select distinct pg_catalog.pg_get_userbyid(owner) as role from (
      select c.relowner as owner from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'm', 'S') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
    ) owners where not pg_catalog.pg_has_role(owner, 'usage') limit 100`);
  const joined: string[] = [];
  for (const { role } of rows) {
    try {
      await client.query(`grant ${pg.escapeIdentifier(role)} to current_user`);
    } catch (error) {
      throw new BackupProblem(
        'not_permitted',
        `the database's user may not act as \`${role}\`; as an administrator run \`grant ${role} to\` that user, or connect as the owner that Sallyport was installed with`,
        { cause: error },
      );
    }
    joined.push(role);
  }
  return async () => {
    for (const role of joined)
      await client.query(`revoke ${pg.escapeIdentifier(role)} from current_user`);
  };
}
