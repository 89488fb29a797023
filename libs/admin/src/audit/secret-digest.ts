import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SecretsBox } from '@posthorn/platform';

const KEY_PURPOSE = 'audit';
/** 120 bits tell any two apart. */
const SHOWN_CHARACTERS = 20;

/**
 * Tells whether two secrets are the same, and nothing else: keyed, since a plain digest of a password can be guessed. The same secret has
 * another digest once the first encryption key has changed.
 */
@Injectable()
export class SecretDigest {
  constructor(private readonly box: SecretsBox) {}

  of(secret: string): string {
    const [current] = this.box.deriveKeys(KEY_PURPOSE);
    if (!current) throw new Error('unreachable: a secrets box has a key');
    return `hmac-sha256:${createHmac('sha256', current.key).update(secret).digest('base64url').slice(0, SHOWN_CHARACTERS)}`;
  }
}
