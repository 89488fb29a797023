import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import { type GuardedMail, MailRefusedError, type MailReceipt, OutboundError, type OutboundMail } from '@posthorn/contracts';

/**
 * Real SMTP for plugin tests, spoken by hand in the clear to a server that a test has started; without the relay's address guard and
 * without TLS, which `libs/outbound` tests by itself. Never for anything but tests.
 */
export const loopbackMail: GuardedMail = async (mail) => {
  const { hostname, port } = new URL(mail.server.url);
  const { signal, timeoutMs = 15_000 } = mail;
  if (signal?.aborted) throw new OutboundError('aborted', 'aborted');
  const socket = connect(Number(port), hostname.replace(/^\[|\]$/g, ''));
  // Whatever happens to it later is read as a reply that does not come.
  socket.on('error', () => undefined);
  let cut: 'timeout' | 'aborted' | null = null;
  const end = (why: 'timeout' | 'aborted') => () => {
    cut ??= why;
    socket.destroy();
  };
  const [abort, timer] = [end('aborted'), setTimeout(end('timeout'), timeoutMs)];
  signal?.addEventListener('abort', abort, { once: true });
  try {
    return await speak(mail, socket);
  } catch (error) {
    if (cut !== null) throw new OutboundError(cut, cut);
    throw error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
};

async function speak(mail: OutboundMail, socket: Socket): Promise<MailReceipt> {
  try {
    await Promise.race([
      once(socket, 'connect'),
      once(socket, 'close').then(() => {
        throw new Error('closed');
      }),
    ]);
  } catch (error) {
    throw new OutboundError('network', 'No connection to the mail server', { cause: error });
  }
  const lines = createInterface({ input: socket });
  // A socket that is destroyed does not end.
  socket.on('close', () => lines.close());
  const replies = lines[Symbol.asyncIterator]();
  const reply = () => readReply(replies);
  const say = (line: string) => {
    socket.write(`${line}\r\n`);
    return reply();
  };
  try {
    await reply();
    await say('EHLO localhost');
    const { user, password } = mail.server;
    if (user !== undefined) await say(`AUTH PLAIN ${Buffer.from(`\0${user}\0${password ?? ''}`).toString('base64')}`);
    await say(`MAIL FROM:<${bareAddress(mail.from)}>`);
    const recipients = [...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? [])].map(bareAddress);
    for (const recipient of recipients) await say(`RCPT TO:<${recipient}>`);
    await say('DATA');
    const response = await say(`${message(mail).replace(/^\./gm, '..')}\r\n.`);
    return { response, accepted: recipients, rejected: [] };
  } finally {
    socket.end('QUIT\r\n');
  }
}

/** The last line of a reply (RFC 5321 section 4.2.1: a hyphen after the code means that more follow). */
async function readReply(lines: AsyncIterator<string>): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done === true) throw new OutboundError('network', 'The mail server hung up');
    if (/^\d{3}-/.test(value)) continue;
    if (/^[45]/.test(value)) throw new MailRefusedError(Number(value.slice(0, 3)), value);
    return value;
  }
}

function message({ from, to, cc = [], subject, messageId, headers = [], text = '', html, attachments = [] }: OutboundMail): string {
  const part = (type: string, content: string | Uint8Array, more: readonly string[] = []) => [
    `--part`,
    `Content-Type: ${type}`,
    ...more,
    'Content-Transfer-Encoding: base64',
    '',
    base64(content),
  ];
  return [
    `From: ${from}`,
    `To: ${to.join(', ')}`,
    ...(cc.length > 0 ? [`Cc: ${cc.join(', ')}`] : []),
    `Subject: =?utf-8?B?${Buffer.from(subject).toString('base64')}?=`,
    ...(messageId === undefined ? [] : [`Message-ID: ${messageId}`]),
    ...headers.map(([name, value]) => `${name}: ${value}`),
    'MIME-Version: 1.0',
    `Content-Type: multipart/${attachments.length > 0 ? 'mixed' : 'alternative'}; boundary=part`,
    '',
    ...part('text/plain; charset=utf-8', text),
    ...(html === undefined ? [] : part('text/html; charset=utf-8', html)),
    ...attachments.flatMap(({ contentType, content, filename }) =>
      part(contentType, content, [`Content-Disposition: attachment; filename="${filename}"`]),
    ),
    '--part--',
  ].join('\r\n');
}

const base64 = (content: string | Uint8Array) => Buffer.from(content).toString('base64').replace(/.{76}/g, '$&\r\n');
const bareAddress = (address: string) => /<([^<>]+)>$/.exec(address)?.[1] ?? address;
