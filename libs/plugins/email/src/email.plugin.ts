import {
  type ConfigFault,
  definePlugin,
  delivered,
  type DeliveryContext,
  failed,
  type PluginMail,
  type PluginPreview,
  type PluginResult,
  previewPart,
  renderField,
  templateFaults,
  templateVariables,
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
  preview,
  deliver,
});

async function deliver(context: Context): Promise<PluginResult> {
  const { config, secrets, defaultSmtpUrl } = context;
  if (config.smtpUrl === undefined && defaultSmtpUrl === null) {
    return failed('smtp-server-missing', { detail: 'Neither config.smtpUrl nor POSTHORN_SMTP_URL names a mail server.' });
  }
  await context.mail({ ...compose(context), server: mailServer(config, secrets, defaultSmtpUrl) });
  return delivered();
}

/** The Message-ID stays the same over all attempts, so that a mail server or reader can tell a second copy. */
function compose(context: Context): PluginMail {
  const { config, delivery } = context;
  const variables = templateVariables(context);
  const subject = renderField('config.subject', config.subject, variables)
    .replace(/[\s\0]+/g, ' ')
    .trim();
  return {
    from: config.from,
    to: config.to,
    cc: config.cc,
    bcc: config.bcc,
    subject: subject.slice(0, MAX_SUBJECT_CHARS),
    text: renderField('config.text', config.text, variables),
    ...(config.html === undefined ? {} : { html: renderField('config.html', config.html, variables, 'html') }),
    messageId: `<${delivery.id}@posthorn>`,
  };
}

function preview(context: Context): PluginPreview {
  const { subject, text = '', html } = compose(context);
  const parts = [previewPart('subject', subject), previewPart('text', text)];
  return { parts: html === undefined ? parts : [...parts, previewPart('html', html, 'text/html')] };
}

function validate(config: EmailConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const faults = templateFaults(config, ['subject', 'text', 'html']);
  if (!secretNames.includes('smtpPassword') || secretNames.includes('smtpUser')) return faults;
  return [...faults, { field: 'secrets.smtpUser', code: 'required', message: 'A password needs a user.' }];
}
