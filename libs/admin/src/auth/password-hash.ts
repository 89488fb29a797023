import { randomBytes } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** OWASP's smallest recommendation for argon2id: 19 MiB, 2 passes, 1 lane. The library's default algorithm is argon2id. */
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** 24 characters that nobody has to type often. */
export function generatePassword(): string {
  return randomBytes(18).toString('base64url');
}

@Injectable()
export class PasswordHash implements OnModuleInit {
  private decoy: Promise<string> | null = null;

  /** Before the first sign-in: one that had to make it would take longer, and tell. */
  async onModuleInit(): Promise<void> {
    this.decoy ??= this.hash(generatePassword());
    await this.decoy;
  }

  hash(password: string): Promise<string> {
    return hash(password, PARAMETERS);
  }

  /** `null` = there is no such operator, or it has no password; the same work is done, so that the time does not tell. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.decoy ??= this.hash(generatePassword());
    const matches = await verify(stored ?? (await this.decoy), password);
    return stored !== null && matches;
  }
}
