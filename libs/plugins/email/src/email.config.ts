import { isSmtpUrl, MAX_TEMPLATE_CHARS } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const MAX_RECIPIENTS = 50;

/** `jane@example.com` or `Jane <jane@example.com>`; the mail server is the judge of the rest. */
const address = z
  .string()
  .max(512)
  .regex(/^[^\r\n\0]*[^\s@]@[^\s@]+$/, 'is not an email address');
const recipients = z.array(address).max(MAX_RECIPIENTS);
const template = z.string().max(MAX_TEMPLATE_CHARS);

const DEFAULT_SUBJECT = '{{ event.type }} from {{ source.slug }}';
const DEFAULT_TEXT = `{{ event.type }} from {{ source.slug }}

Event:    {{ event.id }}
Received: {{ event.receivedAt }}
{% if event.occurredAt %}Occurred: {{ event.occurredAt }}
{% endif %}
{{ event.text }}
`;

export const emailConfigSchema = z.strictObject({
  from: address,
  to: recipients.min(1),
  cc: recipients.default([]),
  bcc: recipients.default([]),
  /** Liquid, as are the two below. */
  subject: template.min(1).default(DEFAULT_SUBJECT),
  text: template.default(DEFAULT_TEXT),
  html: template.optional(),
  /** The installation's mail server where it is left out. The password is a secret. */
  smtpUrl: z.string().max(2_048).refine(isSmtpUrl, 'must be an smtp:// or smtps:// URL without user or password').optional(),
});

export const emailSecretsSchema = z.strictObject({
  smtpUser: z.string().min(1).max(512).optional(),
  smtpPassword: z.string().min(1).max(1_024).optional(),
});

export type EmailConfig = z.output<typeof emailConfigSchema>;
export type EmailSecrets = z.output<typeof emailSecretsSchema>;
