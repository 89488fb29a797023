import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How destinations fare, shared between processes; and the relay's own source, one in each project, through which it tells of them.
 * Its slug is `posthorn` everywhere: slugs are unique among the sources that a sender can reach, and no sender reaches these.
 */
export class DestinationHealth1795478400004 implements MigrationInterface {
  readonly name = 'DestinationHealth1795478400004';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table destination_health (
        destination_id uuid primary key, breaker text not null, since timestamptz not null, next_probe_at timestamptz,
        pauses int not null, failing_since timestamptz, failures int not null, concurrency int,
        version int not null, changed_at timestamptz not null);

      alter table destination add disable_after_seconds int not null default 432000;

      alter table source add internal boolean not null default false;
      drop index source_slug;
      create unique index source_slug on source (slug) where deleted_at is null and not internal;
      create unique index source_internal on source (project_id) where internal;
      insert into source (id, project_id, slug, name, provider, options, dedupe_window_seconds, methods, response, internal)
      select ${UUID_V7}, id, 'posthorn', 'Posthorn', 'none', '{}', 86400, '{}', '{"status":200,"contentType":"application/json","body":"{}"}', true
      from project;
      update config_version set version = version + 1;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      delete from subscription using source where subscription.source_id = source.id and source.internal;
      delete from source where internal;
      drop index source_slug, source_internal;
      create unique index source_slug on source (slug) where deleted_at is null;
      alter table source drop internal;
      alter table destination drop disable_after_seconds;
      drop table destination_health;
    `);
  }
}

/** Postgres has its own from version 18 on: a random one (version 4) whose first 48 bits are the time. */
const UUID_V7 = `(select (substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(project.id::text || gen_random_uuid()::text, 52))::uuid
  from lpad(to_hex(floor(extract(epoch from clock_timestamp()) * 1000)::bigint), 12, '0') as t)`;
