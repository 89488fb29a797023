// The generator: one process, raw keep-alive sockets, each request a template with its number written into it.
// Closed loop (each connection sends its next request when the last is answered) or paced (so many a second, whoever is busy).
// Forked by the bench, which talks to it over IPC.
import { createHmac } from 'node:crypto';
import { clearInterval, setInterval } from 'node:timers';
import { nowMs } from './clock.mjs';
import { LoadConnection } from './load-connection.mjs';
import { messageBody } from './message.mjs';
import { percentiles } from './percentiles.mjs';

const ANSWER_LIMIT_MS = 10_000;

/** A run under way. */
class Run {
  sent = 0;
  accepted = 0;
  refused = {};
  failures = 0;
  latencies = [];
  sentAtMs = [];
  answeredAtMs = [];
  acceptedBySlug;
  lastMs = 0;

  constructor(options) {
    this.options = options;
    this.acceptedBySlug = options.slugs.map(() => 0);
  }

  answered(sequence, slug, status, beganMs) {
    const now = nowMs();
    this.lastMs = now;
    this.latencies.push(now - beganMs);
    if (this.options.stamps) this.answeredAtMs[sequence] = now;
    if (status >= 200 && status < 300) {
      this.accepted++;
      this.acceptedBySlug[slug]++;
    } else this.refused[status] = (this.refused[status] ?? 0) + 1;
  }

  result(startMs) {
    const { sent, accepted, refused, failures, acceptedBySlug, sentAtMs, answeredAtMs, lastMs } = this;
    const stamps = this.options.stamps ? { sentAtMs, answeredAtMs } : {};
    return { sent, accepted, refused, failures, acceptedBySlug, startMs, lastMs, latencyMs: percentiles(this.latencies), ...stamps };
  }
}

async function run(options) {
  const { connections, run: number, bodyBytes, secret } = options;
  const body = messageBody(number, bodyBytes);
  const signature = secret ? createHmac('sha256', secret).update(body).digest('hex') : '0'.repeat(64);
  const state = new Run(options);
  const open = Array.from({ length: connections }, () => new LoadConnection({ ...options, body, signature }, state));
  await Promise.all(open.map((connection) => connection.opened));
  const startMs = nowMs();
  await (options.perSecond ? paced(open, state, startMs) : closedLoop(open, state, startMs));
  for (const connection of open) connection.close();
  return state.result(startMs);
}

async function closedLoop(open, state, startMs) {
  const endMs = startMs + state.options.seconds * 1_000;
  await Promise.all(
    open.map(async (connection) => {
      while (nowMs() < endMs) {
        const answered = await connection.send(state.sent++, nowMs());
        if (!answered) return;
      }
    }),
  );
}

/** A request counts from when it was due, even if no connection was free. */
async function paced(open, state, startMs) {
  const { perSecond, seconds } = state.options;
  const total = perSecond * seconds;
  const free = [...open];
  const due = [];
  const begin = () => {
    while (free.length > 0 && due.length > 0) {
      const connection = free.pop();
      const { sequence, atMs } = due.shift();
      void connection.send(sequence, atMs).then((answered) => {
        if (answered) free.push(connection);
        begin();
      });
    }
  };
  await new Promise((resolve) => {
    const timer = setInterval(() => {
      const now = nowMs();
      const target = Math.min(total, Math.floor(((now - startMs) / 1_000) * perSecond));
      while (state.sent < target) {
        state.sentAtMs[state.sent] = now;
        due.push({ sequence: state.sent++, atMs: now });
      }
      begin();
      const ended = state.latencies.length + state.failures >= total || now > startMs + seconds * 1_000 + ANSWER_LIMIT_MS;
      if (!ended) return;
      clearInterval(timer);
      resolve();
    }, 1);
  });
}

process.on('message', async ({ id, ...options }) => {
  try {
    process.send({ id, ...(await run(options)) });
  } catch (error) {
    process.send({ id, error: error.message });
  }
});
process.on('disconnect', () => process.exit(0));
