import { randomBytes } from 'node:crypto';

const PREFIX = 'phi_';
const TOKEN_BYTES = 32;

export const generateInvitationToken = (): string => `${PREFIX}${randomBytes(TOKEN_BYTES).toString('base64url')}`;
