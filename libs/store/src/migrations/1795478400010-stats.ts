import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Statistics: one row a project, length of bucket and bucket, and one a destination where something failed. Rows are updated every few
 * seconds while their bucket lasts: the room on each page keeps the new version beside the old one, and out of the index.
 */
export class Stats1795478400010 implements MigrationInterface {
  readonly name = 'Stats1795478400010';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table statistics_bucket (
        project_id uuid not null, step smallint not null, at timestamptz not null, accepted bigint not null, duplicates bigint not null,
        refused bigint not null, handshakes bigint not null, delivered bigint not null, failed bigint not null, attempts bigint not null,
        retries bigint not null, latency int[] not null, primary key (project_id, step, at)) with (fillfactor = 70);
      create table failing_destination (
        project_id uuid not null, step smallint not null, at timestamptz not null, destination_id uuid not null, failed bigint not null,
        retried bigint not null, last_reason text, primary key (project_id, step, at, destination_id)) with (fillfactor = 70);
      alter table process add column statistics_batch uuid;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('alter table process drop column statistics_batch; drop table failing_destination, statistics_bucket');
  }
}
