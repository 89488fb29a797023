import type { SourceSecret } from '@posthorn/contracts';
import { z } from 'zod';
import { importSecrets } from '../active-secrets.js';
import { defineScheme } from '../define-scheme.js';
import { IntrospectionVerifier } from '../oauth2-introspection-verifier.js';
import { IssuerVerifier } from '../oauth2-issuer-verifier.js';
import { httpUrlOption } from '../option-schemas.js';
import { compiledUnlessFaulty } from '../verdicts.js';
import type { SchemeFault } from '../verifier.js';

/** `scope-token` of RFC 6749 section 3.3. */
const SCOPE = /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/;

const options = z
  .strictObject({
    issuer: httpUrlOption().optional(),
    introspectionUrl: httpUrlOption().optional(),
    clientId: z.string().min(1).max(512).optional(),
    audience: z.string().min(1).max(2048).optional(),
    requiredScopes: z.array(z.string().regex(SCOPE, 'This is not one scope.')).max(64).default([]),
  })
  .superRefine((parsed, context) => {
    const fault = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if ((parsed.issuer === undefined) === (parsed.introspectionUrl === undefined))
      fault('issuer', 'Give either issuer or introspectionUrl.');
    if (parsed.introspectionUrl !== undefined && parsed.clientId === undefined) fault('clientId', 'introspectionUrl needs clientId.');
    if (parsed.introspectionUrl === undefined && parsed.clientId !== undefined) fault('clientId', 'clientId belongs to introspectionUrl.');
  });

/** An OAuth 2.0 access token (RFC 6750), from the authorization-code flow or any other: what counts is who issued it and for what. */
export const oauth2 = defineScheme({
  name: 'oauth2',
  title: 'OAuth 2.0 access token',
  guide: {
    secret: "The client's secret, for introspection; none with issuer.",
    setup: ['Let the sender obtain an access token from the authorization server and send it in the header Authorization: Bearer.'],
  },
  options,
  signsWith: 'key-pair',
  compile(parsed, secrets, environment) {
    const faults: SchemeFault[] = [];
    const { issuer, introspectionUrl, clientId, audience, requiredScopes } = parsed;
    const expectation = { audience: audience ?? null, requiredScopes };
    if (issuer !== undefined) {
      if (secrets.length > 0)
        faults.push({ field: 'secrets', code: 'invalid', message: 'A secret is for introspection; with issuer give none.' });
      return compiledUnlessFaulty(faults, () => new IssuerVerifier(issuer, expectation, environment));
    }
    importSecrets(secrets, faults, (value) => ({ value }));
    const client = { url: introspectionUrl ?? '', clientId: clientId ?? '', secrets: secrets satisfies readonly SourceSecret[] };
    return compiledUnlessFaulty(faults, () => new IntrospectionVerifier(client, expectation, environment));
  },
});
