import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Several operators, their roles in projects, and API keys. Until now there was one operator, who could do everything: it is the owner.
 * A key is found by its digest, which is random: no slow hash, and an index on it gives no time to measure.
 */
export class Identity1795478400008 implements MigrationInterface {
  readonly name = 'Identity1795478400008';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table operator add column name text not null default '', add column role text not null default 'member',
        add column must_change_password boolean not null default false;
      update operator set role = 'owner' where id = (select id from operator order by created_at, id limit 1);

      create table member (
        project_id uuid not null, operator_id uuid not null, role text not null,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(),
        primary key (project_id, operator_id));
      create index member_operator on member (operator_id);

      create table api_key (
        id uuid primary key, project_id uuid not null, name text not null, digest bytea not null, start text not null, role text not null,
        created_by text not null, created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz);
      create unique index api_key_digest on api_key (digest);
      create index api_key_project on api_key (project_id, id);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table api_key, member;
      alter table operator drop column name, drop column role, drop column must_change_password;
    `);
  }
}
