import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Events whose payload a person had removed. Two columns that are null in nearly every row, so they cost nothing and need no rewrite. */
export class Expunge1795478400005 implements MigrationInterface {
  readonly name = 'Expunge1795478400005';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table event add column expunged_at timestamptz, add column expunged_bytes int;
      create index event_expunged on event (expunged_at) where expunged_at is not null;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop index event_expunged; alter table event drop column expunged_at, drop column expunged_bytes;`);
  }
}
