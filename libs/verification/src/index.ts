export { responseInForce } from './response-in-force.js';
export { PROVIDERS } from './providers.js';
export { findScheme, SCHEMES } from './schemes.js';
export * from './verifier.js';
