import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Values that a rotated API key had before, which work until their time is over. */
export class People1795478400012 implements MigrationInterface {
  readonly name = 'People1795478400012';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table api_key add column rotated_at timestamptz;
      create table api_key_former_value (
        digest bytea primary key, key_id uuid not null, start text not null, expires_at timestamptz not null, last_used_at timestamptz);
      create index api_key_former_value_key on api_key_former_value (key_id, expires_at);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table api_key_former_value; alter table api_key drop column rotated_at');
  }
}
