import { dataOf } from '@posthorn/client';
import type { Command } from '../command.js';
import { facts } from '../table.js';

export const eventsShowCommand: Command = {
  name: 'events show',
  args: ['id'],
  summary: 'an event, what became of it, and its body',
  run: async ({ client, project, args: [id = ''] }) => {
    const posthorn = await client();
    const event = await dataOf(posthorn.GET('/api/v1/projects/{project}/events/{id}', { params: { path: { project, id } } }));
    const { type, externalId, sourceId, receivedAt, occurredAt, method, contentType, bodyBytes, deliveries, body } = event;
    const counts = Object.entries(deliveries)
      .filter(([, count]) => count > 0)
      .map(([status, count]) => `${count} ${status}`);
    const about = facts({
      ...{ id: event.id, type, 'external id': externalId, source: sourceId, received: receivedAt, occurred: occurredAt },
      ...{ method, 'content type': contentType, bytes: bodyBytes, deliveries: counts.join(', ') },
    });
    return { json: event, text: `${about}\n${bodyText(body)}\n` };
  },
};

/** As text, without what a terminal would obey. */
function bodyText(body: { readonly encoding: 'utf8' | 'base64'; readonly data: string } | null): string {
  if (body === null) return 'its body was expunged';
  if (body.encoding === 'base64') return 'its body is not text; --json has it in base64';
  return body.data.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, ' ');
}
