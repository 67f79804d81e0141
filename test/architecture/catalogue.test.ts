/** The house in PostgreSQL's own catalogue: who may touch what, and that domains are apart there too. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { roleOf } from '#platform/db';
import { zones, type Zone } from '#platform/keys';
import { migratedDatabase, testKeys } from '#test/server';

/** Every privilege a zone's role has on any table or view; nothing else, on nothing else. */
const platformTables: Record<string, string> = {
  blob: 'select insert update delete',
  checkpoint: 'select insert update',
  compartment: 'select insert update',
  consumer: 'select insert update',
  event: 'select insert',
  event_body: 'select insert delete',
  leaf: 'select insert',
  log: 'select insert update',
  signed_log: 'select insert update',
  tile_hash: 'select insert',
};
const platformOf = (zone: Zone) =>
  Object.fromEntries(
    Object.entries(platformTables).map(([name, rights]) => [`zone_${zone}.${name}`, rights]),
  );
const rightsOf: Record<Zone, Record<string, string>> = {
  inner: {
    ...platformOf('inner'),
    'access.acceptance': 'select insert',
    'access.declaration': 'select insert',
    'access.document': 'select insert update',
    'access.export': 'select insert update',
    'access.gateway': 'select insert update',
    'access.gateway_mirror': 'select insert update',
    'access.model_grant': 'select insert update',
    // Added and never changed: a window, and where a model's thirty days began.
    'access.model_window': 'select insert',
    'access.name_opening': 'select insert update',
    'access.party_key': 'select insert update',
    'access.pulled_leaf': 'select insert',
    'access.pulled_tile': 'select insert update',
    'access.review_window': 'select insert',
    'access.signature': 'select insert',
    'access.submission': 'select insert update',
    // Added and never changed, but for named columns (below): what was committed to stays.
    'evaluation.custodian_key': 'select insert update',
    'evaluation.decision': 'select insert',
    'evaluation.finding': 'select insert',
    'evaluation.fingerprint': 'select insert',
    'evaluation.procedure': 'select insert',
    'evaluation.released_share': 'select insert',
    'evaluation.report': 'select insert update',
    'evaluation.review': 'select insert update',
    'evaluation.run': 'select insert update',
    'evaluation.sample': 'select insert',
    'evaluation.suite': 'select insert update',
    'evaluation.suite_task': 'select insert update',
    'evaluation.threshold': 'select insert update',
    'evaluation.unseal': 'select insert update',
    'membership.directory': 'select',
    'membership.side_person': 'select',
    'membership.taking_part': 'select',
    'review.appeal': 'select insert update',
    'review.assessment': 'select insert update',
    'review.canary': 'select insert',
    'review.consultation': 'select insert update',
    'review.destruction': 'select insert update',
    'review.determination': 'select insert update',
    'review.dissent': 'select insert',
    'review.partner_finding': 'select insert',
    'review.partnership': 'select insert update',
    'review.question': 'select insert update',
    'review.read_review': 'select insert',
    'review.sample_opening': 'select insert',
    'review.sealed_read': 'select insert update',
    'review.signature': 'select insert',
  },
  outer: {
    ...platformOf('outer'),
    'advisories.advisory': 'select insert update',
    'advisories.affected_package': 'select insert',
    'clearinghouse.fix': 'select insert update',
    'clearinghouse.report': 'select insert update',
    'clearinghouse.root_case': 'select insert update',
    'matching.component': 'select insert delete',
    'membership.directory': 'select',
    'operators.exposure': 'select insert update',
    'operators.receipt': 'select insert',
    'operators.system': 'select insert update',
  },
  office: {
    ...platformOf('office'),
    'membership.directory': 'select',
    'membership.office': 'select insert update',
    'membership.organisation': 'select insert',
    'membership.person': 'select insert',
    'membership.session': 'select insert delete',
    'membership.taking_part': 'select',
    'membership.token': 'select insert update',
  },
};
/** Schemas a role may look into, and those it may make things in: only where its jobs are. */
const schemasOf: Record<Zone, { use: string[]; create: string[] }> = {
  inner: {
    use: ['access', 'evaluation', 'jobs_inner', 'membership', 'review', 'zone_inner'],
    create: ['jobs_inner'],
  },
  outer: {
    use: [
      'advisories',
      'clearinghouse',
      'jobs_outer',
      'matching',
      'membership',
      'operators',
      'zone_outer',
    ],
    create: ['jobs_outer'],
  },
  office: { use: ['jobs_office', 'membership', 'zone_office'], create: ['jobs_office'] },
};

const kinds = ['select', 'insert', 'update', 'delete', 'truncate', 'references', 'trigger'];
const isOurs = `n.nspname !~ '^(pg_|information_schema$|jobs_)'`;

let database: Awaited<ReturnType<typeof migratedDatabase>>;
let owner: pg.Client;

