import { dataOf } from '@posthorn/client';
import type { Command } from '../command.js';
import { facts, table } from '../table.js';

export const keysListCommand: Command = {
  name: 'keys list',
  summary: 'the encryption keys of the installation: what each still seals, and whether it may be removed',
  run: async ({ client }) => {
    const posthorn = await client();
    const answer = await dataOf(posthorn.GET('/api/v1/encryption-keys'));
    const rows = answer.data.map(({ id, encrypts, sealed, removable, neededFor }) => {
      const { sourceSecrets, destinationSecrets, refusals, idempotencyAnswers } = sealed;
      return [id, encrypts, sourceSecrets + destinationSecrets, refusals, idempotencyAnswers, removable, neededFor.join(', ')];
    });
    const list = table(['KEY', 'ENCRYPTS', 'SECRETS', 'REFUSALS', 'KEPT ANSWERS', 'REMOVABLE', 'NEEDED FOR'], rows);
    const { rotation } = answer;
    if (!rotation) return { json: answer, text: list };
    const { keyId, status, resealed, unreadable, requestedAt, finishedAt } = rotation;
    const last = facts({ rotation: `to ${keyId}, ${status}`, resealed, unreadable, requested: requestedAt, finished: finishedAt });
    return { json: answer, text: `${list}\n${last}` };
  },
};
