export * from './hmac/recipe.js';
export * from './request-headers.js';
export * from './schemes.js';
export * from './signers.js';
export * from './verifier.js';