before(async () => {
  database = await migratedDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await database.drop();
});

async function rows<Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> {
  return (await owner.query<Row>(text, values)).rows;
}

for (const zone of zones) {
  test(`the role of zone ${zone} can touch its own tables and nothing else`, async () => {
    const found = await rows<{ name: string; kind: string }>(
      `select n.nspname || '.' || c.relname as name, kind
       from pg_class c join pg_namespace n on n.oid = c.relnamespace cross join unnest($2::text[]) kind
       where c.relkind in ('r', 'v', 'm', 'p', 'f') and ${isOurs}
         and (has_table_privilege($1, c.oid, kind)
           or (kind in ('select', 'insert', 'update', 'references') and has_any_column_privilege($1, c.oid, kind)))`,
      [roleOf(zone), kinds],
    );
    assert.ok(found.length >= 17, `${found.length} privileges`);
    const rights: Record<string, string> = {};
    for (const kind of kinds)
      for (const { name } of found.filter((row) => row.kind === kind))
        rights[name] = rights[name] === undefined ? kind : `${rights[name]} ${kind}`;
    assert.deepEqual(rights, rightsOf[zone]);
  });

  test(`the role of zone ${zone} sees its own schemas, makes tables for its jobs only, and owns no power`, async () => {
    const schemas = await rows<{ name: string; use: boolean; create: boolean }>(
      `select n.nspname as name, has_schema_privilege($1, n.oid, 'usage') as use,
              has_schema_privilege($1, n.oid, 'create') as create
       from pg_namespace n where n.nspname !~ '^(pg_|information_schema$|public$)' order by 1`,
      [roleOf(zone)],
    );
    assert.ok(schemas.length >= 11);
    const named = (which: 'use' | 'create') =>
      schemas.filter((row) => row[which]).map(({ name }) => name);
    assert.deepEqual({ use: named('use'), create: named('create') }, schemasOf[zone]);
    const [role] = await rows<Record<string, unknown>>(
      `select rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls,
              (select count(*)::int from pg_auth_members m where m.member = r.oid) as member_of,
              has_schema_privilege(r.oid, 'public', 'create') as may_make_in_public
       from pg_roles r where rolname = $1`,
      [roleOf(zone)],
    );
    assert.deepEqual(role, {
      rolsuper: false,
      rolcreaterole: false,
      rolcreatedb: false,
      rolreplication: false,
      rolbypassrls: false,
      member_of: 0,
      may_make_in_public: false,
    });
  });

  test(`history of zone ${zone} cannot be rewritten by its own role`, async () => {
    const url = new URL(database.url);
    url.username = roleOf(zone);
    url.password = testKeys[zone].databasePassword;
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    try {
      const home = `zone_${zone}`;
      for (const statement of [
        `update ${home}.event set actor = 'nobody'`,
        `delete from ${home}.event`,
        `truncate ${home}.event`,
        `update ${home}.event_body set body = ''`,
        `update ${home}.leaf set index = 0`,
        `delete from ${home}.leaf`,
        `delete from ${home}.log`,
        `update ${home}.tile_hash set hash = ''`,
        `delete from ${home}.tile_hash`,
        `delete from ${home}.checkpoint`,
        `update ${home}.checkpoint set magnitude = 0`,
        `update ${home}.signed_log set id = ''`,
        `update ${home}.signed_log set origin = ''`,
        `delete from ${home}.signed_log`,
        `delete from ${home}.compartment`,
        `select * from public.sallyport_migration`,
      ])
        await assert.rejects(client.query(statement), { code: '42501' }, statement);
      assert.equal((await client.query(`select from ${home}.event`)).rowCount, 0);
    } finally {
      await client.end();
    }
  });
}

