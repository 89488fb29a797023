// One configuration for every project: TypeScript through SWC, native ES modules, workspace packages from their sources.
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export default {
  rootDir: root,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/tools'],
  testEnvironment: 'node',
  testMatch: ['**/*.spec.ts', '**/*.e2e-spec.ts'],
  modulePathIgnorePatterns: ['/dist/'],
  transform: { '^.+\\.tsx?$': ['@swc/jest', { configFile: join(root, '.swcrc') }] },
  extensionsToTreatAsEsm: ['.ts', '.tsx'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  testEnvironmentOptions: { customExportConditions: ['@posthorn/source', 'node', 'node-addons'] },
  globalSetup: join(root, 'tools/check/postgres.setup.mjs'),
  globalTeardown: join(root, 'tools/check/postgres.teardown.mjs'),
  testTimeout: 30_000,
  // On two cores jest would run in band and never recycle its heap.
  maxWorkers: 2,
  workerIdleMemoryLimit: '700MB',
};
