import type { OutboundTls } from './fetcher.js';

/** An outbound mail as plugins ask for it; `libs/outbound` is the only implementation. */
export interface OutboundMail {
  readonly server: MailServer;
  readonly from: string;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject: string;
  readonly text?: string;
  readonly html?: string;
  readonly messageId?: string;
  readonly headers?: readonly (readonly [name: string, value: string])[];
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface MailServer {
  /** `smtp://host:port` (STARTTLS where offered) or `smtps://host:port`. */
  readonly url: string;
  readonly user?: string;
  readonly password?: string;
  /** For `smtps:` and STARTTLS. */
  readonly tls?: OutboundTls;
}

/** The server's last word. `accepted` and `rejected` are recipients. */
export interface MailReceipt {
  readonly response: string;
  readonly accepted: readonly string[];
  readonly rejected: readonly string[];
}

/** An SMTP reply that refuses: 4xx is worth another try, 5xx is final (RFC 5321 section 4.2.1). */
export class MailRefusedError extends Error {
  override readonly name = 'MailRefusedError';

  constructor(
    readonly responseCode: number,
    message: string,
  ) {
    super(message);
  }
}

/** Every resolved address is vetted, time is capped. Throws {@link MailRefusedError} or `OutboundError`. */
export type GuardedMail = (mail: OutboundMail) => Promise<MailReceipt>;
