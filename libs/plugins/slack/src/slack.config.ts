import { isHttpUrl, MAX_TEMPLATE_CHARS } from '@posthorn/plugin-sdk';
import { z } from 'zod';

const SLACK_API_BASE_URL = 'https://slack.com/api';

const httpUrl = z.string().max(2_048).refine(isHttpUrl, 'must be an http:// or https:// URL without user or password');

export const slackConfigSchema = z.strictObject({
  /** Channel id or name; needed with a bot token, fixed by Slack for an Incoming Webhook. */
  channel: z.string().min(1).max(256).optional(),
  /** For a Slack-shaped server. */
  apiBaseUrl: httpUrl.default(SLACK_API_BASE_URL),
  /** Liquid: mrkdwn text, or the message's JSON with `text`, `blocks` or both. */
  template: z.string().min(1).max(MAX_TEMPLATE_CHARS).optional(),
});

export const slackSecretsSchema = z.strictObject({
  /** Of an Incoming Webhook: whoever has it can post. */
  webhookUrl: httpUrl.optional(),
  botToken: z
    .string()
    .regex(/^[\x21-\x7e]{1,512}$/, 'must be printable ASCII without spaces')
    .optional(),
});

export type SlackConfig = z.output<typeof slackConfigSchema>;
export type SlackSecrets = z.output<typeof slackSecretsSchema>;
