// The tables and indexes that the product writes on its hot path, column for column (libs/store/src/migrations).
import { firstIdAt } from './ids.mjs';

const DAY_MS = 86_400_000;
const PARTITIONED = ['event', 'delivery', 'attempt'];

const TABLES = `
create table process (epoch int primary key, heartbeat timestamptz not null default now(), low_water uuid, ended_at timestamptz);
insert into process (epoch) values (1);

create table event (
  id uuid primary key, project_id uuid not null, source_id uuid not null, type text not null, external_id text,
  received_at timestamptz not null, occurred_at timestamptz, head bytea not null, body bytea not null,
  body_sha256 bytea not null, routes bytea not null, faults bytea, epoch int not null,
  filtered bytea) partition by range (id);
create index event_source on event (source_id, id);
create index event_type on event (project_id, type, id);
create index event_external_id on event (project_id, external_id) where external_id is not null;
create index event_unmatched on event (project_id, id) where octet_length(routes) = 0 and filtered is null;

create table delivery (
  event_id uuid not null, id uuid not null, project_id uuid not null, destination_id uuid not null, subscription_id uuid not null,
  status smallint not null, reason text, attempts smallint not null, completed_at timestamptz,
  attempt_id uuid, started_at timestamptz, duration_ms int, outcome smallint, attempt_reason text, exchange bytea,
  replayed_at timestamptz, new_id boolean, primary key (event_id, id)) partition by range (event_id);
create index delivery_destination on delivery (destination_id, id);
create index delivery_not_delivered on delivery (project_id, status, id) where status <> 1;

create table attempt (
  event_id uuid not null, id uuid not null, delivery_id uuid not null, started_at timestamptz not null, duration_ms int not null,
  outcome smallint not null, reason text, exchange bytea, primary key (event_id, id)) partition by range (event_id);

create table queue (
  delivery_id uuid primary key, project_id uuid not null, destination_id uuid not null, subscription_id uuid not null,
  due_at timestamptz not null, slot smallint not null, attempts smallint not null, claimed_by int);
create index queue_lane on queue (destination_id, subscription_id, due_at) where claimed_by is null;
create index queue_claimed on queue (claimed_by) where claimed_by is not null;

create table dedupe (key bytea primary key, event_id uuid not null, expires_at timestamptz not null);`;

export async function createTables(pool) {
  await pool.query(TABLES);
  const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;
  for (const table of PARTITIONED) {
    for (const day of [-1, 0, 1]) {
      const from = today + day * DAY_MS;
      const bounds = `from ('${firstIdAt(from)}') to ('${firstIdAt(from + DAY_MS)}')`;
      await pool.query(`create table ${table}_${day + 1} partition of ${table} for values ${bounds}`);
    }
  }
}
