import {
  type ConfigFault,
  definePlugin,
  delivered,
  failed,
  type NamedUrl,
  type PluginEvent,
  type PluginPreview,
  type PluginResult,
  previewPart,
  templateFaults,
  type TemplateVariables,
  templateVariables,
} from '@posthorn/plugin-sdk';
import { defaultMessage } from './default-message.js';
import { judgeWebhookAnswer } from './slack-answer.js';
import { callSlack, postJson, type SlackContext } from './slack-api.js';
import { type SlackMessage, templateMessage } from './slack-message.js';
import { postInThread, renderThreadKey, threadKeyOf } from './slack-threads.js';
import { type SlackConfig, slackConfigSchema, type SlackSecrets, slackSecretsSchema } from './slack.config.js';

const CHANNEL_ID = /^[CDG][A-Z0-9]+$/;
const NOT_CONFIGURED = 'The destination has neither an Incoming Webhook nor a bot token with a channel.';

/** Posts a message about each event, by Incoming Webhook or, with a bot token, by `chat.postMessage`. */
export const slackPlugin = definePlugin({
  type: 'slack',
  title: 'Slack',
  configSchema: slackConfigSchema,
  secretsSchema: slackSecretsSchema,
  capabilities: {},
  validate,
  outboundUrls,
  test,
  preview,
  deliver,
});

async function deliver(context: SlackContext): Promise<PluginResult> {
  const { config, secrets, event, clock } = context;
  const variables = templateVariables(context);
  const message = messageOf(config, event, variables);
  const { webhookUrl, botToken } = secrets;
  if (webhookUrl !== undefined) return judgeWebhookAnswer(await postJson(context, webhookUrl, message), clock);
  if (botToken === undefined || config.channel === undefined) return failed('slack-not-configured', { detail: NOT_CONFIGURED });
  const key = threadKeyOf(context, variables);
  if (key !== null) return postInThread(context, botToken, message, key);
  const answer = await callSlack(context, botToken, 'chat.postMessage', { ...message, channel: config.channel });
  return 'fields' in answer ? delivered() : answer.refusal;
}

/** A token is tried by itself first: its faults are told apart from those of the channel and the message. */
async function test(context: SlackContext): Promise<PluginResult> {
  const { botToken, webhookUrl } = context.secrets;
  if (botToken !== undefined && webhookUrl === undefined) {
    const answer = await callSlack(context, botToken, 'auth.test', {});
    if ('refusal' in answer) return answer.refusal;
  }
  return deliver(context);
}

function preview(context: SlackContext): PluginPreview {
  const { config, secrets, event } = context;
  const variables = templateVariables(context);
  const channel = secrets.webhookUrl === undefined && config.channel !== undefined ? { channel: config.channel } : {};
  const payload = { ...messageOf(config, event, variables), ...channel };
  const parts = [previewPart('payload', JSON.stringify(payload, null, 2), 'application/json')];
  return {
    parts: config.threadKey === undefined ? parts : [...parts, previewPart('threadKey', renderThreadKey(config.threadKey, variables))],
  };
}

function messageOf({ template }: SlackConfig, event: PluginEvent, variables: TemplateVariables): SlackMessage {
  return template === undefined ? defaultMessage(event) : templateMessage(template, variables);
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
  if (config.threadKey !== undefined) faults.push(...threadFaults(config, hasToken));
  return [...faults, ...templateFaults(config, ['template', 'threadKey'])];
}

/** An Incoming Webhook's answer does not say which message it made, and the history of a channel is asked for by its id. */
function threadFaults({ channel }: SlackConfig, hasToken: boolean): readonly ConfigFault[] {
  if (!hasToken)
    return [{ field: 'config.threadKey', code: 'conflict', message: 'Threads need a bot token in place of an Incoming Webhook.' }];
  if (channel === undefined || CHANNEL_ID.test(channel)) return [];
  return [{ field: 'config.channel', code: 'invalid', message: 'Threads need the channel by its id, for example C024BE91L.' }];
}

function outboundUrls(config: SlackConfig, { webhookUrl }: SlackSecrets): readonly NamedUrl[] {
  const apiBaseUrl = { field: 'config.apiBaseUrl', url: config.apiBaseUrl };
  return webhookUrl === undefined ? [apiBaseUrl] : [apiBaseUrl, { field: 'secrets.webhookUrl', url: webhookUrl }];
}
