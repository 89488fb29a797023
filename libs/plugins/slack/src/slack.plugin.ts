import {
  classifyOutboundError,
  type ConfigFault,
  definePlugin,
  type DeliveryContext,
  type DeliveryResult,
  errorExchange,
  type HeaderPairs,
  type NamedUrl,
  REDACTED,
  redactHeaders,
  TemplateError,
  templateVariables,
  validateTemplate,
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
  deliver,
});

async function deliver(context: Context): Promise<DeliveryResult> {
  let message: SlackMessage;
  try {
    const { template } = context.config;
    message = template === undefined ? defaultMessage(context.event) : templateMessage(template, templateVariables(context));
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const exchange = errorExchange(`config.template, line ${error.line}, column ${error.column}: ${error.message}`);
    return { outcome: 'failed', reason: 'template-error', exchange };
  }
  return post(context, message);
}

async function post(context: Context, message: SlackMessage): Promise<DeliveryResult> {
  const target = targetOf(context.config, context.secrets);
  if (target === null) {
    const exchange = errorExchange('The destination has neither an Incoming Webhook nor a bot token with a channel.');
    return { outcome: 'failed', reason: 'slack-not-configured', exchange };
  }
  const body = Buffer.from(JSON.stringify({ ...message, ...target.fields }));
  const headers: HeaderPairs = [['content-type', 'application/json; charset=utf-8'], ['user-agent', 'Posthorn'], ...target.headers];
  const request = { method: 'POST', url: target.shownUrl, headers: redactHeaders(headers), bodyBytes: body.length };
  try {
    const { timeoutMs, signal } = context;
    const response = await context.fetch({
      method: 'POST',
      url: target.url,
      headers,
      body,
      timeoutMs,
      signal,
      maxResponseBytes: MAX_ANSWER_BYTES,
    });
    return target.judge({ request, response, secretValues: target.secretValues, nowMs: context.clock.now() });
  } catch (error) {
    return classifyOutboundError(error, request);
  }
}

/** Where and how to post; `null` if nothing says so. */
function targetOf(config: SlackConfig, { webhookUrl, botToken }: SlackSecrets) {
  if (webhookUrl !== undefined) {
    const { origin, pathname } = new URL(webhookUrl);
    // Whoever knows the path can post: history shows the server only.
    const shownUrl = `${origin}/${REDACTED}`;
    return { url: webhookUrl, shownUrl, headers: [], fields: {}, judge: judgeWebhookAnswer, secretValues: [webhookUrl, pathname] };
  }
  if (botToken === undefined || config.channel === undefined) return null;
  const url = `${config.apiBaseUrl.replace(/\/+$/, '')}/chat.postMessage`;
  const headers: HeaderPairs = [['authorization', `Bearer ${botToken}`]];
  return { url, shownUrl: url, headers, fields: { channel: config.channel }, judge: judgeApiAnswer, secretValues: [botToken] };
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
  const error = config.template === undefined ? null : validateTemplate(config.template);
  if (error)
    faults.push({ field: 'config.template', code: 'invalid', message: `Line ${error.line}, column ${error.column}: ${error.message}` });
  return faults;
}

function outboundUrls(config: SlackConfig, { webhookUrl }: SlackSecrets): readonly NamedUrl[] {
  const apiBaseUrl = { field: 'config.apiBaseUrl', url: config.apiBaseUrl };
  return webhookUrl === undefined ? [apiBaseUrl] : [apiBaseUrl, { field: 'secrets.webhookUrl', url: webhookUrl }];
}
