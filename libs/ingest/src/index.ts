export * from './body-reader.js';
export * from './ingest.metrics.js';
export * from './ingest.routes.js';
export * from './ingest.service.js';
export * from './source-book.js';
