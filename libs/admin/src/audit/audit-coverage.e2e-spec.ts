import { startTestAdmin } from '../testing/test-admin.js';

/** Of every request that is no GET, the action that the audit log has for it; `null` = it changes nothing. Below `/api/v1`. */
const ACTIONS: Readonly<Record<string, string | null>> = {
  'post auth/tokens': 'operator.signed-in',
  // Part of the sign-in that the entry tells of.
  'post auth/tokens/refresh': null,
  'post auth/oidc/tokens': 'operator.signed-in',
  'delete auth/tokens': 'operator.signed-out',
  'post auth/invitations/accept': 'invitation.accepted',
  'post auth/password': 'operator.password-changed',
  'post operators': 'operator.created',
  'patch operators/{id}': 'operator.updated',
  'delete operators/{id}': 'operator.deleted',
  'post operators/{id}/password': 'operator.password-reset',
  'post encryption-keys/rotate': 'encryption-key.rotated',
  'post projects': 'project.created',
  'patch projects/{project}': 'project.updated',
  'delete projects/{project}': 'project.deleted',
  'post projects/{project}/members': 'member.created',
  'patch projects/{project}/members/{id}': 'member.updated',
  'delete projects/{project}/members/{id}': 'member.deleted',
  'post projects/{project}/invitations': 'invitation.created',
  'delete projects/{project}/invitations/{id}': 'invitation.revoked',
  'post projects/{project}/api-keys': 'api-key.created',
  'patch projects/{project}/api-keys/{id}': 'api-key.updated',
  'delete projects/{project}/api-keys/{id}': 'api-key.revoked',
  'post projects/{project}/api-keys/{id}/rotate': 'api-key.rotated',
  'post projects/{project}/sources': 'source.created',
  'patch projects/{project}/sources/{id}': 'source.updated',
  'delete projects/{project}/sources/{id}': 'source.deleted',
  'post projects/{project}/sources/{id}/sample': 'source.sampled',
  'post projects/{project}/sources/{id}/secrets': 'source.secret-added',
  'delete projects/{project}/sources/{id}/secrets/{secretId}': 'source.secret-revoked',
  'post projects/{project}/destinations': 'destination.created',
  'patch projects/{project}/destinations/{id}': 'destination.updated',
  'delete projects/{project}/destinations/{id}': 'destination.deleted',
  'post projects/{project}/destinations/{id}/preview': null,
  'post projects/{project}/destinations/{id}/test': 'destination.tested',
  'post projects/{project}/destinations/{id}/signing-secret/rotate': 'destination.signing-secret-rotated',
  'post projects/{project}/subscriptions': 'subscription.created',
  'patch projects/{project}/subscriptions/{id}': 'subscription.updated',
  'delete projects/{project}/subscriptions/{id}': 'subscription.deleted',
  'post projects/{project}/events/{id}/expunge': 'event.expunged',
  'post projects/{project}/events/{id}/replay': 'event.replayed',
  'post projects/{project}/events/{id}/explain': null,
  'post projects/{project}/events/{id}/transform': null,
  'post projects/{project}/deliveries/{id}/retry': 'delivery.retried',
  'post projects/{project}/deliveries/{id}/cancel': 'delivery.cancelled',
  'post projects/{project}/refusals/accept': 'refusal.accepted',
  'post projects/{project}/refusals/{id}/accept': 'refusal.accepted',
};

it('every request that can change something is known to the audit log: a new one must say what its entry is called', async () => {
  const admin = await startTestAdmin();
  try {
    const { paths } = (await admin.send('get', 'openapi.json')).body as { paths: Record<string, object> };
    const changing = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => method !== 'get')
        .map((method) => `${method} ${path.replace('/api/v1/', '')}`),
    );
    expect(changing.sort()).toEqual(Object.keys(ACTIONS).sort());
  } finally {
    await admin.close();
  }
});
