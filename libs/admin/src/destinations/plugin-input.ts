import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, UnavailablePlugin } from '@posthorn/contracts';
import { configuredUrlFault, type AddressGuard } from '@posthorn/outbound';
import type { AnyPlugin, NamedUrl } from '@posthorn/plugin-sdk';
import { readInputOf, remoteOf, type InputReading, type PluginInput } from '@posthorn/plugin-sdk/host';
import { ADDRESS_GUARD, MAIL_ADDRESS_GUARD, PLUGINS, UNAVAILABLE_PLUGINS } from '../admin.tokens.js';

export interface ReadInput {
  readonly config: Readonly<Record<string, unknown>>;
  readonly secrets: Readonly<Record<string, string>>;
  /** Those that the relay made up, to be shown once. */
  readonly generated: Readonly<Record<string, string>>;
}

const SMTP_PORTS = { 'smtp:': '587', 'smtps:': '465' } as const;

/** Holds a destination's config and secrets against its plugin's schemas, rules and the address guard. */
@Injectable()
export class PluginInputReader {
  constructor(
    @Inject(PLUGINS) private readonly plugins: ReadonlyMap<string, AnyPlugin>,
    @Inject(UNAVAILABLE_PLUGINS) private readonly unavailable: readonly UnavailablePlugin[],
    @Inject(ADDRESS_GUARD) private readonly guard: AddressGuard,
    @Inject(MAIL_ADDRESS_GUARD) private readonly mailGuard: AddressGuard,
  ) {}

  find(type: string): AnyPlugin | undefined {
    return this.plugins.get(type);
  }

  /** `null` and every fault in `faults`, or what is to be stored: as it was given, since schemas fill up defaults at each attempt. */
  async read(type: string, input: PluginInput, faults: FieldError[], options: { readonly generate: boolean }): Promise<ReadInput | null> {
    const reading = await this.ask(type, input, options);
    const found = [...reading.faults, ...this.urlFaults(reading.urls)];
    faults.push(...found);
    return found.length > 0 ? null : { config: input.config, secrets: reading.secrets, generated: reading.generated };
  }

  private async ask(type: string, input: PluginInput, options: { readonly generate: boolean }): Promise<InputReading> {
    const plugin = this.plugins.get(type);
    if (!plugin) return refused(this.missing(type));
    try {
      return await readInputOf(plugin, input, options);
    } catch (error) {
      // One that runs in the relay's own thread has a fault that must be seen; one that does not has told of it already.
      if (remoteOf(plugin) === undefined) throw error;
      return refused({ field: 'plugin', code: 'unavailable', message: 'The plugin did not answer; its thread is started again.' });
    }
  }

  private missing(type: string): FieldError {
    const known = this.unavailable.find((one) => one.type === type);
    if (known) return { field: 'plugin', code: 'unavailable', message: `This plugin could not be loaded: ${known.reason}` };
    return { field: 'plugin', code: 'invalid', message: `The plugins are ${[...this.plugins.keys()].join(', ')}.` };
  }

  private urlFaults(urls: readonly NamedUrl[]): FieldError[] {
    return urls.flatMap(({ field, url }) => {
      const given = URL.parse(url);
      const parsed = asHttp(given);
      if (!parsed) return [{ field, code: 'invalid', message: 'This is not a URL.' }];
      const fault = configuredUrlFault(parsed, isMail(given) ? this.mailGuard : this.guard);
      return fault ? [{ field, ...fault }] : [];
    });
  }
}

const isMail = (url: URL | null): url is URL & { readonly protocol: keyof typeof SMTP_PORTS } =>
  url?.protocol === 'smtp:' || url?.protocol === 'smtps:';

/** A mail server's host is judged by the same list of addresses. */
function asHttp(url: URL | null): URL | null {
  if (!isMail(url)) return url;
  // The parser leaves hosts of schemes that it does not know as they are, so this may be none.
  return URL.parse(`http://${url.hostname}:${url.port || SMTP_PORTS[url.protocol]}`);
}

function refused(fault: FieldError): InputReading {
  return { faults: [fault], secrets: {}, generated: {}, urls: [] };
}
