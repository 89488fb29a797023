import { Readable } from 'node:stream';
import type { Socket } from 'node:net';
import { type MailReceipt, type MailServer, OutboundError } from '@posthorn/contracts';
import SMTPConnection, { type SMTPConnectionSendInfo } from 'nodemailer/lib/smtp-connection';
import type { ComposedMail } from './mail-message.js';
import type { MailEndpoint } from './mail-url.js';
import type { TlsIdentity } from './tls-identity.js';

export interface MailConnectionOptions {
  readonly endpoint: MailEndpoint;
  readonly server: Pick<MailServer, 'user' | 'password'>;
  readonly identity: TlsIdentity | undefined;
  readonly timeoutMs: number;
  /** Whether a network between here and this address could listen in. */
  readonly isOwnMachine: (address: string) => boolean;
}

/** For as long as a mail is sent its own deadline holds; this one is for a server that nobody talks to. */
const SILENCE_MS = 600_000;

/** One SMTP session, for one mail after another. */
export class MailConnection {
  /** When it was opened, and how many mails it has taken. */
  readonly openedAtMs = performance.now();
  mails = 0;
  private ended = false;

  private constructor(private readonly smtp: SMTPConnection) {
    smtp.on('error', () => (this.ended = true));
    smtp.on('end', () => (this.ended = true));
  }

  get isOpen(): boolean {
    return !this.ended;
  }

  /** Greets, secures and signs in over a socket that is connected. */
  static async open(socket: Socket, options: MailConnectionOptions): Promise<MailConnection> {
    const { endpoint, server, identity, timeoutMs } = options;
    const smtp = new SMTPConnection({
      host: endpoint.host,
      port: endpoint.port,
      secure: endpoint.secure,
      requireTLS: endpoint.tls === 'required',
      ignoreTLS: endpoint.tls === 'never',
      connection: socket,
      ...(identity ? { tls: mailTls(identity) } : {}),
      ...{ connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: SILENCE_MS, socketCloseTimeout: 1_000 },
    });
    const connection = new MailConnection(smtp);
    try {
      await connection.until((done) => smtp.connect(done));
      if (server.user !== undefined) await connection.signIn(server.user, server.password ?? '', options, socket);
      return connection;
    } catch (error) {
      smtp.close();
      throw error;
    }
  }

  /** `began` is called when the server asks for the message: until then a second try elsewhere sends nothing twice. */
  async send({ from, recipients, bytes }: ComposedMail, began: () => void): Promise<MailReceipt> {
    this.mails += 1;
    const message = Readable.from(once(bytes, began), { objectMode: false });
    const envelope = { from, to: [...recipients], size: bytes.length, use8BitMime: !isAscii(bytes) };
    const info = await this.until<SMTPConnectionSendInfo | undefined>((done) => this.smtp.send(envelope, message, done));
    if (!info) throw new OutboundError('network', 'The mail server ended the session');
    const replies = (info.rejectedErrors ?? []).map(({ response }) => (response ?? '').slice(0, 512));
    return { response: info.response, accepted: info.accepted, rejected: info.rejected, rejectedReplies: replies };
  }

  /** Says goodbye. */
  quit(): void {
    if (!this.ended) this.smtp.quit();
  }

  /** Hangs up. */
  destroy(): void {
    this.ended = true;
    this.smtp.close();
  }

  private async signIn(user: string, pass: string, { endpoint, isOwnMachine }: MailConnectionOptions, socket: Socket): Promise<void> {
    if (!this.smtp.allowsAuth) return;
    if (!this.smtp.secure && endpoint.tls !== 'never' && !isOwnMachine(socket.remoteAddress ?? ''))
      throw new OutboundError(
        'tls',
        `${endpoint.host} offers no TLS, and credentials are not sent in the clear unless the URL says ?tls=never`,
      );
    await this.until<boolean | undefined>((done) => this.smtp.login({ credentials: { user, pass } }, done));
  }

  /** What goes wrong is told by a callback, by an event, or by the session's end, whichever comes first. */
  private until<T = void>(work: (done: (error?: Error | null, value?: T) => void) => void): Promise<T> {
    return new Promise((resolve, reject) => {
      const onError = (error: Error) => settle(error);
      const onEnd = () => settle(new OutboundError('network', 'The mail server ended the session'));
      const settle = (error?: Error | null, value?: T) => {
        this.smtp.removeListener('error', onError).removeListener('end', onEnd);
        if (error) reject(error);
        else resolve(value as T);
      };
      this.smtp.on('error', onError).on('end', onEnd);
      work(settle);
    });
  }
}

const mailTls = ({ secureContext, serverName }: TlsIdentity) => ({
  secureContext,
  ...(serverName === undefined ? {} : { servername: serverName }),
});

function* once(bytes: Buffer, began: () => void): Generator<Buffer> {
  began();
  yield bytes;
}

const isAscii = (bytes: Buffer) => bytes.every((byte) => byte < 0x80);
