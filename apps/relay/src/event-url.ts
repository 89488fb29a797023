import { toTypeId, type StoredEvent } from '@posthorn/contracts';
import type { Config } from '@posthorn/platform';

/**
 * Where an operator finds an event: in the admin API. With a port of its own that one is not at the public address, and which address it has
 * for people the relay cannot know: then there is no link rather than a wrong one.
 */
export function createEventUrl({ adminPort }: Pick<Config, 'adminPort'>, publicUrl: () => string) {
  return ({ id, projectId }: Pick<StoredEvent, 'id' | 'projectId'>): string | null => {
    const base = publicUrl().replace(/\/+$/, '');
    if (base === '' || adminPort !== null) return null;
    return `${base}/api/v1/projects/${toTypeId('prj', projectId)}/events/${toTypeId('evt', id)}`;
  };
}
