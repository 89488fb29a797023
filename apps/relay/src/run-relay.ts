import { ConfigError, createLogger, loadConfig, type Config } from '@posthorn/platform';
import { readyBlock } from './ready-block.js';
import { startRelay, type Relay } from './relay.js';

/** A shutdown that has not ended by then is ended: what it left is taken over at the next start. */
const STOP_LIMIT_MS = 10_000;

function readConfig(env: NodeJS.ProcessEnv): Config {
  try {
    return loadConfig(env);
  } catch (error) {
    return fail(error);
  }
}

/** Says what is wrong in words, not in a stack, where a person can mend it. */
function fail(error: unknown): never {
  const known = error instanceof ConfigError || (error instanceof Error && 'exitCode' in error);
  process.stderr.write(`${known ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exit(known && typeof error.exitCode === 'number' ? error.exitCode : 1);
}

/** Starts the relay of this process's environment and runs it until a signal ends it. */
export async function runRelay(env: NodeJS.ProcessEnv): Promise<void> {
  const config = readConfig(env);
  const logger = createLogger(config.logLevel);
  let relay: Relay | null = null;
  let stopping = false;
  const stop = (): void => {
    // Still starting: leaving by `exit` takes the embedded Postgres along.
    if (!relay) process.exit(0);
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(0), STOP_LIMIT_MS).unref();
    relay.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'shutdown failed');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop);
  relay = await startRelay(config, logger).catch(fail);
  process.stdout.write(readyBlock(relay));
}
