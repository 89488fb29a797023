import { randomUUID } from 'node:crypto';

/** For Fastify's option `genReqId`: unique over processes, and never what a caller says, since the log and the audit log go by it. */
export function newRequestId(): string {
  return randomUUID();
}