/** Where a role may change some columns of a table and no others. */
const changeable: Record<string, string[]> = {
  'access.document': ['is_in_force'],
  'access.export': ['agreed_at', 'agreed_by', 'because', 'closed_at', 'closed_by', 'state'],
  'access.gateway': ['developer_witness', 'evaluator_witness'],
  'access.name_opening': ['approved_at', 'approved_by'],
  'access.party_key': ['retired_at'],
  'access.submission': [
    'disinterested',
    'epoch',
    'model_digest',
    'planned_release_at',
    'public_release_at',
    'recused',
    'scope',
    'state',
    'state_since',
    'withdrawn_side',
  ],
  'evaluation.custodian_key': ['retired_at'],
  'evaluation.report': ['content_ref', 'settled_at', 'settled_by', 'state'],
  'evaluation.run': [
    'chain',
    'end_reason',
    'ended_at',
    'ended_by',
    'queued_at',
    'queued_by',
    'samples_recorded',
    'started_at',
    'state',
  ],
  'evaluation.suite': ['state'],
  'evaluation.suite_task': ['content_ref', 'state'],
  'evaluation.threshold': ['shown_at', 'shown_by'],
  'evaluation.unseal': ['settled_at', 'settled_by', 'state'],
  'review.appeal': ['answer', 'answered_at', 'answered_by', 'state'],
  'review.assessment': [
    'content_ref',
    'content_sha256',
    'overdue_since',
    'proposed_by',
    'reason',
    'reason_class',
    'review_by',
    'settled_by',
    'state',
    'state_since',
    'withheld_by',
  ],
  'review.consultation': ['answered_at', 'answered_by', 'state', 'view', 'words'],
  // What it rests on is not among them: run, threshold, both instants, proposal and linked samples.
  'review.determination': [
    'appeal_until',
    'decided_at',
    'decided_by',
    'differs_because',
    'outcome',
    'reason',
    'settled_at',
    'signed_at',
    'signed_by',
    'state',
    'statement',
    'statement_sha256',
    'withdrawn_because',
    'withdrawn_by',
  ],
  'review.destruction': ['done_at', 'done_by', 'items', 'state'],
  'review.partnership': [
    'accepted_at',
    'accepted_by',
    'added_at',
    'grant_id',
    'reason',
    'reason_code',
    'settled_at',
    'settled_by',
    'settled_side',
    'state',
  ],
  'review.question': [
    'answer_due_at',
    'content_ref',
    'descriptor_sha256',
    'settled_by',
    'state',
    'state_since',
    'words',
  ],
  'review.sealed_read': ['is_waiting'],
};

test('what may change of a submission, a key, a run and their like is an exact list of columns', async () => {
  const found = await rows<{ name: string; column: string }>(
    `select n.nspname || '.' || c.relname as name, a.attname as column
     from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
     where a.attnum > 0 and n.nspname || '.' || c.relname = any($1)
       and has_column_privilege($2, c.oid, a.attnum, 'update') order by 1, 2`,
    [Object.keys(changeable), roleOf('inner')],
  );
  const columns: Record<string, string[]> = {};
  for (const { name, column } of found) (columns[name] ??= []).push(column);
  assert.deepEqual(columns, changeable);
});

test('no foreign key leads from one domain into another', async () => {
  const keys = await rows<{ from: string; to: string }>(
    `select c.relnamespace::regnamespace::text as from, f.relnamespace::regnamespace::text as to
     from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_class f on f.oid = k.confrelid
     where k.contype = 'f'`,
  );
  assert.ok(keys.length >= 5, `${keys.length} foreign keys`);
  assert.deepEqual(
    keys.filter(({ from, to }) => from !== to),
    [],
  );
});

test('three views are shared between zones, names, who takes part and who signs for a side, and they stay in their domain', async () => {
  const views = await rows<{ view: string; reads: string[] }>(
    `select distinct n.nspname || '.' || v.relname as view,
        array_agg(distinct t.relnamespace::regnamespace::text) as reads
     from pg_class v join pg_namespace n on n.oid = v.relnamespace
       join pg_rewrite r on r.ev_class = v.oid
       join pg_depend d on d.objid = r.oid and d.refclassid = 'pg_class'::regclass and d.refobjid <> v.oid
       join pg_class t on t.oid = d.refobjid
     where v.relkind in ('v', 'm') and ${isOurs} group by n.nspname, v.relname order by 1`,
  );
  assert.deepEqual(views, [
    { view: 'membership.directory', reads: ['membership'] },
    { view: 'membership.side_person', reads: ['membership'] },
    { view: 'membership.taking_part', reads: ['membership'] },
  ]);
});

test('functions are the platform’s only, run as their caller, and name no schema but their own', async () => {
  const functions = await rows<{ schema: string; name: string; definer: boolean; source: string }>(
    `select n.nspname as schema, p.proname as name, p.prosecdef as definer, p.prosrc as source
     from pg_proc p join pg_namespace n on n.oid = p.pronamespace where ${isOurs} order by 1, 2`,
  );
  assert.deepEqual(
    functions.map(({ schema, name }) => `${schema}.${name}`),
    ['inner', 'office', 'outer'].flatMap((zone) => [
      `zone_${zone}.append_events`,
      `zone_${zone}.sequence_leaves`,
    ]),
  );
  for (const { schema, definer, source } of functions) {
    assert.equal(definer, false);
    const others = [...source.matchAll(/\bzone_[a-z]+/g)].filter(([name]) => name !== schema);
    assert.deepEqual(others, []);
  }
});

test('no trigger or rule acts behind a command’s back', async () => {
  const hidden = await rows(
    `select t.tgname as name from pg_trigger t where not t.tgisinternal
     union all select r.rulename from pg_rewrite r where r.rulename <> '_RETURN'
       and r.ev_class::regclass::text !~ '^(pg_|information_schema)'`,
  );
  assert.deepEqual(hidden, []);
});
