import { dataOf } from '@posthorn/client';
import type { Command } from '../command.js';

export const deliveriesRetryCommand: Command = {
  name: 'deliveries retry',
  args: ['id'],
  summary: 'tries a delivery again: now if it waits, with a fresh schedule if it failed or was cancelled',
  run: async ({ client, project, args: [id = ''] }) => {
    const posthorn = await client();
    const path = { project, id };
    const delivery = await dataOf(posthorn.POST('/api/v1/projects/{project}/deliveries/{id}/retry', { params: { path } }));
    return { json: delivery, text: `${delivery.id} is ${delivery.status}\n` };
  },
};
