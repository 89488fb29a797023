import type { Requirement } from '../auth/requires.decorator.js';

/** What a route of the admin API asks of its caller. */
export interface RouteRule {
  readonly needs: Requirement | 'nobody';
  /** A body that gets past the validation, so that it is the id that decides. */
  readonly body?: object;
}

const needs = (requirement: RouteRule['needs'], body?: object): RouteRule => ({ needs: requirement, ...(body && { body }) });

/**
 * Every route of the OpenAPI document, below `/api/v1`, and the least role that may use it. Written down a second time, on purpose:
 * the walk compares it with what the application does, and a route that is not here fails it.
 */
export const EVERY_ROUTE: Readonly<Record<string, RouteRule>> = {
  'post auth/tokens': needs('nobody'),
  'post auth/tokens/refresh': needs('nobody'),
  'get auth/oidc': needs('nobody'),
  'get auth/oidc/login': needs('nobody'),
  'get auth/oidc/callback': needs('nobody'),
  'post auth/oidc/tokens': needs('nobody'),
  'post auth/invitations/accept': needs('nobody'),
  'delete auth/tokens': needs('operator'),
  'get auth/me': needs('operator'),
  'post auth/password': needs('operator'),

  'get plugins': needs('anyone'),
  'get plugins/{type}': needs('anyone'),
  'get providers': needs('anyone'),
  'get providers/{name}': needs('anyone'),

  'get operators': needs('owner'),
  'post operators': needs('owner'),
  'get operators/{id}': needs('owner'),
  'patch operators/{id}': needs('owner'),
  'delete operators/{id}': needs('owner'),
  'post operators/{id}/password': needs('owner'),

  'get projects': needs('anyone'),
  'post projects': needs('owner'),
  'get projects/{project}': needs('viewer'),
  'patch projects/{project}': needs('owner'),
  'delete projects/{project}': needs('owner'),

  'get projects/{project}/members': needs('admin'),
  'post projects/{project}/members': needs('admin'),
  'get projects/{project}/members/{id}': needs('admin'),
  'patch projects/{project}/members/{id}': needs('admin'),
  'delete projects/{project}/members/{id}': needs('admin'),

  'get projects/{project}/invitations': needs('admin'),
  'post projects/{project}/invitations': needs('admin'),
  'get projects/{project}/invitations/{id}': needs('admin'),
  'delete projects/{project}/invitations/{id}': needs('admin'),

  'get projects/{project}/api-keys': needs('admin'),
  'post projects/{project}/api-keys': needs('admin'),
  'get projects/{project}/api-keys/{id}': needs('admin'),
  'patch projects/{project}/api-keys/{id}': needs('admin'),
  'delete projects/{project}/api-keys/{id}': needs('admin'),
  'post projects/{project}/api-keys/{id}/rotate': needs('admin', {}),

  'get projects/{project}/sources': needs('viewer'),
  'post projects/{project}/sources': needs('editor'),
  'get projects/{project}/sources/{id}': needs('viewer'),
  'patch projects/{project}/sources/{id}': needs('editor'),
  'delete projects/{project}/sources/{id}': needs('editor'),
  'post projects/{project}/sources/{id}/sample': needs('editor'),
  'post projects/{project}/sources/{id}/secrets': needs('editor', { value: 'hush' }),
  'delete projects/{project}/sources/{id}/secrets/{secretId}': needs('editor'),

  'get projects/{project}/destinations': needs('viewer'),
  'post projects/{project}/destinations': needs('editor'),
  'get projects/{project}/destinations/{id}': needs('viewer'),
  'patch projects/{project}/destinations/{id}': needs('editor'),
  'delete projects/{project}/destinations/{id}': needs('editor'),
  'post projects/{project}/destinations/{id}/preview': needs('editor', { eventId: 'evt_01h2xcejqtf2nbrexx3vqjhp41' }),
  'post projects/{project}/destinations/{id}/test': needs('editor'),
  'post projects/{project}/destinations/{id}/signing-secret/rotate': needs('editor', {}),

  'get projects/{project}/subscriptions': needs('viewer'),
  'post projects/{project}/subscriptions': needs('editor'),
  'get projects/{project}/subscriptions/{id}': needs('viewer'),
  'patch projects/{project}/subscriptions/{id}': needs('editor'),
  'delete projects/{project}/subscriptions/{id}': needs('editor'),

  'get projects/{project}/events': needs('viewer'),
  'get projects/{project}/events/{id}': needs('viewer'),
  'get projects/{project}/events/{id}/body': needs('viewer'),
  'post projects/{project}/events/{id}/explain': needs('viewer', {}),
  'post projects/{project}/events/{id}/transform': needs('editor', { code: 'function transform(event) { return event }' }),
  'post projects/{project}/events/{id}/replay': needs('editor', {}),
  'post projects/{project}/events/{id}/expunge': needs('admin'),

  'get projects/{project}/deliveries': needs('viewer'),
  'get projects/{project}/deliveries/{id}': needs('viewer'),
  'get projects/{project}/deliveries/{id}/attempts': needs('viewer'),
  'post projects/{project}/deliveries/{id}/retry': needs('editor'),
  'post projects/{project}/deliveries/{id}/cancel': needs('editor'),

  'get projects/{project}/refusals': needs('viewer'),
  'get projects/{project}/refusals/{id}': needs('viewer'),
  'post projects/{project}/refusals/accept': needs('editor'),
  'post projects/{project}/refusals/{id}/accept': needs('editor', {}),

  'get projects/{project}/ledger': needs('viewer'),
  'get projects/{project}/stats': needs('viewer'),

  'get projects/{project}/audit-log': needs('admin'),
  'get projects/{project}/audit-log/verify': needs('admin'),
  'get projects/{project}/audit-log/{id}': needs('admin'),
  'get audit-log': needs('owner'),
  'get audit-log/verify': needs('owner'),
  'get audit-log/{id}': needs('owner'),

  'get encryption-keys': needs('owner'),
  'post encryption-keys/rotate': needs('owner'),
};
