import type { StoredEvent } from './event.js';
import type { Uuid } from './ids.js';
import type { FieldError } from './problem.js';

/** A part of what would be sent, as a person can read it. */
export interface PreviewPart {
  readonly name: string;
  readonly contentType: string;
  /** `base64` for bytes that are no text. */
  readonly encoding: 'utf8' | 'base64';
  readonly data: string;
  /** Cut off after 64 KiB. */
  readonly truncated: boolean;
}

/** Shows what a destination would be sent for a stored event, and sends nothing; the relay binds it to `libs/delivery`. */
export interface DestinationPreviewer {
  /** `config` is tried in place of the destination's own. */
  preview(destinationId: Uuid, event: StoredEvent, config: unknown): Promise<DestinationPreview>;
}

/** `faults`: why nothing can be shown; of a template with line and column. */
export type DestinationPreview =
  { readonly ok: true; readonly parts: readonly PreviewPart[] } | { readonly ok: false; readonly faults: readonly FieldError[] };
