export * from './test-database.js';
export * from './test-store.js';
export * from './test-ledger.js';
