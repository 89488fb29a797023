import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface MailArrival {
  readonly from: string;
  readonly to: readonly string[];
  /** The message with its MIME parts decoded. */
  readonly mail: Email;
}

/** A mail server for one machine: plain SMTP on loopback, no accounts, takes everything, relays nothing. */
export class MailReceiver {
  private readonly received: MailArrival[] = [];
  private readonly server: SMTPServer;

  private constructor() {
    this.server = new SMTPServer({
      authOptional: true,
      // Loopback only: a certificate would have to be self-signed, and a client that checks it could not get in.
      disabledCommands: ['STARTTLS', 'AUTH'],
      disableReverseLookup: true,
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('error', (error) => callback(error));
        stream.on('end', () => {
          const from = session.envelope.mailFrom === false ? '' : session.envelope.mailFrom.address;
          const to = session.envelope.rcptTo.map(({ address }) => address);
          // Answered only when the message could be read: a broken one must not count as arrived.
          PostalMime.parse(Buffer.concat(chunks)).then(
            (mail) => {
              this.received.push({ from, to, mail });
              callback();
            },
            (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
          );
        });
      },
    });
  }

  static async start(): Promise<MailReceiver> {
    const receiver = new MailReceiver();
    // A client that goes away in mid-dialogue is no reason to end the demo.
    receiver.server.on('error', () => undefined);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  /** `smtp://127.0.0.1:port`. */
  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  get arrivals(): readonly MailArrival[] {
    return this.received;
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.server.close(() => resolve()));
  }
}
