export * from './loopback-fetch.js';
export * from './loopback-mail.js';
export * from './make-context.js';
export * from './conformance/describe-plugin.js';
export * from './conformance/plugin-fixtures.js';
