import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock, FieldError, Uuid } from '@posthorn/contracts';
import { CLOCK } from '@posthorn/platform';
import type { PluginInput } from '@posthorn/plugin-sdk/host';
import {
  DestinationEntity,
  IdGenerator,
  resetDestinationHealth,
  type Database,
  type DestinationHealthEntity,
  type DestinationSecretEntity,
} from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { ConfigurationChanges } from '../api/configuration-changes.js';
import { requireMatch } from '../api/etag.js';
import { type ListQueryDto } from '../api/list-query.dto.js';
import { type JsonObject } from '../api/merge-patch.js';
import { mapPage, readPage, type Page } from '../api/page.js';
import { showOnce } from '../api/shown-once.js';
import { throwFaults, validateDto } from '../api/validate-dto.js';
import { findProject } from '../projects/project-repository.js';
import { findDestination, healthOf, listDestinations } from './destination-repository.js';
import { mergeDestination, readDestinationSettings } from './destination-rules.js';
import { DestinationSecrets } from './destination-secrets.js';
import { DestinationStatusChange } from './destination-status-change.js';
import { DestinationDto } from './destination.dto.js';
import { presentDestination, type DestinationView, type DestinationWithSecretView } from './destination.presenter.js';
import { PluginInputReader, type ReadInput } from './plugin-input.js';

@Injectable()
export class DestinationsService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly ids: IdGenerator,
    private readonly changes: ConfigurationChanges,
    private readonly secrets: DestinationSecrets,
    private readonly plugins: PluginInputReader,
    private readonly statusChange: DestinationStatusChange,
  ) {}

  async list(projectId: Uuid, query: ListQueryDto): Promise<Page<DestinationView>> {
    const { manager } = this.database.dataSource;
    const page = await readPage(query, (before, count) => listDestinations(manager, projectId, before, count));
    const ids = page.data.map(({ id }) => id);
    const secrets = await this.secrets.current(manager, ids);
    const health = await healthOf(manager, ids);
    return mapPage(page, (destination) => this.present(destination, secrets.get(destination.id), health.get(destination.id)));
  }

  async get(projectId: Uuid, id: Uuid): Promise<DestinationView> {
    const { manager } = this.database.dataSource;
    const destination = await findDestination(manager, projectId, id);
    return this.present(destination, (await this.secrets.current(manager, [id])).get(id), (await healthOf(manager, [id])).get(id));
  }

  async create(projectId: Uuid, dto: DestinationDto): Promise<DestinationWithSecretView> {
    const faults: FieldError[] = [];
    const settings = readDestinationSettings(dto, faults);
    const input = await this.plugins.read(dto.plugin, { config: dto.config, secrets: givenSecrets(dto) }, faults, { generate: true });
    throwFaults(faults);
    return this.changes.commit(
      async (manager) => {
        await findProject(manager, projectId);
        const now = new Date(this.clock.now());
        const destination = manager.create(DestinationEntity, {
          ...settings,
          id: this.ids.id(),
          projectId,
          plugin: dto.plugin,
          config: input?.config ?? {},
          createdAt: now,
          updatedAt: now,
          deletedAt: null,
        });
        await manager.save(destination);
        const secrets = await this.secrets.replace(manager, destination.id, input?.secrets ?? {});
        return showOnce(this.present(destination, secrets), input?.generated ?? {});
      },
      { action: 'destination.created', type: 'destination', projectId },
    );
  }

  async update(projectId: Uuid, id: Uuid, patch: JsonObject, ifMatch: string | null): Promise<DestinationView> {
    throwFaults(pluginInPatch(patch));
    const judge = await this.judgeBefore(projectId, id, patch);
    const { before, view } = await this.changes.commit(
      async (manager) => {
        const destination = await findDestination(manager, projectId, id);
        const before = destination.status;
        const current = (await this.secrets.current(manager, [id])).get(id) ?? [];
        requireMatch(ifMatch, this.present(destination, current));
        const dto = await validateDto(DestinationDto, mergeDestination(destination, this.secrets.open(current), patch));
        const faults: FieldError[] = [];
        const settings = readDestinationSettings(dto, faults);
        const input = await judge({ config: dto.config, secrets: dto.secrets ?? {} }, faults);
        throwFaults(faults);
        Object.assign(destination, settings, { config: input?.config, updatedAt: new Date(this.clock.now()) });
        await manager.save(destination);
        const secrets = await this.secrets.replace(manager, id, input?.secrets ?? {});
        if (before !== 'enabled' && destination.status === 'enabled') await resetDestinationHealth(manager, id);
        return { before, view: this.present(destination, secrets, (await healthOf(manager, [id])).get(id)) };
      },
      { action: 'destination.updated', type: 'destination', projectId, id },
    );
    await this.statusChange.apply(id, before, view.status);
    if ('config' in patch || 'secrets' in patch) this.statusChange.mended(id);
    return view;
  }

  /**
   * Asks the plugin before the transaction, which makes all other changes wait and must not wait itself for a plugin that takes its time. Only
   * if somebody has changed the destination in between is it asked again.
   */
  private async judgeBefore(projectId: Uuid, id: Uuid, patch: JsonObject): Promise<Judge> {
    const { manager } = this.database.dataSource;
    const destination = await findDestination(manager, projectId, id);
    const { plugin } = destination;
    // While its plugin is away, what is not the plugin's may be changed all the same.
    const isKept = !this.plugins.find(plugin) && !('config' in patch || 'secrets' in patch);
    if (isKept) return ({ config, secrets }) => Promise.resolve({ config, secrets: textsOf(secrets), generated: {} });
    const current = (await this.secrets.current(manager, [id])).get(id) ?? [];
    const merged = mergeDestination(destination, this.secrets.open(current), patch);
    const given = { config: { ...Object(merged['config']) }, secrets: { ...Object(merged['secrets']) } };
    const known: FieldError[] = [];
    const input = await this.plugins.read(plugin, given, known, { generate: false });
    return (now, faults) => {
      if (!isDeepStrictEqual(now, given)) return this.plugins.read(plugin, now, faults, { generate: false });
      faults.push(...known);
      return Promise.resolve(input);
    };
  }

  private present(
    destination: DestinationEntity,
    secrets: readonly DestinationSecretEntity[] = [],
    health?: DestinationHealthEntity,
  ): DestinationView {
    const plugin = this.plugins.find(destination.plugin);
    return presentDestination(destination, { secrets, plugin, health, publicKeys: this.secrets.publicKeys(plugin, destination, secrets) });
  }
}

type Judge = (input: PluginInput, faults: FieldError[]) => Promise<ReadInput | null>;

function textsOf(record: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

/** A null in a POST is the same as leaving the secret out. */
function givenSecrets({ secrets }: DestinationDto): Record<string, unknown> {
  return Object.fromEntries(Object.entries(secrets ?? {}).map(([name, value]) => [name, value ?? undefined]));
}

function pluginInPatch(patch: JsonObject): FieldError[] {
  return 'plugin' in patch
    ? [{ field: 'plugin', code: 'invalid', message: 'A destination keeps its plugin; create another destination.' }]
    : [];
}
