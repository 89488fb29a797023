import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Search keys: their values are committed with the event, in a column that is null in old rows, so that nothing is rewritten. The table
 * that is searched follows in the background. The key of its rows begins with the event: an expunge finds them, and rows only ever
 * come at the end of that index. And what lists of refusals were found to lack: a project without any, or a reason that nothing had, was
 * looked for from end to end. Refusals are written in the background, within a budget.
 */
export class SearchKeys1795478400013 implements MigrationInterface {
  readonly name = 'SearchKeys1795478400013';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table source add column search_keys jsonb not null default '[]';
      alter table event add column search_keys bytea;
      create table search_key (
        event_id uuid not null, name text not null, project_id uuid not null, value text not null,
        primary key (event_id, name)) partition by range (event_id);
      create index search_key_value on search_key (project_id, name, value, event_id);
      create table search_key_default partition of search_key default;
      create index refusal_project on refusal (project_id, id);
      create index refusal_reason on refusal (project_id, reason, id);
      create index refusal_accepted on refusal (project_id, id) where accepted_event_id is not null;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(
      'drop index refusal_project, refusal_reason, refusal_accepted; drop table search_key; alter table event drop column search_keys; alter table source drop column search_keys',
    );
  }
}
