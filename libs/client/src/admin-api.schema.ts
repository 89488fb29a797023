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
    get: operations['InstallationAuditLogController_list'];
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
    get: operations['InstallationAuditLogController_get'];
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
    get: operations['InstallationAuditLogController_verify'];
    put?: never;
    post?: never;
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
    get: operations['AuthController_me'];
    put?: never;
    post?: never;
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
    post: operations['AuthController_changePassword'];
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
    post: operations['AuthController_signIn'];
    delete: operations['AuthController_signOut'];
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
    post: operations['AuthController_refresh'];
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
    get: operations['OperatorsController_list'];
    put?: never;
    post: operations['OperatorsController_create'];
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
    get: operations['OperatorsController_get'];
    put?: never;
    post?: never;
    delete: operations['OperatorsController_remove'];
    options?: never;
    head?: never;
    patch: operations['OperatorsController_update'];
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
    post: operations['OperatorsController_resetPassword'];
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
    get: operations['PluginsController_list'];
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
    get: operations['PluginsController_get'];
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
    get: operations['ProjectsController_list'];
    put?: never;
    post: operations['ProjectsController_create'];
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
    get: operations['ProjectsController_get'];
    put?: never;
    post?: never;
    delete: operations['ProjectsController_remove'];
    options?: never;
    head?: never;
    patch: operations['ProjectsController_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ApiKeysController_list'];
    put?: never;
    post: operations['ApiKeysController_create'];
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
    get: operations['ApiKeysController_get'];
    put?: never;
    post?: never;
    delete: operations['ApiKeysController_revoke'];
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
    get: operations['AuditLogController_list'];
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
    get: operations['AuditLogController_get'];
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
    get: operations['AuditLogController_verify'];
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
    get: operations['DeliveriesController_list'];
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
    get: operations['DeliveriesController_get'];
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
    get: operations['DeliveriesController_attempts'];
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
    post: operations['DeliveriesController_cancel'];
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
    post: operations['DeliveriesController_retry'];
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
    get: operations['DestinationsController_list'];
    put?: never;
    post: operations['DestinationsController_create'];
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
    get: operations['DestinationsController_get'];
    put?: never;
    post?: never;
    delete: operations['DestinationsController_remove'];
    options?: never;
    head?: never;
    patch: operations['DestinationsController_update'];
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
    post: operations['DestinationsController_rotate'];
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
    post: operations['DestinationsController_test'];
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
    get: operations['EventsController_list'];
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
    get: operations['EventsController_get'];
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
    get: operations['EventsController_body'];
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
    post: operations['EventsController_explain'];
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
     * @description Overwrites body, query and header values, and what attempts kept of requests and answers; cancels what waits (`event-expunged`). Type, ids, times, method, path, size and digest stay. Safe to repeat.
     */
    post: operations['EventsController_expunge'];
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
    post: operations['EventsController_replay'];
    delete?: never;
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
    get: operations['LedgerController_read'];
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
    get: operations['MembersController_list'];
    put?: never;
    post: operations['MembersController_add'];
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
    get: operations['MembersController_get'];
    put?: never;
    post?: never;
    delete: operations['MembersController_remove'];
    options?: never;
    head?: never;
    patch: operations['MembersController_update'];
    trace?: never;
  };
  '/api/v1/projects/{project}/refusals': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['RefusalsController_list'];
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
    get: operations['RefusalsController_get'];
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
    post: operations['RefusalsController_accept'];
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
    post: operations['RefusalsController_acceptMany'];
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
    get: operations['SourcesController_list'];
    put?: never;
    post: operations['SourcesController_create'];
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
    get: operations['SourcesController_get'];
    put?: never;
    post?: never;
    delete: operations['SourcesController_remove'];
    options?: never;
    head?: never;
    patch: operations['SourcesController_update'];
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
    post: operations['SourcesController_sample'];
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
    post: operations['SourcesController_addSecret'];
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
    delete: operations['SourcesController_revokeSecret'];
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
    get: operations['StatisticsController_read'];
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
    get: operations['SubscriptionsController_list'];
    put?: never;
    post: operations['SubscriptionsController_create'];
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
    get: operations['SubscriptionsController_get'];
    put?: never;
    post?: never;
    delete: operations['SubscriptionsController_remove'];
    options?: never;
    head?: never;
    patch: operations['SubscriptionsController_update'];
    trace?: never;
  };
  '/api/v1/providers': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get: operations['ProvidersController_list'];
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
    get: operations['ProvidersController_get'];
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
    AcceptedView: {
      body: string;
      contentType: string;
      status: number;
    };
    AcceptRefusalDto: {
      /**
       * @description Make it an event although the reason still holds. The log names who
       * @default false
       */
      force?: Record<string, never>;
    };
    AcceptRefusalsDto: {
      /** @description `nextCursor` of the call before */
      cursor?: Record<string, never>;
      /**
       * @description Make it an event although the reason still holds. The log names who
       * @default false
       */
      force?: Record<string, never>;
      /** Format: date-time */
      from?: Record<string, never>;
      /** @description These, in this order; else by filter */
      ids?: string[];
      /** @default 100 */
      limit?: number;
      /** @enum {string} */
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
      sourceId?: Record<string, never>;
      /** Format: date-time */
      to?: Record<string, never>;
    };
    AddSourceSecretDto: {
      /** @description When the secrets of now end; absent = they stay until revoked */
      expirePreviousInSeconds?: number;
      value: string;
    };
    ApiKeyDto: {
      /**
       * Format: date-time
       * @description null = never
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
      /** @example key_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /**
       * Format: date-time
       * @description To the minute
       */
      lastUsedAt: string | null;
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
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
      /** @example key_01h2xcejqtf2nbrexx3vqjhp41 */
      id: string;
      /**
       * @description Shown this once
       * @example phk_…
       */
      key: string;
      /**
       * Format: date-time
       * @description To the minute
       */
      lastUsedAt: string | null;
      name: string;
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
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
      headers: string[][];
      status: number;
      truncated: boolean;
    };
    AttemptsView: {
      data: components['schemas']['AttemptView'][];
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
      maxConcurrency?: number;
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
      };
      /**
       * @default enabled
       * @enum {string}
       */
      status?: 'enabled' | 'paused' | 'disabled';
      /** @default 15000 */
      timeoutMs?: number;
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
    EventFaultView: {
      code: Record<string, never>;
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
      /** @example verification.options.issuer */
      field: string;
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
      /** @enum {string} */
      role: 'viewer' | 'editor' | 'admin';
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
       * @description In the installation; `members` of a project has the role there
       * @enum {string}
       */
      role: 'member' | 'owner';
      /** @enum {string} */
      status: 'enabled' | 'disabled';
      /** Format: date-time */
      updatedAt: string;
    };
    PatchDestinationDto: {
      /** @description By the plugin's `configSchema` */
      config?: {
        [key: string]: unknown;
      };
      /**
       * @description After so long of nothing but failures it is disabled; 0 or null = never
       * @default 432000
       */
      disableAfterSeconds?: number | null;
      /** @default 32 */
      maxConcurrency?: number;
      name?: string;
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
      };
      /**
       * @default enabled
       * @enum {string}
       */
      status?: 'enabled' | 'paused' | 'disabled';
      /** @default 15000 */
      timeoutMs?: number;
    };
    PatchOperatorDto: {
      /**
       * @description Kept in lower case
       * @example ada@example.com
       */
      email?: string;
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
      name?: string;
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
      dedupeWindowSeconds?: number;
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
      methods?: ('POST' | 'PUT' | 'PATCH' | 'DELETE')[];
      name?: string;
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
      requiredHeaders?: string[];
      response?: components['schemas']['SourceResponseDto'];
      /** @description Part of the URL; 20 random characters by default */
      slug?: Record<string, never>;
      /** @enum {string} */
      status?: 'enabled' | 'disabled';
      verification?: components['schemas']['PatchVerificationDto'];
    };
    PatchSubscriptionDto: {
      /** @default 0 */
      delaySeconds?: number;
      destinationId?: string;
      /**
       * @default [
       *       "**"
       *     ]
       * @example [
       *       "payment.*"
       *     ]
       */
      eventTypes?: string[];
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
      name?: string;
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
       * @enum {string}
       */
      status?: 'enabled' | 'paused' | 'disabled';
      /** @description Not built yet: null */
      transform?: null;
    };
    PatchVerificationDto: {
      options?: {
        [key: string]: unknown;
      };
      /** @example jwt */
      provider?: string;
    };
    PluginView: {
      capabilities: {
        [key: string]: unknown;
      };
      /** @description JSON Schema 2020-12 */
      configSchema: {
        [key: string]: unknown;
      };
      /** @description JSON Schema 2020-12 */
      secretsSchema: {
        [key: string]: unknown;
      };
      title: string;
      /** @example http */
      type: string;
    };
    ProblemView: {
      /** @enum {string} */
      code:
        | 'malformed'
        | 'unauthenticated'
        | 'forbidden'
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
      newId?: boolean;
      /** @description Null = the event's own routes, or only the destination */
      subscriptionIds?: string[] | null;
    };
    ReplayView: {
      data: components['schemas']['DeliveryView'][];
    };
    RotateDto: {
      /**
       * @description How long the present secret still signs
       * @default 86400
       */
      expirePreviousInSeconds?: number;
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
      dedupeWindowSeconds?: number;
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
      methods?: ('POST' | 'PUT' | 'PATCH' | 'DELETE')[];
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
      requiredHeaders?: string[];
      response?: components['schemas']['SourceResponseDto'];
      /** @description Part of the URL; 20 random characters by default */
      slug?: Record<string, never>;
      /** @enum {string} */
      status?: 'enabled' | 'disabled';
      verification: components['schemas']['VerificationDto'];
    };
    SourceRateLimitDto: {
      count: number;
      perSeconds: number;
    };
    SourceResponseDto: {
      /** @default {} */
      body?: string;
      /** @default application/json */
      contentType?: string;
      /** @default 200 */
      status?: number;
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
      delaySeconds?: number;
      destinationId: string;
      /**
       * @default [
       *       "**"
       *     ]
       * @example [
       *       "payment.*"
       *     ]
       */
      eventTypes?: string[];
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
       * @enum {string}
       */
      status?: 'enabled' | 'paused' | 'disabled';
      /** @description Not built yet: null */
      transform?: null;
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
      transform: null;
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
      /** @description Good once */
      refreshToken: string;
      /** @enum {string} */
      tokenType: 'Bearer';
    };
    VerificationDto: {
      options?: {
        [key: string]: unknown;
      };
      /** @example jwt */
      provider: string;
      secrets?: string[];
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
  responses: never;
  parameters: never;
  requestBodies: never;
  headers: never;
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  InstallationAuditLogController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['AuditItemView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  InstallationAuditLogController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntryView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  InstallationAuditLogController_verify: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerdictView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuthController_me: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuthController_changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChangePasswordDto'];
      };
    };
    responses: {
      /** @description Changed; every other session has ended */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuthController_signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignInDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokensView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuthController_signOut: {
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
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuthController_refresh: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RefreshDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TokensView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['OperatorView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_create: {
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
        'application/json': components['schemas']['CreateOperatorDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorWithPasswordView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_remove: {
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
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        id: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatchOperatorDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  OperatorsController_resetPassword: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OperatorWithPasswordView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  PluginsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['PluginView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  PluginsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PluginView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProjectsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['ProjectView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProjectsController_create: {
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
        'application/json': components['schemas']['ProjectDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProjectsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProjectsController_remove: {
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
      /** @description Deleted with everything in it; what waited is cancelled (`project-deleted`) */
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProjectsController_update: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PatchProjectDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProjectView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ApiKeysController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['ApiKeyView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ApiKeysController_create: {
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
        'application/json': components['schemas']['ApiKeyDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyWithValueView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ApiKeysController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ApiKeysController_revoke: {
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
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuditLogController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['AuditItemView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuditLogController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditEntryView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  AuditLogController_verify: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AuditVerdictView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DeliveriesController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['DeliveryView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DeliveriesController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DeliveriesController_attempts: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptsView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DeliveriesController_cancel: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DeliveriesController_retry: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['DestinationView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_create: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DestinationWithSecretView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DestinationView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_remove: {
    parameters: {
      query?: {
        /** @description Deletes the subscriptions to it, too */
        cascade?: 'true' | 'false';
      };
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
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_update: {
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
        'application/json': components['schemas']['PatchDestinationDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DestinationView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_rotate: {
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
        'application/json': components['schemas']['RotateDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DestinationWithSecretView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  DestinationsController_test: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AttemptView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_list: {
    parameters: {
      query?: {
        /** @description `nextCursor` of the page before */
        cursor?: string;
        /** @description Exact */
        externalId?: string;
        /** @description From this time on */
        from?: string;
        limit?: number;
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['EventItemView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_body: {
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
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      /** @description The event was expunged */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': components['schemas']['ProblemView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_explain: {
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
        'application/json': components['schemas']['ExplainDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ExplanationsView'];
        };
      };
      /** @description The event was expunged */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProblemView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_expunge: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  EventsController_replay: {
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
        'application/json': components['schemas']['ReplayDto'];
      };
    };
    responses: {
      202: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplayView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  LedgerController_read: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LedgerView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  MembersController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['MemberView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  MembersController_add: {
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
        'application/json': components['schemas']['MemberDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MemberView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  MembersController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MemberView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  MembersController_remove: {
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
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  MembersController_update: {
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
        'application/json': components['schemas']['MemberRoleDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MemberView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  RefusalsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['RefusalItemView'][];
            nextCursor: string | null;
            /** @description Refused and only counted, because too many came; of this source and period, by whole hours */
            notKept: number;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  RefusalsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RefusalView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  RefusalsController_accept: {
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
        'application/json': components['schemas']['AcceptRefusalDto'];
      };
    };
    responses: {
      /** @description It had been accepted before, or its external id had this event already */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
        };
      };
      /** @description It is an event now */
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['EventView'];
        };
      };
      /** @description The problem has the `reason` that still holds */
      409: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  RefusalsController_acceptMany: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description id (`prj_…`) or slug */
        project: string;
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AcceptRefusalsDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AcceptancesView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['SourceView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_create: {
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
        'application/json': components['schemas']['SourceDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_remove: {
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
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_update: {
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
        'application/json': components['schemas']['PatchSourceDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_sample: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceSampleView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_addSecret: {
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
        'application/json': components['schemas']['AddSourceSecretDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SourceSecretView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SourcesController_revokeSecret: {
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
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  StatisticsController_read: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['StatisticsView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SubscriptionsController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['SubscriptionView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SubscriptionsController_create: {
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
        'application/json': components['schemas']['SubscriptionDto'];
      };
    };
    responses: {
      201: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SubscriptionsController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SubscriptionsController_remove: {
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
      204: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  SubscriptionsController_update: {
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
        'application/json': components['schemas']['PatchSubscriptionDto'];
      };
    };
    responses: {
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SubscriptionView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProvidersController_list: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': {
            data: components['schemas']['ProviderView'][];
            nextCursor: string | null;
          };
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
  ProvidersController_get: {
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
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProviderView'];
        };
      };
      /** @description A problem (RFC 9457) */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/problem+json': components['schemas']['ProblemView'];
        };
      };
    };
  };
}
