import { Inject, Injectable } from '@nestjs/common';
import { ID_PREFIXES, OutboundError, toTypeId, type Clock, type GuardedFetch, type OutboundResponse, type Uuid } from '@posthorn/contracts';
import { CLOCK, ProblemError } from '@posthorn/platform';
import { IdGenerator, type Database, type SourceEntity } from '@posthorn/store';
import { findScheme, NO_CREDENTIALS, type Scheme, type SignedRequest } from '@posthorn/verification';
import { DATABASE, OWN_FETCH, PUBLIC_URL } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { findOwnedSource, secretsOf } from './source-repository.js';
import { presentSample, type SourceSampleView } from './source-sample.presenter.js';
import { SourceVerification } from './source-verification.js';

const TIMEOUT_MS = 10_000;
const MAX_RESPONSE_BYTES = 16_384;

/** Sends a webhook to a source as its provider would, over the same URL: what comes of it is what will come of a real one. */
@Injectable()
export class SourceSampleService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PUBLIC_URL) private readonly publicUrl: () => string,
    @Inject(OWN_FETCH) private readonly fetch: GuardedFetch,
    private readonly ids: IdGenerator,
    private readonly verification: SourceVerification,
    private readonly trail: AuditTrail,
  ) {}

  async send(projectId: Uuid, sourceId: Uuid): Promise<SourceSampleView> {
    const { manager } = this.database.dataSource;
    const source = await findOwnedSource(manager, projectId, sourceId);
    const scheme = findScheme(source.provider);
    if (!scheme || source.status !== 'enabled') throw new ProblemError('conflict', { detail: 'The source is disabled.' });
    const rows = (await secretsOf(manager, [sourceId])).get(sourceId) ?? [];
    const secrets = this.verification.open(rows);
    const secret = secrets[0]?.value ?? null;
    const request = await this.sign(scheme, source, secret);
    const credentials = this.verification.credentialsOf(source.provider, source.options, secrets) ?? NO_CREDENTIALS;
    const answer = await this.deliver(request);
    const resourceId = toTypeId(ID_PREFIXES.source, sourceId);
    await this.trail.record({ action: 'source.sampled', projectId, resourceType: 'source', resourceId, after: { status: answer.status } });
    return presentSample(request, answer, credentials, secret);
  }

  private async sign(scheme: Scheme, source: SourceEntity, secret: string | null): Promise<SignedRequest> {
    const conflict = (detail: string): ProblemError => new ProblemError('conflict', { detail });
    if (scheme.signsWith === 'key-pair')
      throw conflict('Only the provider has the key that signs for this source: let it send a test of its own.');
    if (scheme.signsWith === 'secret' && secret === null) throw conflict('The source has no secret to sign with.');
    const [id, atMs] = [this.ids.id(), this.clock.now()];
    const { headers, body } = scheme.sample({ id, atMs });
    const url = `${this.publicUrl()}/in/${source.slug}`;
    try {
      return await scheme.sign(source.options, { secret: secret ?? '', method: 'POST', url, headers, body: Buffer.from(body), id, atMs });
    } catch (cause) {
      throw new ProblemError('conflict', { detail: 'No sample can be made with these options.', cause });
    }
  }

  private async deliver({ method, url, headers, body }: SignedRequest): Promise<OutboundResponse> {
    try {
      return await this.fetch({ method, url, headers, body, timeoutMs: TIMEOUT_MS, maxResponseBytes: MAX_RESPONSE_BYTES });
    } catch (error) {
      if (!(error instanceof OutboundError)) throw error;
      const detail = `The source's URL could not be reached from here (${error.code}): is POSTHORN_PUBLIC_URL right?`;
      throw new ProblemError('conflict', { detail, cause: error });
    }
  }
}
