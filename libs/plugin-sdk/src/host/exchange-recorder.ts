import {
  type AttemptExchange,
  type GuardedFetch,
  type GuardedMail,
  MailRefusedError,
  type MailReceipt,
  type MailServer,
  type OutboundMail,
} from '@posthorn/contracts';
import type { PluginMail } from '../context.js';
import { redactUrl } from '../redact.js';
import type { Redactor } from '../redactor.js';
import { recordRequest, recordResponse } from '../exchange-record.js';

interface Outgoing {
  readonly request: AttemptExchange['request'];
  readonly response: AttemptExchange['response'];
  readonly error: string | null;
}

export interface CallDefaults {
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const MAX_NOTE_CHARS = 2_000;

const EMPTY: AttemptExchange = { request: null, response: null, error: null };

/**
 * Sees what a plugin sends and gets during one attempt, so that no plugin has to write its own record. Requests are put down only when they
 * are asked for, secrets cut out.
 */
export class ExchangeRecorder {
  private last: (() => Outgoing) | null = null;
  private readonly byResponse = new WeakMap<object, () => Outgoing>();

  constructor(private readonly redactor: Redactor) {}

  /** The guarded fetch as a plugin gets it: a function and nothing more of the relay's. */
  fetch(inner: GuardedFetch, { timeoutMs, signal }: CallDefaults): GuardedFetch {
    return async (request) => {
      try {
        this.last = () => ({ request: recordRequest(request), response: null, error: null });
        const response = await inner({ timeoutMs, signal, ...request });
        const record = () => ({ request: recordRequest(request), response: recordResponse(response), error: null });
        this.byResponse.set(response, record);
        this.last = record;
        return response;
      } catch (error) {
        this.last = () => ({ request: recordRequest(request), response: null, error: messageOf(error) });
        throw error;
      }
    };
  }

  /** `installation`: the mail server for mails that name none, with its credentials; `null` = there is none. */
  mail(
    inner: GuardedMail,
    installation: MailServer | null,
    { timeoutMs, signal }: CallDefaults,
  ): (mail: PluginMail) => Promise<MailReceipt> {
    return async (asked) => {
      const server = asked.server ?? installation;
      if (server === null) throw new MailRefusedError(550, 'No mail server: neither the destination nor the installation names one');
      const mail: OutboundMail = { timeoutMs, signal, ...asked, server };
      const request = () => shownMail(mail);
      this.last = () => ({ request: request(), response: null, error: null });
      try {
        const receipt = await inner(mail);
        this.last = () => ({ request: request(), response: shownReply(250, receipt.response), error: leftOut(receipt) });
        return receipt;
      } catch (error) {
        const reply = error instanceof MailRefusedError ? shownReply(error.responseCode, error.message) : null;
        this.last = () => ({ request: request(), response: reply, error: reply ? null : messageOf(error) });
        throw error;
      }
    };
  }

  /** The exchange that brought this answer, else the last one, secrets cut out. */
  exchangeOf(response?: unknown): AttemptExchange {
    const record = (typeof response === 'object' && response !== null ? this.byResponse.get(response) : undefined) ?? this.last;
    return this.clean(record?.() ?? EMPTY);
  }

  clean(exchange: AttemptExchange): AttemptExchange {
    return this.redactor.exchange(exchange);
  }

  text(text: string): string {
    return this.redactor.text(text);
  }
}

function shownMail(mail: OutboundMail): AttemptExchange['request'] {
  const { server, from, to, cc = [], subject, messageId, text = '', html = '', attachments = [] } = mail;
  const headers = [
    ['From', from],
    ['To', to.join(', ')],
    ...(cc.length === 0 ? [] : [['Cc', cc.join(', ')] as const]),
    ['Subject', subject],
    ...(messageId === undefined ? [] : [['Message-ID', messageId] as const]),
    ...(attachments.length === 0 ? [] : [['Attachments', attachments.map(({ filename }) => filename).join(', ')] as const]),
  ] as const;
  const attachedBytes = attachments.reduce((sum, { content }) => sum + content.length, 0);
  return {
    ...{ method: 'SMTP', url: redactUrl(server.url), headers },
    bodyBytes: Buffer.byteLength(text) + Buffer.byteLength(html) + attachedBytes,
  };
}

/** The server took the mail for the others; who was left out has to be seen. */
function leftOut({ rejected, rejectedReplies = [] }: MailReceipt): string | null {
  if (rejected.length === 0) return null;
  const refused = rejected.map((recipient, i) => (rejectedReplies[i] ? `${recipient} (${rejectedReplies[i]})` : recipient));
  return `The server refused these recipients: ${refused.join(', ')}`.slice(0, MAX_NOTE_CHARS);
}

function shownReply(otherwise: number, body: string): AttemptExchange['response'] {
  return { status: Number(body.slice(0, 3)) || otherwise, headers: [], body: body.replaceAll('\0', '\uFFFD'), truncated: false };
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : 'No answer');
