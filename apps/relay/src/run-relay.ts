import cluster from 'node:cluster';
import { constants } from 'node:os';
import { ConfigError, createLogger, loadConfig, type Config, type Logger } from '@posthorn/platform';
import { layFoundation } from './open-storage.js';
import { readyBlock } from './ready-block.js';
import { startRelay } from './relay.js';
import { Primary, WorkerFailedError } from './workers/primary.js';
import { Siblings } from './workers/siblings.js';

/** A shutdown that has not ended by then is ended: what it left is taken over at the next start. */
const STOP_LIMIT_MS = 10_000;
/** One Ctrl-C may come twice, from the terminal and from npm. A second one after this is meant: leave at once. */
const SAME_SIGNAL_MS = 1_000;

type Stop = () => Promise<void>;

/** Starts the relay of this process's environment, alone or as several workers, and runs it until a signal ends it. */
export async function runRelay(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel);
  const until = endOnSignals(logger);
  const start = cluster.isWorker ? startWorker : config.workers > 1 ? startPrimary : startAlone;
  until.stop = await start(config, logger).catch(fail);
}

async function startAlone(config: Config, logger: Logger): Promise<Stop> {
  const relay = await startRelay(config, logger);
  process.stdout.write(readyBlock(relay));
  return relay.stop;
}

async function startWorker(config: Config, logger: Logger): Promise<Stop> {
  const siblings = new Siblings();
  const [, , keyFile] = process.argv;
  const options = { siblings: (apply: () => Promise<void>) => siblings.join(apply), ...(keyFile !== undefined && { keyFile }) };
  const { publicUrl, adminUrl, operator, stop } = await startRelay(config, logger, options);
  // Without its primary a worker has nobody to hear changes from, and perhaps no database.
  process.once('disconnect', () => void stop().finally(() => process.exit(0)));
  siblings.ready({ publicUrl, adminUrl, operator });
  return stop;
}

/** The primary keeps the embedded Postgres and the workers; it takes no requests itself. */
async function startPrimary(config: Config, logger: Logger): Promise<Stop> {
  const foundation = await layFoundation(config, logger);
  const keys = foundation.keys.map(({ id, key }) => `${id}:${key.toString('base64')}`).join(',');
  const env = { DATABASE_URL: foundation.databaseUrl, POSTHORN_ENCRYPTION_KEYS: keys };
  // Those of a later rotation stand in the file alone.
  cluster.setupPrimary({ args: foundation.keyFile ? [foundation.keyFile.path] : [] });
  const primary = new Primary({ workers: config.workers, env, logger });
  const stop = async (): Promise<void> => {
    await primary.stop();
    await foundation.stop();
  };
  try {
    process.stdout.write(readyBlock(await primary.start()));
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

function endOnSignals(logger: Logger): { stop: Stop | null } {
  const until: { stop: Stop | null } = { stop: null };
  let stopping = false;
  let stoppingSinceMs = 0;
  const end = (signal: 'SIGTERM' | 'SIGINT'): void => {
    // Still starting: leaving by `exit` takes the embedded Postgres along.
    if (!until.stop) process.exit(0);
    if (stopping) {
      if (performance.now() - stoppingSinceMs > SAME_SIGNAL_MS) process.exit(128 + constants.signals[signal]);
      return;
    }
    stopping = true;
    stoppingSinceMs = performance.now();
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    until.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
  return until;
}

function readConfig(env: NodeJS.ProcessEnv): Config {
  try {
    return loadConfig(env);
  } catch (error) {
    return fail(error);
  }
}

/** Says what is wrong in words, not in a stack, where a person can mend it. */
function fail(error: unknown): never {
  if (error instanceof WorkerFailedError) process.exit(error.exitCode);
  const known = error instanceof ConfigError || (error instanceof Error && 'exitCode' in error);
  process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(known && typeof error.exitCode === 'number' ? error.exitCode : 1);
}
