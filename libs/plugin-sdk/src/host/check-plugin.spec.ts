import { z } from 'zod';
import { definePlugin, PLUGIN_API_VERSION } from '../plugin.js';
import { delivered } from '../result.js';
import { pluginFaults } from './check-plugin.js';

const GOOD = definePlugin({
  type: 'pager',
  title: 'Pager',
  configSchema: z.strictObject({ url: z.string() }),
  secretsSchema: z.strictObject({}),
  capabilities: {},
  deliver: () => Promise.resolve(delivered()),
});

it('a plugin of definePlugin is one, carries the version of the contract and cannot be changed', () => {
  expect(pluginFaults(GOOD)).toEqual([]);
  expect(GOOD.apiVersion).toBe(PLUGIN_API_VERSION);
  expect(Object.isFrozen(GOOD)).toBe(true);
});

it.each<[string, unknown, string]>([
  ['nothing', undefined, 'not an object'],
  ['a plain object', { ...GOOD, apiVersion: undefined }, 'definePlugin'],
  ['another version', { ...GOOD, apiVersion: 2 }, 'version 2'],
  ['a type that is no word', { ...GOOD, type: 'Pager Duty' }, 'type must'],
  ['no title', { ...GOOD, title: ' ' }, 'title must'],
  ['a schema that is no object\u2019s', { ...GOOD, configSchema: z.string() }, 'configSchema must'],
  ['a schema that is none of zod', { ...GOOD, secretsSchema: { type: 'object' } }, 'secretsSchema must'],
  ['no capabilities', { ...GOOD, capabilities: null }, 'capabilities must'],
  ['no deliver', { ...GOOD, deliver: 'later' }, 'deliver must'],
  ['a preview that is no function', { ...GOOD, preview: true }, 'preview must'],
])('%s is told apart, with a sentence that says what to do', (_what, value, fault) => {
  expect(pluginFaults(value)).toEqual([expect.stringContaining(fault)]);
});
