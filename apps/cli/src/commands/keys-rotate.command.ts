import { dataOf } from '@posthorn/client';
import type { Command } from '../command.js';

export const keysRotateCommand: Command = {
  name: 'keys rotate',
  summary: 'changes over to a new encryption key and re-encrypts everything with it, in the background',
  run: async ({ client }) => {
    const posthorn = await client();
    const rotation = await dataOf(posthorn.POST('/api/v1/encryption-keys/rotate'));
    const { keyId, status } = rotation;
    return { json: rotation, text: `Re-encrypting with the key "${keyId}" (${status}). posthorn keys list shows how far it is.\n` };
  },
};
