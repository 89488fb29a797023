import type { NewDestination } from '../admin-api.js';
import type { Stage } from './stage.js';

export type DestinationName = 'Fulfilment' | 'Accounting' | 'Orders channel' | 'Payments channel' | 'Receipts';

export interface PlannedDestination {
  readonly name: DestinationName;
  readonly plugin: 'http' | 'slack' | 'email';
  readonly body: Omit<NewDestination, 'name' | 'plugin'>;
  /** What it subscribes to, from every source. */
  readonly eventTypes: readonly string[];
  /** Path at the HTTP receiver, where the signing secret is to be trusted. */
  readonly path?: string;
}

/** One destination for each way out: two subscribers over HTTP, both ways into Slack, and a mailbox. */
export function plannedDestinations(stage: Stage): readonly PlannedDestination[] {
  return [
    {
      name: 'Fulfilment',
      plugin: 'http',
      body: { config: { url: stage.http.url('/fulfilment') }, retry: { preset: 'petstore' } },
      eventTypes: ['**'],
      path: '/fulfilment',
    },
    {
      name: 'Accounting',
      plugin: 'http',
      body: { config: { url: stage.http.url('/accounting') } },
      eventTypes: ['payment.*'],
      path: '/accounting',
    },
    {
      name: 'Orders channel',
      plugin: 'slack',
      body: { config: {}, secrets: { webhookUrl: stage.slack.webhookUrl } },
      eventTypes: ['order.*'],
    },
    {
      name: 'Payments channel',
      plugin: 'slack',
      body: {
        config: { channel: '#payments', apiBaseUrl: stage.slack.apiBaseUrl },
        secrets: { botToken: stage.secrets.bot },
      },
      eventTypes: ['payment.*'],
    },
    {
      name: 'Receipts',
      plugin: 'email',
      body: { config: { from: 'relay@petstore.example', to: ['receipts@petstore.example'] } },
      eventTypes: ['payment.succeeded'],
    },
  ];
}
