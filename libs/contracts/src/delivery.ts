import type { AttemptTransform } from './transform.js';

/** `delivered`, `failed` and `cancelled` are ends; a 2xx still moves any delivery to `delivered`. */
export const DELIVERY_STATUSES = ['scheduled', 'delivering', 'delivered', 'failed', 'cancelled'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What one attempt means: it arrived, it is worth another try, or trying again is pointless. */
export const ATTEMPT_OUTCOMES = ['delivered', 'retry', 'failed'] as const;
export type AttemptOutcome = (typeof ATTEMPT_OUTCOMES)[number];

/** Why a delivery ended without arriving, where the relay or a person decided it. Other reasons come from attempts. */
export const DELIVERY_REASONS = [
  'exhausted',
  /** As `exhausted`, of a delivery that stood first in its ordering key: the next one goes on. */
  'order-parked',
  'gone',
  'destination-disabled',
  'destination-deleted',
  'subscription-deleted',
  'source-deleted',
  'project-deleted',
  'cancelled-by-operator',
  'event-expired',
  'event-expunged',
] as const;
export type DeliveryReason = (typeof DELIVERY_REASONS)[number];

/** The most of a receiver's answer that is kept with an attempt, in bytes. */
export const MAX_RESPONSE_BODY_BYTES = 16_384;

export type HeaderPairs = readonly (readonly [name: string, value: string])[];

/** What was sent and what came back, secrets and signatures already redacted. */
export interface AttemptExchange {
  readonly request: { readonly method: string; readonly url: string; readonly headers: HeaderPairs; readonly bodyBytes: number } | null;
  readonly response: {
    readonly status: number;
    readonly headers: HeaderPairs;
    readonly body: string;
    /** Absent = `utf8`; `base64` for bytes that are no text. */
    readonly encoding?: 'base64';
    /** Cut off after {@link MAX_RESPONSE_BODY_BYTES}. */
    readonly truncated: boolean;
  } | null;
  /** A sentence for the operator where there is no response to look at. */
  readonly error: string | null;
  /** Where the subscription has one. */
  readonly transform?: AttemptTransform;
}
