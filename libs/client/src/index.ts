export { AdminApiError } from './admin-api.error.js';
export type { components, paths } from './admin-api.schema.js';
export * from './posthorn-client.js';
