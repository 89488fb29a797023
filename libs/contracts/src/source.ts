import type { Uuid } from './ids.js';
import type { Rule } from './rule.js';
import type { SearchKey } from './search-key.js';

/** A secret in the clear, in memory only. Several may be active at once while one is being rotated out. */
export interface SourceSecret {
  readonly id: Uuid;
  readonly value: string;
  /** Milliseconds since the epoch; `null` = does not expire. */
  readonly expiresAtMs: number | null;
}

/** How a source authenticates its requests: a provider's name with its options. */
export interface VerificationConfig {
  readonly provider: string;
  readonly options: Readonly<Record<string, unknown>>;
}

/** What a sender gets for an accepted request. */
export interface SourceResponse {
  readonly status: number;
  readonly contentType: string;
  readonly body: string;
}

/** At most so many requests in so many seconds, each process counting its own. */
export interface SourceRateLimit {
  readonly count: number;
  readonly perSeconds: number;
}

/** A source as the relay keeps it in memory. */
export interface SourceConfig {
  readonly id: Uuid;
  readonly projectId: Uuid;
  readonly slug: string;
  readonly enabled: boolean;
  readonly verification: VerificationConfig;
  readonly secrets: readonly SourceSecret[];
  readonly eventType: Rule | null;
  readonly externalId: Rule | null;
  readonly occurredAt: Rule | null;
  /** At most `MAX_SEARCH_KEYS`, each name once. */
  readonly searchKeys: readonly SearchKey[];
  readonly dedupeWindowSeconds: number;
  /** `null` = the installation's ceiling. */
  readonly maxBodyBytes: number | null;
  readonly methods: readonly string[];
  /** Addresses and CIDRs that may send; `null` = anybody. */
  readonly allowedIps: readonly string[] | null;
  /** `type/subtype` or `type/*`, lower case; `null` = any, and none. */
  readonly contentTypes: readonly string[] | null;
  /** Headers that must be there with a value, lower case. */
  readonly requiredHeaders: readonly string[];
  /** `null` = no limit. */
  readonly rateLimit: SourceRateLimit | null;
  readonly response: SourceResponse;
}

/** Methods that can make an event. */
export const EVENT_METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const;
export const DEFAULT_RESPONSE: SourceResponse = { status: 200, contentType: 'application/json', body: '{}' };
/** The slug of the relay's own source, of which each project has one: its events say what becomes of the relay's work. */
export const INTERNAL_SOURCE_SLUG = 'posthorn';
export const DEFAULT_DEDUPE_WINDOW_SECONDS = 86_400;
/** Refused later by Postgres or by its indexes, so refused or shortened before (design section 3). */
export const MAX_EVENT_TYPE_BYTES = 256;
export const MAX_EXTERNAL_ID_BYTES = 512;
export const UNKNOWN_EVENT_TYPE = 'unknown';
