import { createTestDatabase } from './testing/index.js';
import { createDataSource } from './database.js';

describe('the migrated schema', () => {
  it('agrees with the entities', async () => {
    const test = await createTestDatabase();
    const dataSource = await createDataSource({ url: test.url, maxConnections: 2 }).initialize();
    try {
      const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
      expect(upQueries.map((query) => query.query)).toEqual([]);
    } finally {
      await dataSource.destroy();
      await test.drop();
    }
  });
});
