import {
  type AttemptExchange,
  classifyOutboundError,
  type ConfigFault,
  definePlugin,
  type DeliveryContext,
  type DeliveryResult,
  errorExchange,
  MailRefusedError,
  type MailServer,
  type OutboundMail,
  renderTemplate,
  TemplateError,
  type TemplateEscape,
  templateVariables,
  validateTemplate,
} from '@posthorn/plugin-sdk';
import { type EmailConfig, emailConfigSchema, type EmailSecrets, emailSecretsSchema } from './email.config.js';
import { mailServer } from './mail-server.js';

type Context = DeliveryContext<EmailConfig, EmailSecrets>;

/** A subject is one line, and mail programs show no more of it. */
const MAX_SUBJECT_CHARS = 250;

/** Sends a mail about each event through an SMTP server. */
export const emailPlugin = definePlugin({
  type: 'email',
  title: 'Email',
  configSchema: emailConfigSchema,
  secretsSchema: emailSecretsSchema,
  capabilities: {},
  validate,
  // The mail server's address is judged when it is connected to.
  outboundUrls: () => [],
  deliver,
});

async function deliver(context: Context): Promise<DeliveryResult> {
  const server = mailServer(context.config, context.secrets, context.defaultSmtpUrl);
  if (server === null) {
    return failed('smtp-server-missing', 'Neither config.smtpUrl nor POSTHORN_SMTP_URL names a mail server.');
  }
  let mail: OutboundMail;
  try {
    mail = compose(context, server);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    return failed('template-error', error.message);
  }
  return send(context, mail);
}

/** The Message-ID stays the same over all attempts, so that a mail server or reader can tell a second copy. */
function compose(context: Context, server: MailServer): OutboundMail {
  const { config, delivery, timeoutMs, signal } = context;
  const variables = templateVariables(context);
  const subject = render('subject', config.subject, variables, 'none')
    .replace(/[\s\0]+/g, ' ')
    .trim();
  return {
    server,
    from: config.from,
    to: config.to,
    cc: config.cc,
    bcc: config.bcc,
    subject: subject.slice(0, MAX_SUBJECT_CHARS),
    text: render('text', config.text, variables, 'none'),
    ...(config.html === undefined ? {} : { html: render('html', config.html, variables, 'html') }),
    messageId: `<${delivery.id}@posthorn>`,
    timeoutMs,
    signal,
  };
}

function render(field: string, template: string, variables: object, escape: TemplateEscape): string {
  try {
    return renderTemplate(template, variables, escape);
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    throw new TemplateError(`config.${field}, line ${error.line}, column ${error.column}: ${error.message}`, error.line, error.column);
  }
}

async function send(context: Context, mail: OutboundMail): Promise<DeliveryResult> {
  const request = shownRequest(mail);
  try {
    const { response, rejected } = await context.mail(mail);
    // The server took the mail for the others; who was left out has to be seen.
    const error = rejected.length === 0 ? null : `The server refused these recipients: ${rejected.join(', ')}`;
    return { outcome: 'delivered', exchange: { request, response: shownReply(Number(response.slice(0, 3)) || 250, response), error } };
  } catch (error) {
    if (!(error instanceof MailRefusedError)) return classifyOutboundError(error, request);
    const exchange = { request, response: shownReply(error.responseCode, error.message), error: null };
    const reason = `smtp-${error.responseCode}`;
    // RFC 5321 section 4.2.1: 4yz passes, 5yz stays.
    if (error.responseCode < 500) return { outcome: 'retry', reason, failure: 'network', exchange };
    return { outcome: 'failed', reason, exchange };
  }
}

function shownRequest({
  server,
  from,
  to,
  cc = [],
  subject,
  messageId = '',
  text = '',
  html = '',
}: OutboundMail): AttemptExchange['request'] {
  const headers = [
    ['From', from],
    ['To', to.join(', ')],
    ...(cc.length === 0 ? [] : [['Cc', cc.join(', ')] as const]),
    ['Subject', subject],
    ['Message-ID', messageId],
  ] as const;
  return { method: 'SMTP', url: server.url, headers, bodyBytes: Buffer.byteLength(text) + Buffer.byteLength(html) };
}

const shownReply = (status: number, body: string) => ({ status, headers: [], body, truncated: false });

const failed = (reason: string, error: string): DeliveryResult => ({
  outcome: 'failed',
  reason,
  exchange: errorExchange(error),
});

function validate(config: EmailConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  for (const field of ['subject', 'text', 'html'] as const) {
    const error = validateTemplate(config[field] ?? '');
    if (error)
      faults.push({ field: `config.${field}`, code: 'invalid', message: `Line ${error.line}, column ${error.column}: ${error.message}` });
  }
  if (secretNames.includes('smtpPassword') && !secretNames.includes('smtpUser')) {
    faults.push({ field: 'secrets.smtpUser', code: 'required', message: 'A password needs a user.' });
  }
  return faults;
}
