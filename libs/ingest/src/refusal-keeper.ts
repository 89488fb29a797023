import type { RawHeaders, RefusalReason } from '@posthorn/contracts';
import { MAX_KEPT_BODY_BYTES, type LedgerTally, type RefusalWriter } from '@posthorn/store';
import { redactCredentials } from './credential-redaction.js';
import type { RefusalBudget } from './refusal-budget.js';
import type { ReadySource } from './source-book.js';

/** A request that was not accepted, as far as it was read. */
export interface RefusedRequest {
  readonly source: ReadySource;
  readonly url: { readonly path: string; readonly query: string };
  readonly method: string;
  readonly request: { readonly rawHeaders: RawHeaders };
  readonly remoteAddress: () => string;
  readonly receivedAtMs: number;
}

export interface Refusal {
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly body: Buffer;
  /** More than `body` holds = it is not whole. */
  readonly bodyBytes: number;
}

export interface RefusalKeeperDependencies {
  readonly writer: RefusalWriter;
  readonly budget: RefusalBudget;
  /** Counts what the budget does not let in; what the writer does not take it counts itself. */
  readonly tally: Pick<LedgerTally, 'count'>;
  /** Encrypts credentials. */
  readonly seal: (text: string, context: string) => Buffer;
}

/** A row without its body and headers, roughly, indexes included. */
const ROW_BYTES = 300;
/** A forwarded header may claim to be an address of any length. */
const MAX_ADDRESS_LENGTH = 64;

/** Seals a source's credentials to it, so that a box copied to another source's refusal does not open. */
export const refusalContext = (sourceId: string): string => `refusal:${sourceId}`;

/** Keeps refusals for people, within bounds: what it does not keep it counts. */
export class RefusalKeeper {
  constructor(private readonly deps: RefusalKeeperDependencies) {}

  /** Whether a body is worth reading for the sake of keeping it. */
  hasRoom({ source }: RefusedRequest): boolean {
    return this.deps.budget.hasRoom(source.config.id);
  }

  countOnly({ source, receivedAtMs }: RefusedRequest): void {
    this.deps.tally.count('refusedNotKept', source.config.id, receivedAtMs);
  }

  /** `false` = counted only. */
  keep(refused: RefusedRequest, refusal: Refusal): boolean {
    const { config } = refused.source;
    // First of all: what is not kept is not worth an encryption.
    if (this.deps.budget.take(config.id, sizeOf(refused, refusal))) return this.write(refused, refusal);
    this.countOnly(refused);
    return false;
  }

  private write({ source, url, request, method, remoteAddress, receivedAtMs }: RefusedRequest, refusal: Refusal): boolean {
    const { id: sourceId, projectId } = source.config;
    const places = source.verifier?.credentials ?? { headers: [], query: [] };
    const { headers, query, taken } = redactCredentials(request.rawHeaders, url.query, places);
    return this.deps.writer.add({
      ...refusal,
      ...{ projectId, sourceId, receivedAtMs, method, path: url.path, query, headers },
      credentials: taken && this.deps.seal(JSON.stringify(taken), refusalContext(sourceId)),
      remoteAddress: remoteAddress().slice(0, MAX_ADDRESS_LENGTH),
    });
  }
}

function sizeOf({ url, request }: RefusedRequest, { body, detail }: Refusal): number {
  let bytes = ROW_BYTES + url.path.length + url.query.length + detail.length + Math.min(body.length, MAX_KEPT_BODY_BYTES);
  for (const part of request.rawHeaders) bytes += part.length + 1;
  return bytes;
}
