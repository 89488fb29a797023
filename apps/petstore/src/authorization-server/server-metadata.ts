/** The scopes of the Modern Petstore API's `oauth2` scheme. There is none for webhooks; sending one needs `write:orders` here. */
export const STORE_SCOPES = ['read:pets', 'write:pets', 'read:orders', 'write:orders', 'read:user', 'write:user', 'chat:write'] as const;

/**
 * RFC 8414 metadata. The same document also stands at openid-configuration, where many clients look first; the two members at its end
 * are what OpenID Connect Discovery requires there, though this server issues no ID tokens.
 */
export function serverMetadata(issuer: string): Record<string, unknown> {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks.json`,
    scopes_supported: STORE_SCOPES,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    token_endpoint_auth_methods_supported: ['none'],
    code_challenge_methods_supported: ['S256'],
    authorization_response_iss_parameter_supported: true,
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
}
