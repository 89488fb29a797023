import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which key encrypts, which keys each process has, and how far a re-encryption is. */
export class KeyRotation1795478400014 implements MigrationInterface {
  readonly name = 'KeyRotation1795478400014';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table encryption_key add column mark text, add column active boolean not null default false,
        add column used_since timestamptz not null default now(), add column retired_at timestamptz;
      create unique index encryption_key_active on encryption_key (active) where active;

      alter table process add column known_keys text[], add column encrypts_with text;

      create table key_rotation (
        id int primary key, key_id text not null, mark text not null, requested_at timestamptz not null default now(),
        finished_at timestamptz, kind text not null, cursor text not null default '', pass int not null default 1,
        pass_moved int not null default 0, moved int not null default 0, unreadable int not null default 0);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      drop table key_rotation;
      alter table process drop column known_keys, drop column encrypts_with;
      drop index encryption_key_active;
      alter table encryption_key drop column mark, drop column active, drop column used_since, drop column retired_at;
    `);
  }
}
