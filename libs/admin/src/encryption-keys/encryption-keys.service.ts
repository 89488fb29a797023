import { Inject, Injectable } from '@nestjs/common';
import { ProblemError, SecretsBox } from '@posthorn/platform';
import { KeyReport, KeyRotation, type Database, type RotationObstacle, type RotationRequest } from '@posthorn/store';
import { DATABASE } from '../admin.tokens.js';
import { AuditTrail } from '../audit/audit-trail.js';
import { presentKey, presentRotation, type EncryptionKeyListView, type KeyRotationView } from './encryption-key.presenter.js';

/** Which key seals what, and the change over to another. */
@Injectable()
export class EncryptionKeysService {
  constructor(
    @Inject(DATABASE) private readonly database: Database,
    private readonly box: SecretsBox,
    private readonly report: KeyReport,
    private readonly rotation: KeyRotation,
    private readonly trail: AuditTrail,
  ) {}

  async list(): Promise<EncryptionKeyListView> {
    const keys = await this.report.keys(this.box.keyIds);
    const last = await this.rotation.last();
    const isInForce = keys.some(({ id, encrypts }) => encrypts && id === last?.keyId);
    const next = last && !last.finishedAt && !isInForce ? last.keyId : null;
    return {
      data: keys.map((facts) => presentKey(facts, facts.id === next)),
      nextCursor: null,
      rotation: last && presentRotation(last, isInForce),
    };
  }

  /** One that is under way is answered as it is. Throws `conflict` where there is nothing to change over to, or not yet. */
  async rotate(): Promise<KeyRotationView> {
    const result = await this.database.dataSource.transaction(async (manager): Promise<RotationRequest> => {
      const request = await this.rotation.request(manager);
      if ('obstacle' in request || !request.begun) return request;
      const { keyId } = request.rotation;
      await this.trail.append(manager, {
        ...{ action: 'encryption-key.rotated', projectId: null, resourceType: 'encryption-key', resourceId: keyId },
        ...{ before: { encrypts: request.from }, after: { encrypts: keyId } },
      });
      return request;
    });
    if ('obstacle' in result) throw new ProblemError('conflict', { detail: sentenceOf(result) });
    return presentRotation(result.rotation, result.from === result.rotation.keyId);
  }
}

function sentenceOf(obstacle: RotationObstacle): string {
  if (obstacle.obstacle === 'no-new-key') {
    return 'Everything is sealed with the first key already. Put a new one before it in POSTHORN_ENCRYPTION_KEYS, start each relay again, and repeat this.';
  }
  const { keyId, unaware, living } = obstacle;
  return `${unaware} of ${living} running processes do not have the key "${keyId}". Start them again with it in POSTHORN_ENCRYPTION_KEYS, and repeat this.`;
}
