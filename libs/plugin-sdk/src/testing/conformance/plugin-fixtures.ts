import type { AnyPlugin } from '../../plugin.js';
import type { DeliveryResult } from '../../result.js';

/** What the suite has to know of a plugin. */
export interface PluginFixtures {
  /** What the server that the plugin delivers to speaks. Default `http`. */
  readonly transport?: 'http' | 'smtp';
  /** A valid config that delivers to the suite's server: `http://127.0.0.1:<port>` or `smtp://127.0.0.1:<port>`. */
  config(serverUrl: string): object;
  /** Values for every secret that is used, long and unlike anything else: the suite looks for them. */
  secrets?(serverUrl: string): Readonly<Record<string, string>>;
  /** `false`: with this config the receiver gets another body than the event's, whatever the plugin's capabilities say. */
  readonly forwardsBody?: false;
  /** What must be refused, with the field at fault, for example `config.url`. */
  readonly invalid: readonly InvalidFixture[];
  /** What the server answers when all is well. Default 200 `ok`. */
  readonly goodAnswer?: FixtureAnswer;
  /** By what the receiver tells a second copy of a delivery from a first: a header, a field of the body. */
  mark(received: ReceivedMessage): string | undefined;
  /** Where the plugin means something else by a failure than most do. */
  readonly outcomes?: Readonly<Partial<Record<Situation, readonly Outcome[]>>>;
}

export interface InvalidFixture {
  readonly config?: object;
  readonly secrets?: object;
  readonly field: string;
}

export interface FixtureAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/** What the suite's server got: an HTTP request, or a mail with its header fields. Names in lower case. */
export interface ReceivedMessage {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export type Outcome = DeliveryResult['outcome'];

export const SITUATIONS = [
  'refused',
  'reset',
  'dns',
  'tls',
  'timeout',
  'address-not-allowed',
  'garbage',
  '302',
  '400',
  '404',
  '429',
  '500',
  '503',
] as const;
export type Situation = (typeof SITUATIONS)[number];

/** A part of the suite: a finding is a sentence that says what is wrong; none = it passes. */
export interface ConformanceCheck {
  readonly name: string;
  run(subject: ConformanceSubject): Promise<readonly string[]>;
}

export interface ConformanceSubject {
  readonly plugin: AnyPlugin;
  readonly fixtures: PluginFixtures;
}
