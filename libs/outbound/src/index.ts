export * from './address-guard.js';
export * from './guarded-fetch.js';
export * from './guarded-mail.js';
export { literalHostRefused, type UrlRefusal } from './literal-host.js';
export type { ResolvedAddress, Resolver } from './resolve-vetted.js';
