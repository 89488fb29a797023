export * from './admin.module.js';
export * from './admin.tokens.js';
export { API_PREFIX } from './api/api-prefix.js';
export { Bootstrap, type FirstOperator } from './auth/bootstrap.js';
export * from './docs/set-up-docs.js';
