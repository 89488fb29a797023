export * from './address-guard.js';
export * from './guarded-fetch.js';
export * from './guarded-mail.js';
export { configuredUrlFault, effectivePort, type UrlFault } from './configured-url.js';
export * from './standard-fetch.js';
export type { ResolvedAddress, Resolver } from './resolve-vetted.js';
