import {
  bareMediaType,
  EVENT_METHODS,
  firstHeader,
  type Clock,
  type RawHeaders,
  type RefusalReason,
  type SourceConfig,
  type SourceRateLimit,
} from '@posthorn/contracts';
import { createNetworkList } from '@posthorn/platform';
import { TokenBucket } from './token-bucket.js';

/** What is known of a request before its body. */
export interface RequestStart {
  readonly method: string;
  readonly headers: RawHeaders;
  /** Worked out only where it is asked for. */
  readonly remoteAddress: () => string;
}

/** Why a request is not let in, and how it is answered. */
export interface TurnedAway {
  readonly reason: RefusalReason;
  readonly detail: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

type GateConfig = Pick<SourceConfig, 'methods' | 'allowedIps' | 'contentTypes' | 'requiredHeaders' | 'rateLimit'>;

/** What a source asks of a request besides its authenticity, the cheapest first; a source that asks for nothing pays for the method only. */
export class SourceGate {
  private readonly isAllowed: ((address: string) => boolean) | null;
  private readonly rate: TokenBucket | null;

  constructor(
    private readonly config: GateConfig,
    clock: Clock,
  ) {
    this.isAllowed = config.allowedIps && createNetworkList(config.allowedIps);
    this.rate = config.rateLimit && rateBucket(config.rateLimit, clock);
  }

  /** `null` = let in, which counts towards the rate. */
  turnAway(request: RequestStart): TurnedAway | null {
    return this.judgeSender(request) ?? this.judgeRate() ?? this.judgeHeaders(request);
  }

  /** The same without the rate: whether a request that was refused a while ago would be let in now. */
  wouldTurnAway(request: RequestStart): TurnedAway | null {
    return this.judgeSender(request) ?? this.judgeHeaders(request);
  }

  private judgeSender({ method, remoteAddress }: RequestStart): TurnedAway | null {
    if (this.isAllowed && !this.isAllowed(remoteAddress())) {
      return turnedAway(403, 'address', 'The sender is in none of the networks that the source allows (allowedIps).');
    }
    const { methods } = this.config;
    if (EVENT_METHODS.some((one) => one === method) && methods.includes(method)) return null;
    return turnedAway(405, 'method', `${method} is not allowed here.`, { allow: allowedMethods(methods) });
  }

  private judgeRate(): TurnedAway | null {
    const { rate, config } = this;
    if (!rate || rate.take()) return null;
    const detail = `More than ${config.rateLimit?.count} requests in ${config.rateLimit?.perSeconds} s.`;
    return turnedAway(429, 'rate-limited', detail, { 'retry-after': String(rate.secondsToNext) });
  }

  private judgeHeaders({ headers }: RequestStart): TurnedAway | null {
    const { contentTypes, requiredHeaders } = this.config;
    if (contentTypes) {
      const type = bareMediaType(firstHeader(headers, 'content-type'));
      if (type === '') return turnedAway(415, 'content-type', 'The request names no content type.');
      if (!contentTypes.some((one) => one === type || (one.endsWith('/*') && type.startsWith(one.slice(0, -1))))) {
        return turnedAway(415, 'content-type', `The source takes ${contentTypes.join(', ')} only.`);
      }
    }
    for (const name of requiredHeaders) {
      if (!firstHeader(headers, name)?.trim()) return turnedAway(400, 'header-missing', `The header ${name} is missing or empty.`);
    }
    return null;
  }
}

/** `Allow` of a source (RFC 9110 section 10.2.1). */
export function allowedMethods(methods: readonly string[]): string {
  return [...methods, 'GET', 'HEAD', 'OPTIONS'].join(', ');
}

function rateBucket({ count, perSeconds }: SourceRateLimit, clock: Clock): TokenBucket {
  return new TokenBucket(count, count / (perSeconds * 1_000), clock);
}

function turnedAway(status: number, reason: RefusalReason, detail: string, headers: Readonly<Record<string, string>> = {}): TurnedAway {
  return { reason, detail, status, headers };
}
