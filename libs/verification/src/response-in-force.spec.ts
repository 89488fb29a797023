import { DEFAULT_RESPONSE } from '@posthorn/contracts';
import { responseInForce } from './response-in-force.js';
import { findScheme } from './schemes.js';

it.each([
  ['adyen', { status: 200, contentType: 'text/plain', body: '[accepted]' }],
  ['dropbox-sign', { status: 200, contentType: 'text/plain', body: 'Hello API Event Received' }],
  ['discord', { status: 204, contentType: 'application/json', body: '' }],
  ['xero', { status: 200, contentType: 'text/plain', body: '' }],
  ['github', DEFAULT_RESPONSE],
])('%s is answered as it expects, unless the source sets a response', (name, expected) => {
  expect(responseInForce(DEFAULT_RESPONSE, findScheme(name))).toEqual(expected);
  const own = { status: 202, contentType: 'application/json', body: '{"ok":true}' };
  expect(responseInForce(own, findScheme(name))).toBe(own);
});
