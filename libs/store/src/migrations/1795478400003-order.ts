import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Ordering keys and rate limits (decision 7). `claimed_by = 0` = parked: behind another delivery of its key. */
export class Order1795478400003 implements MigrationInterface {
  readonly name = 'Order1795478400003';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      create sequence queue_order;
      alter table queue add column order_key bytea, add column order_no bigint;
      create index queue_order_key on queue (order_key, order_no) where order_key is not null;
      alter table delivery add column ordered boolean not null default false;
      create table destination_owner (destination_id uuid primary key, epoch int not null);
      alter table subscription add column ordering_key jsonb;
      alter table destination add column rate_limit jsonb;
    `);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table destination drop column rate_limit;
      alter table subscription drop column ordering_key;
      drop table destination_owner;
      alter table delivery drop column ordered;
      drop index queue_order_key;
      alter table queue drop column order_no, drop column order_key;
      drop sequence queue_order;
    `);
  }
}
