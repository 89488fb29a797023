import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, toTypeId, type Uuid } from '@posthorn/contracts';
import { SecretsBox } from '@posthorn/platform';
import { DestinationEntity, SourceEntity, sourceSecretContext, SubscriptionEntity } from '@posthorn/store';
import { IsNull, type EntityManager } from 'typeorm';
import { PUBLIC_URL } from '../admin.tokens.js';
import { DestinationSecrets } from '../destinations/destination-secrets.js';
import { presentDestination } from '../destinations/destination.presenter.js';
import { PluginInputReader } from '../destinations/plugin-input.js';
import { secretsOf } from '../sources/source-repository.js';
import { presentSource } from '../sources/source.presenter.js';
import { presentSubscription } from '../subscriptions/subscription.presenter.js';
import { SecretDigest } from './secret-digest.js';

/** What operators set up, and the audit log keeps before and after. */
export type AuditedResource = 'source' | 'destination' | 'subscription';

/** Reads a resource as the audit log keeps it: as the API shows it, and for each secret a digest. */
@Injectable()
export class ResourceStates {
  constructor(
    @Inject(PUBLIC_URL) private readonly publicUrl: () => string,
    private readonly box: SecretsBox,
    private readonly digest: SecretDigest,
    private readonly destinationSecrets: DestinationSecrets,
    private readonly plugins: PluginInputReader,
  ) {}

  /** `null` = there is none, or none any more. */
  read(manager: EntityManager, type: AuditedResource, id: Uuid): Promise<object | null> {
    switch (type) {
      case 'source':
        return this.source(manager, id);
      case 'destination':
        return this.destination(manager, id);
      case 'subscription':
        return this.subscription(manager, id);
    }
  }

  private async source(manager: EntityManager, id: Uuid): Promise<object | null> {
    const source = await manager.findOneBy(SourceEntity, { id, deletedAt: IsNull() });
    if (!source) return null;
    const rows = (await secretsOf(manager, [id])).get(id) ?? [];
    const { verification, ...view } = presentSource(source, rows, this.publicUrl());
    const secrets = rows.map((row) => ({
      id: toTypeId(ID_PREFIXES.sourceSecret, row.id),
      digest: this.digest.of(this.box.decrypt(row.value, sourceSecretContext(row.id))),
      expiresAt: row.expiresAt?.toISOString() ?? null,
    }));
    return { ...view, verification: { ...verification, secrets } };
  }

  private async destination(manager: EntityManager, id: Uuid): Promise<object | null> {
    const destination = await manager.findOneBy(DestinationEntity, { id, deletedAt: IsNull() });
    if (!destination) return null;
    const rows = (await this.destinationSecrets.current(manager, [id])).get(id) ?? [];
    // Measured or made from secrets, and not written: no part of what somebody changed.
    const parts = { secrets: rows, plugin: this.plugins.find(destination.plugin), health: undefined, publicKeys: [] };
    const { health: _measured, publicKeys: _made, ...view } = presentDestination(destination, parts);
    const values = Object.entries(this.destinationSecrets.open(rows));
    return { ...view, secrets: Object.fromEntries(values.map(([name, value]) => [name, { digest: this.digest.of(value) }])) };
  }

  private async subscription(manager: EntityManager, id: Uuid): Promise<object | null> {
    const subscription = await manager.findOneBy(SubscriptionEntity, { id, deletedAt: IsNull() });
    return subscription && presentSubscription(subscription);
  }
}
