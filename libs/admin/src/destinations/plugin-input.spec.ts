import { createAddressGuard } from '@posthorn/outbound';
import { definePlugin } from '@posthorn/plugin-sdk';
import type { FieldError } from '@posthorn/contracts';
import { z } from 'zod';
import { PluginInputReader } from './plugin-input.js';

const plugin = definePlugin({
  ...{ type: 'any', title: 'Any', configSchema: z.strictObject({ url: z.string() }), secretsSchema: z.strictObject({}), capabilities: {} },
  outboundUrls: ({ url }) => [{ field: 'config.url', url }],
  deliver: async () => ({ outcome: 'delivered' }),
});

const guard = createAddressGuard({ allowedNetworks: [] });
const mailGuard = createAddressGuard({ allowedNetworks: [], allowedHosts: [{ host: '10.0.0.25', port: 587 }] });
const reader = new PluginInputReader(new Map([['any', plugin]]), [], guard, mailGuard);

async function faultsOf(url: string): Promise<readonly string[]> {
  const faults: FieldError[] = [];
  await reader.read('any', { config: { url }, secrets: {} }, faults, { generate: false });
  return faults.map(({ field, code }) => `${field} ${code}`);
}

it.each(['smtp://127.1/', 'smtps://[::ffff:7f00:1]', 'smtp://0x7f000001:25', 'smtp://metadata.google.internal', 'smtp://10.0.0.25:25'])(
  'G9: a mail server at %s is refused when it is written',
  async (url) => expect(await faultsOf(url)).toEqual(['config.url address-not-allowed']),
);

it("the installation's own mail server may be named, and nothing but mail goes there", async () => {
  expect(await faultsOf('smtp://10.0.0.25')).toEqual([]);
  expect(await faultsOf('http://10.0.0.25:587/')).toEqual(['config.url address-not-allowed']);
});
