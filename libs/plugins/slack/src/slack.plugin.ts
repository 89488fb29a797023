import {
  type ConfigFault,
  definePlugin,
  type DeliveryContext,
  failed,
  type HeaderPairs,
  type NamedUrl,
  type PluginPreview,
  type PluginResult,
  previewPart,
  templateFaults,
  templateVariables,
} from '@posthorn/plugin-sdk';
import { judgeApiAnswer, judgeWebhookAnswer } from './slack-answer.js';
import { defaultMessage, type SlackMessage, templateMessage } from './slack-message.js';
import { type SlackConfig, slackConfigSchema, type SlackSecrets, slackSecretsSchema } from './slack.config.js';

type Context = DeliveryContext<SlackConfig, SlackSecrets>;

/** `chat.postMessage` answers with the message it made of ours, of up to 40,000 characters and 50 blocks. */
const MAX_ANSWER_BYTES = 1_048_576;

/** Posts a message about each event, by Incoming Webhook or, with a bot token, by `chat.postMessage`. */
export const slackPlugin = definePlugin({
  type: 'slack',
  title: 'Slack',
  configSchema: slackConfigSchema,
  secretsSchema: slackSecretsSchema,
  capabilities: {},
  validate,
  outboundUrls,
  preview,
  deliver,
});

async function deliver(context: Context): Promise<PluginResult> {
  const message = messageOf(context);
  const target = targetOf(context.config, context.secrets);
  if (target === null) {
    return failed('slack-not-configured', { detail: 'The destination has neither an Incoming Webhook nor a bot token with a channel.' });
  }
  const headers: HeaderPairs = [['content-type', 'application/json; charset=utf-8'], ['user-agent', 'Posthorn'], ...target.headers];
  const body = JSON.stringify({ ...message, ...target.fields });
  const response = await context.fetch({ method: 'POST', url: target.url, headers, body, maxResponseBytes: MAX_ANSWER_BYTES });
  return target.judge(response, context.clock);
}

function preview(context: Context): PluginPreview {
  const fields = targetOf(context.config, context.secrets)?.fields ?? {};
  return { parts: [previewPart('payload', JSON.stringify({ ...messageOf(context), ...fields }, null, 2), 'application/json')] };
}

function messageOf(context: Context): SlackMessage {
  const { template } = context.config;
  return template === undefined ? defaultMessage(context.event) : templateMessage(template, templateVariables(context));
}

/** Where and how to post; `null` if nothing says so. */
function targetOf(config: SlackConfig, { webhookUrl, botToken }: SlackSecrets) {
  if (webhookUrl !== undefined) return { url: webhookUrl, headers: [], fields: {}, judge: judgeWebhookAnswer };
  if (botToken === undefined || config.channel === undefined) return null;
  const url = `${config.apiBaseUrl.replace(/\/+$/, '')}/chat.postMessage`;
  const headers: HeaderPairs = [['authorization', `Bearer ${botToken}`]];
  return { url, headers, fields: { channel: config.channel }, judge: judgeApiAnswer };
}

function validate(config: SlackConfig, secretNames: readonly string[]): readonly ConfigFault[] {
  const faults: ConfigFault[] = [];
  const hasWebhook = secretNames.includes('webhookUrl');
  const hasToken = secretNames.includes('botToken');
  if (hasWebhook === hasToken) {
    faults.push({
      field: 'secrets.webhookUrl',
      code: hasWebhook ? 'conflict' : 'required',
      message: 'Give either webhookUrl or botToken.',
    });
  }
  if (hasToken && config.channel === undefined)
    faults.push({ field: 'config.channel', code: 'required', message: 'A bot token needs a channel.' });
  return [...faults, ...templateFaults(config, ['template'])];
}

function outboundUrls(config: SlackConfig, { webhookUrl }: SlackSecrets): readonly NamedUrl[] {
  const apiBaseUrl = { field: 'config.apiBaseUrl', url: config.apiBaseUrl };
  return webhookUrl === undefined ? [apiBaseUrl] : [apiBaseUrl, { field: 'secrets.webhookUrl', url: webhookUrl }];
}
