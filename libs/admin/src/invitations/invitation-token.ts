import { createHash, randomBytes } from 'node:crypto';

const PREFIX = 'phi_';
const TOKEN_BYTES = 32;

export const generateInvitationToken = (): string => `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
/** No salt and no slow hash: 256 random bits cannot be guessed. */
export const digestOfInvitationToken = (text: string): Buffer => createHash('sha256').update(text).digest();
