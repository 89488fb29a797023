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
  from: address.meta({ title: 'From' }),
  to: recipients.min(1).meta({ title: 'To' }),
  cc: recipients.default([]).meta({ title: 'Cc' }),
  bcc: recipients.default([]).meta({ title: 'Bcc' }),
  subject: template.min(1).default(DEFAULT_SUBJECT).meta({ title: 'Subject', description: 'Liquid.' }),
  text: template.default(DEFAULT_TEXT).meta({ title: 'Text', description: 'Liquid.' }),
  html: template.optional().meta({ title: 'HTML', description: 'Liquid; printed values are escaped.' }),
  smtpUrl: z
    .string()
    .max(2_048)
    .refine(isSmtpUrl, 'must be an smtp:// or smtps:// URL without user or password')
    .optional()
    .meta({ title: 'Mail server', description: "The installation's where it is left out." }),
});

export const emailSecretsSchema = z.strictObject({
  smtpUser: z.string().min(1).max(512).optional().meta({ title: 'User' }),
  smtpPassword: z.string().min(1).max(1_024).optional().meta({ title: 'Password' }),
});

export type EmailConfig = z.output<typeof emailConfigSchema>;
export type EmailSecrets = z.output<typeof emailSecretsSchema>;
