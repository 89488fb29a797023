export * from './classify.js';
export * from './config-fault.js';
export * from './config-values.js';
export * from './context.js';
export * from './error-exchange.js';
export * from './exchange-record.js';
export * from './plugin.js';
export * from './preview.js';
export * from './redact.js';
export * from './redactor.js';
export * from './result.js';
export * from './retry-after.js';
export * from './slack-escape.js';
export * from './standard-webhooks.js';
export * from './template.js';
export * from './template-error.js';
export * from './template-variables.js';
export * from './tls-faults.js';
export { DeliveryFailed, DeliveryRetry, DestinationRefused, ThrownResult } from './thrown-result.js';
// What a plugin author needs of the relay's vocabulary, so that a plugin imports this package only.
export {
  bareMediaType,
  firstHeader,
  HEADER,
  MailRefusedError,
  MAX_RESPONSE_BODY_BYTES,
  NOT_FORWARDED_HEADERS,
  NOT_FORWARDED_PREFIXES,
  OutboundError,
  parseDurationMs,
  parseMailAddress,
  parseRulePath,
  REDACTED,
  untilAborted,
  validateRulePath,
  valueAtPath,
} from '@posthorn/contracts';
export type {
  AttemptExchange,
  Clock,
  FailureKind,
  GuardedFetch,
  GuardedMail,
  HeaderPairs,
  MailAddress,
  MailAttachment,
  MailReceipt,
  MailServer,
  OutboundMail,
  OutboundRequest,
  OutboundResponse,
  OutboundTls,
  PathStep,
  PreviewPart,
  RawHeaders,
} from '@posthorn/contracts';
