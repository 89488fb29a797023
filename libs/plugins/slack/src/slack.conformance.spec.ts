import { describePlugin } from '@posthorn/plugin-sdk/testing';
import { slackPlugin } from './slack.plugin.js';

/** Slack shows no header to readers: a second copy can be told by the event's id in the message. */
const mark = ({ body }: { readonly body: Buffer }) => /evt_[0-9a-z]{26}/.exec(body.toString())?.[0];

describePlugin(slackPlugin, {
  config: () => ({}),
  secrets: (url) => ({ webhookUrl: `${url}/services/T00000000/B00000000/plantedWebhookPath` }),
  invalid: [
    { config: { template: '{{ event.id' }, field: 'config.template' },
    { secrets: {}, field: 'secrets.webhookUrl' },
    { secrets: { botToken: 'xoxb-planted-token' }, field: 'config.channel' },
    { secrets: { webhookUrl: 'not a URL' }, field: 'secrets.webhookUrl' },
  ],
  mark,
});

describePlugin(slackPlugin, {
  config: (url) => ({ apiBaseUrl: url, channel: 'C024BE91L' }),
  secrets: () => ({ botToken: 'xoxb-planted-bot-token-7731' }),
  invalid: [{ config: { channel: '' }, field: 'config.channel' }],
  goodAnswer: { headers: { 'content-type': 'application/json' }, body: '{"ok":true}' },
  mark,
});
