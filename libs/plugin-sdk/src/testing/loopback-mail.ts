import { type GuardedMail, MailRefusedError, OutboundError } from '@posthorn/contracts';
import { createTransport } from 'nodemailer';

/** Real SMTP for plugin tests, in the clear and without the relay's address guard. Never for anything but tests. */
export const loopbackMail: GuardedMail = async ({ server, from, to, cc, bcc, subject, text, html, messageId }) => {
  const url = new URL(server.url);
  const transport = createTransport({
    host: url.hostname,
    port: Number(url.port),
    ignoreTLS: true,
    ...(server.user === undefined ? {} : { auth: { user: server.user, pass: server.password ?? '' } }),
  });
  try {
    const info = await transport.sendMail({
      from,
      to: [...to],
      cc: [...(cc ?? [])],
      bcc: [...(bcc ?? [])],
      subject,
      ...(text === undefined ? {} : { text }),
      ...(html === undefined ? {} : { html }),
      ...(messageId === undefined ? {} : { messageId }),
    });
    return { response: info.response, accepted: info.accepted.map(String), rejected: info.rejected.map(String) };
  } catch (error) {
    const { responseCode, response } = error as { responseCode?: number; response?: string };
    if (typeof responseCode === 'number') throw new MailRefusedError(responseCode, response ?? String(responseCode));
    throw new OutboundError('network', 'no connection', { cause: error });
  }
};
