import { isHttpUrl, MAX_TEMPLATE_CHARS } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const SLACK_API_BASE_URL = 'https://slack.com/api';

const MAX_KEY_TEMPLATE_CHARS = 2_000;

const httpUrl = z.string().max(2_048).refine(isHttpUrl, 'must be an http:// or https:// URL without user or password');

export const slackConfigSchema = z
  .strictObject({
    channel: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .meta({ title: 'Channel', description: 'Id or name; needed with a bot token, fixed by Slack for an Incoming Webhook.' }),
    apiBaseUrl: httpUrl.default(SLACK_API_BASE_URL).meta({ title: 'API base URL', description: 'For a Slack-shaped server.' }),
    template: z.string().min(1).max(MAX_TEMPLATE_CHARS).optional().meta({
      title: 'Template',
      description: "Liquid: mrkdwn text, or, if it begins with `{`, the message's JSON with `text`, `blocks` or both.",
    }),
    threadKey: z.string().min(1).max(MAX_KEY_TEMPLATE_CHARS).optional().meta({
      title: 'Thread key',
      description:
        'Liquid: messages that render to the same key are one thread, for example {{ event.body.order.id }}. Needs a bot token with channels:history or groups:history.',
    }),
  })
  .meta({
    examples: [
      {},
      { channel: 'C024BE91L', template: '*{{ event.type }}* order {{ event.body.order.id }}', threadKey: '{{ event.body.order.id }}' },
      {
        channel: '#payments',
        template:
          '{"text": "{{ event.type }}", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "*Paid* {{ event.body.amount }}"}}]}',
      },
    ],
  });

export const slackSecretsSchema = z.strictObject({
  webhookUrl: httpUrl.optional().meta({ title: 'Webhook URL', description: 'Of an Incoming Webhook: whoever has it can post.' }),
  botToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/, 'must be printable ASCII without spaces')
    .optional()
    .meta({ title: 'Bot token', description: '`xoxb-…`, with the scope chat:write.' }),
});

export type SlackConfig = z.output<typeof slackConfigSchema>;
export type SlackSecrets = z.output<typeof slackSecretsSchema>;
