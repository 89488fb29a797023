import { isSmtpUrl, isTemplate, MAX_PEM_CHARS, MAX_TEMPLATE_CHARS, parseMailAddress } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const MAX_RECIPIENTS = 50;

const DEFAULT_ATTACHMENT_BYTES = 5_242_880;
const MAX_ATTACHMENT_BYTES = 26_214_400;

const NO_ADDRESS = 'is not an email address';
const isAddress = (text: string) => parseMailAddress(text) !== null;

/** `jane@example.com` or `Jane <jane@example.com>`. */
const address = z.string().max(512).refine(isAddress, NO_ADDRESS);
const recipient = z
  .string()
  .max(2_000)
  .refine((text) => isTemplate(text) || isAddress(text), NO_ADDRESS);
const recipients = z.array(recipient).max(MAX_RECIPIENTS);
const template = z.string().max(MAX_TEMPLATE_CHARS);
const domain = z
  .string()
  .max(253)
  .refine((text) => isAddress(`a@${text}`), 'is not a domain');

const DEFAULT_SUBJECT = '{{ event.type }} from {{ source.slug }}';
const DEFAULT_TEXT = `{{ event.type }} from {{ source.slug }}

Event:    {{ event.id }}
Received: {{ event.receivedAt }}
{% if event.occurredAt %}Occurred: {{ event.occurredAt }}
{% endif %}
{{ event.text }}
`;

export const emailConfigSchema = z
  .strictObject({
    from: address.meta({ title: 'From' }),
    to: recipients
      .min(1)
      .meta({ title: 'To', description: 'Addresses, or Liquid that renders to one in an allowed domain, or to nothing.' }),
    cc: recipients.default([]).meta({ title: 'Cc' }),
    bcc: recipients.default([]).meta({ title: 'Bcc' }),
    allowedDomains: z
      .array(domain)
      .max(MAX_RECIPIENTS)
      .default([])
      .meta({ title: 'Allowed domains', description: 'Where recipients from templates may be; needed with them.' }),
    subject: template.min(1).default(DEFAULT_SUBJECT).meta({ title: 'Subject', description: 'Liquid.' }),
    text: template.default(DEFAULT_TEXT).meta({ title: 'Text', description: 'Liquid.' }),
    html: template.optional().meta({ title: 'HTML', description: 'Liquid; printed values are escaped.' }),
    attachPayload: z
      .enum(['never', 'binary', 'always'])
      .default('never')
      .meta({ title: 'Attach the payload', description: 'The exact bytes as a file: never, where they are no text, or always.' }),
    maxAttachmentBytes: z
      .int()
      .min(1)
      .max(MAX_ATTACHMENT_BYTES)
      .default(DEFAULT_ATTACHMENT_BYTES)
      .meta({ title: 'Largest attachment', description: 'In bytes; a larger payload is left out, and the mail says so.' }),
    smtpUrl: z.string().max(2_048).refine(isSmtpUrl, 'must be an smtp:// or smtps:// URL without user or password').optional().meta({
      title: 'Mail server',
      description:
        "smtps://host, or smtp://host with STARTTLS where offered (?tls=required insists on it); the installation's where it is left out.",
    }),
    tls: z
      .strictObject({ ca: z.string().max(MAX_PEM_CHARS).optional(), serverName: z.string().max(253).optional() })
      .optional()
      .meta({
        title: 'TLS',
        description: "Authorities to trust, in PEM, and the name in the certificate, for the destination's own mail server.",
      }),
  })
  .meta({
    examples: [
      { from: 'Posthorn <relay@example.com>', to: ['orders@example.com'] },
      {
        from: 'relay@example.com',
        to: ['{{ event.body.owner.email }}'],
        allowedDomains: ['example.com'],
        subject: '{{ event.type }}',
        html: '<p>Order {{ event.body.order.id }}</p>',
        attachPayload: 'binary',
        smtpUrl: 'smtp://mail.example.com:587?tls=required',
      },
    ],
  });

export const emailSecretsSchema = z.strictObject({
  smtpUser: z.string().min(1).max(512).optional().meta({ title: 'User' }),
  smtpPassword: z.string().min(1).max(1_024).optional().meta({ title: 'Password' }),
});

export type EmailConfig = z.output<typeof emailConfigSchema>;
export type EmailSecrets = z.output<typeof emailSecretsSchema>;
