import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Filters and replays. New columns are null in old rows, so nothing is rewritten; the two indexes are made anew, which reads every
 * event once. `event_unmatched` is for events that no subscription wanted: one that a filter stopped is not among them.
 * `event_external_id` begins with the project, so that a look-up without a source finds its event, too.
 */
export class Filters1795478400007 implements MigrationInterface {
  readonly name = 'Filters1795478400007';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table subscription add column filter jsonb;
      alter table event add column filtered bytea;
      drop index event_unmatched;
      create index event_unmatched on event (project_id, id) where octet_length(routes) = 0 and filtered is null;
      drop index event_external_id;
      create index event_external_id on event (project_id, external_id) where external_id is not null;
      alter table delivery add column replayed_at timestamptz, add column new_id boolean;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table delivery drop column replayed_at, drop column new_id;
      drop index event_external_id;
      create index event_external_id on event (source_id, external_id) where external_id is not null;
      drop index event_unmatched;
      create index event_unmatched on event (project_id, id) where octet_length(routes) = 0;
      alter table event drop column filtered;
      alter table subscription drop column filter;
    `);
  }
}
