export * from './body-reader.js';
export * from './ingest.metrics.js';
export { isIngest } from './ingest-url.js';
export * from './ingest.service.js';
export * from './inbox/refusal-review.js';
export * from './refusal-budget.js';
export * from './refusal-keeper.js';
export * from './source-book.js';
