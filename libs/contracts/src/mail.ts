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
  readonly attachments?: readonly MailAttachment[];
  /** Whose kept connections may be used: mails of different pools never share one. */
  readonly pool?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface MailAttachment {
  readonly filename: string;
  readonly contentType: string;
  /** Arrives byte for byte. */
  readonly content: Uint8Array;
}

export interface MailServer {
  /**
   * `smtp://host:port` or `smtps://host:port`. STARTTLS is used where it is offered, and always before credentials; `?tls=required` insists
   * on it, `?tls=never` leaves it out.
   */
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
  /** What the server said to each of the rejected, in their order. */
  readonly rejectedReplies?: readonly string[];
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
