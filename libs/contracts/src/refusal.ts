/** Why a request to a known source was not accepted. */
export const REFUSAL_REASONS = [
  'signature-missing',
  'signature-malformed',
  'signature-unsupported',
  'signature-mismatch',
  'timestamp-missing',
  'timestamp-malformed',
  'timestamp-too-old',
  'timestamp-in-future',
  'id-missing',
  'token-missing',
  'token-invalid',
  'token-expired',
  'token-scope',
  'credential-missing',
  'credential-mismatch',
  'body-too-large',
  'content-type',
  'header-missing',
  'method',
  'address',
  'rate-limited',
  'not-storable',
] as const;

export type RefusalReason = (typeof REFUSAL_REASONS)[number];
