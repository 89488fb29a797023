export * from './loopback-fetch.js';
export * from './loopback-mail.js';
export * from './make-context.js';
