/**
 * Every advisory lock of the relay, in one place, so that no two can be the same. Any constant will do; a new one takes the next.
 * The tests' own (`testing/`) are taken in another database, where they cannot meet these.
 */
export const ADVISORY_LOCK = {
  /** Relays that start together on one empty database make one operator. */
  bootstrap: 7_304_117,
  /** Serialises migrations of relays that start together. */
  migrations: 7_304_118,
  /** One process at a time makes partitions. */
  partitions: 7_304_119,
  /** One process at a time lets history go. */
  retention: 7_304_120,
  /** One entry an account and minute, whichever process counts. */
  failedSignIns: 7_304_121,
  /** One decision at a time about which key encrypts. */
  encryptionKeys: 7_304_128,
} as const;

/** First half of an epoch's own lock, of the kind with two keys (which never meets those with one); the second is the epoch. */
export const EPOCH_LOCK_CLASS = 17_717;
