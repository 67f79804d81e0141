/**
 * The door to PostgreSQL: one pool a zone, as that zone's own role, and forward-only migrations.
 * Domains get a `Tx` and write SQL in their `store.ts`; nothing else holds a connection.
 */
export { openZoneDatabase, roleOf, type Db, type Tx, type ZoneDatabase } from './zone-database.ts';
export { migrate, migrationsFolder, readMigrations, type Migration } from './migrate.ts';
export { brokenTextIn } from './text.ts';
export { cursorOf, newestFirst, pageOf, pageSizeMax, readCursor, type Page } from './page.ts';
export { sql } from 'kysely';
