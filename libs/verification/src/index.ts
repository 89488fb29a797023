export { findScheme, SCHEMES } from './schemes.js';
export * from './verifier.js';
