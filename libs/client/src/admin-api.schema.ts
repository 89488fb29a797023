// Written by `npm run generate:client` from the OpenAPI document of the admin API. Do not edit.
/* eslint-disable */
export interface paths {
  '/api/v1/audit-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or export the audit entries that belong to no project */
    get: operations['installationAuditLog_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-log/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an audit entry that belongs to no project */
    get: operations['installationAuditLog_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/audit-log/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verify the chain of the audit entries that belong to no project */
    get: operations['installationAuditLog_verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/invitations/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept an invitation */
    post: operations['invitationAcceptance_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read who is signed in */
    get: operations['auth_me'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oidc': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Say whether an identity provider is set up */
    get: operations['oidc_describe'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oidc/callback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Take the browser back from the identity provider */
    get: operations['oidc_callback'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oidc/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Send the browser to the identity provider */
    get: operations['oidc_login'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/oidc/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Trade the code of a sign-in at the identity provider for a pair of tokens */
    post: operations['oidc_trade'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Change your own password */
    post: operations['auth_changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Sign in with email and password */
    post: operations['auth_signIn'];
    /** Sign out of this session, or of all */
    delete: operations['auth_signOut'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/tokens/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Trade a refresh token for a new pair of tokens */
    post: operations['auth_refresh'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/encryption-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the encryption keys and what each still seals */
    get: operations['encryptionKeys_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/encryption-keys/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Seal again with the current encryption key what others seal */
    post: operations['encryptionKeys_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operators': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the operators */
    get: operations['operators_list'];
    put?: never;
    /** Create an operator */
    post: operations['operators_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/operators/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an operator */
    get: operations['operators_get'];
    put?: never;
    post?: never;
    /** Delete an operator */
    delete: operations['operators_remove'];
    options?: never;
    head?: never;
    /** Change an operator's name, role or status */
    patch: operations['operators_update'];
    trace?: never;
  };
  '/api/v1/operators/{id}/password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give an operator a new password, shown once */
    post: operations['operators_resetPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plugins': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the plugins */
    get: operations['plugins_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/plugins/{type}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what a plugin wants configured */
    get: operations['plugins_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the projects that you may see */
    get: operations['projects_list'];
    put?: never;
    /** Create a project */
    post: operations['projects_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a project */
    get: operations['projects_get'];
    put?: never;
    post?: never;
    /** Delete a project with everything in it */
    delete: operations['projects_remove'];
    options?: never;
    head?: never;
    /** Change a project */
    patch: operations['projects_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's API keys */
    get: operations['apiKeys_list'];
    put?: never;
    /** Create an API key, whose value is shown once */
    post: operations['apiKeys_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/api-keys/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an API key */
    get: operations['apiKeys_get'];
    put?: never;
    post?: never;
    /** Revoke an API key */
    delete: operations['apiKeys_revoke'];
    options?: never;
    head?: never;
    /** Change an API key's name, role or expiry */
    patch: operations['apiKeys_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/api-keys/{id}/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give an API key a new value, shown once */
    post: operations['apiKeys_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/audit-log': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List or export a project's audit entries */
    get: operations['auditLog_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/audit-log/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an audit entry with what was before and after */
    get: operations['auditLog_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/audit-log/verify': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Verify the chain of a project's audit entries */
    get: operations['auditLog_verify'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's deliveries */
    get: operations['deliveries_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/deliveries/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a delivery */
    get: operations['deliveries_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/deliveries/{id}/attempts': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the attempts of a delivery */
    get: operations['deliveries_attempts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/deliveries/{id}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a delivery that waits */
    post: operations['deliveries_cancel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/deliveries/{id}/retry': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Try a delivery again now */
    post: operations['deliveries_retry'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/destinations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's destinations */
    get: operations['destinations_list'];
    put?: never;
    /** Create a destination, whose generated secret is shown once */
    post: operations['destinations_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/destinations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a destination and how it fares */
    get: operations['destinations_get'];
    put?: never;
    post?: never;
    /** Delete a destination */
    delete: operations['destinations_remove'];
    options?: never;
    head?: never;
    /** Change a destination */
    patch: operations['destinations_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/destinations/{id}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Show what an event would become, without sending it */
    post: operations['destinations_preview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/destinations/{id}/signing-secret/rotate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Give a destination a new signing secret, shown once */
    post: operations['destinations_rotate'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/destinations/{id}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a test to a destination */
    post: operations['destinations_test'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Search a project's events */
    get: operations['events_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an event, its body and what became of it */
    get: operations['events_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}/body': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Download the exact body of an event */
    get: operations['events_body'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}/explain': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Explain which subscriptions an event matches, and which clause decides */
    post: operations['events_explain'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}/expunge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove the payload for good
     * @description Overwrites body, query and header values, search keys, and what attempts kept of requests and answers; cancels what waits (`event-expunged`). Type, ids, times, method, path, size and digest stay. Safe to repeat.
     */
    post: operations['events_expunge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Replay an event as new deliveries */
    post: operations['events_replay'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/events/{id}/transform': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Try a transform out
     * @description Runs the code on the event, within the limits of a delivery. Nothing is delivered and nothing is kept.
     */
    post: operations['events_transform'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/invitations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's invitations */
    get: operations['invitations_list'];
    put?: never;
    /** Invite a person to a project */
    post: operations['invitations_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/invitations/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read an invitation */
    get: operations['invitations_get'];
    put?: never;
    post?: never;
    /** Take an invitation back */
    delete: operations['invitations_revoke'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/ledger': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Show whether a project's books balance */
    get: operations['ledger_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/members': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's members */
    get: operations['members_list'];
    put?: never;
    /** Make an operator a member of a project */
    post: operations['members_add'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/members/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a member */
    get: operations['members_get'];
    put?: never;
    post?: never;
    /** Remove a member from a project */
    delete: operations['members_remove'];
    options?: never;
    head?: never;
    /** Change a member's role */
    patch: operations['members_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/refusals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's refusals */
    get: operations['refusals_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/refusals/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a refusal, and what stands against accepting it now */
    get: operations['refusals_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/refusals/{id}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept a refusal as an event */
    post: operations['refusals_accept'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/refusals/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept many refusals as events */
    post: operations['refusals_acceptMany'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/sources': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's sources */
    get: operations['sources_list'];
    put?: never;
    /** Create a source */
    post: operations['sources_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/sources/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a source */
    get: operations['sources_get'];
    put?: never;
    post?: never;
    /** Delete a source */
    delete: operations['sources_remove'];
    options?: never;
    head?: never;
    /** Change a source */
    patch: operations['sources_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/sources/{id}/sample': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Send a signed sample through a source */
    post: operations['sources_sample'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/sources/{id}/secrets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Add a secret to a source */
    post: operations['sources_addSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/sources/{id}/secrets/{secretId}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke a secret of a source */
    delete: operations['sources_revokeSecret'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/stats': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a project's statistics by time */
    get: operations['statistics_read'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List a project's subscriptions */
    get: operations['subscriptions_list'];
    put?: never;
    /** Create a subscription */
    post: operations['subscriptions_create'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/projects/{project}/subscriptions/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read a subscription */
    get: operations['subscriptions_get'];
    put?: never;
    post?: never;
    /** Delete a subscription */
    delete: operations['subscriptions_remove'];
    options?: never;
    head?: never;
    /** Change a subscription */
    patch: operations['subscriptions_update'];
    trace?: never;
  };
  '/api/v1/providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the providers of webhooks */
    get: operations['providers_list'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/providers/{name}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Read what a provider wants set up */
    get: operations['providers_get'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    AcceptancesView: {
      data: components['schemas']['AcceptanceView'][];
      /** @description By filter: where the next call goes on */
      nextCursor: string | null;
    };
    AcceptanceView: {
      detail: string | null;
      eventId: string | null;
      /** @example rfs_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /**
       * @description accepted: it is an event now; before: it had been accepted before; duplicate: its external id had an event already; refused: reason still holds; unavailable: try again
       * @enum {string}
       */
      outcome: 'accepted' | 'before' | 'duplicate' | 'refused' | 'unavailable' | 'not-found';
      /** @enum {string|null} */
      reason:
        | 'signature-missing'
        | 'signature-malformed'
        | 'signature-unsupported'
        | 'signature-mismatch'
        | 'timestamp-missing'
        | 'timestamp-malformed'
        | 'timestamp-too-old'
        | 'timestamp-in-future'
        | 'id-missing'
        | 'token-missing'
        | 'token-invalid'
        | 'token-expired'
        | 'token-scope'
        | 'credential-missing'
        | 'credential-mismatch'
        | 'body-too-large'
        | 'content-type'
        | 'header-missing'
        | 'method'
        | 'address'
        | 'rate-limited'
        | 'not-storable'
        | 'body-incomplete'
        | 'source-gone'
        | 'source-unusable'
        | 'credential-unreadable'
        | 'handshake'
        | null;
    };
    AcceptedInvitationView: {
      /** @description To sign in with */
      email: string;
      /** @example opr_01h2xcejqtf2nbrexx3vqjhp41 */
      operatorId: string;
      /** @example default */
      project: string;
      /** @example prj_01h2xcejqtf2nbrexx3vqjhp41 */
      projectId: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
    };
    AcceptedView: {
      body: string;
      contentType: string;
      status: number;
    };
    AcceptInvitationDto: {
      /**
       * @description Of a new operator
       * @default
       */
      name?: string | null;
      /** @description That you choose; of an operator who is there already, the one that you have */
      password: string;
      /** @example phi_… */
      token: string;
    };
    AcceptRefusalDto: {
      /**
       * @description Make it an event although the reason still holds. The log names who
       * @default false
       */
      force?: boolean | null;
    };
    AcceptRefusalsDto: {
      /** @description `nextCursor` of the call before */
      cursor?: string | null;
      /**
       * @description Make it an event although the reason still holds. The log names who
       * @default false
       */
      force?: boolean | null;
      /** Format: date-time */
      from?: string | null;
      /** @description These, in this order; else by filter */
      ids?: string[] | null;
      /** @default 100 */
      limit?: number | null;
      /** @enum {string|null} */
      reason?:
        | 'signature-missing'
        | 'signature-malformed'
        | 'signature-unsupported'
        | 'signature-mismatch'
        | 'timestamp-missing'
        | 'timestamp-malformed'
        | 'timestamp-too-old'
        | 'timestamp-in-future'
        | 'id-missing'
        | 'token-missing'
        | 'token-invalid'
        | 'token-expired'
        | 'token-scope'
        | 'credential-missing'
        | 'credential-mismatch'
        | 'body-too-large'
        | 'content-type'
        | 'header-missing'
        | 'method'
        | 'address'
        | 'rate-limited'
        | 'not-storable'
        | null;
      sourceId?: string | null;
      /** Format: date-time */
      to?: string | null;
    };
    AddSourceSecretDto: {
      /** @description When the secrets of now end; absent = they stay until revoked */
      expirePreviousInSeconds?: number | null;
      value: string;
    };
    ApiKeyDto: {
      /**
       * Format: date-time
       * @description null = never; a key makes none that outlives itself
       */
      expiresAt?: string | null;
      /** @example Deploy script */
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
    };
    ApiKeyView: {
      /** Format: date-time */
      createdAt: string;
      /** @description The operator, or the key, that made it */
      createdBy: string;
      /** Format: date-time */
      expiresAt: string | null;
      /** @description What still works of before a rotation */
      formerValues: components['schemas']['FormerValueView'][];
      /** @example key_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /**
       * Format: date-time
       * @description Of the value of now, to the minute
       */
      lastUsedAt: string | null;
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
      /** Format: date-time */
      rotatedAt: string | null;
      /**
       * @description How the key begins, to tell it from others
       * @example phk_x7Qm2k
       */
      start: string;
    };
    ApiKeyWithValueView: {
      /** Format: date-time */
      createdAt: string;
      /** @description The operator, or the key, that made it */
      createdBy: string;
      /** Format: date-time */
      expiresAt: string | null;
      /** @description What still works of before a rotation */
      formerValues: components['schemas']['FormerValueView'][];
      /** @example key_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /**
       * @description Shown this once
       * @example phk_…
       */
      key: string;
      /**
       * Format: date-time
       * @description Of the value of now, to the minute
       */
      lastUsedAt: string | null;
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
      /** Format: date-time */
      rotatedAt: string | null;
      /**
       * @description How the key begins, to tell it from others
       * @example phk_x7Qm2k
       */
      start: string;
    };
    AttemptRequestView: {
      bodyBytes: number;
      headers: string[][];
      method: string;
      url: string;
    };
    AttemptResponseView: {
      /** @description At most 16 KiB */
      body: string;
      contentType: string | null;
      /**
       * @description `base64` for bytes that are no text
       * @enum {string}
       */
      encoding: 'utf8' | 'base64';
      headers: string[][];
      status: number;
      truncated: boolean;
    };
    AttemptsView: {
      data: components['schemas']['AttemptView'][];
    };
    AttemptTransformView: {
      /** @description Of processor time */
      durationMs: number;
      fault: components['schemas']['TransformFaultView'] | null;
      inputBytes: number;
      /** @description What it wrote to the console */
      logs: string[];
      /** @description At most 16 KiB */
      output: string | null;
      /** @description Null = it came to nothing */
      outputBytes: number | null;
      truncated: boolean;
    };
    AttemptView: {
      durationMs: number;
      /** @description What happened, where there is no response */
      error: string | null;
      /** @example att_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description From 1 */
      number: number;
      /** @enum {string} */
      outcome: 'delivered' | 'retry' | 'failed';
      reason: string | null;
      request: components['schemas']['AttemptRequestView'] | null;
      response: components['schemas']['AttemptResponseView'] | null;
      /** Format: date-time */
      startedAt: string;
      /** @description What the transform made of the event, where there is one */
      transform: components['schemas']['AttemptTransformView'] | null;
    };
    AuditEntryView: {
      /** @example source.created */
      action: string;
      /**
       * @description The operator or key
       * @example opr_01h2xcejqtf2nbrexx3vqjhp41
       */
      actorId: string | null;
      /** @description Where the request came from */
      address: string | null;
      /** @description Null = there is none any more */
      after: {
        [key: string]: unknown;
      } | null;
      /** Format: date-time */
      at: string;
      /** @description Null = there was none. Secrets are keyed digests */
      before: {
        [key: string]: unknown;
      } | null;
      /** @description SHA-256 of `previousHash` and this entry, hexadecimal */
      hash: string;
      /** @example aud_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description Within the chain, from 1 without a gap */
      number: number;
      /** @description Of the entry before it, hexadecimal */
      previousHash: string;
      /** @description Null = the installation's chain */
      projectId: string | null;
      /** @description The `X-Request-Id` of its answer */
      requestId: string | null;
      /** @example src_01h2xcejqtf2nbrexx3vqjhp41 */
      resourceId: string;
      /** @example source */
      resourceType: string;
    };
    AuditItemView: {
      /** @example source.created */
      action: string;
      /**
       * @description The operator or key
       * @example opr_01h2xcejqtf2nbrexx3vqjhp41
       */
      actorId: string | null;
      /** @description Where the request came from */
      address: string | null;
      /** Format: date-time */
      at: string;
      /** @example aud_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description Within the chain, from 1 without a gap */
      number: number;
      /** @description The `X-Request-Id` of its answer */
      requestId: string | null;
      /** @example src_01h2xcejqtf2nbrexx3vqjhp41 */
      resourceId: string;
      /** @example source */
      resourceType: string;
    };
    AuditVerdictView: {
      /** @description The `number` of the first that was changed, moved or removed */
      brokenAt?: number;
      /** @description Entries that hold, from the first on */
      checked: number;
      valid: boolean;
    };
    BacklogView: {
      /** @description Of them, those whose time has come */
      due: number;
      /** @description Whether everything was counted: if not, there is more, and the oldest may be older */
      isWhole: boolean;
      /** @description Age of the oldest event among them; null where nothing waits */
      oldestSeconds: number | null;
      /** @description Deliveries in the queue: for a retry, a delay, an order, a pause, a free slot. At most 10000 are counted */
      waiting: number;
    };
    BodyView: {
      data: string;
      /** @enum {string} */
      encoding: 'utf8' | 'base64';
    };
    ChangePasswordDto: {
      current: string;
      next: string;
    };
    CreateOperatorDto: {
      /**
       * @description Kept in lower case
       * @example ada@example.com
       */
      email: string;
      /** @default  */
      name?: string | null;
      /** @description Generated and shown once unless given */
      password?: string | null;
      /**
       * @default member
       * @enum {string|null}
       */
      role?: 'member' | 'owner' | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'disabled' | null;
    };
    DeliveryCountsView: {
      cancelled: number;
      delivered: number;
      delivering: number;
      failed: number;
      scheduled: number;
    };
    DeliveryView: {
      attemptCount: number;
      /** Format: date-time */
      completedAt: string | null;
      /** Format: date-time */
      createdAt: string;
      destinationId: string;
      eventId: string;
      /** @example dlv_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** Format: date-time */
      nextAttemptAt: string | null;
      /** @description Whether it keeps its place within an ordering key; not after a retry of what had ended, nor in a replay */
      ordered: boolean;
      /** @description Why it ended without arriving */
      reason: string | null;
      /** @description A person had the event sent again: outside of any order */
      replay: boolean;
      /** @enum {string} */
      status: 'scheduled' | 'delivering' | 'delivered' | 'failed' | 'cancelled';
      /** @description Null = a replay to a destination that a person chose */
      subscriptionId: string | null;
    };
    DestinationDto: {
      /** @description By the plugin's `configSchema` */
      config: {
        [key: string]: unknown;
      };
      /**
       * @description After so long of nothing but failures it is disabled; 0 or null = never
       * @default 432000
       */
      disableAfterSeconds?: number | null;
      /** @default 32 */
      maxConcurrency?: number | null;
      name: string;
      /** @example http */
      plugin: string;
      /** @description At most `count` attempts in any `perSeconds`, over all processes */
      rateLimit?: components['schemas']['RateLimitDto'] | null;
      retry?: {
        /** @enum {string} */
        preset?: 'standard' | 'petstore';
        /** @example 5xx, 429, network, timeout */
        retryOn?: string;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[];
      } | null;
      /** @description By the plugin's `secretsSchema` */
      secrets?: {
        [key: string]: string | null;
      } | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'paused' | 'disabled' | null;
      /** @default 15000 */
      timeoutMs?: number | null;
    };
    DestinationHealthView: {
      /**
       * @description open = deliveries wait in the queue until a probe arrives; half-open = one is on its way
       * @enum {string}
       */
      breaker: 'closed' | 'open' | 'half-open';
      /** @description Attempts at once: maxConcurrency, or less after failures; in each process */
      concurrency: number;
      /**
       * Format: date-time
       * @description The first failure since the last success
       */
      failingSince: string | null;
      /**
       * Format: date-time
       * @description When an open breaker lets one delivery through; a retry by a person does so at once
       */
      nextProbeAt: string | null;
      /**
       * Format: date-time
       * @description Since when the breaker is so; null = it has always been well
       */
      since: string | null;
    };
    DestinationView: {
      config: {
        [key: string]: unknown;
      };
      /** Format: date-time */
      createdAt: string;
      /** @description Null = never */
      disableAfterSeconds: number | null;
      health: components['schemas']['DestinationHealthView'];
      /** @example dst_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      maxConcurrency: number;
      name: string;
      /** @example http */
      plugin: string;
      /**
       * @description By which receivers verify what is signed with a key pair
       * @example [
       *       "whpk_…"
       *     ]
       */
      publicKeys: string[];
      rateLimit: components['schemas']['RateLimitDto'] | null;
      retry: {
        /** @enum {string} */
        preset?: 'standard' | 'petstore';
        /** @example 5xx, 429, network, timeout */
        retryOn?: string;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[];
      } | null;
      /** @description Never a value */
      secrets: {
        [key: string]: {
          /** Format: date-time */
          rotatedAt?: string | null;
          set?: boolean;
        };
      };
      /** @enum {string} */
      status: 'enabled' | 'paused' | 'disabled';
      timeoutMs: number;
      /** Format: date-time */
      updatedAt: string;
    };
    DestinationWithSecretView: {
      config: {
        [key: string]: unknown;
      };
      /** Format: date-time */
      createdAt: string;
      /** @description Null = never */
      disableAfterSeconds: number | null;
      health: components['schemas']['DestinationHealthView'];
      /** @example dst_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      maxConcurrency: number;
      name: string;
      /** @example http */
      plugin: string;
      /**
       * @description By which receivers verify what is signed with a key pair
       * @example [
       *       "whpk_…"
       *     ]
       */
      publicKeys: string[];
      rateLimit: components['schemas']['RateLimitDto'] | null;
      retry: {
        /** @enum {string} */
        preset?: 'standard' | 'petstore';
        /** @example 5xx, 429, network, timeout */
        retryOn?: string;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[];
      } | null;
      /** @description Never a value */
      secrets: {
        [key: string]: {
          /** Format: date-time */
          rotatedAt?: string | null;
          set?: boolean;
        };
      };
      /**
       * @description If the relay generated it; shown this once
       * @example whsec_…
       */
      signingSecret?: string;
      /** @enum {string} */
      status: 'enabled' | 'paused' | 'disabled';
      timeoutMs: number;
      /** Format: date-time */
      updatedAt: string;
    };
    EncryptionKeyListView: {
      data: components['schemas']['EncryptionKeyView'][];
      /** @description Always null: there are few keys */
      nextCursor: string | null;
      /** @description The last one; null = there was none */
      rotation: components['schemas']['KeyRotationView'] | null;
    };
    EncryptionKeyView: {
      /** @description Whether new values are sealed with it */
      encrypts: boolean;
      /**
       * @description As in `POSTHORN_ENCRYPTION_KEYS`; the key itself is never shown
       * @example k1
       */
      id: string;
      /** @description Why it must stay: it encrypts, or will as soon as every process has it; a process still encrypts with it, it seals values, or an `Idempotency-Key` of the last 24 hours is compared by it */
      neededFor: ('encrypts' | 'processes' | 'sealed-values' | 'idempotency-keys')[];
      /** @description Whether it may be taken out of `POSTHORN_ENCRYPTION_KEYS` or the file of generated keys */
      removable: boolean;
      /**
       * Format: date-time
       * @description When another took over
       */
      retiredAt: string | null;
      /** @description How many values it still seals */
      sealed: components['schemas']['SealedCountsView'];
      /** Format: date-time */
      usedSince: string | null;
    };
    EventFaultView: {
      /** @enum {string} */
      code: 'invalid-json' | 'not-found' | 'not-a-scalar' | 'too-long' | 'invalid-time';
      message: string;
      /** @enum {string} */
      rule: 'eventType' | 'externalId' | 'occurredAt';
    };
    EventItemView: {
      bodyBytes: number;
      /** @description Hex */
      bodySha256: string;
      contentType: string | null;
      deliveries: components['schemas']['DeliveryCountsView'];
      /**
       * Format: date-time
       * @description When its payload was removed on request
       */
      expungedAt: string | null;
      externalId: string | null;
      faults: components['schemas']['EventFaultView'][];
      /** @description Subscriptions that wanted it but for their filter */
      filtered: components['schemas']['FilteredRouteView'][];
      /** @description As received; credentials show as [redacted] */
      headers: string[][];
      /** @example evt_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      method: string;
      /** Format: date-time */
      occurredAt: string | null;
      /** @description What followed the slug */
      path: string;
      query: string;
      /** Format: date-time */
      receivedAt: string;
      /**
       * @description By the name of its source's search keys of then; over 256 bytes the SHA-256 of the value
       * @example {
       *       "order": "1312312"
       *     }
       */
      searchKeys: {
        [key: string]: string;
      };
      sourceId: string;
      type: string;
    };
    EventView: {
      /** @description null = expunged */
      body: components['schemas']['BodyView'] | null;
      bodyBytes: number;
      /** @description Hex */
      bodySha256: string;
      contentType: string | null;
      deliveries: components['schemas']['DeliveryCountsView'];
      /**
       * Format: date-time
       * @description When its payload was removed on request
       */
      expungedAt: string | null;
      externalId: string | null;
      faults: components['schemas']['EventFaultView'][];
      /** @description Subscriptions that wanted it but for their filter */
      filtered: components['schemas']['FilteredRouteView'][];
      /** @description As received; credentials show as [redacted] */
      headers: string[][];
      /** @example evt_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      method: string;
      /** Format: date-time */
      occurredAt: string | null;
      /** @description What followed the slug */
      path: string;
      query: string;
      /** Format: date-time */
      receivedAt: string;
      /**
       * @description By the name of its source's search keys of then; over 256 bytes the SHA-256 of the value
       * @example {
       *       "order": "1312312"
       *     }
       */
      searchKeys: {
        [key: string]: string;
      };
      sourceId: string;
      type: string;
    };
    ExplainDto: {
      /**
       * @description A filter to try out on the event
       * @example {
       *       "body": {
       *         "amount": {
       *           "$gte": 100
       *         }
       *       }
       *     }
       */
      filter?: {
        [key: string]: unknown;
      } | null;
    };
    ExplanationsView: {
      data: components['schemas']['ExplanationView'][];
      /** @description What the filter in the request would say */
      filter: components['schemas']['FilterTrialView'] | null;
    };
    ExplanationView: {
      /**
       * @description What did not hold
       * @example body.amount.$gt: 100
       */
      clause: string | null;
      /**
       * @description What decided against it; null = it matches
       * @enum {string|null}
       */
      decidedBy: 'disabled' | 'source' | 'type' | 'filter' | null;
      destinationId: string;
      matches: boolean;
      subscriptionId: string;
    };
    FailingDestinationView: {
      /** @example dst_01h2xcejqtf2nbrexx3vqjhp41 */
      destinationId: string;
      /** @description Deliveries that failed for good */
      failed: number;
      lastReason: string | null;
      /** @description Attempts that failed and that another one follows */
      retried: number;
    };
    FieldErrorView: {
      /** @example required */
      code: string;
      /** @description Of a template, from 1 */
      column?: number;
      /** @example verification.options.issuer */
      field: string;
      /** @description Of a template, from 1 */
      line?: number;
      message: string;
    };
    FilteredRouteView: {
      /**
       * @description What did not hold
       * @example body.amount.$gt: 100
       */
      clause: string;
      subscriptionId: string;
    };
    FilterTrialView: {
      /**
       * @description What did not hold
       * @example body.amount.$gt: 100
       */
      clause: string | null;
      matches: boolean;
    };
    FormerValueView: {
      /** Format: date-time */
      expiresAt: string;
      /**
       * Format: date-time
       * @description To the minute
       */
      lastUsedAt: string | null;
      /** @example phk_x7Qm2k */
      start: string;
    };
    InvitationDto: {
      /**
       * @description Kept in lower case
       * @example ada@example.com
       */
      email: string;
      /** @default 604800 */
      expiresInSeconds?: number | null;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
    };
    InvitationView: {
      /** Format: date-time */
      createdAt: string;
      email: string;
      /** Format: date-time */
      expiresAt: string;
      /** @example inv_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description The operator or the key; without it, or once it is no admin any more, the invitation is void */
      invitedBy: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
    };
    InvitationWithTokenView: {
      /** @description A page that takes the token and asks for a password */
      acceptUrl: string;
      /** Format: date-time */
      createdAt: string;
      email: string;
      /** Format: date-time */
      expiresAt: string;
      /** @example inv_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description The operator or the key; without it, or once it is no admin any more, the invitation is void */
      invitedBy: string;
      /**
       * @description Whether the mail server took it; `none` = POSTHORN_SMTP_URL is not set
       * @enum {string}
       */
      mail: 'sent' | 'failed' | 'none';
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
      /**
       * @description Shown this once
       * @example phi_…
       */
      token: string;
    };
    KeyRotationView: {
      /** Format: date-time */
      finishedAt: string | null;
      /**
       * @description The key that everything is sealed with
       * @example k2
       */
      keyId: string;
      /** Format: date-time */
      requestedAt: string;
      /** @description Values sealed anew so far */
      resealed: number;
      /**
       * @description `waiting`: until every running process has taken the key and encrypts with it
       * @enum {string}
       */
      status: 'waiting' | 'running' | 'finished';
      /** @description Values that no key opens, left as they are; the log of the relay has the count, too */
      unreadable: number;
    };
    LedgerDeliveriesView: {
      cancelled: number;
      /** @description Routes that no filter stopped, and replays */
      created: number;
      delivered: number;
      delivering: number;
      failed: number;
      scheduled: number;
    };
    LedgerEntryView: {
      accepted: number;
      /** @description Both equations hold, and the counters agree with what is stored */
      balanced: boolean;
      deliveries: components['schemas']['LedgerDeliveriesView'];
      duplicates: number;
      /** @description Routes that a filter stopped */
      filtered: number;
      handshakes: number;
      refused: number;
      /** @description Of `refused`: counted, but not to be looked at */
      refusedNotKept: number;
      requests: number;
      /** @example src_01h2xcejqtf2nbrexx3vqjhp41 */
      sourceId: string;
    };
    LedgerView: {
      /** @description Every source that has anything in the period, deleted ones too */
      data: components['schemas']['LedgerEntryView'][];
    };
    MemberDto: {
      /**
       * @description Of an operator of this installation
       * @example ada@example.com
       */
      email: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
    };
    MemberRoleDto: {
      /** @enum {string|null} */
      role?: 'viewer' | 'editor' | 'admin' | null;
    };
    MemberView: {
      /** Format: date-time */
      createdAt: string;
      email: string;
      /**
       * @description The operator's id
       * @example opr_01h2xcejqtf2nbrexx3vqjhp41
       */
      id: string;
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
      /** @enum {string} */
      status: 'enabled' | 'disabled';
      /** Format: date-time */
      updatedAt: string;
    };
    OidcCodeDto: {
      /** @description That the browser came back with */
      code: string;
    };
    OidcView: {
      /** @description Whether operators may sign in through an identity provider */
      configured: boolean;
      /** @example https://id.example.com */
      issuer: string | null;
    };
    OperatorView: {
      /** Format: date-time */
      createdAt: string;
      email: string;
      /** @example opr_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description The password was given or generated, so that somebody else knows it */
      mustChangePassword: boolean;
      name: string;
      /**
       * Format: date-time
       * @description Where it was generated: until then everything works
       */
      passwordChangeBy: string | null;
      /**
       * @description In the installation; `members` of a project has the role there
       * @enum {string}
       */
      role: 'member' | 'owner';
      /** @enum {string} */
      status: 'enabled' | 'disabled';
      /** Format: date-time */
      updatedAt: string;
    };
    OperatorWithPasswordView: {
      /** Format: date-time */
      createdAt: string;
      email: string;
      /** @example opr_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description The password was given or generated, so that somebody else knows it */
      mustChangePassword: boolean;
      name: string;
      /** @description Where it was generated; shown this once */
      password?: string;
      /**
       * Format: date-time
       * @description Where it was generated: until then everything works
       */
      passwordChangeBy: string | null;
      /**
       * @description In the installation; `members` of a project has the role there
       * @enum {string}
       */
      role: 'member' | 'owner';
      /** @enum {string} */
      status: 'enabled' | 'disabled';
      /** Format: date-time */
      updatedAt: string;
    };
    PatchApiKeyDto: {
      /**
       * Format: date-time
       * @description null = never; a key makes none that outlives itself
       */
      expiresAt?: string | null;
      /** @example Deploy script */
      name?: string | null;
      /** @enum {string|null} */
      role?: 'viewer' | 'editor' | 'admin' | null;
    };
    PatchDestinationDto: {
      /** @description By the plugin's `configSchema` */
      config?: {
        [key: string]: unknown;
      } | null;
      /**
       * @description After so long of nothing but failures it is disabled; 0 or null = never
       * @default 432000
       */
      disableAfterSeconds?: number | null;
      /** @default 32 */
      maxConcurrency?: number | null;
      name?: string | null;
      /** @description At most `count` attempts in any `perSeconds`, over all processes */
      rateLimit?: {
        count?: number | null;
        perSeconds?: number | null;
      } | null;
      retry?: {
        /** @enum {string|null} */
        preset?: 'standard' | 'petstore' | null;
        /** @example 5xx, 429, network, timeout */
        retryOn?: string | null;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[] | null;
      } | null;
      /** @description By the plugin's `secretsSchema` */
      secrets?: {
        [key: string]: string | null;
      } | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'paused' | 'disabled' | null;
      /** @default 15000 */
      timeoutMs?: number | null;
    };
    PatchOperatorDto: {
      /**
       * @description Kept in lower case
       * @example ada@example.com
       */
      email?: string | null;
      /** @default  */
      name?: string | null;
      /**
       * @default member
       * @enum {string|null}
       */
      role?: 'member' | 'owner' | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'disabled' | null;
    };
    PatchProjectDto: {
      /** @example Shop */
      name?: string | null;
      /**
       * @description Made of the name unless given
       * @example shop
       */
      slug?: string | null;
    };
    PatchSourceDto: {
      /**
       * @description Addresses and CIDRs that may send; any other is 403. Null = anybody
       * @example [
       *       "192.0.2.0/24",
       *       "2001:db8::7"
       *     ]
       */
      allowedIps?: string[] | null;
      /**
       * @description Any other, and none, is 415. Null = any
       * @example [
       *       "application/json",
       *       "text/*"
       *     ]
       */
      contentTypes?: string[] | null;
      /** @default 86400 */
      dedupeWindowSeconds?: number | null;
      /** @description Null = the provider's own rule */
      eventType?: {
        /** @enum {string|null} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const' | null;
        name?: string | null;
        path?: string | null;
        value?: string | null;
      } | null;
      externalId?: {
        /** @enum {string|null} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const' | null;
        name?: string | null;
        path?: string | null;
        value?: string | null;
      } | null;
      /** @description Null = the installation's ceiling */
      maxBodyBytes?: number | null;
      /** @description Methods that make events; any other is 405 */
      methods?: ('POST' | 'PUT' | 'PATCH' | 'DELETE')[] | null;
      name?: string | null;
      occurredAt?: {
        /** @enum {string|null} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const' | null;
        name?: string | null;
        path?: string | null;
        value?: string | null;
      } | null;
      /** @description More is 429 with Retry-After; each process counts its own. Null = no limit */
      rateLimit?: {
        count?: number | null;
        perSeconds?: number | null;
      } | null;
      /** @description Without each of these, with a value, a request is 400 */
      requiredHeaders?: string[] | null;
      response?: {
        /** @default {} */
        body?: string | null;
        /** @default application/json */
        contentType?: string | null;
        /** @default 200 */
        status?: number | null;
      } | null;
      /** @description For events from now on: what to search by */
      searchKeys?: components['schemas']['SearchKeyDto'][] | null;
      /** @description Part of the URL; 20 random characters by default */
      slug?: string | null;
      /** @enum {string|null} */
      status?: 'enabled' | 'disabled' | null;
      verification?: {
        options?: {
          [key: string]: unknown;
        } | null;
        /** @example jwt */
        provider?: string | null;
      } | null;
    };
    PatchSubscriptionDto: {
      /** @default 0 */
      delaySeconds?: number | null;
      destinationId?: string | null;
      /**
       * @default [
       *       "**"
       *     ]
       * @example [
       *       "payment.*"
       *     ]
       */
      eventTypes?: string[] | null;
      /**
       * @description Conditions for body, headers, query and path in Hookdeck's JSON syntax; null = everything passes. A PATCH replaces it whole: null in a filter is a value to compare with.
       * @example {
       *       "body": {
       *         "amount": {
       *           "$gte": 100
       *         }
       *       }
       *     }
       */
      filter?: {
        [key: string]: unknown;
      } | null;
      name?: string | null;
      /** @description Events of one value are delivered in the order in which they were accepted */
      orderingKey?: {
        /** @enum {string|null} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const' | null;
        name?: string | null;
        path?: string | null;
        value?: string | null;
      } | null;
      retry?: {
        /** @enum {string|null} */
        preset?: 'standard' | 'petstore' | null;
        /** @example 5xx, 429, network, timeout */
        retryOn?: string | null;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[] | null;
      } | null;
      /** @description Null = every source of the project */
      sourceId?: string | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'paused' | 'disabled' | null;
      /**
       * @description A script that defines `function transform(event)`; what it returns is delivered: `body` (an object becomes JSON), and if it likes `headers` (added or replaced; null removes) and `contentType`. Null = the exact bytes received.
       * @example {
       *       "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
       *     }
       */
      transform?: {
        code?: string | null;
      } | null;
    };
    PatchVerificationDto: {
      options?: {
        [key: string]: unknown;
      } | null;
      /** @example jwt */
      provider?: string | null;
    };
    PluginView: {
      capabilities: {
        [key: string]: unknown;
      };
      /** @description JSON Schema 2020-12 */
      configSchema: {
        [key: string]: unknown;
      };
      /** @description From `POSTHORN_PLUGINS`, in threads of its own; otherwise built in */
      custom: boolean;
      /** @description Why it is unavailable */
      reason: string | null;
      /** @description JSON Schema 2020-12; each property has `writeOnly`, `format: password` and `x-posthorn-secret` */
      secretsSchema: {
        [key: string]: unknown;
      };
      /**
       * @description `unavailable`: named by `POSTHORN_PLUGINS` and could not be loaded; deliveries of its destinations wait
       * @enum {string}
       */
      status: 'available' | 'unavailable';
      title: string;
      /** @example http */
      type: string;
    };
    PreviewDto: {
      /** @description Tried in place of the destination's own, and not kept */
      config?: {
        [key: string]: unknown;
      } | null;
      /** @example evt_01h2xcejqtf2nbrexx3vqjhp41 */
      eventId: string;
    };
    PreviewPartView: {
      /** @example text/plain */
      contentType: string;
      /** @description At most 64 KiB */
      data: string;
      /** @enum {string} */
      encoding: 'utf8' | 'base64';
      /** @example subject */
      name: string;
      truncated: boolean;
    };
    PreviewView: {
      parts: components['schemas']['PreviewPartView'][];
    };
    ProblemView: {
      /** @enum {string} */
      code:
        | 'malformed'
        | 'unauthenticated'
        | 'forbidden'
        | 'password-change-required'
        | 'not-found'
        | 'method-not-allowed'
        | 'conflict'
        | 'gone'
        | 'precondition-failed'
        | 'payload-too-large'
        | 'unsupported-media-type'
        | 'invalid'
        | 'rate-limited'
        | 'internal'
        | 'unavailable';
      detail: string;
      errors?: components['schemas']['FieldErrorView'][];
      instance: string;
      status: number;
      title: string;
      /** Format: uri */
      type: string;
    } & {
      [key: string]: unknown;
    };
    ProjectDto: {
      /** @example Shop */
      name: string;
      /**
       * @description Made of the name unless given
       * @example shop
       */
      slug?: string | null;
    };
    ProjectView: {
      /** Format: date-time */
      createdAt: string;
      /** @example prj_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      name: string;
      /** @example default */
      slug: string;
      /** Format: date-time */
      updatedAt: string;
    };
    ProviderView: {
      /** @description The answer that it expects, unless the source sets one */
      accepted: components['schemas']['AcceptedView'] | null;
      /** @description Other names for the same */
      aliases: string[];
      /** @description Where the facts come from */
      documentation: string | null;
      /** @description The rule that it brings */
      eventType: {
        [key: string]: string;
      } | null;
      externalId: {
        [key: string]: string;
      } | null;
      /** @description What the provider asks of the URL, and how it is answered */
      handshakes: string[];
      /**
       * @description What `verification.provider` names
       * @example jwt
       */
      name: string;
      occurredAt: {
        [key: string]: string;
      } | null;
      /** @description JSON Schema 2020-12 of `verification.options` */
      optionsSchema: {
        [key: string]: unknown;
      };
      /** @description The status for a bad signature or credential */
      refusedStatus: number;
      /** @description What the secret is; null = there is none */
      secret: string | null;
      /** @description What to paste where */
      setup: string[];
      /**
       * @description A sample can be sent unless it takes the private key of a pair
       * @enum {string}
       */
      signsWith: 'secret' | 'key-pair' | 'nothing';
      title: string;
      /** @description General knowledge that was not found confirmed */
      unconfirmed: string[];
    };
    RateLimitDto: {
      count: number;
      perSeconds: number;
    };
    RefreshDto: {
      refreshToken: string;
    };
    RefusalFindingView: {
      /** @enum {string} */
      code:
        | 'signature-missing'
        | 'signature-malformed'
        | 'signature-unsupported'
        | 'signature-mismatch'
        | 'timestamp-missing'
        | 'timestamp-malformed'
        | 'timestamp-too-old'
        | 'timestamp-in-future'
        | 'id-missing'
        | 'token-missing'
        | 'token-invalid'
        | 'token-expired'
        | 'token-scope'
        | 'credential-missing'
        | 'credential-mismatch'
        | 'body-too-large'
        | 'content-type'
        | 'header-missing'
        | 'method'
        | 'address'
        | 'rate-limited'
        | 'not-storable'
        | 'body-incomplete'
        | 'source-gone'
        | 'source-unusable'
        | 'credential-unreadable'
        | 'handshake'
        | 'accepted-now'
        | 'timestamp-only'
        | 'secret-expired'
        | 'other-source'
        | 'other-source-secret'
        | 'signature-encoding'
        | 'signature-prefix'
        | 'signature-header'
        | 'signature-algorithm'
        | 'secret-encoding'
        | 'signed-content'
        | 'other-scheme'
        | 'body-changed'
        | 'credential-place'
        | 'not-finished'
        | 'undecided';
      message: string;
    };
    RefusalItemView: {
      /** @description The event that it was made after all; it stays a refusal */
      acceptedEventId: string | null;
      /** @description Received; less may have been kept */
      bodyBytes: number;
      /** @description Only a part of the body was kept: it cannot be accepted */
      bodyTruncated: boolean;
      detail: string;
      /** @description As received; credentials show as [redacted] */
      headers: string[][];
      /** @example rfs_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      method: string;
      /** @description What followed the slug */
      path: string;
      query: string;
      /** @enum {string} */
      reason:
        | 'signature-missing'
        | 'signature-malformed'
        | 'signature-unsupported'
        | 'signature-mismatch'
        | 'timestamp-missing'
        | 'timestamp-malformed'
        | 'timestamp-too-old'
        | 'timestamp-in-future'
        | 'id-missing'
        | 'token-missing'
        | 'token-invalid'
        | 'token-expired'
        | 'token-scope'
        | 'credential-missing'
        | 'credential-mismatch'
        | 'body-too-large'
        | 'content-type'
        | 'header-missing'
        | 'method'
        | 'address'
        | 'rate-limited'
        | 'not-storable';
      /** Format: date-time */
      receivedAt: string;
      remoteAddress: string;
      sourceId: string;
    };
    RefusalView: {
      /** @description The event that it was made after all; it stays a refusal */
      acceptedEventId: string | null;
      /** @description What was kept of it */
      body: components['schemas']['BodyView'];
      /** @description Received; less may have been kept */
      bodyBytes: number;
      /** @description Only a part of the body was kept: it cannot be accepted */
      bodyTruncated: boolean;
      detail: string;
      /** @description Worked out now: the reason that still holds, and what explains it. Each explanation was tried and verifies */
      diagnosis: components['schemas']['RefusalFindingView'][];
      /** @description As received; credentials show as [redacted] */
      headers: string[][];
      /** @example rfs_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      method: string;
      /** @description What followed the slug */
      path: string;
      query: string;
      /** @enum {string} */
      reason:
        | 'signature-missing'
        | 'signature-malformed'
        | 'signature-unsupported'
        | 'signature-mismatch'
        | 'timestamp-missing'
        | 'timestamp-malformed'
        | 'timestamp-too-old'
        | 'timestamp-in-future'
        | 'id-missing'
        | 'token-missing'
        | 'token-invalid'
        | 'token-expired'
        | 'token-scope'
        | 'credential-missing'
        | 'credential-mismatch'
        | 'body-too-large'
        | 'content-type'
        | 'header-missing'
        | 'method'
        | 'address'
        | 'rate-limited'
        | 'not-storable';
      /** Format: date-time */
      receivedAt: string;
      remoteAddress: string;
      sourceId: string;
    };
    ReplayDto: {
      /** @description In place of the subscriptions' own destinations */
      destinationId?: string | null;
      /**
       * @description Receivers shall take it for another event
       * @default false
       */
      newId?: boolean | null;
      /** @description Null = the event's own routes, or only the destination */
      subscriptionIds?: string[] | null;
    };
    ReplayView: {
      data: components['schemas']['DeliveryView'][];
    };
    RotateApiKeyDto: {
      /**
       * @description How long the former values still work
       * @default 0
       */
      expirePreviousInSeconds?: number | null;
    };
    RotateDto: {
      /**
       * @description How long the present secret still signs
       * @default 86400
       */
      expirePreviousInSeconds?: number | null;
    };
    SampleRequestView: {
      body: string;
      headers: string[][];
      method: string;
      url: string;
    };
    SampleResponseView: {
      /** @description At most 16 KiB */
      body: string;
      headers: string[][];
      status: number;
    };
    SealedCountsView: {
      destinationSecrets: number;
      /** @description Answers kept for an `Idempotency-Key` */
      idempotencyAnswers: number;
      /** @description Credentials of refused requests */
      refusals: number;
      sourceSecrets: number;
    };
    SearchKeyDto: {
      /**
       * @default body
       * @enum {string|null}
       */
      from?: 'body' | 'form' | 'header' | 'query' | null;
      /**
       * @description What to search by, once in a source
       * @example order
       */
      name: string;
      /**
       * @description The path in a JSON body, or the name of a field of a form, of a header or of a query parameter
       * @example order.id
       */
      path: string;
    };
    SearchKeyView: {
      /** @enum {string} */
      from: 'body' | 'form' | 'header' | 'query';
      /** @example order */
      name: string;
      /** @example order.id */
      path: string;
    };
    SignInDto: {
      /** @example admin@localhost */
      email: string;
      password: string;
    };
    SourceDto: {
      /**
       * @description Addresses and CIDRs that may send; any other is 403. Null = anybody
       * @example [
       *       "192.0.2.0/24",
       *       "2001:db8::7"
       *     ]
       */
      allowedIps?: string[] | null;
      /**
       * @description Any other, and none, is 415. Null = any
       * @example [
       *       "application/json",
       *       "text/*"
       *     ]
       */
      contentTypes?: string[] | null;
      /** @default 86400 */
      dedupeWindowSeconds?: number | null;
      /** @description Null = the provider's own rule */
      eventType?: {
        /** @enum {string} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const';
        name?: string;
        path?: string;
        value?: string;
      } | null;
      externalId?: {
        /** @enum {string} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const';
        name?: string;
        path?: string;
        value?: string;
      } | null;
      /** @description Null = the installation's ceiling */
      maxBodyBytes?: number | null;
      /** @description Methods that make events; any other is 405 */
      methods?: ('POST' | 'PUT' | 'PATCH' | 'DELETE')[] | null;
      name: string;
      occurredAt?: {
        /** @enum {string} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const';
        name?: string;
        path?: string;
        value?: string;
      } | null;
      /** @description More is 429 with Retry-After; each process counts its own. Null = no limit */
      rateLimit?: components['schemas']['SourceRateLimitDto'] | null;
      /** @description Without each of these, with a value, a request is 400 */
      requiredHeaders?: string[] | null;
      response?: components['schemas']['SourceResponseDto'] | null;
      /** @description For events from now on: what to search by */
      searchKeys?: components['schemas']['SearchKeyDto'][] | null;
      /** @description Part of the URL; 20 random characters by default */
      slug?: string | null;
      /** @enum {string|null} */
      status?: 'enabled' | 'disabled' | null;
      verification: components['schemas']['VerificationDto'];
    };
    SourceRateLimitDto: {
      count: number;
      perSeconds: number;
    };
    SourceResponseDto: {
      /** @default {} */
      body?: string | null;
      /** @default application/json */
      contentType?: string | null;
      /** @default 200 */
      status?: number | null;
    };
    SourceResponseView: {
      body: string;
      contentType: string;
      status: number;
    };
    SourceSampleView: {
      request: components['schemas']['SampleRequestView'];
      response: components['schemas']['SampleResponseView'];
    };
    SourceSecretView: {
      /** Format: date-time */
      createdAt: string;
      /** Format: date-time */
      expiresAt: string | null;
      /** @example sec_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** Format: date-time */
      lastUsedAt: string | null;
    };
    SourceView: {
      /** @description Null = anybody */
      allowedIps: string[] | null;
      /** @description Null = any */
      contentTypes: string[] | null;
      /** Format: date-time */
      createdAt: string;
      dedupeWindowSeconds: number;
      /** @description The rule in force: the source's own, else the provider's */
      eventType: {
        [key: string]: string;
      } | null;
      externalId: {
        [key: string]: string;
      } | null;
      /** @example src_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /** @description The relay's own, for events such as `destination.disabled`: a subscription must name it, nobody changes it */
      internal: boolean;
      /** @description Null = the installation's ceiling */
      maxBodyBytes: number | null;
      methods: string[];
      name: string;
      occurredAt: {
        [key: string]: string;
      } | null;
      /** @description Null = no limit */
      rateLimit: components['schemas']['SourceRateLimitDto'] | null;
      requiredHeaders: string[];
      response: components['schemas']['SourceResponseView'];
      searchKeys: components['schemas']['SearchKeyView'][];
      slug: string;
      /** @enum {string} */
      status: 'enabled' | 'disabled';
      /** Format: date-time */
      updatedAt: string;
      /** @description Where senders send to; null = the relay's own source */
      url: string | null;
      verification: components['schemas']['VerificationView'];
    };
    StatisticsBucketView: {
      accepted: number;
      /**
       * Format: date-time
       * @description The first moment of the bucket
       */
      at: string;
      attempts: number;
      delivered: number;
      duplicates: number;
      /** @description Deliveries that failed for good, but for those that a person or expiry ended while they waited */
      failed: number;
      handshakes: number;
      /** @description From acceptance to the end of the attempt that delivered, at most 10 % off; without replays. Null where nothing was delivered */
      latencyMs: components['schemas']['StatisticsLatencyView'] | null;
      /** @description Per second, of the time that has passed */
      perSecond: components['schemas']['StatisticsRatesView'];
      /** @description Requests to sources: accepted, duplicates, refused and handshakes */
      received: number;
      refused: number;
      /** @description Attempts that another one follows */
      retries: number;
    };
    StatisticsCountsView: {
      accepted: number;
      attempts: number;
      delivered: number;
      duplicates: number;
      /** @description Deliveries that failed for good, but for those that a person or expiry ended while they waited */
      failed: number;
      handshakes: number;
      /** @description From acceptance to the end of the attempt that delivered, at most 10 % off; without replays. Null where nothing was delivered */
      latencyMs: components['schemas']['StatisticsLatencyView'] | null;
      /** @description Per second, of the time that has passed */
      perSecond: components['schemas']['StatisticsRatesView'];
      /** @description Requests to sources: accepted, duplicates, refused and handshakes */
      received: number;
      refused: number;
      /** @description Attempts that another one follows */
      retries: number;
    };
    StatisticsLatencyView: {
      /** @description Milliseconds */
      p50: number;
      /** @description Milliseconds */
      p95: number;
      /** @description Milliseconds */
      p99: number;
    };
    StatisticsRatesView: {
      delivered: number;
      received: number;
    };
    StatisticsView: {
      /** @description Now, whatever the period */
      backlog: components['schemas']['BacklogView'];
      /** @description Every bucket of the period, oldest first; by when a thing happened */
      buckets: components['schemas']['StatisticsBucketView'][];
      /** Format: date-time */
      from: string;
      /** @enum {string} */
      interval: '1m' | '5m' | '1h' | '1d';
      /** Format: date-time */
      to: string;
      /** @description At most ten, those with most failures first */
      topFailingDestinations: components['schemas']['FailingDestinationView'][];
      totals: components['schemas']['StatisticsCountsView'];
    };
    SubscriptionDto: {
      /** @default 0 */
      delaySeconds?: number | null;
      destinationId: string;
      /**
       * @default [
       *       "**"
       *     ]
       * @example [
       *       "payment.*"
       *     ]
       */
      eventTypes?: string[] | null;
      /**
       * @description Conditions for body, headers, query and path in Hookdeck's JSON syntax; null = everything passes. A PATCH replaces it whole: null in a filter is a value to compare with.
       * @example {
       *       "body": {
       *         "amount": {
       *           "$gte": 100
       *         }
       *       }
       *     }
       */
      filter?: {
        [key: string]: unknown;
      } | null;
      name: string;
      /** @description Events of one value are delivered in the order in which they were accepted */
      orderingKey?: {
        /** @enum {string} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const';
        name?: string;
        path?: string;
        value?: string;
      } | null;
      retry?: {
        /** @enum {string} */
        preset?: 'standard' | 'petstore';
        /** @example 5xx, 429, network, timeout */
        retryOn?: string;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[];
      } | null;
      /** @description Null = every source of the project */
      sourceId?: string | null;
      /**
       * @default enabled
       * @enum {string|null}
       */
      status?: 'enabled' | 'paused' | 'disabled' | null;
      /**
       * @description A script that defines `function transform(event)`; what it returns is delivered: `body` (an object becomes JSON), and if it likes `headers` (added or replaced; null removes) and `contentType`. Null = the exact bytes received.
       * @example {
       *       "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
       *     }
       */
      transform?: {
        code: string;
      } | null;
    };
    SubscriptionView: {
      /** Format: date-time */
      createdAt: string;
      delaySeconds: number;
      destinationId: string;
      eventTypes: string[];
      /**
       * @description Conditions for body, headers, query and path in Hookdeck's JSON syntax; null = everything passes. A PATCH replaces it whole: null in a filter is a value to compare with.
       * @example {
       *       "body": {
       *         "amount": {
       *           "$gte": 100
       *         }
       *       }
       *     }
       */
      filter: {
        [key: string]: unknown;
      } | null;
      /** @example sub_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      name: string;
      orderingKey: {
        /** @enum {string} */
        from?: 'body' | 'form' | 'header' | 'query' | 'const';
        name?: string;
        path?: string;
        value?: string;
      } | null;
      retry: {
        /** @enum {string} */
        preset?: 'standard' | 'petstore';
        /** @example 5xx, 429, network, timeout */
        retryOn?: string;
        /**
         * @example [
         *       "0s",
         *       "5s",
         *       "5m"
         *     ]
         */
        schedule?: string[];
      } | null;
      sourceId: string | null;
      /** @enum {string} */
      status: 'enabled' | 'paused' | 'disabled';
      /**
       * @description A script that defines `function transform(event)`; what it returns is delivered: `body` (an object becomes JSON), and if it likes `headers` (added or replaced; null removes) and `contentType`. Null = the exact bytes received.
       * @example {
       *       "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
       *     }
       */
      transform: {
        code: string;
      } | null;
      /** Format: date-time */
      updatedAt: string;
    };
    TokensView: {
      accessToken: string;
      /**
       * @description Seconds
       * @example 900
       */
      expiresIn: number;
      /** @description There only if true: somebody else knows the password */
      mustChangePassword?: boolean;
      /**
       * Format: date-time
       * @description There only if the password was generated: from then on everything but changing it is 403 `password-change-required`
       */
      passwordChangeBy?: string;
      /** @description Good once */
      refreshToken: string;
      /** @enum {string} */
      tokenType: 'Bearer';
    };
    TransformFaultView: {
      /** @description From 1 */
      column: number | null;
      /** @description From 1 */
      line: number | null;
      message: string;
    };
    TransformOutputView: {
      body: components['schemas']['BodyView'];
      bodyBytes: number;
      contentType: string | null;
      /** @description The sender's as they would be passed on, before what a destination leaves out */
      headers: string[][];
    };
    TransformPreviewDto: {
      /**
       * @description As in `transform.code`
       * @example function transform(event) {
       *       return { body: { text: `Order ${event.body.order.id} was paid` } };
       *     }
       */
      code: string;
    };
    TransformPreviewView: {
      /** @description Of processor time */
      durationMs: number;
      fault: components['schemas']['TransformFaultView'] | null;
      /** @description What it wrote to the console */
      logs: string[];
      /** @description Null = it came to nothing */
      output: components['schemas']['TransformOutputView'] | null;
    };
    VerificationDto: {
      options?: {
        [key: string]: unknown;
      } | null;
      /** @example jwt */
      provider: string;
      secrets?: string[] | null;
    };
    VerificationView: {
      options: {
        [key: string]: unknown;
      };
      provider: string;
      /** @description Never a value */
      secrets: components['schemas']['SourceSecretView'][];
    };
  };
  responses: {
    /** @description The state of the thing does not permit this, or a name is taken. */
    conflict: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/conflict",
         *       "title": "Conflict",
         *       "status": 409,
         *       "detail": "The state of the thing does not permit this, or a name is taken.",
         *       "instance": "/api/v1/projects",
         *       "code": "conflict"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'conflict';
          /** @constant */
          status?: 409;
        };
      };
    };
    /** @description Your role does not permit this. */
    forbidden: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/forbidden",
         *       "title": "Not allowed",
         *       "status": 403,
         *       "detail": "Your role does not permit this.",
         *       "instance": "/api/v1/projects",
         *       "code": "forbidden"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @enum {unknown} */
          code?: 'forbidden' | 'password-change-required';
          /** @constant */
          status?: 403;
        };
      };
    };
    /** @description It was here and has been removed for good: the payload of an expunged event. */
    gone: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/gone",
         *       "title": "Gone",
         *       "status": 410,
         *       "detail": "It was here and has been removed for good: the payload of an expunged event.",
         *       "instance": "/api/v1/projects",
         *       "code": "gone"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'gone';
          /** @constant */
          status?: 410;
        };
      };
    };
    /** @description A fault of the relay; the log has it under the request id. */
    internal: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/internal",
         *       "title": "Internal error",
         *       "status": 500,
         *       "detail": "A fault of the relay; the log has it under the request id.",
         *       "instance": "/api/v1/projects",
         *       "code": "internal"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'internal';
          /** @constant */
          status?: 500;
        };
      };
    };
    /** @description `errors[]` names each field at fault, with a code and a sentence. */
    invalid: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/invalid",
         *       "title": "Invalid",
         *       "status": 422,
         *       "detail": "`errors[]` names each field at fault, with a code and a sentence.",
         *       "instance": "/api/v1/projects",
         *       "code": "invalid",
         *       "errors": [
         *         {
         *           "field": "name",
         *           "message": "This is required.",
         *           "code": "required"
         *         }
         *       ]
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'invalid';
          /** @constant */
          status?: 422;
        };
      };
    };
    /** @description The body is not JSON, or the request is not HTTP that can be understood. */
    malformed: {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/malformed",
         *       "title": "Malformed request",
         *       "status": 400,
         *       "detail": "The body is not JSON, or the request is not HTTP that can be understood.",
         *       "instance": "/api/v1/projects",
         *       "code": "malformed"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'malformed';
          /** @constant */
          status?: 400;
        };
      };
    };
    /** @description The path exists, the method does not; `Allow` names those that do. */
    'method-not-allowed': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/method-not-allowed",
         *       "title": "Method not allowed",
         *       "status": 405,
         *       "detail": "The path exists, the method does not; `Allow` names those that do.",
         *       "instance": "/api/v1/projects",
         *       "code": "method-not-allowed"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'method-not-allowed';
          /** @constant */
          status?: 405;
        };
      };
    };
    /** @description There is no such thing here; ids of the wrong shape and ids of another project count as absent. */
    'not-found': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/not-found",
         *       "title": "Not found",
         *       "status": 404,
         *       "detail": "There is no such thing here; ids of the wrong shape and ids of another project count as absent.",
         *       "instance": "/api/v1/projects",
         *       "code": "not-found"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'not-found';
          /** @constant */
          status?: 404;
        };
      };
    };
    /** @description Your password was generated more than 24 hours ago: change it with `POST /api/v1/auth/password` first. */
    'password-change-required': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/password-change-required",
         *       "title": "Change your password",
         *       "status": 403,
         *       "detail": "Your password was generated more than 24 hours ago: change it with `POST /api/v1/auth/password` first.",
         *       "instance": "/api/v1/projects",
         *       "code": "password-change-required"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @enum {unknown} */
          code?: 'forbidden' | 'password-change-required';
          /** @constant */
          status?: 403;
        };
      };
    };
    /** @description The body is over the limit. */
    'payload-too-large': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/payload-too-large",
         *       "title": "Payload too large",
         *       "status": 413,
         *       "detail": "The body is over the limit.",
         *       "instance": "/api/v1/projects",
         *       "code": "payload-too-large"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'payload-too-large';
          /** @constant */
          status?: 413;
        };
      };
    };
    /** @description `If-Match` names another state than the present one: read it again and repeat your change. */
    'precondition-failed': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/precondition-failed",
         *       "title": "Changed meanwhile",
         *       "status": 412,
         *       "detail": "`If-Match` names another state than the present one: read it again and repeat your change.",
         *       "instance": "/api/v1/projects",
         *       "code": "precondition-failed"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'precondition-failed';
          /** @constant */
          status?: 412;
        };
      };
    };
    /** @description Wait for as long as `Retry-After` says. */
    'rate-limited': {
      headers: {
        'Retry-After': components['headers']['Retry-After'];
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/rate-limited",
         *       "title": "Too many requests",
         *       "status": 429,
         *       "detail": "Wait for as long as `Retry-After` says.",
         *       "instance": "/api/v1/projects",
         *       "code": "rate-limited"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'rate-limited';
          /** @constant */
          status?: 429;
        };
      };
    };
    /** @description No access token came with the request, or it is wrong or expired. */
    unauthenticated: {
      headers: {
        'WWW-Authenticate': components['headers']['WWW-Authenticate'];
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/unauthenticated",
         *       "title": "Not signed in",
         *       "status": 401,
         *       "detail": "No access token came with the request, or it is wrong or expired.",
         *       "instance": "/api/v1/projects",
         *       "code": "unauthenticated"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'unauthenticated';
          /** @constant */
          status?: 401;
        };
      };
    };
    /** @description The database or the identity provider is away, or the relay is overloaded; try again after `Retry-After`. */
    unavailable: {
      headers: {
        'Retry-After': components['headers']['Retry-After'];
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/unavailable",
         *       "title": "Unavailable",
         *       "status": 503,
         *       "detail": "The database or the identity provider is away, or the relay is overloaded; try again after `Retry-After`.",
         *       "instance": "/api/v1/projects",
         *       "code": "unavailable"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'unavailable';
          /** @constant */
          status?: 503;
        };
      };
    };
    /** @description Send `application/json`. */
    'unsupported-media-type': {
      headers: {
        'X-Request-Id': components['headers']['X-Request-Id'];
        [name: string]: unknown;
      };
      content: {
        /**
         * @example {
         *       "type": "https://posthorn.dev/problems/unsupported-media-type",
         *       "title": "Unsupported media type",
         *       "status": 415,
         *       "detail": "Send `application/json`.",
         *       "instance": "/api/v1/projects",
         *       "code": "unsupported-media-type"
         *     }
         */
        'application/problem+json': components['schemas']['ProblemView'] & {
          /** @constant */
          code?: 'unsupported-media-type';
          /** @constant */
          status?: 415;
        };
      };
    };
  };
  parameters: never;
  requestBodies: never;
  headers: {
    /** @description The state of the resource, for `If-Match` */
    ETag: string;
    /** @description The answer is that of an earlier request with this `Idempotency-Key` */
    'Idempotency-Replayed': 'true';
    /** @description Where it is from now on */
    Location: string;
    /** @description Requests a minute */
    'RateLimit-Limit': number;
    /** @description Of this minute */
    'RateLimit-Remaining': number;
    /** @description Seconds until the minute ends */
    'RateLimit-Reset': number;
    /** @description Seconds */
    'Retry-After': number;
    /** @description How to show who you are */
    'WWW-Authenticate': string;
    /** @description Names this request in the log and in the audit log */
    'X-Request-Id': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  installationAuditLog_list: {
    parameters: {
      query?: {
        action?: string;
        /** @description An operator or a key */
        actorId?: string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description All that the filters find, newest first, with `before` and `after`, as a file; goes without limit and cursor */
        format?: 'ndjson' | 'csv';
        /** @description From this time on */
        from?: string;
        limit?: number;
        resourceId?: string;
        /** @description Before this time */
        to?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
           *           "number": 1,
           *           "at": "2026-01-15T09:30:00.000Z",
           *           "actorId": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *           "address": "address",
           *           "requestId": "requestId",
           *           "action": "source.created",
           *           "resourceType": "source",
           *           "resourceId": "src_01h2xcejqtf2nbrexx3vqjhp41"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditItemView'][];
            nextCursor: string | null;
          };
          'application/x-ndjson': string;
          'text/csv': string;
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  installationAuditLog_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
           *       "number": 1,
           *       "at": "2026-01-15T09:30:00.000Z",
           *       "actorId": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "address": "address",
           *       "requestId": "requestId",
           *       "action": "source.created",
           *       "resourceType": "source",
           *       "resourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "before": {},
           *       "after": {},
           *       "projectId": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "previousHash": "previousHash",
           *       "hash": "hash"
           *     }
           */
          'application/json': components['schemas']['AuditEntryView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  installationAuditLog_verify: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "valid": false,
           *       "checked": 1,
           *       "brokenAt": 1
           *     }
           */
          'application/json': components['schemas']['AuditVerdictView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  invitationAcceptance_accept: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "token": "the token of the invitation",
         *       "password": "a passphrase of her own",
         *       "name": "Grace"
         *     }
         */
        'application/json': components['schemas']['AcceptInvitationDto'];
      };
    };
    responses: {
      /** @description The operator is there and a member; sign in next */
      201: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "operatorId": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "projectId": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "project": "default",
           *       "role": "viewer"
           *     }
           */
          'application/json': components['schemas']['AcceptedInvitationView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      /** @description The operator is a member already, or changed meanwhile */
      409: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/conflict",
           *       "title": "Conflict",
           *       "status": 409,
           *       "detail": "The state of the thing does not permit this, or a name is taken.",
           *       "instance": "/api/v1/projects",
           *       "code": "conflict"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'conflict';
            /** @constant */
            status?: 409;
          };
        };
      };
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auth_me: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "member",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['OperatorView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  oidc_describe: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "configured": false,
           *       "issuer": "https://id.example.com"
           *     }
           */
          'application/json': components['schemas']['OidcView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  oidc_callback: {
    parameters: {
      query?: {
        code?: string;
        state?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Without `returnTo` */
      200: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accessToken": "accessToken",
           *       "tokenType": "Bearer",
           *       "expiresIn": 900,
           *       "refreshToken": "refreshToken",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['TokensView'];
        };
      };
      /** @description To `returnTo`, with a `code` in its query that `POST auth/oidc/tokens` takes once, within a minute */
      302: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      /** @description No group has a role here, the email is not verified or taken, or the operator is disabled */
      403: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/forbidden",
           *       "title": "Not allowed",
           *       "status": 403,
           *       "detail": "Your role does not permit this.",
           *       "instance": "/api/v1/projects",
           *       "code": "forbidden"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @enum {unknown} */
            code?: 'forbidden' | 'password-change-required';
            /** @constant */
            status?: 403;
          };
        };
      };
      /** @description No identity provider is set up */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is no such thing here; ids of the wrong shape and ids of another project count as absent.",
           *       "instance": "/api/v1/projects",
           *       "code": "not-found"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'not-found';
            /** @constant */
            status?: 404;
          };
        };
      };
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  oidc_login: {
    parameters: {
      query?: {
        /** @description A path of this origin; without it the callback answers with tokens */
        returnTo?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description To the identity provider */
      302: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      /** @description No identity provider is set up */
      404: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/not-found",
           *       "title": "Not found",
           *       "status": 404,
           *       "detail": "There is no such thing here; ids of the wrong shape and ids of another project count as absent.",
           *       "instance": "/api/v1/projects",
           *       "code": "not-found"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'not-found';
            /** @constant */
            status?: 404;
          };
        };
      };
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  oidc_trade: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "the code that the browser came back with"
         *     }
         */
        'application/json': components['schemas']['OidcCodeDto'];
      };
    };
    responses: {
      201: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accessToken": "accessToken",
           *       "tokenType": "Bearer",
           *       "expiresIn": 900,
           *       "refreshToken": "refreshToken",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['TokensView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auth_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "current": "correct horse battery",
         *       "next": "an even longer passphrase"
         *     }
         */
        'application/json': components['schemas']['ChangePasswordDto'];
      };
    };
    responses: {
      /** @description Changed; every other session has ended */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auth_signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "admin@localhost",
         *       "password": "correct horse battery"
         *     }
         */
        'application/json': components['schemas']['SignInDto'];
      };
    };
    responses: {
      201: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accessToken": "accessToken",
           *       "tokenType": "Bearer",
           *       "expiresIn": 900,
           *       "refreshToken": "refreshToken",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['TokensView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auth_signOut: {
    parameters: {
      query?: {
        /** @description End every session of the operator */
        everywhere?: 'true' | 'false';
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auth_refresh: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "refreshToken": "the refresh token of the sign-in"
         *     }
         */
        'application/json': components['schemas']['RefreshDto'];
      };
    };
    responses: {
      201: {
        headers: {
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "accessToken": "accessToken",
           *       "tokenType": "Bearer",
           *       "expiresIn": 900,
           *       "refreshToken": "refreshToken",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['TokensView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  encryptionKeys_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "k1",
           *           "encrypts": false,
           *           "sealed": {
           *             "sourceSecrets": 1,
           *             "destinationSecrets": 1,
           *             "refusals": 1,
           *             "idempotencyAnswers": 1
           *           },
           *           "removable": false,
           *           "neededFor": [
           *             "encrypts"
           *           ],
           *           "usedSince": "2026-01-15T09:30:00.000Z",
           *           "retiredAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor",
           *       "rotation": {
           *         "keyId": "k2",
           *         "status": "waiting",
           *         "requestedAt": "2026-01-15T09:30:00.000Z",
           *         "finishedAt": "2026-01-15T09:30:00.000Z",
           *         "resealed": 1,
           *         "unreadable": 1
           *       }
           *     }
           */
          'application/json': components['schemas']['EncryptionKeyListView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  encryptionKeys_rotate: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Under way; `GET /encryption-keys` shows how far it is */
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "keyId": "k2",
           *       "status": "waiting",
           *       "requestedAt": "2026-01-15T09:30:00.000Z",
           *       "finishedAt": "2026-01-15T09:30:00.000Z",
           *       "resealed": 1,
           *       "unreadable": 1
           *     }
           */
          'application/json': components['schemas']['KeyRotationView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *           "email": "email",
           *           "name": "name",
           *           "status": "enabled",
           *           "role": "member",
           *           "mustChangePassword": false,
           *           "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['OperatorView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "grace@example.com",
         *       "name": "Grace"
         *     }
         */
        'application/json': components['schemas']['CreateOperatorDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "member",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z",
           *       "password": "password"
           *     }
           */
          'application/json': components['schemas']['OperatorWithPasswordView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "member",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['OperatorView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Ada L.",
         *       "status": "enabled"
         *     }
         */
        'application/json': components['schemas']['PatchOperatorDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "member",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['OperatorView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  operators_resetPassword: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A new password, shown this once; every session has ended */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "member",
           *       "mustChangePassword": false,
           *       "passwordChangeBy": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z",
           *       "password": "password"
           *     }
           */
          'application/json': components['schemas']['OperatorWithPasswordView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  plugins_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "type": "http",
           *           "title": "title",
           *           "status": "available",
           *           "reason": "reason",
           *           "custom": false,
           *           "capabilities": {},
           *           "configSchema": {},
           *           "secretsSchema": {}
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['PluginView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  plugins_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        type: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "http",
           *       "title": "title",
           *       "status": "available",
           *       "reason": "reason",
           *       "custom": false,
           *       "capabilities": {},
           *       "configSchema": {},
           *       "secretsSchema": {}
           *     }
           */
          'application/json': components['schemas']['PluginView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  projects_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *           "slug": "default",
           *           "name": "name",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['ProjectView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  projects_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Web shop",
         *       "slug": "web-shop"
         *     }
         */
        'application/json': components['schemas']['ProjectDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "default",
           *       "name": "name",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ProjectView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  projects_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "default",
           *       "name": "name",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ProjectView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  projects_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Deleted with everything in it; what waited is cancelled (`project-deleted`) */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  projects_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Shop"
         *     }
         */
        'application/json': components['schemas']['PatchProjectDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "default",
           *       "name": "name",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['ProjectView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
           *           "name": "name",
           *           "role": "viewer",
           *           "start": "phk_x7Qm2k",
           *           "createdBy": "createdBy",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "rotatedAt": "2026-01-15T09:30:00.000Z",
           *           "expiresAt": "2026-01-15T09:30:00.000Z",
           *           "lastUsedAt": "2026-01-15T09:30:00.000Z",
           *           "formerValues": [
           *             {
           *               "start": "phk_x7Qm2k",
           *               "expiresAt": "2026-01-15T09:30:00.000Z",
           *               "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *             }
           *           ]
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['ApiKeyView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Deployment",
         *       "role": "editor"
         *     }
         */
        'application/json': components['schemas']['ApiKeyDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "role": "viewer",
           *       "start": "phk_x7Qm2k",
           *       "createdBy": "createdBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "rotatedAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "lastUsedAt": "2026-01-15T09:30:00.000Z",
           *       "formerValues": [
           *         {
           *           "start": "phk_x7Qm2k",
           *           "expiresAt": "2026-01-15T09:30:00.000Z",
           *           "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "key": "phk_…"
           *     }
           */
          'application/json': components['schemas']['ApiKeyWithValueView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "role": "viewer",
           *       "start": "phk_x7Qm2k",
           *       "createdBy": "createdBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "rotatedAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "lastUsedAt": "2026-01-15T09:30:00.000Z",
           *       "formerValues": [
           *         {
           *           "start": "phk_x7Qm2k",
           *           "expiresAt": "2026-01-15T09:30:00.000Z",
           *           "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ApiKeyView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Revoked: refused from now on */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Deployment of the shop"
         *     }
         */
        'application/json': components['schemas']['PatchApiKeyDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "role": "viewer",
           *       "start": "phk_x7Qm2k",
           *       "createdBy": "createdBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "rotatedAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "lastUsedAt": "2026-01-15T09:30:00.000Z",
           *       "formerValues": [
           *         {
           *           "start": "phk_x7Qm2k",
           *           "expiresAt": "2026-01-15T09:30:00.000Z",
           *           "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ApiKeyView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  apiKeys_rotate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "expirePreviousInSeconds": 3600
         *     }
         */
        'application/json': components['schemas']['RotateApiKeyDto'];
      };
    };
    responses: {
      /** @description The same key with a new value */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "key_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "role": "viewer",
           *       "start": "phk_x7Qm2k",
           *       "createdBy": "createdBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "rotatedAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "lastUsedAt": "2026-01-15T09:30:00.000Z",
           *       "formerValues": [
           *         {
           *           "start": "phk_x7Qm2k",
           *           "expiresAt": "2026-01-15T09:30:00.000Z",
           *           "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "key": "phk_…"
           *     }
           */
          'application/json': components['schemas']['ApiKeyWithValueView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auditLog_list: {
    parameters: {
      query?: {
        action?: string;
        /** @description An operator or a key */
        actorId?: string;
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description All that the filters find, newest first, with `before` and `after`, as a file; goes without limit and cursor */
        format?: 'ndjson' | 'csv';
        /** @description From this time on */
        from?: string;
        limit?: number;
        resourceId?: string;
        /** @description Before this time */
        to?: string;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
           *           "number": 1,
           *           "at": "2026-01-15T09:30:00.000Z",
           *           "actorId": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *           "address": "address",
           *           "requestId": "requestId",
           *           "action": "source.created",
           *           "resourceType": "source",
           *           "resourceId": "src_01h2xcejqtf2nbrexx3vqjhp41"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['AuditItemView'][];
            nextCursor: string | null;
          };
          'application/x-ndjson': string;
          'text/csv': string;
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auditLog_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "aud_01h2xcejqtf2nbrexx3vqjhp41",
           *       "number": 1,
           *       "at": "2026-01-15T09:30:00.000Z",
           *       "actorId": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "address": "address",
           *       "requestId": "requestId",
           *       "action": "source.created",
           *       "resourceType": "source",
           *       "resourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "before": {},
           *       "after": {},
           *       "projectId": "prj_01h2xcejqtf2nbrexx3vqjhp41",
           *       "previousHash": "previousHash",
           *       "hash": "hash"
           *     }
           */
          'application/json': components['schemas']['AuditEntryView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  auditLog_verify: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "valid": false,
           *       "checked": 1,
           *       "brokenAt": 1
           *     }
           */
          'application/json': components['schemas']['AuditVerdictView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  deliveries_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        destinationId?: string;
        eventId?: string;
        /** @description From this time on */
        from?: string;
        limit?: number;
        status?: 'scheduled' | 'delivering' | 'delivered' | 'failed' | 'cancelled';
        subscriptionId?: string;
        /** @description Before this time */
        to?: string;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "dlv_01h2xcejqtf2nbrexx3vqjhp41",
           *           "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "status": "scheduled",
           *           "attemptCount": 1,
           *           "nextAttemptAt": "2026-01-15T09:30:00.000Z",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "completedAt": "2026-01-15T09:30:00.000Z",
           *           "replay": false,
           *           "reason": "reason",
           *           "ordered": false
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['DeliveryView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  deliveries_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dlv_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "status": "scheduled",
           *       "attemptCount": 1,
           *       "nextAttemptAt": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "completedAt": "2026-01-15T09:30:00.000Z",
           *       "replay": false,
           *       "reason": "reason",
           *       "ordered": false
           *     }
           */
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  deliveries_attempts: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "att_01h2xcejqtf2nbrexx3vqjhp41",
           *           "number": 1,
           *           "startedAt": "2026-01-15T09:30:00.000Z",
           *           "durationMs": 1,
           *           "outcome": "delivered",
           *           "reason": "reason",
           *           "request": {
           *             "method": "method",
           *             "url": "url",
           *             "headers": [
           *               [
           *                 "headers",
           *                 "headers"
           *               ]
           *             ],
           *             "bodyBytes": 1
           *           },
           *           "response": {
           *             "status": 1,
           *             "headers": [
           *               [
           *                 "headers",
           *                 "headers"
           *               ]
           *             ],
           *             "body": "body",
           *             "encoding": "utf8",
           *             "contentType": "contentType",
           *             "truncated": false
           *           },
           *           "error": "error",
           *           "transform": {
           *             "inputBytes": 1,
           *             "outputBytes": 1,
           *             "output": "output",
           *             "truncated": false,
           *             "durationMs": 1,
           *             "logs": [
           *               "logs"
           *             ],
           *             "fault": {
           *               "message": "message",
           *               "line": 1,
           *               "column": 1
           *             }
           *           }
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['AttemptsView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  deliveries_cancel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dlv_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "status": "scheduled",
           *       "attemptCount": 1,
           *       "nextAttemptAt": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "completedAt": "2026-01-15T09:30:00.000Z",
           *       "replay": false,
           *       "reason": "reason",
           *       "ordered": false
           *     }
           */
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  deliveries_retry: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      202: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dlv_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "status": "scheduled",
           *       "attemptCount": 1,
           *       "nextAttemptAt": "2026-01-15T09:30:00.000Z",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "completedAt": "2026-01-15T09:30:00.000Z",
           *       "replay": false,
           *       "reason": "reason",
           *       "ordered": false
           *     }
           */
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "name": "name",
           *           "plugin": "http",
           *           "config": {},
           *           "secrets": {},
           *           "publicKeys": [
           *             "whpk_…"
           *           ],
           *           "timeoutMs": 1,
           *           "maxConcurrency": 1,
           *           "rateLimit": {
           *             "count": 1,
           *             "perSeconds": 1
           *           },
           *           "retry": {
           *             "preset": "standard",
           *             "schedule": [
           *               "0s",
           *               "5s",
           *               "5m"
           *             ],
           *             "retryOn": "5xx, 429, network, timeout"
           *           },
           *           "status": "enabled",
           *           "disableAfterSeconds": 1,
           *           "health": {
           *             "breaker": "closed",
           *             "since": "2026-01-15T09:30:00.000Z",
           *             "failingSince": "2026-01-15T09:30:00.000Z",
           *             "concurrency": 1,
           *             "nextProbeAt": "2026-01-15T09:30:00.000Z"
           *           },
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['DestinationView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DestinationDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "plugin": "http",
           *       "config": {},
           *       "secrets": {},
           *       "publicKeys": [
           *         "whpk_…"
           *       ],
           *       "timeoutMs": 1,
           *       "maxConcurrency": 1,
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "disableAfterSeconds": 1,
           *       "health": {
           *         "breaker": "closed",
           *         "since": "2026-01-15T09:30:00.000Z",
           *         "failingSince": "2026-01-15T09:30:00.000Z",
           *         "concurrency": 1,
           *         "nextProbeAt": "2026-01-15T09:30:00.000Z"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z",
           *       "signingSecret": "whsec_…"
           *     }
           */
          'application/json': components['schemas']['DestinationWithSecretView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "plugin": "http",
           *       "config": {},
           *       "secrets": {},
           *       "publicKeys": [
           *         "whpk_…"
           *       ],
           *       "timeoutMs": 1,
           *       "maxConcurrency": 1,
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "disableAfterSeconds": 1,
           *       "health": {
           *         "breaker": "closed",
           *         "since": "2026-01-15T09:30:00.000Z",
           *         "failingSince": "2026-01-15T09:30:00.000Z",
           *         "concurrency": 1,
           *         "nextProbeAt": "2026-01-15T09:30:00.000Z"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['DestinationView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_remove: {
    parameters: {
      query?: {
        /** @description Deletes the subscriptions to it, too */
        cascade?: 'true' | 'false';
      };
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "timeoutMs": 10000,
         *       "rateLimit": null
         *     }
         */
        'application/json': components['schemas']['PatchDestinationDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "plugin": "http",
           *       "config": {},
           *       "secrets": {},
           *       "publicKeys": [
           *         "whpk_…"
           *       ],
           *       "timeoutMs": 1,
           *       "maxConcurrency": 1,
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "disableAfterSeconds": 1,
           *       "health": {
           *         "breaker": "closed",
           *         "since": "2026-01-15T09:30:00.000Z",
           *         "failingSince": "2026-01-15T09:30:00.000Z",
           *         "concurrency": 1,
           *         "nextProbeAt": "2026-01-15T09:30:00.000Z"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['DestinationView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_preview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
         *       "config": {
         *         "url": "https://example.com/hooks"
         *       }
         *     }
         */
        'application/json': components['schemas']['PreviewDto'];
      };
    };
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "parts": [
           *         {
           *           "name": "subject",
           *           "contentType": "text/plain",
           *           "encoding": "utf8",
           *           "data": "data",
           *           "truncated": false
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['PreviewView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      /** @description The event was expunged */
      410: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/gone",
           *       "title": "Gone",
           *       "status": 410,
           *       "detail": "It was here and has been removed for good: the payload of an expunged event.",
           *       "instance": "/api/v1/projects",
           *       "code": "gone"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'gone';
            /** @constant */
            status?: 410;
          };
        };
      };
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_rotate: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "expirePreviousInSeconds": 3600
         *     }
         */
        'application/json': components['schemas']['RotateDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "plugin": "http",
           *       "config": {},
           *       "secrets": {},
           *       "publicKeys": [
           *         "whpk_…"
           *       ],
           *       "timeoutMs": 1,
           *       "maxConcurrency": 1,
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "disableAfterSeconds": 1,
           *       "health": {
           *         "breaker": "closed",
           *         "since": "2026-01-15T09:30:00.000Z",
           *         "failingSince": "2026-01-15T09:30:00.000Z",
           *         "concurrency": 1,
           *         "nextProbeAt": "2026-01-15T09:30:00.000Z"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z",
           *       "signingSecret": "whsec_…"
           *     }
           */
          'application/json': components['schemas']['DestinationWithSecretView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  destinations_test: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "att_01h2xcejqtf2nbrexx3vqjhp41",
           *       "number": 1,
           *       "startedAt": "2026-01-15T09:30:00.000Z",
           *       "durationMs": 1,
           *       "outcome": "delivered",
           *       "reason": "reason",
           *       "request": {
           *         "method": "method",
           *         "url": "url",
           *         "headers": [
           *           [
           *             "headers",
           *             "headers"
           *           ]
           *         ],
           *         "bodyBytes": 1
           *       },
           *       "response": {
           *         "status": 1,
           *         "headers": [
           *           [
           *             "headers",
           *             "headers"
           *           ]
           *         ],
           *         "body": "body",
           *         "encoding": "utf8",
           *         "contentType": "contentType",
           *         "truncated": false
           *       },
           *       "error": "error",
           *       "transform": {
           *         "inputBytes": 1,
           *         "outputBytes": 1,
           *         "output": "output",
           *         "truncated": false,
           *         "durationMs": 1,
           *         "logs": [
           *           "logs"
           *         ],
           *         "fault": {
           *           "message": "message",
           *           "line": 1,
           *           "column": 1
           *         }
           *       }
           *     }
           */
          'application/json': components['schemas']['AttemptView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description Exact */
        externalId?: string;
        /** @description From this time on */
        from?: string;
        limit?: number;
        /** @description The name of one of a source's search keys; with `searchValue` */
        searchKey?: string;
        /** @description Exact; with `searchKey`. Events can be found within 5 seconds */
        searchValue?: string;
        sourceId?: string;
        /** @description Before this time */
        to?: string;
        /** @description Exact */
        type?: string;
        /** @description Those that no subscription wanted, not even but for its filter; or only others */
        unmatched?: 'true' | 'false';
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *           "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *           "type": "type",
           *           "externalId": "externalId",
           *           "occurredAt": "2026-01-15T09:30:00.000Z",
           *           "receivedAt": "2026-01-15T09:30:00.000Z",
           *           "method": "method",
           *           "path": "path",
           *           "query": "query",
           *           "headers": [
           *             [
           *               "headers",
           *               "headers"
           *             ]
           *           ],
           *           "contentType": "contentType",
           *           "bodyBytes": 1,
           *           "bodySha256": "bodySha256",
           *           "faults": [
           *             {
           *               "rule": "eventType",
           *               "code": "invalid-json",
           *               "message": "message"
           *             }
           *           ],
           *           "deliveries": {
           *             "delivered": 1,
           *             "scheduled": 1,
           *             "delivering": 1,
           *             "failed": 1,
           *             "cancelled": 1
           *           },
           *           "expungedAt": "2026-01-15T09:30:00.000Z",
           *           "filtered": [
           *             {
           *               "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *               "clause": "body.amount.$gt: 100"
           *             }
           *           ],
           *           "searchKeys": {
           *             "order": "1312312"
           *           }
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['EventItemView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "type": "type",
           *       "externalId": "externalId",
           *       "occurredAt": "2026-01-15T09:30:00.000Z",
           *       "receivedAt": "2026-01-15T09:30:00.000Z",
           *       "method": "method",
           *       "path": "path",
           *       "query": "query",
           *       "headers": [
           *         [
           *           "headers",
           *           "headers"
           *         ]
           *       ],
           *       "contentType": "contentType",
           *       "bodyBytes": 1,
           *       "bodySha256": "bodySha256",
           *       "faults": [
           *         {
           *           "rule": "eventType",
           *           "code": "invalid-json",
           *           "message": "message"
           *         }
           *       ],
           *       "deliveries": {
           *         "delivered": 1,
           *         "scheduled": 1,
           *         "delivering": 1,
           *         "failed": 1,
           *         "cancelled": 1
           *       },
           *       "expungedAt": "2026-01-15T09:30:00.000Z",
           *       "filtered": [
           *         {
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "clause": "body.amount.$gt: 100"
           *         }
           *       ],
           *       "searchKeys": {
           *         "order": "1312312"
           *       },
           *       "body": {
           *         "encoding": "utf8",
           *         "data": "data"
           *       }
           *     }
           */
          'application/json': components['schemas']['EventView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_body: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The exact bytes received */
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      /** @description The event was expunged */
      410: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/gone",
           *       "title": "Gone",
           *       "status": 410,
           *       "detail": "It was here and has been removed for good: the payload of an expunged event.",
           *       "instance": "/api/v1/projects",
           *       "code": "gone"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'gone';
            /** @constant */
            status?: 410;
          };
        };
      };
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_explain: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "filter": {
         *         "body": {
         *           "amount": {
         *             "$gte": 100
         *           }
         *         }
         *       }
         *     }
         */
        'application/json': components['schemas']['ExplainDto'];
      };
    };
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "matches": false,
           *           "clause": "body.amount.$gt: 100",
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "decidedBy": "disabled"
           *         }
           *       ],
           *       "filter": {
           *         "matches": false,
           *         "clause": "body.amount.$gt: 100"
           *       }
           *     }
           */
          'application/json': components['schemas']['ExplanationsView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      /** @description The event was expunged */
      410: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/gone",
           *       "title": "Gone",
           *       "status": 410,
           *       "detail": "It was here and has been removed for good: the payload of an expunged event.",
           *       "instance": "/api/v1/projects",
           *       "code": "gone"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'gone';
            /** @constant */
            status?: 410;
          };
        };
      };
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_expunge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "type": "type",
           *       "externalId": "externalId",
           *       "occurredAt": "2026-01-15T09:30:00.000Z",
           *       "receivedAt": "2026-01-15T09:30:00.000Z",
           *       "method": "method",
           *       "path": "path",
           *       "query": "query",
           *       "headers": [
           *         [
           *           "headers",
           *           "headers"
           *         ]
           *       ],
           *       "contentType": "contentType",
           *       "bodyBytes": 1,
           *       "bodySha256": "bodySha256",
           *       "faults": [
           *         {
           *           "rule": "eventType",
           *           "code": "invalid-json",
           *           "message": "message"
           *         }
           *       ],
           *       "deliveries": {
           *         "delivered": 1,
           *         "scheduled": 1,
           *         "delivering": 1,
           *         "failed": 1,
           *         "cancelled": 1
           *       },
           *       "expungedAt": "2026-01-15T09:30:00.000Z",
           *       "filtered": [
           *         {
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "clause": "body.amount.$gt: 100"
           *         }
           *       ],
           *       "searchKeys": {
           *         "order": "1312312"
           *       },
           *       "body": {
           *         "encoding": "utf8",
           *         "data": "data"
           *       }
           *     }
           */
          'application/json': components['schemas']['EventView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_replay: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "subscriptionIds": [
         *         "sub_01h2xcejqtf2nbrexx3vqjhp41"
         *       ],
         *       "newId": false
         *     }
         */
        'application/json': components['schemas']['ReplayDto'];
      };
    };
    responses: {
      202: {
        headers: {
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "dlv_01h2xcejqtf2nbrexx3vqjhp41",
           *           "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "status": "scheduled",
           *           "attemptCount": 1,
           *           "nextAttemptAt": "2026-01-15T09:30:00.000Z",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "completedAt": "2026-01-15T09:30:00.000Z",
           *           "replay": false,
           *           "reason": "reason",
           *           "ordered": false
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['ReplayView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  events_transform: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
         *     }
         */
        'application/json': components['schemas']['TransformPreviewDto'];
      };
    };
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "output": {
           *         "contentType": "contentType",
           *         "headers": [
           *           [
           *             "headers",
           *             "headers"
           *           ]
           *         ],
           *         "bodyBytes": 1,
           *         "body": {
           *           "encoding": "utf8",
           *           "data": "data"
           *         }
           *       },
           *       "fault": {
           *         "message": "message",
           *         "line": 1,
           *         "column": 1
           *       },
           *       "logs": [
           *         "logs"
           *       ],
           *       "durationMs": 1
           *     }
           */
          'application/json': components['schemas']['TransformPreviewView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      /** @description The event was expunged */
      410: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/gone",
           *       "title": "Gone",
           *       "status": 410,
           *       "detail": "It was here and has been removed for good: the payload of an expunged event.",
           *       "instance": "/api/v1/projects",
           *       "code": "gone"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'gone';
            /** @constant */
            status?: 410;
          };
        };
      };
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  invitations_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
           *           "email": "email",
           *           "role": "viewer",
           *           "invitedBy": "invitedBy",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "expiresAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['InvitationView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  invitations_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "grace@example.com",
         *       "role": "editor"
         *     }
         */
        'application/json': components['schemas']['InvitationDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "role": "viewer",
           *       "invitedBy": "invitedBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "token": "phi_…",
           *       "acceptUrl": "acceptUrl",
           *       "mail": "sent"
           *     }
           */
          'application/json': components['schemas']['InvitationWithTokenView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  invitations_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "inv_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "role": "viewer",
           *       "invitedBy": "invitedBy",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['InvitationView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  invitations_revoke: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Taken back */
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ledger_read: {
    parameters: {
      query?: {
        /** @description Rounded down to the hour; a day before `to` by default */
        from?: string;
        /** @description Rounded up to the hour; now by default */
        to?: string;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *           "requests": 1,
           *           "accepted": 1,
           *           "duplicates": 1,
           *           "refused": 1,
           *           "refusedNotKept": 1,
           *           "handshakes": 1,
           *           "deliveries": {
           *             "created": 1,
           *             "delivered": 1,
           *             "scheduled": 1,
           *             "delivering": 1,
           *             "failed": 1,
           *             "cancelled": 1
           *           },
           *           "filtered": 1,
           *           "balanced": false
           *         }
           *       ]
           *     }
           */
          'application/json': components['schemas']['LedgerView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  members_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *           "email": "email",
           *           "name": "name",
           *           "status": "enabled",
           *           "role": "viewer",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['MemberView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  members_add: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "email": "ada@example.com",
         *       "role": "editor"
         *     }
         */
        'application/json': components['schemas']['MemberDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "viewer",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['MemberView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  members_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "viewer",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['MemberView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  members_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  members_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "role": "viewer"
         *     }
         */
        'application/json': components['schemas']['MemberRoleDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "opr_01h2xcejqtf2nbrexx3vqjhp41",
           *       "email": "email",
           *       "name": "name",
           *       "status": "enabled",
           *       "role": "viewer",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['MemberView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  refusals_list: {
    parameters: {
      query?: {
        /** @description Whether it was made an event after all */
        accepted?: 'true' | 'false';
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description From this time on */
        from?: string;
        limit?: number;
        reason?:
          | 'signature-missing'
          | 'signature-malformed'
          | 'signature-unsupported'
          | 'signature-mismatch'
          | 'timestamp-missing'
          | 'timestamp-malformed'
          | 'timestamp-too-old'
          | 'timestamp-in-future'
          | 'id-missing'
          | 'token-missing'
          | 'token-invalid'
          | 'token-expired'
          | 'token-scope'
          | 'credential-missing'
          | 'credential-mismatch'
          | 'body-too-large'
          | 'content-type'
          | 'header-missing'
          | 'method'
          | 'address'
          | 'rate-limited'
          | 'not-storable';
        sourceId?: string;
        /** @description Before this time */
        to?: string;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "rfs_01h2xcejqtf2nbrexx3vqjhp41",
           *           "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *           "receivedAt": "2026-01-15T09:30:00.000Z",
           *           "reason": "signature-missing",
           *           "detail": "detail",
           *           "method": "method",
           *           "path": "path",
           *           "query": "query",
           *           "headers": [
           *             [
           *               "headers",
           *               "headers"
           *             ]
           *           ],
           *           "bodyBytes": 1,
           *           "bodyTruncated": false,
           *           "remoteAddress": "remoteAddress",
           *           "acceptedEventId": "acceptedEventId"
           *         }
           *       ],
           *       "nextCursor": "nextCursor",
           *       "notKept": 1
           *     }
           */
          'application/json': {
            data: components['schemas']['RefusalItemView'][];
            nextCursor: string | null;
            /** @description Refused and only counted, because too many came; of this source and period, by whole hours */
            notKept: number;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  refusals_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "rfs_01h2xcejqtf2nbrexx3vqjhp41",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "receivedAt": "2026-01-15T09:30:00.000Z",
           *       "reason": "signature-missing",
           *       "detail": "detail",
           *       "method": "method",
           *       "path": "path",
           *       "query": "query",
           *       "headers": [
           *         [
           *           "headers",
           *           "headers"
           *         ]
           *       ],
           *       "bodyBytes": 1,
           *       "bodyTruncated": false,
           *       "remoteAddress": "remoteAddress",
           *       "acceptedEventId": "acceptedEventId",
           *       "diagnosis": [
           *         {
           *           "code": "signature-missing",
           *           "message": "message"
           *         }
           *       ],
           *       "body": {
           *         "encoding": "utf8",
           *         "data": "data"
           *       }
           *     }
           */
          'application/json': components['schemas']['RefusalView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  refusals_accept: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "force": true
         *     }
         */
        'application/json': components['schemas']['AcceptRefusalDto'];
      };
    };
    responses: {
      /** @description It had been accepted before, or its external id had this event already */
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "type": "type",
           *       "externalId": "externalId",
           *       "occurredAt": "2026-01-15T09:30:00.000Z",
           *       "receivedAt": "2026-01-15T09:30:00.000Z",
           *       "method": "method",
           *       "path": "path",
           *       "query": "query",
           *       "headers": [
           *         [
           *           "headers",
           *           "headers"
           *         ]
           *       ],
           *       "contentType": "contentType",
           *       "bodyBytes": 1,
           *       "bodySha256": "bodySha256",
           *       "faults": [
           *         {
           *           "rule": "eventType",
           *           "code": "invalid-json",
           *           "message": "message"
           *         }
           *       ],
           *       "deliveries": {
           *         "delivered": 1,
           *         "scheduled": 1,
           *         "delivering": 1,
           *         "failed": 1,
           *         "cancelled": 1
           *       },
           *       "expungedAt": "2026-01-15T09:30:00.000Z",
           *       "filtered": [
           *         {
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "clause": "body.amount.$gt: 100"
           *         }
           *       ],
           *       "searchKeys": {
           *         "order": "1312312"
           *       },
           *       "body": {
           *         "encoding": "utf8",
           *         "data": "data"
           *       }
           *     }
           */
          'application/json': components['schemas']['EventView'];
        };
      };
      /** @description It is an event now */
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "type": "type",
           *       "externalId": "externalId",
           *       "occurredAt": "2026-01-15T09:30:00.000Z",
           *       "receivedAt": "2026-01-15T09:30:00.000Z",
           *       "method": "method",
           *       "path": "path",
           *       "query": "query",
           *       "headers": [
           *         [
           *           "headers",
           *           "headers"
           *         ]
           *       ],
           *       "contentType": "contentType",
           *       "bodyBytes": 1,
           *       "bodySha256": "bodySha256",
           *       "faults": [
           *         {
           *           "rule": "eventType",
           *           "code": "invalid-json",
           *           "message": "message"
           *         }
           *       ],
           *       "deliveries": {
           *         "delivered": 1,
           *         "scheduled": 1,
           *         "delivering": 1,
           *         "failed": 1,
           *         "cancelled": 1
           *       },
           *       "expungedAt": "2026-01-15T09:30:00.000Z",
           *       "filtered": [
           *         {
           *           "subscriptionId": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "clause": "body.amount.$gt: 100"
           *         }
           *       ],
           *       "searchKeys": {
           *         "order": "1312312"
           *       },
           *       "body": {
           *         "encoding": "utf8",
           *         "data": "data"
           *       }
           *     }
           */
          'application/json': components['schemas']['EventView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      /** @description The problem has the `reason` that still holds */
      409: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "type": "https://posthorn.dev/problems/conflict",
           *       "title": "Conflict",
           *       "status": 409,
           *       "detail": "The state of the thing does not permit this, or a name is taken.",
           *       "instance": "/api/v1/projects",
           *       "code": "conflict"
           *     }
           */
          'application/problem+json': components['schemas']['ProblemView'] & {
            /** @constant */
            code?: 'conflict';
            /** @constant */
            status?: 409;
          };
        };
      };
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  refusals_acceptMany: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        /**
         * @example {
         *       "ids": [
         *         "rfs_01h2xcejqtf2nbrexx3vqjhp41"
         *       ],
         *       "force": false
         *     }
         */
        'application/json': components['schemas']['AcceptRefusalsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "rfs_01h2xcejqtf2nbrexx3vqjhp41",
           *           "outcome": "accepted",
           *           "eventId": "evt_01h2xcejqtf2nbrexx3vqjhp41",
           *           "reason": "signature-missing",
           *           "detail": "detail"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': components['schemas']['AcceptancesView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *           "slug": "slug",
           *           "url": "url",
           *           "internal": false,
           *           "name": "name",
           *           "status": "enabled",
           *           "verification": {
           *             "provider": "provider",
           *             "options": {},
           *             "secrets": [
           *               {
           *                 "id": "sec_01h2xcejqtf2nbrexx3vqjhp41",
           *                 "createdAt": "2026-01-15T09:30:00.000Z",
           *                 "expiresAt": "2026-01-15T09:30:00.000Z",
           *                 "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *               }
           *             ]
           *           },
           *           "eventType": {},
           *           "externalId": {},
           *           "occurredAt": {},
           *           "searchKeys": [
           *             {
           *               "name": "order",
           *               "from": "body",
           *               "path": "order.id"
           *             }
           *           ],
           *           "dedupeWindowSeconds": 1,
           *           "maxBodyBytes": 1,
           *           "methods": [
           *             "methods"
           *           ],
           *           "allowedIps": [
           *             "allowedIps"
           *           ],
           *           "contentTypes": [
           *             "contentTypes"
           *           ],
           *           "requiredHeaders": [
           *             "requiredHeaders"
           *           ],
           *           "rateLimit": {
           *             "count": 1,
           *             "perSeconds": 1
           *           },
           *           "response": {
           *             "status": 1,
           *             "contentType": "contentType",
           *             "body": "body"
           *           },
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['SourceView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Pet Store",
         *       "slug": "petstore",
         *       "verification": {
         *         "provider": "hmac",
         *         "options": {
         *           "header": "x-signature"
         *         },
         *         "secrets": [
         *           "a secret of the sender"
         *         ]
         *       },
         *       "eventType": {
         *         "from": "body",
         *         "path": "event"
         *       },
         *       "externalId": {
         *         "from": "header",
         *         "name": "x-request-id"
         *       },
         *       "dedupeWindowSeconds": 86400,
         *       "response": {
         *         "status": 200,
         *         "contentType": "application/json",
         *         "body": "{}"
         *       }
         *     }
         */
        'application/json': components['schemas']['SourceDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "slug",
           *       "url": "url",
           *       "internal": false,
           *       "name": "name",
           *       "status": "enabled",
           *       "verification": {
           *         "provider": "provider",
           *         "options": {},
           *         "secrets": [
           *           {
           *             "id": "sec_01h2xcejqtf2nbrexx3vqjhp41",
           *             "createdAt": "2026-01-15T09:30:00.000Z",
           *             "expiresAt": "2026-01-15T09:30:00.000Z",
           *             "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *           }
           *         ]
           *       },
           *       "eventType": {},
           *       "externalId": {},
           *       "occurredAt": {},
           *       "searchKeys": [
           *         {
           *           "name": "order",
           *           "from": "body",
           *           "path": "order.id"
           *         }
           *       ],
           *       "dedupeWindowSeconds": 1,
           *       "maxBodyBytes": 1,
           *       "methods": [
           *         "methods"
           *       ],
           *       "allowedIps": [
           *         "allowedIps"
           *       ],
           *       "contentTypes": [
           *         "contentTypes"
           *       ],
           *       "requiredHeaders": [
           *         "requiredHeaders"
           *       ],
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "response": {
           *         "status": 1,
           *         "contentType": "contentType",
           *         "body": "body"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SourceView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "slug",
           *       "url": "url",
           *       "internal": false,
           *       "name": "name",
           *       "status": "enabled",
           *       "verification": {
           *         "provider": "provider",
           *         "options": {},
           *         "secrets": [
           *           {
           *             "id": "sec_01h2xcejqtf2nbrexx3vqjhp41",
           *             "createdAt": "2026-01-15T09:30:00.000Z",
           *             "expiresAt": "2026-01-15T09:30:00.000Z",
           *             "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *           }
           *         ]
           *       },
           *       "eventType": {},
           *       "externalId": {},
           *       "occurredAt": {},
           *       "searchKeys": [
           *         {
           *           "name": "order",
           *           "from": "body",
           *           "path": "order.id"
           *         }
           *       ],
           *       "dedupeWindowSeconds": 1,
           *       "maxBodyBytes": 1,
           *       "methods": [
           *         "methods"
           *       ],
           *       "allowedIps": [
           *         "allowedIps"
           *       ],
           *       "contentTypes": [
           *         "contentTypes"
           *       ],
           *       "requiredHeaders": [
           *         "requiredHeaders"
           *       ],
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "response": {
           *         "status": 1,
           *         "contentType": "contentType",
           *         "body": "body"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SourceView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Pet Store",
         *       "occurredAt": {
         *         "from": "body",
         *         "path": "timestamp"
         *       },
         *       "maxBodyBytes": null
         *     }
         */
        'application/json': components['schemas']['PatchSourceDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "slug": "slug",
           *       "url": "url",
           *       "internal": false,
           *       "name": "name",
           *       "status": "enabled",
           *       "verification": {
           *         "provider": "provider",
           *         "options": {},
           *         "secrets": [
           *           {
           *             "id": "sec_01h2xcejqtf2nbrexx3vqjhp41",
           *             "createdAt": "2026-01-15T09:30:00.000Z",
           *             "expiresAt": "2026-01-15T09:30:00.000Z",
           *             "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *           }
           *         ]
           *       },
           *       "eventType": {},
           *       "externalId": {},
           *       "occurredAt": {},
           *       "searchKeys": [
           *         {
           *           "name": "order",
           *           "from": "body",
           *           "path": "order.id"
           *         }
           *       ],
           *       "dedupeWindowSeconds": 1,
           *       "maxBodyBytes": 1,
           *       "methods": [
           *         "methods"
           *       ],
           *       "allowedIps": [
           *         "allowedIps"
           *       ],
           *       "contentTypes": [
           *         "contentTypes"
           *       ],
           *       "requiredHeaders": [
           *         "requiredHeaders"
           *       ],
           *       "rateLimit": {
           *         "count": 1,
           *         "perSeconds": 1
           *       },
           *       "response": {
           *         "status": 1,
           *         "contentType": "contentType",
           *         "body": "body"
           *       },
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SourceView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_sample: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "request": {
           *         "method": "method",
           *         "url": "url",
           *         "headers": [
           *           [
           *             "headers",
           *             "headers"
           *           ]
           *         ],
           *         "body": "body"
           *       },
           *       "response": {
           *         "status": 1,
           *         "headers": [
           *           [
           *             "headers",
           *             "headers"
           *           ]
           *         ],
           *         "body": "body"
           *       }
           *     }
           */
          'application/json': components['schemas']['SourceSampleView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_addSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "value": "the next secret of the sender",
         *       "expirePreviousInSeconds": 3600
         *     }
         */
        'application/json': components['schemas']['AddSourceSecretDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "sec_01h2xcejqtf2nbrexx3vqjhp41",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "expiresAt": "2026-01-15T09:30:00.000Z",
           *       "lastUsedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SourceSecretView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  sources_revokeSecret: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
        secretId: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  statistics_read: {
    parameters: {
      query?: {
        /** @description Rounded down to the interval; a day before `to` by default */
        from?: string;
        /** @description Length of a bucket, by UTC; by default the shortest that gives a few hundred buckets. At most 1000 buckets. `1m` goes back 2 days, `5m` 7 days, the others as long as history is kept. */
        interval?: '1m' | '5m' | '1h' | '1d';
        /** @description Rounded up to the interval; now by default */
        to?: string;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "from": "2026-01-15T09:30:00.000Z",
           *       "to": "2026-01-15T09:30:00.000Z",
           *       "interval": "1m",
           *       "buckets": [
           *         {
           *           "received": 1,
           *           "accepted": 1,
           *           "duplicates": 1,
           *           "refused": 1,
           *           "handshakes": 1,
           *           "delivered": 1,
           *           "failed": 1,
           *           "attempts": 1,
           *           "retries": 1,
           *           "perSecond": {
           *             "received": 1,
           *             "delivered": 1
           *           },
           *           "latencyMs": {
           *             "p50": 1,
           *             "p95": 1,
           *             "p99": 1
           *           },
           *           "at": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "totals": {
           *         "received": 1,
           *         "accepted": 1,
           *         "duplicates": 1,
           *         "refused": 1,
           *         "handshakes": 1,
           *         "delivered": 1,
           *         "failed": 1,
           *         "attempts": 1,
           *         "retries": 1,
           *         "perSecond": {
           *           "received": 1,
           *           "delivered": 1
           *         },
           *         "latencyMs": {
           *           "p50": 1,
           *           "p95": 1,
           *           "p99": 1
           *         }
           *       },
           *       "topFailingDestinations": [
           *         {
           *           "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "failed": 1,
           *           "retried": 1,
           *           "lastReason": "lastReason"
           *         }
           *       ],
           *       "backlog": {
           *         "waiting": 1,
           *         "due": 1,
           *         "isWhole": false,
           *         "oldestSeconds": 1
           *       }
           *     }
           */
          'application/json': components['schemas']['StatisticsView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  subscriptions_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        limit?: number;
      };
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "id": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *           "name": "name",
           *           "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *           "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *           "eventTypes": [
           *             "eventTypes"
           *           ],
           *           "filter": {
           *             "body": {
           *               "amount": {
           *                 "$gte": 100
           *               }
           *             }
           *           },
           *           "transform": {
           *             "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
           *           },
           *           "orderingKey": {
           *             "from": "body",
           *             "path": "path",
           *             "name": "name",
           *             "value": "value"
           *           },
           *           "delaySeconds": 1,
           *           "retry": {
           *             "preset": "standard",
           *             "schedule": [
           *               "0s",
           *               "5s",
           *               "5m"
           *             ],
           *             "retryOn": "5xx, 429, network, timeout"
           *           },
           *           "status": "enabled",
           *           "createdAt": "2026-01-15T09:30:00.000Z",
           *           "updatedAt": "2026-01-15T09:30:00.000Z"
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['SubscriptionView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  subscriptions_create: {
    parameters: {
      query?: never;
      header?: {
        /** @description Sent again within 24 hours, the request does nothing and is answered as it was, with `Idempotency-Replayed: true` */
        'Idempotency-Key'?: string;
      };
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "name": "Paid orders",
         *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
         *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
         *       "eventTypes": [
         *         "payment.*"
         *       ],
         *       "filter": {
         *         "body": {
         *           "amount": {
         *             "$gte": 100
         *           }
         *         }
         *       },
         *       "orderingKey": {
         *         "from": "body",
         *         "path": "order.id"
         *       }
         *     }
         */
        'application/json': components['schemas']['SubscriptionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          ETag: components['headers']['ETag'];
          'Idempotency-Replayed': components['headers']['Idempotency-Replayed'];
          Location: components['headers']['Location'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventTypes": [
           *         "eventTypes"
           *       ],
           *       "filter": {
           *         "body": {
           *           "amount": {
           *             "$gte": 100
           *           }
           *         }
           *       },
           *       "transform": {
           *         "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
           *       },
           *       "orderingKey": {
           *         "from": "body",
           *         "path": "path",
           *         "name": "name",
           *         "value": "value"
           *       },
           *       "delaySeconds": 1,
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  subscriptions_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventTypes": [
           *         "eventTypes"
           *       ],
           *       "filter": {
           *         "body": {
           *           "amount": {
           *             "$gte": 100
           *           }
           *         }
           *       },
           *       "transform": {
           *         "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
           *       },
           *       "orderingKey": {
           *         "from": "body",
           *         "path": "path",
           *         "name": "name",
           *         "value": "value"
           *       },
           *       "delaySeconds": 1,
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  subscriptions_remove: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      204: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  subscriptions_update: {
    parameters: {
      query?: never;
      header?: {
        /** @description The `ETag` that the change is meant for: 412 if the resource has changed meanwhile */
        'If-Match'?: string;
      };
      path: {
        id: string;
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "status": "paused",
         *       "filter": null
         *     }
         */
        'application/json': components['schemas']['PatchSubscriptionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          ETag: components['headers']['ETag'];
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "id": "sub_01h2xcejqtf2nbrexx3vqjhp41",
           *       "name": "name",
           *       "sourceId": "src_01h2xcejqtf2nbrexx3vqjhp41",
           *       "destinationId": "dst_01h2xcejqtf2nbrexx3vqjhp41",
           *       "eventTypes": [
           *         "eventTypes"
           *       ],
           *       "filter": {
           *         "body": {
           *           "amount": {
           *             "$gte": 100
           *           }
           *         }
           *       },
           *       "transform": {
           *         "code": "function transform(event) {\n  return { body: { text: `Order ${event.body.order.id} was paid` } };\n}"
           *       },
           *       "orderingKey": {
           *         "from": "body",
           *         "path": "path",
           *         "name": "name",
           *         "value": "value"
           *       },
           *       "delaySeconds": 1,
           *       "retry": {
           *         "preset": "standard",
           *         "schedule": [
           *           "0s",
           *           "5s",
           *           "5m"
           *         ],
           *         "retryOn": "5xx, 429, network, timeout"
           *       },
           *       "status": "enabled",
           *       "createdAt": "2026-01-15T09:30:00.000Z",
           *       "updatedAt": "2026-01-15T09:30:00.000Z"
           *     }
           */
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      409: components['responses']['conflict'];
      412: components['responses']['precondition-failed'];
      413: components['responses']['payload-too-large'];
      415: components['responses']['unsupported-media-type'];
      422: components['responses']['invalid'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  providers_list: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "data": [
           *         {
           *           "name": "jwt",
           *           "aliases": [
           *             "aliases"
           *           ],
           *           "title": "title",
           *           "documentation": "documentation",
           *           "secret": "secret",
           *           "setup": [
           *             "setup"
           *           ],
           *           "handshakes": [
           *             "handshakes"
           *           ],
           *           "unconfirmed": [
           *             "unconfirmed"
           *           ],
           *           "signsWith": "secret",
           *           "optionsSchema": {},
           *           "eventType": {},
           *           "externalId": {},
           *           "occurredAt": {},
           *           "accepted": {
           *             "status": 1,
           *             "contentType": "contentType",
           *             "body": "body"
           *           },
           *           "refusedStatus": 1
           *         }
           *       ],
           *       "nextCursor": "nextCursor"
           *     }
           */
          'application/json': {
            data: components['schemas']['ProviderView'][];
            nextCursor: string | null;
          };
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  providers_get: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        name: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      200: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          /**
           * @example {
           *       "name": "jwt",
           *       "aliases": [
           *         "aliases"
           *       ],
           *       "title": "title",
           *       "documentation": "documentation",
           *       "secret": "secret",
           *       "setup": [
           *         "setup"
           *       ],
           *       "handshakes": [
           *         "handshakes"
           *       ],
           *       "unconfirmed": [
           *         "unconfirmed"
           *       ],
           *       "signsWith": "secret",
           *       "optionsSchema": {},
           *       "eventType": {},
           *       "externalId": {},
           *       "occurredAt": {},
           *       "accepted": {
           *         "status": 1,
           *         "contentType": "contentType",
           *         "body": "body"
           *       },
           *       "refusedStatus": 1
           *     }
           */
          'application/json': components['schemas']['ProviderView'];
        };
      };
      400: components['responses']['malformed'];
      401: components['responses']['unauthenticated'];
      403: components['responses']['forbidden'];
      404: components['responses']['not-found'];
      429: components['responses']['rate-limited'];
      500: components['responses']['internal'];
      503: components['responses']['unavailable'];
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          'RateLimit-Limit': components['headers']['RateLimit-Limit'];
          'RateLimit-Remaining': components['headers']['RateLimit-Remaining'];
          'RateLimit-Reset': components['headers']['RateLimit-Reset'];
          'X-Request-Id': components['headers']['X-Request-Id'];
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
}
