import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What people changed, and the answers kept for an `Idempotency-Key`. The trigger stops whoever has no more than the relay's own way to
 * the database by accident or haste; who may drop a trigger is found out by the hashes (`audit-chain.ts`).
 */
export class Audit1795478400009 implements MigrationInterface {
  readonly name = 'Audit1795478400009';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table idempotency_record (
        key bytea primary key, fingerprint bytea not null, claim uuid not null, answer bytea, resource_id text,
        expires_at timestamptz not null);
      create index idempotency_record_expires on idempotency_record (expires_at);

      create table audit_head (project_id uuid primary key, number bigint not null, hash bytea not null);
      create table audit_entry (
        project_id uuid not null, id uuid not null, number bigint not null, at timestamptz not null,
        actor_id text, address text, request_id text, action text not null, resource_type text not null, resource_id text not null,
        before jsonb, after jsonb, previous_hash bytea not null, hash bytea not null,
        primary key (project_id, id));
      create unique index audit_entry_number on audit_entry (project_id, number);
      create index audit_entry_actor on audit_entry (project_id, actor_id, id);
      create index audit_entry_action on audit_entry (project_id, action, id);
      create index audit_entry_resource on audit_entry (project_id, resource_id, id);

      create function audit_entry_stays() returns trigger language plpgsql as $$
        begin
          raise exception 'audit_entry is append-only' using errcode = 'insufficient_privilege';
        end
      $$;
      create trigger audit_entry_stays before update or delete on audit_entry for each row execute function audit_entry_stays();
      create trigger audit_entry_stays_whole before truncate on audit_entry for each statement execute function audit_entry_stays();
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table audit_entry, audit_head, idempotency_record; drop function audit_entry_stays;`);
  }
}
