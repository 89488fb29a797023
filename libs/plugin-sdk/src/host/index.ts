export * from './check-plugin.js';
export * from './exchange-recorder.js';
export * from './hand-over.js';
export * from './plugin-logger.js';
export * from './plugin-schemas.js';
export * from './read-input.js';
export * from './read-result.js';
export * from './remote-plugin.js';
export { thrownResultOf } from '../thrown-result.js';
