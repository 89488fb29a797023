import type { MailReceipt, OutboundMail, OutboundRequest, OutboundResponse } from '@posthorn/contracts';
import type { PluginCapabilities, PluginDelivery, PluginEvent, PluginMail } from '@posthorn/plugin-sdk';
import type { LogLevel, PluginInput, PluginSchemas } from '@posthorn/plugin-sdk/host';
import type { PluginLocation } from './plugin-location.js';
import type { WireError } from './wire-error.js';

/** What a thread is started with. */
export interface ThreadStart {
  readonly location: PluginLocation;
}

/** What a thread tells of the plugin that it has loaded. */
export interface PluginFacts {
  readonly type: string;
  readonly title: string;
  readonly capabilities: PluginCapabilities;
  readonly schemas: PluginSchemas;
  readonly hasTest: boolean;
  readonly hasPreview: boolean;
}

export type PluginMethod = 'deliver' | 'test' | 'preview';

/** A context as it crosses: what is no data is made again on the other side. */
export interface WireContext {
  readonly config: object;
  readonly secrets: object;
  readonly previousSecrets: Readonly<Record<string, readonly string[]>>;
  readonly event: Omit<PluginEvent, 'json'>;
  readonly delivery: PluginDelivery;
  readonly defaultSmtpUrl: string | null;
  readonly timeoutMs: number;
  /** How far the relay's clock is ahead of the machine's. */
  readonly aheadMs: number;
}

/** The guarded ways out, each with what is asked and answered. */
export interface WaysOut {
  readonly fetch: { readonly wanted: OutboundRequest; readonly answer: OutboundResponse };
  readonly mail: { readonly wanted: PluginMail & OutboundMail; readonly answer: MailReceipt };
}

export type Question =
  | { readonly ask: 'run'; readonly method: PluginMethod; readonly context: WireContext }
  | { readonly ask: 'read-input'; readonly input: PluginInput; readonly generate: boolean }
  | { readonly ask: 'generate-secrets'; readonly config: unknown };

export type ToThread =
  | { readonly kind: 'call'; readonly call: number; readonly question: Question }
  | { readonly kind: 'abort'; readonly call: number }
  | { readonly kind: 'answer'; readonly call: number; readonly request: number; readonly answer: unknown }
  | { readonly kind: 'refuse'; readonly call: number; readonly request: number; readonly error: WireError }
  | { readonly kind: 'ping' };

export type FromThread =
  | { readonly kind: 'loaded'; readonly facts: PluginFacts }
  | { readonly kind: 'not-loaded'; readonly reason: string; readonly type?: string; readonly title?: string }
  | { readonly kind: 'done'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'threw'; readonly call: number; readonly error: WireError }
  | { readonly kind: 'request'; readonly call: number; readonly request: number; readonly way: 'fetch' | 'mail'; readonly wanted: unknown }
  /** The plugin's own signal fired. */
  | { readonly kind: 'drop'; readonly call: number; readonly request: number }
  | {
      readonly kind: 'log';
      readonly call: number;
      readonly level: LogLevel;
      readonly message: string;
      readonly fields: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'pong' };
