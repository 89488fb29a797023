import { type MailAddress, OutboundError, type OutboundMail, parseMailAddress } from '@posthorn/contracts';
import MailComposer from 'nodemailer/lib/mail-composer';

export interface ComposedMail {
  readonly from: string;
  readonly recipients: readonly string[];
  readonly bytes: Buffer;
}

/** A mail as it goes over the wire. Blind copies are in the envelope alone. Throws `OutboundError` (`invalid-request`). */
export async function composeMail(mail: OutboundMail): Promise<ComposedMail> {
  refuseLineBreaks(mail);
  const [from] = addresses([mail.from]);
  const [to, cc, bcc] = [mail.to, mail.cc ?? [], mail.bcc ?? []].map(addresses);
  const composer = new MailComposer({
    from: from && { ...from },
    to: copies(to),
    cc: copies(cc),
    subject: mail.subject.toWellFormed(),
    text: mail.text,
    html: mail.html,
    messageId: mail.messageId,
    headers: (mail.headers ?? []).map(([key, value]) => ({ key, value })),
    attachments: (mail.attachments ?? []).map(({ filename, contentType, content }) => ({
      ...{ filename, contentType, content: Buffer.from(content) },
    })),
    // A message is text from a template: nothing in it may name a file or a URL to read.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const node = composer.compile();
  const everybody = [...(to ?? []), ...(cc ?? []), ...(bcc ?? [])];
  // In the envelope nobody is twice, and a domain is ASCII (RFC 5891) where the part before it is.
  const envelope = node.setEnvelope({ from: from?.address, to: everybody.map(({ address }) => address) }).getEnvelope();
  const recipients = [envelope.to ?? []].flat();
  if (envelope.from === false || envelope.from === '' || recipients.length === 0)
    throw new OutboundError('invalid-request', 'The mail has no valid sender or recipient');
  return { from: envelope.from, recipients, bytes: await node.build() };
}

function addresses(texts: readonly string[]): readonly MailAddress[] {
  return texts.map((text) => {
    const address = parseMailAddress(text);
    if (address === null) throw new OutboundError('invalid-request', 'The mail has an address that is none');
    return address;
  });
}

const copies = (list: readonly MailAddress[] | undefined) => (list ?? []).map(({ name, address }) => ({ name, address }));

/** A line break in a header is another header (CWE-93); nodemailer would fold it, and a mail that says less than asked is worse than none. */
function refuseLineBreaks(mail: OutboundMail): void {
  const names = (mail.attachments ?? []).flatMap(({ filename, contentType }) => [filename, contentType]);
  const lines = [mail.from, ...mail.to, ...(mail.cc ?? []), ...(mail.bcc ?? []), mail.subject, mail.messageId ?? '', ...names];
  if ([...lines, ...(mail.headers ?? []).flat()].some((line) => /[\r\n\0\u2028\u2029]/.test(line)))
    throw new OutboundError('invalid-request', 'An address, the subject or a header of the mail has a line break in it');
}
