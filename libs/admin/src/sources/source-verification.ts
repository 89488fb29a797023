import { Inject, Injectable } from '@nestjs/common';
import type { FieldError, SourceSecret, Uuid } from '@posthorn/contracts';
import { SecretsBox } from '@posthorn/platform';
import { IdGenerator, sourceSecretContext, SourceSecretEntity } from '@posthorn/store';
import { findScheme, SCHEMES, type CredentialPlaces, type VerifierEnvironment } from '@posthorn/verification';
import type { EntityManager } from 'typeorm';
import { VERIFIER_ENVIRONMENT } from '../admin.tokens.js';

/** A source's secrets, boxed at rest, and what its scheme says of them. */
@Injectable()
export class SourceVerification {
  constructor(
    private readonly box: SecretsBox,
    private readonly ids: IdGenerator,
    @Inject(VERIFIER_ENVIRONMENT) private readonly environment: VerifierEnvironment,
  ) {}

  /** Every fault of provider, options and secrets, found by making the very verifier that will judge requests. */
  faultsOf(provider: string, options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[]): FieldError[] {
    const scheme = findScheme(provider);
    if (!scheme) {
      const names = SCHEMES.map(({ name }) => name).join(', ');
      return [{ field: 'verification.provider', code: 'invalid', message: `The providers are ${names}.` }];
    }
    const compiled = scheme.compile(options, secrets, this.environment);
    if (compiled.ok) return [];
    return compiled.faults.map(({ field, code, message }) => ({ field: `verification.${field}`, code, message }));
  }

  /** Where requests to the source carry credentials; `null` if its scheme does not compile. */
  credentialsOf(provider: string, options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[]): CredentialPlaces | null {
    const compiled = findScheme(provider)?.compile(options, secrets, this.environment);
    return compiled?.ok ? compiled.verifier.credentials : null;
  }

  /** Whether a request that shows nothing at all would be taken. */
  takesAnything(provider: string, options: Readonly<Record<string, unknown>>, secrets: readonly SourceSecret[]): boolean {
    const compiled = findScheme(provider)?.compile(options, secrets, this.environment);
    if (!compiled?.ok) return false;
    const verdict = compiled.verifier.verify({ method: 'POST', url: '', query: '', headers: [], body: Buffer.alloc(0) });
    return !(verdict instanceof Promise) && verdict.ok;
  }

  /** Values as `compile` takes them, before they have been stored. */
  drafts(values: readonly string[]): SourceSecret[] {
    return values.map((value) => ({ id: this.ids.id(), value, expiresAtMs: null }));
  }

  /** The secrets that count now, newest first. */
  open(rows: readonly SourceSecretEntity[]): SourceSecret[] {
    const now = this.environment.clock.now();
    return rows
      .filter(({ expiresAt }) => expiresAt === null || expiresAt.getTime() > now)
      .map(({ id, value, expiresAt }) => ({
        id,
        value: this.box.decrypt(value, sourceSecretContext(id)),
        expiresAtMs: expiresAt?.getTime() ?? null,
      }));
  }

  /** Stores drafts; answers them newest first, as they are read again. */
  async store(manager: EntityManager, sourceId: Uuid, drafts: readonly SourceSecret[]): Promise<SourceSecretEntity[]> {
    const createdAt = new Date(this.environment.clock.now());
    const rows = drafts.map(({ id, value }) =>
      manager.create(SourceSecretEntity, {
        id,
        sourceId,
        value: this.box.encrypt(value, sourceSecretContext(id)),
        createdAt,
        expiresAt: null,
        lastUsedAt: null,
      }),
    );
    if (rows.length > 0) await manager.insert(SourceSecretEntity, rows);
    return rows.reverse();
  }
}
