import { ConfigError, createLogger, loadConfig, type Config } from '@posthorn/platform';
import { readyBlock } from './ready-block.js';
import { startRelay } from './relay.js';

/** A shutdown that has not ended by then is ended: what it left is taken over at the next start. */
const STOP_LIMIT_MS = 10_000;

function readConfig(): Config {
  try {
    return loadConfig(process.env);
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

const config = readConfig();
const logger = createLogger(config.logLevel);
const relay = await startRelay(config, logger).catch(fail);
process.stdout.write(readyBlock(relay));

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
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
  });
}
