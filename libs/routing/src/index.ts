export * from './event-type-pattern.js';
export * from './extract.js';
export * from './match.js';
export * from './retry-on.js';
export * from './retry-policy.validator.js';
export * from './retry-schedule.js';
export { validateRulePath } from './rule-path.js';
export * from './rule.parser.js';
export { RuleContext, type RuleRequest } from './rule.reader.js';
