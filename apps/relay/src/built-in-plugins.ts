import { emailPlugin } from '@posthorn/plugin-email';
import { httpPlugin } from '@posthorn/plugin-http';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { slackPlugin } from '@posthorn/plugin-slack';

/** A new kind of destination is one folder under `libs/plugins` and one line here. */
const BUILT_IN = [httpPlugin, slackPlugin, emailPlugin];

export const builtInPlugins: ReadonlyMap<string, AnyPlugin> = new Map(BUILT_IN.map((plugin) => [plugin.type, plugin]));
