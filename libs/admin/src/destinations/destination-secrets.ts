import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Uuid } from '@posthorn/contracts';
import { CLOCK, SecretsBox } from '@posthorn/platform';
import type { AnyPlugin } from '@posthorn/plugin-sdk';
import { type DestinationEntity, destinationSecretContext, DestinationSecretEntity, IdGenerator } from '@posthorn/store';
import { In, IsNull, LessThanOrEqual, type EntityManager } from 'typeorm';

const MAX_PUBLIC_KEYS = 10;

/** A destination's secrets, boxed at rest: one current value for each name, and those that are being rotated out. */
@Injectable()
export class DestinationSecrets {
  constructor(
    private readonly box: SecretsBox,
    private readonly ids: IdGenerator,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The current ones, by destination, in the order of their names. */
  async current(manager: EntityManager, destinationIds: readonly Uuid[]): Promise<Map<Uuid, DestinationSecretEntity[]>> {
    const where = { destinationId: In([...destinationIds]), expiresAt: IsNull() };
    const rows = await manager.find(DestinationSecretEntity, { where, order: { name: 'ASC' } });
    return Map.groupBy(rows, ({ destinationId }) => destinationId);
  }

  /** In the clear, for the plugin's schema to judge and for nobody to see. */
  open(rows: readonly DestinationSecretEntity[]): Record<string, string> {
    return Object.fromEntries(rows.map(({ id, name, value }) => [name, this.box.decrypt(value, destinationSecretContext(id))]));
  }

  /** What the plugin lets receivers know of the current ones. A custom one may throw, or say anything. */
  publicKeys(
    plugin: AnyPlugin | undefined,
    { config }: Pick<DestinationEntity, 'config'>,
    rows: readonly DestinationSecretEntity[],
  ): readonly string[] {
    if (!plugin?.publicKeys) return [];
    try {
      const keys: unknown = plugin.publicKeys(plugin.configSchema.parse(config), plugin.secretsSchema.parse(this.open(rows)));
      return Array.isArray(keys) ? keys.filter((key) => typeof key === 'string').slice(0, MAX_PUBLIC_KEYS) : [];
    } catch {
      return [];
    }
  }

  /** Makes `wanted` the current ones. What is replaced or removed ends at once. */
  async replace(manager: EntityManager, destinationId: Uuid, wanted: Readonly<Record<string, string>>): Promise<DestinationSecretEntity[]> {
    const rows = (await this.current(manager, [destinationId])).get(destinationId) ?? [];
    const known = this.open(rows);
    for (const row of rows) if (wanted[row.name] !== known[row.name]) await manager.delete(DestinationSecretEntity, { id: row.id });
    for (const [name, value] of Object.entries(wanted)) if (known[name] !== value) await this.insert(manager, destinationId, name, value);
    // A name that is gone has no predecessors either.
    for (const row of rows) if (!(row.name in wanted)) await manager.delete(DestinationSecretEntity, { destinationId, name: row.name });
    return (await this.current(manager, [destinationId])).get(destinationId) ?? [];
  }

  /** A new current value; the present one is honoured until its time is over. */
  async rotate(manager: EntityManager, destinationId: Uuid, name: string, value: string, previousForMs: number): Promise<void> {
    const now = this.clock.now();
    await manager.update(
      DestinationSecretEntity,
      { destinationId, name, expiresAt: IsNull() },
      { expiresAt: new Date(now + previousForMs) },
    );
    await manager.delete(DestinationSecretEntity, { destinationId, name, expiresAt: LessThanOrEqual(new Date(now)) });
    await this.insert(manager, destinationId, name, value);
  }

  private async insert(manager: EntityManager, destinationId: Uuid, name: string, value: string): Promise<void> {
    const id = this.ids.id();
    const createdAt = new Date(this.clock.now());
    const box = this.box.encrypt(value, destinationSecretContext(id));
    await manager.insert(DestinationSecretEntity, { id, destinationId, name, value: box, createdAt, expiresAt: null });
  }
}
