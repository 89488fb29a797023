/** A client that may ask for codes. Public: it proves itself by PKCE. */
export interface AuthorizationClient {
  readonly clientId: string;
  /** Compared as whole strings (RFC 9700 section 2.1). */
  readonly redirectUris: readonly string[];
}

export type AuthorizationRequest =
  | {
      readonly kind: 'granted';
      readonly clientId: string;
      readonly redirectUri: string;
      readonly state: string | null;
      readonly scope: string;
      readonly challenge: string;
    }
  | {
      readonly kind: 'error';
      readonly redirectUri: string;
      readonly state: string | null;
      readonly error: string;
      readonly description: string;
    }
  | { readonly kind: 'refused'; readonly description: string };

/** An S256 challenge: 32 bytes in base64url without padding. */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** Reads the query of /authorize (RFC 6749 section 4.1.1, RFC 7636 section 4.3). `refused` must not be answered by a redirect. */
export function readAuthorizationRequest(
  query: URLSearchParams,
  clients: readonly AuthorizationClient[],
  knownScopes: readonly string[],
): AuthorizationRequest {
  const client = clients.find(({ clientId }) => clientId === query.get('client_id'));
  if (!client) return { kind: 'refused', description: 'unknown client_id' };
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri)) return { kind: 'refused', description: 'redirect_uri is not registered' };

  const state = query.get('state');
  const fail = (error: string, description: string): AuthorizationRequest => ({ kind: 'error', redirectUri, state, error, description });
  if (query.get('response_type') !== 'code') return fail('unsupported_response_type', 'only code');
  if (query.get('code_challenge_method') !== 'S256') return fail('invalid_request', 'code_challenge_method must be S256');
  const challenge = query.get('code_challenge') ?? '';
  if (!CHALLENGE.test(challenge)) return fail('invalid_request', 'code_challenge is missing or malformed');
  const scope = query.get('scope') ?? '';
  const unknown = scope.split(' ').find((name) => !knownScopes.includes(name));
  if (unknown !== undefined) return fail('invalid_scope', `unknown scope "${unknown}"`);
  return { kind: 'granted', clientId: client.clientId, redirectUri, state, scope, challenge };
}
