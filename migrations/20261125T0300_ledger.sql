-- Logs as anybody can verify them (C2SP tlog-tiles), once in each zone: the hashes above the leaves, the
-- signed checkpoints, and the name under which a log is known outside.
--
-- A tile is no row of its own: it is a range of `leaf` at level 0 and of `tile_hash` above, so a partial
-- tile is a shorter range and nothing is ever written twice. Hashes are only added. A checkpoint is
-- replaced while the log stays within one power of two and kept when it leaves it: the latest and at most
-- 52 earlier ones, however long the log grows. Under which id and origin a log was first signed can never
-- change, because its verifiers have pinned them.

do $ledger$
declare
  zone text;
  home text;
  zone_role text;
begin
  foreach zone in array array['inner', 'outer', 'office'] loop
    home := 'zone_' || zone;
    zone_role := 'sallyport_' || zone;

    execute format($sql$
      create table %1$I.tile_hash (
        log text not null,
        -- 256^6 is 2^48; a log has at most 2^53 entries
        level smallint not null check (level between 1 and 6),
        index bigint not null check (index >= 0),
        hash bytea not null check (length(hash) = 32),
        primary key (log, level, index)
      );

      create table %1$I.signed_log (
        log text primary key,
        -- opaque: neither tells the log's name
        id text not null unique check (id ~ '^[0-9a-f]{32}$'),
        origin text not null unique,
        -- of the latest checkpoint
        size bigint not null check (size > 0),
        at timestamptz not null,
        -- how many witnesses have cosigned it, and when they were asked last
        cosigned smallint not null default 0,
        asked_at timestamptz
      );

      create table %1$I.checkpoint (
        log text not null,
        -- floor(log2(size)), which bounds how many there are
        magnitude smallint not null check (magnitude between 0 and 52),
        size bigint not null check (size > 0),
        root bytea not null check (length(root) = 32),
        -- the signed note, cosignatures included
        note text not null,
        at timestamptz not null,
        primary key (log, magnitude)
      );
    $sql$, home);

    execute format('grant select, insert on %1$I.tile_hash, %1$I.signed_log, %1$I.checkpoint to %2$I', home, zone_role);
    execute format('grant update (size, at, cosigned, asked_at) on %1$I.signed_log to %2$I', home, zone_role);
    execute format('grant update (size, root, note, at) on %1$I.checkpoint to %2$I', home, zone_role);
  end loop;
end
$ledger$;
