import { everyItem } from '@posthorn/client';
import type { Command } from '../command.js';
import { takeFirst } from '../take-first.js';
import { table } from '../table.js';
import { UsageError } from '../usage.error.js';

const STATUSES = ['scheduled', 'delivering', 'delivered', 'failed', 'cancelled'] as const;
type Status = (typeof STATUSES)[number];

export const deliveriesListCommand: Command = {
  name: 'deliveries list',
  summary: 'the deliveries of a project, newest first',
  options: {
    status: { value: 'status', description: STATUSES.join(', ') },
    limit: { value: 'n', description: 'at most so many; 100 unless given' },
  },
  run: async ({ client, project, options }) => {
    const status = statusOf(options['status']);
    const posthorn = await client();
    const load = (cursor?: string) =>
      posthorn.GET('/api/v1/projects/{project}/deliveries', {
        params: { path: { project }, query: { limit: 100, ...(status && { status }), ...(cursor && { cursor }) } },
      });
    const deliveries = await takeFirst(everyItem(load), options['limit']);
    const rows = deliveries.map((one) => [
      one.id,
      one.status,
      one.attemptCount,
      one.reason,
      one.nextAttemptAt,
      one.eventId,
      one.destinationId,
    ]);
    return { json: deliveries, text: table(['ID', 'STATUS', 'ATTEMPTS', 'REASON', 'NEXT ATTEMPT', 'EVENT', 'DESTINATION'], rows) };
  },
};

function statusOf(given: string | boolean | undefined): Status | undefined {
  if (given === undefined) return undefined;
  const status = STATUSES.find((one) => one === given);
  if (!status) throw new UsageError(`--status is one of ${STATUSES.join(', ')}.`);
  return status;
}
