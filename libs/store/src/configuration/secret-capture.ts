import type { Clock, Uuid } from '@posthorn/contracts';
import { IsNull, MoreThan, type DataSource } from 'typeorm';
import { SourceEntity, SourceSecretEntity } from '../entities/index.js';
import type { IdGenerator } from '../events/event-id.js';
import { bumpConfiguration, type ConfigurationCache } from './configuration-cache.js';
import { sourceSecretContext } from './load-configuration.js';

/** As many as an operator may give: whoever knows the URL of a source that takes further secrets must not fill the table. */
const MAX_SECRETS = 20;

export interface SecretCaptureOptions {
  readonly dataSource: DataSource;
  readonly configuration: Pick<ConfigurationCache, 'publish'>;
  readonly ids: IdGenerator;
  readonly clock: Clock;
  /** Encrypts; `context` is bound into the box. */
  readonly seal: (text: string, context: string) => Buffer;
}

/** Stores the secret that a provider makes up in its handshake. Nobody types it and nobody is shown it. */
export class SecretCapture {
  constructor(private readonly options: SecretCaptureOptions) {}

  /**
   * In force, here and in the siblings, when it resolves. `false`: the source is gone, or it has a secret already and `onlyFirst` is
   * asked for. The row of the version makes captures wait for each other, so that of two at once one is the first.
   */
  async capture(sourceId: Uuid, value: string, onlyFirst: boolean): Promise<boolean> {
    const { dataSource, configuration, ids, clock, seal } = this.options;
    const stored = await dataSource.transaction(async (manager) => {
      await bumpConfiguration(manager);
      if (!(await manager.existsBy(SourceEntity, { id: sourceId, deletedAt: IsNull() }))) return false;
      const now = new Date(clock.now());
      const active = [
        { sourceId, expiresAt: IsNull() },
        { sourceId, expiresAt: MoreThan(now) },
      ];
      if ((await manager.countBy(SourceSecretEntity, active)) >= (onlyFirst ? 1 : MAX_SECRETS)) return false;
      const id = ids.id();
      const row = { id, sourceId, value: seal(value, sourceSecretContext(id)), createdAt: now, expiresAt: null, lastUsedAt: null };
      await manager.insert(SourceSecretEntity, row);
      return true;
    });
    await configuration.publish();
    return stored;
  }
}
