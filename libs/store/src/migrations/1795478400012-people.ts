import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Values that a rotated API key had before, which work until their time is over, and invitations into projects. Both are found by a digest of
 * what is random.
 */
export class People1795478400012 implements MigrationInterface {
  readonly name = 'People1795478400012';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table api_key add column rotated_at timestamptz;
      create table api_key_former_value (
        digest bytea primary key, key_id uuid not null, start text not null, expires_at timestamptz not null, last_used_at timestamptz);
      create index api_key_former_value_key on api_key_former_value (key_id, expires_at);

      create table invitation (
        id uuid primary key, project_id uuid not null, email text not null, role text not null, digest bytea not null,
        invited_by text not null, created_at timestamptz not null default now(), expires_at timestamptz not null);
      create unique index invitation_digest on invitation (digest);
      create unique index invitation_email on invitation (project_id, email);
      create index invitation_project on invitation (project_id, id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query('drop table invitation, api_key_former_value; alter table api_key drop column rotated_at');
  }
}
