import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signing in through an identity provider, and generated passwords that must be changed in time. An operator of a provider has no
 * password; what a provider gave (a role, a membership, a session) is marked, so that it can be taken away with the group it came from.
 * Of passwords that exist nobody can tell any more which were generated: none of them is forced.
 */
export class SignIn1795478400011 implements MigrationInterface {
  readonly name = 'SignIn1795478400011';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table operator alter column password_hash drop not null, add column password_change_by timestamptz,
        add column issuer text, add column subject text, add column owner_by_provider boolean not null default false;
      create unique index operator_subject on operator (issuer, subject);
      alter table member add column by_provider boolean not null default false;
      alter table refresh_token add column by_provider boolean not null default false;

      create table provider_sign_in (
        state_digest bytea primary key, operator_id uuid not null, code_digest bytea, code_expires_at timestamptz,
        expires_at timestamptz not null);
      create unique index provider_sign_in_code on provider_sign_in (code_digest);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table provider_sign_in;
      alter table refresh_token drop column by_provider;
      alter table member drop column by_provider;
      delete from operator where password_hash is null;
      alter table operator drop column issuer, drop column subject, drop column owner_by_provider, drop column password_change_by,
        alter column password_hash set not null;
    `);
  }
}
