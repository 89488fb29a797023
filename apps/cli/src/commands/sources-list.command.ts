import { everyItem } from '@posthorn/client';
import type { Command } from '../command.js';
import { takeFirst } from '../take-first.js';
import { table } from '../table.js';

export const sourcesListCommand: Command = {
  name: 'sources list',
  summary: 'the sources of a project, newest first',
  options: { limit: { value: 'n', description: 'at most so many; 100 unless given' } },
  run: async ({ client, project, options }) => {
    const posthorn = await client();
    const path = { project };
    const load = (cursor?: string) =>
      posthorn.GET('/api/v1/projects/{project}/sources', { params: { path, query: { limit: 100, ...(cursor && { cursor }) } } });
    const sources = await takeFirst(everyItem(load), options['limit']);
    const rows = sources.map(({ id, slug, name, status, verification, url }) => [id, slug, name, status, verification.provider, url]);
    return { json: sources, text: table(['ID', 'SLUG', 'NAME', 'STATUS', 'PROVIDER', 'URL'], rows) };
  },
};
