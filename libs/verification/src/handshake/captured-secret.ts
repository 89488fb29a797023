import { z } from 'zod';
import { isActive } from '../active-secrets.js';
import { sameText } from '../constant-time.js';
import type { HandshakeReply } from '../verifier.js';
import type { HandshakeContext } from './handshake.js';

/** A secret as providers make them up: what can stand in a header, and nothing that only trying would send. */
const SECRET = /^[\x21-\x7e]{8,512}$/;

/** The option of sources that get their secret in a handshake. */
export function capturesOption(): { readonly acceptFurtherSecrets: z.ZodType<boolean, boolean | undefined> } {
  return {
    acceptFurtherSecrets: z.boolean().default(false).describe('Takes a secret that a handshake brings although the source has one already'),
  };
}

/**
 * What to do with a secret that came in a handshake: keep it if the source has none (or takes further ones), know it again if the
 * answer to it was lost, and otherwise nothing, so that whoever knows the URL cannot bring a secret of his own.
 */
export function capturedSecret(
  value: string | null,
  { secrets, environment }: HandshakeContext,
  acceptsFurther: boolean,
): Pick<HandshakeReply, 'newSecret'> | null {
  if (value === null || !SECRET.test(value)) return null;
  const active = secrets.filter((secret) => isActive(secret, environment.clock.now()));
  if (active.some((secret) => sameText(secret.value, value))) return {};
  return active.length > 0 && !acceptsFurther ? null : { newSecret: { value, onlyFirst: !acceptsFurther } };
}
