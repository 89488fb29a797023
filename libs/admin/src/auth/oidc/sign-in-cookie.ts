import { timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@posthorn/contracts';
import { CLOCK, SecretsBox } from '@posthorn/platform';
import { ADMIN_URL } from '../../admin.tokens.js';
import { API_PREFIX } from '../../api/api-prefix.js';

/** As long as somebody may take to sign in at the provider. */
export const SIGN_IN_SECONDS = 600;
export const OIDC_PATH = `/${API_PREFIX}/auth/oidc`;
const NAME = 'posthorn_sign_in';
const PURPOSE = 'oidc-sign-in';

/** A sign-in that has been sent to the provider. */
export interface StartedSignIn {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** `null` = the callback answers with tokens. */
  readonly returnPath: string | null;
  readonly expiresAtMs: number;
}

/**
 * Keeps a sign-in that is under way in the browser that began it, encrypted: nothing is stored for strangers, any process can take the
 * answer, and an answer that is slipped to another browser meets no cookie there. Lax, because the provider's redirect must bring it.
 */
@Injectable()
export class SignInCookie {
  private made: { readonly from: ReturnType<SecretsBox['deriveKeys']>; readonly box: SecretsBox } | null = null;

  constructor(
    private readonly secrets: SecretsBox,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ADMIN_URL) private readonly adminUrl: () => string,
  ) {}

  /** The value of `Set-Cookie`. */
  write(started: Omit<StartedSignIn, 'expiresAtMs'>): string {
    const sealed: StartedSignIn = { ...started, expiresAtMs: this.clock.now() + SIGN_IN_SECONDS * 1_000 };
    return this.cookie(this.box.encrypt(JSON.stringify(sealed), PURPOSE).toString('base64url'), SIGN_IN_SECONDS);
  }

  clear(): string {
    return this.cookie('', 0);
  }

  /** The sign-in that the browser began with this very state; `null` if there is none, or it took too long. */
  read(header: string | undefined, state: string): StartedSignIn | null {
    for (const part of (header ?? '').split(';')) {
      const [name, value = ''] = part.trim().split('=', 2);
      const started = name === NAME ? this.open(value) : null;
      if (started && isSame(started.state, state) && this.clock.now() < started.expiresAtMs) return started;
    }
    return null;
  }

  /** Keys of its own: anybody may ask for a cookie, and the keys of the stored secrets have a bounded number of boxes. */
  private get box(): SecretsBox {
    // Another list once keys have come or have changed over, in this process or another.
    const from = this.secrets.deriveKeys(PURPOSE);
    if (this.made?.from !== from) this.made = { from, box: new SecretsBox(from) };
    return this.made.box;
  }

  private open(value: string): StartedSignIn | null {
    try {
      // Only what `write` has sealed opens.
      return JSON.parse(this.box.decrypt(Buffer.from(value, 'base64url'), PURPOSE)) as StartedSignIn;
    } catch {
      return null;
    }
  }

  private cookie(value: string, maxAgeSeconds: number): string {
    const { protocol, pathname } = new URL(this.adminUrl());
    const path = pathname.replace(/\/+$/, '') + OIDC_PATH;
    const secure = protocol === 'https:' ? '; Secure' : '';
    return `${NAME}=${value}; Path=${path}; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax${secure}`;
  }
}

function isSame(a: string, b: string): boolean {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
}
