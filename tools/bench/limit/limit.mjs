// The bare limit: the product's durable work with no framework. HTTP in → group commit (fence, dedupe, digest, event with its routes)
// → 200 → signed HTTP out over keep-alive → group commit (delivery row with its first attempt). One process; nothing of the product.
//   DATABASE_URL=… [DESTINATIONS=http://127.0.0.1:4900/hook,…] node limit.mjs     prints the port that it listens on
import { createHash } from 'node:crypto';
import http from 'node:http';
import pg from 'pg';
import { Destination } from './destination.mjs';
import { eventCommits } from './events.mjs';
import { deliveryId, eventId, uuid } from './ids.mjs';
import { outcomeCommits } from './outcomes.mjs';
import { createTables } from './tables.mjs';

const { DATABASE_URL, DESTINATIONS = '' } = process.env;
const ROUTE_BYTES = 36;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 4 });
await createTables(pool);

const ids = { project: uuid(), source: uuid(), subscription: uuid() };
const outcomes = outcomeCommits(pool, ids);
const destinations = DESTINATIONS.split(',')
  .filter(Boolean)
  .map((url) => new Destination(url, outcomes));
const routes = Buffer.concat(destinations.map(({ id }) => routeOf(id)));
const events = eventCommits(pool, ids, routes);

function routeOf(destination) {
  const route = Buffer.alloc(ROUTE_BYTES);
  route.write(ids.subscription.replaceAll('-', ''), 0, 'hex');
  route.write(destination.replaceAll('-', ''), 16, 'hex');
  return route;
}

async function receive(request, response, body) {
  const externalId = request.headers['x-request-id'] ?? null;
  const event = {
    id: eventId(),
    type: JSON.parse(body).event,
    externalId,
    key: externalId && createHash('sha256').update(ids.source).update(externalId).digest().subarray(0, 16),
    head: Buffer.from(`POST\0\0\0${request.rawHeaders.join('\0')}\0`, 'latin1'),
    body,
    receivedAtMs: Date.now(),
  };
  try {
    await events.add(event);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    response.writeHead(503, { 'content-length': 0 });
    return response.end();
  }
  destinations.forEach((destination, index) => destination.push(event, deliveryId(event.id, index + 1)));
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 2, 'posthorn-event-id': event.id });
  response.end('{}');
}

const server = http.createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => void receive(request, response, chunks.length === 1 ? chunks[0] : Buffer.concat(chunks)));
});
server.listen(0, '127.0.0.1', () => process.stdout.write(`${server.address().port}\n`));
process.on('SIGTERM', () => process.exit(0));
