import { dataOf, type components } from '@posthorn/client';
import type { Command } from '../command.js';
import { facts } from '../table.js';

const READY_TIMEOUT_MS = 5_000;
/** Two buckets, since only what is now is asked for. */
const RECENT_MS = 3_600_000;

type Schemas = components['schemas'];

export const statusCommand: Command = {
  name: 'status',
  summary: 'whether the relay is ready, what waits, and whether the ledger balances; exit code 1 if something is wrong',
  run: async ({ client, project, url }) => {
    const ready = await isReady(url);
    const posthorn = await client();
    const path = { project };
    const from = new Date(Date.now() - RECENT_MS).toISOString();
    const [{ backlog }, ledger] = await Promise.all([
      dataOf(posthorn.GET('/api/v1/projects/{project}/stats', { params: { path, query: { from, interval: '1h' } } })),
      dataOf(posthorn.GET('/api/v1/projects/{project}/ledger', { params: { path } })),
    ]);
    const unbalanced = ledger.data.filter(({ balanced }) => !balanced).map(({ sourceId }) => sourceId);
    const text = facts({
      ...{ ready, waiting: backlogText(backlog), 'oldest waits for': ageText(backlog.oldestSeconds) },
      'ledger of a day': unbalanced.length === 0 ? 'balanced' : `NOT balanced: ${unbalanced.join(', ')}`,
    });
    const isWell = ready && unbalanced.length === 0;
    return { json: { ready, backlog, balanced: unbalanced.length === 0, unbalanced }, text, exitCode: isWell ? 0 : 1 };
  },
};

async function isReady(url: string): Promise<boolean> {
  return (await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(READY_TIMEOUT_MS) })).status === 200;
}

function backlogText({ waiting, due, isWhole }: Schemas['BacklogView']): string {
  return `${isWhole ? '' : 'over '}${waiting} deliveries, ${due} of them due`;
}

const ageText = (seconds: number | null): string | null => (seconds === null ? null : `${Math.round(seconds)} s`);
