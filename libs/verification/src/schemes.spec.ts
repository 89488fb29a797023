import { generateKeyPairSync } from 'node:crypto';
import { SCHEMES } from './schemes.js';
import { faultsOf, secret } from './testing/inbound.js';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PUBLIC_PEM = String(rsa.publicKey.export({ type: 'spki', format: 'pem' })).trim();
const PRIVATE_PEM = String(rsa.privateKey.export({ type: 'pkcs8', format: 'pem' })).trim();
const PRIVATE_JWK = JSON.stringify(rsa.privateKey.export({ format: 'jwk' }));
const EC_PEM = String(generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'pem' })).trim();
const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).publicKey.export({ type: 'spki', format: 'pem' });
const KEY = 'sekret-value';

describe('the configuration of a scheme', () => {
  it.each([
    ['hmac', {}, [KEY], 'options.header', 'required'],
    ['hmac', { header: 'x-sig' }, [], 'secrets', 'required'],
    ['hmac', { header: 'x sig' }, [KEY], 'options.header', 'invalid'],
    ['hmac', { header: 'x-sig', colour: 1 }, [KEY], 'options.colour', 'unknown-field'],
    ['hmac', { header: 'x-sig', algorithm: 'sha3' }, [KEY], 'options.algorithm', 'invalid'],
    ['hmac', { header: 'x-sig' }, [KEY, `${KEY}\n`], 'secrets.1', 'invalid'],
    ['hmac', { header: 'x-sig', secretEncoding: 'hex' }, [KEY], 'secrets.0', 'invalid'],
    ['hmac', { header: 'x-sig', signedContent: '{timestamp}.{body}' }, [KEY], 'options.timestampHeader', 'required'],
    ['hmac', { header: 'x-sig', signedContent: '{id}.{body}' }, [KEY], 'options.idHeader', 'required'],
    ['hmac', { header: 'x-sig', signedContent: '{body}{colour}' }, [KEY], 'options.signedContent', 'invalid'],
    ['hmac', { header: 'x-sig', signedContent: '{timestamp}' }, [KEY], 'options.signedContent', 'invalid'],
    ['hmac', { header: 'x-sig', toleranceSeconds: '5' }, [KEY], 'options.toleranceSeconds', 'invalid'],
    ['standard-webhooks', {}, ['whsec_***'], 'secrets.0', 'invalid'],
    ['standard-webhooks', {}, ['whsec_c2hvcnQ='], 'secrets.0', 'invalid'],
    ['standard-webhooks', {}, ['whpk_c2hvcnQ='], 'secrets.0', 'invalid'],
    ['standard-webhooks', {}, [KEY], 'secrets.0', 'invalid'],
    ['gitlab', {}, [KEY, 'whsec_***'], 'secrets.1', 'invalid'],
    ['gitlab', {}, ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', ` ${KEY}`], 'secrets.1', 'invalid'],
    ['hmac', { header: 'x-sig', signatureField: 'v1' }, [KEY], 'options.separator', 'invalid'],
    ['hmac', { header: 'x-sig', timestampField: 't' }, [KEY], 'options.timestampField', 'invalid'],
    ['hmac', { header: 'x-sig', timestampHeader: 'x-t', timestampPath: 'a.t' }, [KEY], 'options.timestampHeader', 'invalid'],
    ['hmac', { header: 'x-sig', secretPrefix: 'sec_' }, [KEY], 'secrets.0', 'invalid'],
    ['hmac', { header: [] }, [KEY], 'options.header', 'invalid'],
    ['basic', {}, [KEY], 'secrets.0', 'invalid'],
    ['bearer', {}, [`Bearer ${KEY}`], 'secrets.0', 'invalid'],
    ['api-key', { name: 'x key' }, [KEY], 'options.name', 'invalid'],
    ['jwt', {}, [KEY], 'options.algorithms', 'required'],
    ['jwt', { algorithms: ['none'] }, [KEY], 'options.algorithms.0', 'invalid'],
    ['jwt', { algorithms: ['HS256', 'RS256'] }, [KEY], 'options.algorithms', 'invalid'],
    ['jwt', { algorithms: ['HS256'] }, [PUBLIC_PEM], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [KEY], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [PRIVATE_PEM], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [PRIVATE_JWK], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [EC_PEM], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [String(short).trim()], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, ['-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'], 'secrets.0', 'invalid'],
    ['jwt', { algorithms: ['RS256'] }, [], 'secrets', 'required'],
    ['jwt', { algorithms: ['RS256'], jwksUrl: 'https://a.example/k' }, [PUBLIC_PEM], 'secrets', 'invalid'],
    ['jwt', { algorithms: ['HS256'], jwksUrl: 'https://a.example/k' }, [], 'options.algorithms', 'invalid'],
    ['jwt', { algorithms: ['RS256'], jwksUrl: 'https://u:p@a.example/k' }, [], 'options.jwksUrl', 'invalid'],
    ['jwt', { algorithms: ['RS256'], jwksUrl: 'file:///etc/passwd' }, [], 'options.jwksUrl', 'invalid'],
    ['oauth2', {}, [], 'options.issuer', 'invalid'],
    ['oauth2', { issuer: 'ftp://a.example' }, [], 'options.issuer', 'invalid'],
    ['oauth2', { issuer: 'https://a.example' }, [KEY], 'secrets', 'invalid'],
    ['oauth2', { introspectionUrl: 'https://a.example/i' }, [KEY], 'options.clientId', 'invalid'],
    ['oauth2', { introspectionUrl: 'https://a.example/i', clientId: 'c' }, [], 'secrets', 'required'],
    ['oauth2', { issuer: 'https://a.example', requiredScopes: ['a b'] }, [], 'options.requiredScopes.0', 'invalid'],
  ])('%s %j is a fault', (name, options, secrets, field, code) => {
    const faults = faultsOf(
      name,
      options,
      secrets.map((value) => secret(value)),
    );
    expect(faults).toContainEqual(expect.objectContaining({ field, code }));
    for (const value of secrets) expect(JSON.stringify(faults)).not.toContain(value);
  });

  it('is described by a closed JSON Schema, for every scheme', () => {
    for (const scheme of SCHEMES) {
      expect(scheme.optionsJsonSchema).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(SCHEMES.map((scheme) => scheme.name)).toEqual(expect.arrayContaining(['none', 'hmac', 'jwt', 'oauth2', 'petstore']));
  });
});
