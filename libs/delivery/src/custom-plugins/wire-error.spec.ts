import { MailRefusedError, OutboundError } from '@posthorn/contracts';
import { TemplateError } from '@posthorn/plugin-sdk';
import { fromWireError, toWireError } from './wire-error.js';

const crossed = (error: unknown): Error => fromWireError(structuredClone(toWireError(error)));

describe('an error, as it crosses', () => {
  it('means the same on the other side', () => {
    expect(crossed(new OutboundError('tls', 'no trust'))).toEqual(new OutboundError('tls', 'no trust'));
    expect(crossed(new MailRefusedError(451, 'later'))).toEqual(new MailRefusedError(451, 'later'));
    expect(crossed(new TemplateError('odd', 2, 3, 'config.text'))).toEqual(new TemplateError('odd', 2, 3, 'config.text'));
    expect(crossed(new OutboundError('tls', 'no trust'))).toBeInstanceOf(OutboundError);
  });

  it('says no more than its class where nobody knows it: its message may hold a secret', () => {
    const { name, message } = crossed(new RangeError('planted-secret'));
    expect([name, message.includes('planted')]).toEqual(['RangeError', false]);
  });

  it.each<[string, object]>([
    ['a code that the relay does not know', { name: 'OutboundError', code: 'ECONNRESET' }],
    ['a code that cannot cross', { name: 'OutboundError', code: () => 1 }],
    ['a reply that is none', { name: 'MailRefusedError', responseCode: 'later' }],
  ])('with %s it is one that nobody knows', (_what, fields) => {
    const error = crossed(Object.assign(new Error('planted'), fields));
    expect(error).not.toBeInstanceOf(OutboundError);
    expect(error).not.toBeInstanceOf(MailRefusedError);
    expect(error.message).not.toContain('planted');
  });

  it.each([
    ['a text', 'planted'],
    ['nothing', undefined],
    [
      'a proxy that throws',
      new Proxy(new Error('x'), {
        get: () => {
          throw new Error('no');
        },
      }),
    ],
  ])('crosses as something: %s', (_what, thrown) => {
    expect(crossed(thrown)).toBeInstanceOf(Error);
  });
});
