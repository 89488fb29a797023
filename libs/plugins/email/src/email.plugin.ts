import {
  type ConfigFault,
  definePlugin,
  delivered,
  type DeliveryContext,
  failed,
  MailRefusedError,
  type PluginMail,
  type PluginPreview,
  type PluginResult,
  previewPart,
  renderField,
  templateFaults,
  templateVariables,
  tlsFaults,
} from '@posthorn/plugin-sdk';
import { type EmailConfig, emailConfigSchema, type EmailSecrets, emailSecretsSchema } from './email.config.js';
import { judgeRefusal } from './mail-refusal.js';
import { mailServer } from './mail-server.js';
import { payloadAttachment } from './payload-attachment.js';
import { recipientFaults, recipientsOf } from './recipients.js';

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
  outboundUrls: ({ smtpUrl }) => (smtpUrl === undefined ? [] : [{ field: 'config.smtpUrl', url: smtpUrl }]),
  preview,
  deliver,
});

async function deliver(context: Context): Promise<PluginResult> {
  const { config, secrets, defaultSmtpUrl } = context;
  if (config.smtpUrl === undefined && defaultSmtpUrl === null) {
    return failed('smtp-server-missing', { detail: 'Neither config.smtpUrl nor POSTHORN_SMTP_URL names a mail server.' });
  }
  const mail = compose(context);
  if (isForNobody(mail)) return failed('no-recipient', { detail: 'All recipients of the destination render to nothing for this event.' });
  try {
    await context.mail({ ...mail, server: mailServer(config, secrets, defaultSmtpUrl) });
    return delivered();
  } catch (error) {
    if (error instanceof MailRefusedError) return judgeRefusal(error);
    throw error;
  }
}

const isForNobody = ({ to, cc = [], bcc = [] }: PluginMail) => to.length + cc.length + bcc.length === 0;

function compose(context: Context): PluginMail {
  const { config, event, delivery } = context;
  const variables = templateVariables(context);
  const { attachments, note } = payloadAttachment(config, event);
  const text = readable(renderField('config.text', config.text, variables));
  const html = config.html === undefined ? undefined : readable(renderField('config.html', config.html, variables, 'html'));
  return {
    ...{ from: config.from, ...recipientsOf(config, variables), attachments },
    subject: subjectOf(renderField('config.subject', config.subject, variables)) || subjectOf(event.type),
    text: note === null ? text : `${text}\n\n${note}\n`,
    ...(html === undefined ? {} : { html: note === null ? html : `${html}\n<p>${note}</p>\n` }),
    // The same over all attempts and replays, so that a mail server or reader can tell a second copy.
    messageId: `<${delivery.webhookId}.${delivery.destinationId}@posthorn>`,
    headers: [
      // RFC 3834 section 5: nobody's holiday note is to answer.
      ['Auto-Submitted', 'auto-generated'],
      ['X-Auto-Response-Suppress', 'All'],
      ['Posthorn-Event-Id', event.id],
      ['Posthorn-Delivery-Id', delivery.id],
    ],
  };
}

/** One line, whatever a sender put into it: breaks are spaces, and what turns the direction of writing around is left out. */
function subjectOf(rendered: string): string {
  const line = rendered
    .replaceAll(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, ' ')
    .trim();
  return Array.from(line.toWellFormed()).slice(0, MAX_SUBJECT_CHARS).join('');
}

/** Text for reading: control characters, which mail programs and some servers refuse, and half characters become U+FFFD. */
const readable = (text: string) => text.toWellFormed().replaceAll(/[^\P{Cc}\t\r\n]/gu, '\ufffd');

function preview(context: Context): PluginPreview {
  const { to, cc = [], bcc = [], subject, text = '', html, attachments = [] } = compose(context);
  const files = attachments.map(({ filename, contentType, content }) => `${filename} (${contentType}, ${content.length} bytes)`);
  const lists = Object.entries({ to, cc, bcc }).filter(([name, list]) => name === 'to' || list.length > 0);
  return {
    parts: [
      previewPart('subject', subject),
      previewPart('text', text),
      ...(html === undefined ? [] : [previewPart('html', html, 'text/html')]),
      ...lists.map(([name, list]) => previewPart(name, list.join('\n'))),
      ...(files.length === 0 ? [] : [previewPart('attachments', files.join('\n'))]),
    ],
  };
}

function validate(config: EmailConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const faults = [
    ...templateFaults(config, ['subject', 'text', 'html']),
    ...recipientFaults(config),
    ...tlsFaults(config.tls ?? {}).map(({ field, message }) => ({ field: `config.tls.${field}`, code: 'invalid', message })),
  ];
  if (!secretNames.includes('smtpPassword') || secretNames.includes('smtpUser')) return faults;
  return [...faults, { field: 'secrets.smtpUser', code: 'required', message: 'A password needs a user.' }];
}
