export * from './attempt-deadlines.js';
export * from './attempt-runner.js';
export * from './delivery.engine.js';
export * from './delivery.metrics.js';
export * from './destination-disabler.js';
export * from './destination-tester.js';
