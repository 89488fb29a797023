/** What is sealed, as the admin API counts it. */
export const SEALED_KINDS = ['sourceSecrets', 'destinationSecrets', 'refusals', 'idempotencyAnswers'] as const;
export type SealedKind = (typeof SEALED_KINDS)[number];

/** A column of boxes: where it is, and by what its rows are walked and their boxes opened. */
export interface SealedColumn {
  readonly kind: SealedKind;
  readonly table: string;
  readonly column: string;
  /** The primary key; rows are walked in its order. */
  readonly key: string;
  readonly keyType: 'uuid' | 'bytea';
  /** Before every key, as text that {@link fromText} reads. */
  readonly start: string;
  /** SQL of a key as text, and of the key that `$1` is the text of. */
  readonly toText: string;
  readonly fromText: string;
  /** SQL of the context that whoever seals binds into the box. */
  readonly context: string;
}

const uuidKey = {
  key: 'id',
  keyType: 'uuid',
  start: '00000000-0000-0000-0000-000000000000',
  toText: 'id::text',
  fromText: '$1::uuid',
} as const;

/** Every column with sealed values. A new one stands here, or {@link OPEN_COLUMNS} says why it need not; a test knows all columns. */
export const SEALED_COLUMNS: readonly SealedColumn[] = [
  { kind: 'sourceSecrets', table: 'source_secret', column: 'value', ...uuidKey, context: `'source_secret:' || id` },
  { kind: 'destinationSecrets', table: 'destination_secret', column: 'value', ...uuidKey, context: `'destination_secret:' || id` },
  { kind: 'refusals', table: 'refusal', column: 'credentials', ...uuidKey, context: `'refusal:' || source_id` },
  {
    ...{ kind: 'idempotencyAnswers', table: 'idempotency_record', column: 'answer', key: 'key', keyType: 'bytea', start: '' },
    ...{ toText: `encode(key, 'hex')`, fromText: `decode($1, 'hex')`, context: `'idempotency:' || encode(key, 'hex')` },
  },
];

/** The other columns of bytes: what is in them instead of a box. */
export const OPEN_COLUMNS: Readonly<Record<string, string>> = {
  'api_key.digest': 'a digest',
  'api_key_former_value.digest': 'a digest',
  'attempt.exchange': 'what was sent and came back, secrets redacted',
  'audit_entry.hash': 'a digest',
  'audit_entry.previous_hash': 'a digest',
  'audit_head.hash': 'a digest',
  'dedupe.key': 'a digest',
  'delivery.exchange': 'what was sent and came back, secrets redacted',
  'encryption_key.canary': 'a box of a text that everybody knows: it tells whether a key is the right one, and goes with its key',
  'event.body': 'the bytes received (G3)',
  'event.body_sha256': 'a digest',
  'event.faults': 'what rules could not read',
  'event.filtered': 'which clauses stopped it',
  'event.head': 'headers, credentials redacted',
  'event.routes': 'ids',
  'event.search_keys': 'values of the search keys, in the open as the body that they are from',
  'idempotency_record.fingerprint': 'a keyed digest, which goes with its record after a day',
  'idempotency_record.key': 'a digest',
  'invitation.digest': 'a digest',
  'provider_sign_in.code_digest': 'a digest',
  'provider_sign_in.state_digest': 'a digest',
  'queue.order_key': 'a digest',
  'refresh_token.digest': 'a digest',
  'refusal.body': 'the bytes received',
  'refusal.head': 'headers, credentials redacted',
};
