import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Clock, type DeliverySignals, type DestinationTester, type Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { generateSecretsOf } from '@posthorn/plugin-sdk/host';
import {
  DeliveryControl,
  DestinationEntity,
  DestinationHealthEntity,
  DestinationSecretEntity,
  SubscriptionEntity,
  type Database,
} from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';
import { DATABASE, DELIVERY_SIGNALS, DESTINATION_TESTER } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { showOnce } from '../api/shown-once.js';
import { presentTest, type AttemptView } from '../deliveries/attempt.presenter.js';
import { findDestination, healthOf } from './destination-repository.js';
import { DestinationSecrets } from './destination-secrets.js';
import { DEFAULT_ROTATION_SECONDS, type RotateDto } from './destination.dto.js';
import { presentDestination, type DestinationWithSecretView } from './destination.presenter.js';
import { PluginInputReader } from './plugin-input.js';

const SIGNING_SECRET = 'signingSecret';

/** What is done with a destination beyond reading and writing it. */
@Injectable()
export class DestinationActionsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DELIVERY_SIGNALS) private readonly signals: DeliverySignals,
    @Inject(DESTINATION_TESTER) private readonly tester: DestinationTester,
    private readonly changes: ConfigurationChanges,
    private readonly secrets: DestinationSecrets,
    private readonly plugins: PluginInputReader,
    private readonly control: DeliveryControl,
    private readonly trail: AuditTrail,
  ) {}

  async test(projectId: Uuid, id: Uuid): Promise<AttemptView> {
    await findDestination(this.database.dataSource.manager, projectId, id);
    const view = presentTest(await this.tester.test(id));
    const change = {
      action: 'destination.tested',
      projectId,
      resourceType: 'destination',
      resourceId: toTypeId(ID_PREFIXES.destination, id),
    } as const;
    await this.trail.record({ ...change, after: { outcome: view.outcome, reason: view.reason } });
    return view;
  }

  async rotateSigningSecret(projectId: Uuid, id: Uuid, { expirePreviousInSeconds }: RotateDto): Promise<DestinationWithSecretView> {
    const value = await this.newSigningSecret(projectId, id);
    return this.changes.commit(
      async (manager) => {
        const destination = await findDestination(manager, projectId, id);
        await this.secrets.rotate(manager, id, SIGNING_SECRET, value, (expirePreviousInSeconds ?? DEFAULT_ROTATION_SECONDS) * 1_000);
        const current = (await this.secrets.current(manager, [id])).get(id) ?? [];
        const health = (await healthOf(manager, [id])).get(id);
        return showOnce(this.present(destination, current, health), { [SIGNING_SECRET]: value });
      },
      { action: 'destination.signing-secret-rotated', type: 'destination', projectId, id },
    );
  }

  /** Outside of any transaction: a plugin in a thread of its own may take its time. */
  private async newSigningSecret(projectId: Uuid, id: Uuid): Promise<string> {
    const destination = await findDestination(this.database.dataSource.manager, projectId, id);
    const plugin = this.plugins.find(destination.plugin);
    const made = plugin && (await generateSecretsOf(plugin, destination.config).catch(() => null));
    if (made === null) throw new ProblemError('conflict', { detail: 'The plugin did not answer; its thread is started again.' });
    const value = made?.[SIGNING_SECRET];
    if (value === undefined) throw new ProblemError('conflict', { detail: 'This destination has no signing secret.' });
    return value;
  }

  async remove(projectId: Uuid, id: Uuid, cascade: boolean, ifMatch: string | null): Promise<void> {
    await this.changes.commit(
      async (manager) => {
        const destination = await findDestination(manager, projectId, id);
        const current = (await this.secrets.current(manager, [id])).get(id) ?? [];
        requireMatch(ifMatch, this.present(destination, current));
        await this.removeSubscriptions(manager, projectId, id, cascade);
        await manager.update(DestinationEntity, { id }, { deletedAt: new Date(this.clock.now()) });
        await manager.delete(DestinationSecretEntity, { destinationId: id });
        await manager.delete(DestinationHealthEntity, { destinationId: id });
      },
      { action: 'destination.deleted', type: 'destination', projectId, id },
    );
    this.signals.cancelled(await this.control.endWaiting({ destinationId: id }, { status: 'cancelled', reason: 'destination-deleted' }));
  }

  private present(destination: DestinationEntity, secrets: readonly DestinationSecretEntity[], health?: DestinationHealthEntity) {
    const plugin = this.plugins.find(destination.plugin);
    return presentDestination(destination, { secrets, plugin, health, publicKeys: this.secrets.publicKeys(plugin, destination, secrets) });
  }

  private async removeSubscriptions(manager: EntityManager, projectId: Uuid, destinationId: Uuid, cascade: boolean): Promise<void> {
    const own = { destinationId, deletedAt: IsNull() };
    const subscriptions = await manager.find(SubscriptionEntity, { where: own, select: { id: true }, order: { id: 'ASC' } });
    const count = subscriptions.length;
    if (count > 0 && !cascade)
      throw new ProblemError('conflict', { detail: `${count} subscriptions go here; delete them first, or ask for cascade=true.` });
    const deletedAt = new Date(this.clock.now());
    for (const { id } of subscriptions) {
      const change = { action: 'subscription.deleted', type: 'subscription', projectId, id } as const;
      await this.changes.audited(manager, change, () => manager.update(SubscriptionEntity, { id }, { deletedAt }));
    }
  }
}
