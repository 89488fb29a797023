export * from './address-guard.js';
export * from './guarded-fetch.js';
export * from './guarded-mail.js';
export { configuredUrlFault, effectivePort } from './configured-url.js';
export type { UrlFault } from './host-fault.js';
export * from './standard-fetch.js';
export type { ResolvedAddress, Resolver } from './resolve-vetted.js';
export * from './proxy-rules.js';
