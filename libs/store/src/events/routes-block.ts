import type { Route, Uuid } from '@posthorn/contracts';

/**
 * Layout of `event.routes`: one entry a route, in the order of their numbers.
 * Bytes 0–15 subscription, 16–31 destination, 32–35 delay in seconds, unsigned, big-endian.
 */
export const ROUTE_BYTES = 36;
/** Numbers from 32768 are replays (design section 3). */
export const MAX_ROUTES = 32_767;

export function encodeRoutes(routes: readonly Route[]): Buffer {
  const block = Buffer.allocUnsafe(routes.length * ROUTE_BYTES);
  let at = 0;
  for (const route of routes) {
    writeUuid(block, at, route.subscriptionId);
    writeUuid(block, at + 16, route.destinationId);
    block.writeUInt32BE(route.delaySeconds, at + 32);
    at += ROUTE_BYTES;
  }
  return block;
}

export function decodeRoutes(block: Buffer): Route[] {
  const routes: Route[] = [];
  for (let at = 0; at + ROUTE_BYTES <= block.length; at += ROUTE_BYTES) {
    routes.push({
      subscriptionId: readUuid(block, at),
      destinationId: readUuid(block, at + 16),
      delaySeconds: block.readUInt32BE(at + 32),
    });
  }
  return routes;
}

export function writeUuid(block: Buffer, at: number, uuid: Uuid): void {
  block.write(uuid.slice(0, 8) + uuid.slice(9, 13) + uuid.slice(14, 18) + uuid.slice(19, 23) + uuid.slice(24), at, 16, 'hex');
}

export function readUuid(block: Buffer, at: number): Uuid {
  const hex = block.toString('hex', at, at + 16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
