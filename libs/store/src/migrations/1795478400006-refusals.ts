import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a source may ask of a request before it is verified, and what becomes of a refusal afterwards. */
export class Refusals1795478400006 implements MigrationInterface {
  readonly name = 'Refusals1795478400006';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table source
        add allowed_ips text[], add content_types text[], add required_headers text[] not null default '{}', add rate_limit jsonb;
      alter table refusal add accepted_event_id uuid;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table refusal drop accepted_event_id;
      alter table source drop allowed_ips, drop content_types, drop required_headers, drop rate_limit;
    `);
  }
}
