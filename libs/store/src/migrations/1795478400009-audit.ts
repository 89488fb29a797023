import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The answers kept for an `Idempotency-Key`. */
export class Audit1795478400009 implements MigrationInterface {
  readonly name = 'Audit1795478400009';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create table idempotency_record (
        key bytea primary key, fingerprint bytea not null, claim uuid not null, answer bytea, resource_id text,
        expires_at timestamptz not null);
      create index idempotency_record_expires on idempotency_record (expires_at);
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`drop table idempotency_record;`);
  }
}
