export * from './schemes.js';
export * from './verifier.js';
