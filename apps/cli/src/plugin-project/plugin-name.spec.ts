import { UsageError } from '../usage.error.js';
import { readPluginName } from './plugin-name.js';

describe('the name of a plugin', () => {
  it('stands in every place in the shape that the place wants', () => {
    expect(readPluginName('our-crm-2')).toEqual({ type: 'our-crm-2', title: 'Our crm 2', constant: 'ourCrm2Plugin' });
  });

  it.each(['', 'Crm', '../crm', 'crm/x', 'a--b', '-a', 'a-', '1a', 'ü', 'a b', 'x'.repeat(41), 'http', 'slack', 'email'])(
    '"%s" is refused',
    (text) => expect(() => readPluginName(text)).toThrow(UsageError),
  );
});
