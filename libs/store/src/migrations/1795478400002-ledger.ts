import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The ledger's counters (G10), and what makes its table side countable without reading an event: `event_source` carries the number of
 * routes, so that a source's events and routes of a period are one index-only scan, and `delivery_not_delivered` the event's id.
 * `delivery.was` is the status before the last recorded outcome: `returning` knows no old row before Postgres 18.
 */
export class Ledger1795478400002 implements MigrationInterface {
  readonly name = 'Ledger1795478400002';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table ledger_delta (
        batch uuid not null, source_id uuid not null, hour uuid not null, requests int not null default 0, accepted int not null default 0,
        duplicates int not null default 0, refused int not null default 0, refused_not_kept int not null default 0,
        handshakes int not null default 0, routes int not null default 0, replays int not null default 0, filtered int not null default 0,
        delivered int not null default 0, failed int not null default 0, cancelled int not null default 0,
        primary key (batch, source_id, hour));

      create table ledger_total (
        source_id uuid not null, hour uuid not null, requests bigint not null default 0, accepted bigint not null default 0,
        duplicates bigint not null default 0, refused bigint not null default 0, refused_not_kept bigint not null default 0,
        handshakes bigint not null default 0, routes bigint not null default 0, replays bigint not null default 0,
        filtered bigint not null default 0, delivered bigint not null default 0, failed bigint not null default 0, cancelled bigint not null default 0,
        primary key (source_id, hour)) partition by range (hour);
      create table ledger_total_default partition of ledger_total default;

      alter table process add column tallied uuid;
      alter table delivery add column was smallint;
      alter table event add column route_count smallint not null default 0, add column filtered_count smallint not null default 0;
      update event set route_count = octet_length(routes) / 36 where octet_length(routes) > 0;
      drop index event_source;
      create index event_source on event (source_id, id, route_count, filtered_count);
      drop index delivery_not_delivered;
      create index delivery_not_delivered on delivery (project_id, status, event_id, id) where status <> 1;
    `);
    await run.query(PARTITIONS_OF_EVENTS);
    await run.query(COUNT_WHAT_IS_THERE);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop index event_source;
      create index event_source on event (source_id, id);
      drop index delivery_not_delivered;
      create index delivery_not_delivered on delivery (project_id, status, id) where status <> 1;
      alter table event drop column route_count, drop column filtered_count;
      alter table delivery drop column was;
      alter table process drop column tallied;
      drop table ledger_total, ledger_delta;
    `);
  }
}

/** The days that are there already, with the bounds of their events. */
const PARTITIONS_OF_EVENTS = `
do $$
declare day record;
begin
  for day in
    select c.relname as name, pg_get_expr(c.relpartbound, c.oid) as bounds
    from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = 'event'::regclass and c.relname <> 'event_default'
  loop
    execute format('create table %I partition of ledger_total %s', replace(day.name, 'event_', 'ledger_total_'), day.bounds);
  end loop;
end $$`;

/** The hour of an id, as `ledger-hour.ts` has it; frozen here, for a migration never changes. */
function hourOf(id: string): string {
  const ms = `('x' || left(${id}::text, 8) || substr(${id}::text, 10, 4))::bit(48)::bigint`;
  const hex = `lpad(to_hex(${ms} / 3600000 * 3600000), 12, '0')`;
  return `(left(${hex}, 8) || '-' || right(${hex}, 4) || '-7000-8000-000000000000')::uuid`;
}

/** An installation that counted nothing yet begins with what its tables hold; duplicates and handshakes left no trace. */
const COUNT_WHAT_IS_THERE = `
insert into ledger_total (source_id, hour, requests, accepted, refused, routes, delivered, failed, cancelled)
select source_id, hour, sum(accepted + refused), sum(accepted), sum(refused), sum(routes), sum(delivered), sum(failed), sum(cancelled)
from (
  select source_id, ${hourOf('id')} as hour, 1 as accepted, 0 as refused, route_count as routes, 0 as delivered, 0 as failed, 0 as cancelled
  from event
  union all
  select source_id, ${hourOf('id')}, 0, 1, 0, 0, 0, 0 from refusal
  union all
  select e.source_id, ${hourOf('e.id')}, 0, 0, 0, (d.status = 1)::int, (d.status = 3)::int, (d.status = 4)::int
  from delivery d join event e on e.id = d.event_id
) as found
group by source_id, hour`;
