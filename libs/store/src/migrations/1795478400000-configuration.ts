import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators set up, and what the installation knows of itself. Small tables, read into memory whole. */
export class Configuration1795478400000 implements MigrationInterface {
  readonly name = 'Configuration1795478400000';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table project (
        id uuid primary key, slug text not null, name text not null,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz);
      create unique index project_slug on project (slug) where deleted_at is null;

      create table operator (
        id uuid primary key, email text not null, password_hash text not null, status text not null default 'enabled',
        created_at timestamptz not null default now(), updated_at timestamptz not null default now());
      create unique index operator_email on operator (email);

      create table refresh_token (
        digest bytea primary key, family_id uuid not null, operator_id uuid not null,
        created_at timestamptz not null default now(), expires_at timestamptz not null, used_at timestamptz);
      create index refresh_token_family on refresh_token (family_id);
      create index refresh_token_operator on refresh_token (operator_id);

      create table source (
        id uuid primary key, project_id uuid not null, slug text not null, name text not null, status text not null default 'enabled',
        provider text not null, options jsonb not null, event_type jsonb, external_id jsonb, occurred_at jsonb,
        dedupe_window_seconds int not null, max_body_bytes int, methods text[] not null, response jsonb not null,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz);
      create unique index source_slug on source (slug) where deleted_at is null;
      create index source_project on source (project_id, id);

      create table source_secret (
        id uuid primary key, source_id uuid not null, value bytea not null,
        created_at timestamptz not null default now(), expires_at timestamptz, last_used_at timestamptz);
      create index source_secret_source on source_secret (source_id);

      create table destination (
        id uuid primary key, project_id uuid not null, name text not null, plugin text not null, config jsonb not null,
        timeout_ms int not null, max_concurrency int not null, retry jsonb, status text not null default 'enabled',
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz);
      create index destination_project on destination (project_id, id);

      create table destination_secret (
        id uuid primary key, destination_id uuid not null, name text not null, value bytea not null,
        created_at timestamptz not null default now(), expires_at timestamptz);
      create unique index destination_secret_current on destination_secret (destination_id, name) where expires_at is null;
      create index destination_secret_destination on destination_secret (destination_id);

      create table subscription (
        id uuid primary key, project_id uuid not null, name text not null, source_id uuid, destination_id uuid not null,
        event_types text[] not null, delay_seconds int not null default 0, retry jsonb, status text not null default 'enabled',
        created_at timestamptz not null default now(), updated_at timestamptz not null default now(), deleted_at timestamptz);
      create index subscription_project on subscription (project_id, id);
      create index subscription_destination on subscription (destination_id);
      create index subscription_source on subscription (source_id);

      create table encryption_key (id text primary key, canary bytea not null);
      create table config_version (id int primary key, version bigint not null);
      insert into config_version (id, version) values (1, 1);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table config_version, encryption_key, subscription, destination_secret, destination, source_secret, source,
        refresh_token, operator, project;
    `);
  }
}
