-- The platform's own tables, once in each zone: the one event row, its leaf, consumers' places,
-- and sealed blobs with their key hierarchy (DESIGN, Four mechanisms 1 and 3).
--
-- Event rows are append-only: the zone's role may insert and select, never update or delete. Body
-- and salt stand apart, because those may be deleted while the commitment and its leaf stay. The hot
-- tables have no foreign keys: each is written only in one statement with the row it would refer to,
-- and a key would lock one shared row for every report of a finder.

do $platform$
declare
  zone text;
  home text;
  jobs text;
  zone_role text;
begin
  foreach zone in array array['inner', 'outer', 'office'] loop
    home := 'zone_' || zone;
    jobs := 'jobs_' || zone;
    zone_role := 'sallyport_' || zone;

    execute format('create schema %I', home);
    execute format('grant usage on schema %I to %I', home, zone_role);
    -- The job runner creates and changes its own tables, so its schema belongs to the zone's role.
    -- Membership is needed to hand over ownership; it is given back at once.
    execute format('grant %I to current_user', zone_role);
    execute format('create schema %I authorization %I', jobs, zone_role);

    execute format($sql$
      create table %1$I.event (
        position bigint generated always as identity primary key,
        xid xid8 not null default pg_current_xact_id(),
        log text not null,
        subject text not null,
        type text not null,
        version smallint not null,
        at timestamptz not null,
        actor text not null,
        commitment bytea not null check (length(commitment) = 32)
      );
      create index event_by_transaction on %1$I.event (xid, position);
      create index event_by_subject on %1$I.event (subject, xid, position);

      create table %1$I.event_body (
        position bigint primary key,
        salt bytea not null check (length(salt) = 32),
        body text not null
      );

      create table %1$I.log (
        log text primary key,
        size bigint not null check (size >= 0)
      );
      create table %1$I.leaf (
        log text not null,
        index bigint not null,
        position bigint not null unique,
        hash bytea not null check (length(hash) = 32),
        primary key (log, index)
      );

      create table %1$I.consumer (
        name text primary key,
        xid xid8 not null,
        position bigint not null
      );

      create table %1$I.compartment (
        id text primary key,
        -- null once destroyed: what it wrapped can never be opened again
        wrapped_key bytea,
        made_at timestamptz not null,
        destroyed_at timestamptz,
        check ((wrapped_key is null) = (destroyed_at is not null))
      );
      create table %1$I.blob (
        ref text primary key,
        kind text not null,
        subject text not null,
        log text not null,
        compartment text not null,
        wrapped_key bytea not null,
        address bytea not null check (length(address) = 32),
        size bigint not null check (size >= 0),
        -- small ciphertexts live here and share the transaction; large ones are files named by their address
        inline bytea,
        made_at timestamptz not null
      );
      create index blob_by_compartment on %1$I.blob (compartment);
      create index blob_by_subject on %1$I.blob (subject);
    $sql$, home);

    execute format('grant select, insert on %1$I.event, %1$I.leaf to %2$I', home, zone_role);
    execute format('grant usage on sequence %1$I.event_position_seq to %2$I', home, zone_role);
    execute format('grant select, insert, delete on %1$I.event_body to %2$I', home, zone_role);
    execute format('grant select, insert, update on %1$I.log, %1$I.consumer, %1$I.compartment to %2$I', home, zone_role);
    execute format('grant select, insert, update, delete on %1$I.blob to %2$I', home, zone_role);

    -- Appends events in the order given. A function, so that its plan is kept and a command pays one
    -- short statement. Its arrays run in parallel; commitments and salts come as one run of 32 bytes each.
    execute format($sql$
      create function %1$I.append_events(
        logs text[], subjects text[], types text[], versions smallint[], ats timestamptz[], actors text[],
        commitments bytea, salts bytea, bodies text[]
      ) returns void language plpgsql as $body$
      declare
        first bigint;
      begin
        if cardinality(logs) = 1 then
          insert into %1$I.event (log, subject, type, version, at, actor, commitment)
            values (logs[1], subjects[1], types[1], versions[1], ats[1], actors[1], commitments)
            returning position into first;
          insert into %1$I.event_body (position, salt, body) values (first, salts, bodies[1]);
          return;
        end if;
        with numbered as (
          select nextval('%1$I.event_position_seq') as position, given.*,
                 substring(commitments from (place::int - 1) * 32 + 1 for 32) as commitment,
                 substring(salts from (place::int - 1) * 32 + 1 for 32) as salt
          from unnest(logs, subjects, types, versions, ats, actors, bodies)
            with ordinality as given (log, subject, type, version, at, actor, body, place)
        ), written as (
          insert into %1$I.event (position, log, subject, type, version, at, actor, commitment)
          overriding system value
          select position, log, subject, type, version, at, actor, commitment from numbered
        )
        insert into %1$I.event_body (position, salt, body) select position, salt, body from numbered;
      end $body$;
      grant execute on function %1$I.append_events(text[], text[], text[], smallint[], timestamptz[], text[], bytea, bytea, text[]) to %2$I;
    $sql$, home, zone_role);

    -- Gives committed events their leaf index, log by log, at most `batch_max` at a time. Only rows
    -- of transactions older than every running one are taken, so a late commit is never skipped; the
    -- consumer row's lock makes a second sequencer wait. Returns the logs that grew.
    execute format($sql$
      create function %1$I.sequence_leaves(batch_max int) returns table (grown_log text, grown_size bigint)
      language plpgsql as $body$
      declare
        place %1$I.consumer;
      begin
        insert into %1$I.consumer values ('sequencer', '0', 0) on conflict do nothing;
        select * into place from %1$I.consumer where name = 'sequencer' for update;
        return query
          with batch as materialized (
            select e.xid, e.position, e.log, row_number() over (partition by e.log order by e.xid, e.position) as rank,
                   sha256('\x00'::bytea || convert_to('sallyport.leaf/v1' || chr(10) || encode(e.commitment, 'base64') || chr(10), 'UTF8')) as hash
            from (select * from %1$I.event
                  where (event.xid, event.position) > (place.xid, place.position)
                    and event.xid < pg_snapshot_xmin(pg_current_snapshot())
                  order by event.xid, event.position limit batch_max) e
          ), grown as (
            insert into %1$I.log as l (log, size) select b.log, count(*) from batch b group by b.log
            on conflict (log) do update set size = l.size + excluded.size
            returning l.log, l.size
          ), counted as (
            select b.log, count(*) as n from batch b group by b.log
          ), leaves as (
            insert into %1$I.leaf (log, index, position, hash)
            select b.log, g.size - c.n + b.rank - 1, b.position, b.hash
            from batch b join grown g using (log) join counted c using (log)
          ), moved as (
            update %1$I.consumer c set (xid, position) =
              (select b.xid, b.position from batch b order by b.xid desc, b.position desc limit 1)
            where c.name = 'sequencer' and exists (select from batch)
          )
          select g.log, g.size from grown g;
      end $body$;
      grant execute on function %1$I.sequence_leaves(int) to %2$I;
    $sql$, home, zone_role);
    execute format('revoke all on schema public from %I', zone_role);
  end loop;
end
$platform$;
