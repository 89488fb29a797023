import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The code of a subscription's transform. Null in old rows, so nothing is rewritten. */
export class Transforms1795478400015 implements MigrationInterface {
  readonly name = 'Transforms1795478400015';

  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table subscription add column transform text`);
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`alter table subscription drop column transform`);
  }
}
