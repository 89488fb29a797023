import { pino, type DestinationStream, type Logger } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from '../config/config.schema.js';
import { serializeError } from './error.serializer.js';

export type { Logger } from 'pino';

/**
 * JSON lines on standard output, readable lines on a terminal. Messages are constant, data goes into fields:
 * `logger.info({ port }, 'Listening')`. An error goes into the field `err`.
 *
 * @param stream where lines go instead, in tests
 */
export function createLogger(level: LogLevel, stream?: DestinationStream): Logger {
  const options = {
    level,
    // pid and hostname on every line cost bytes, and the platform that collects the lines adds its own.
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: serializeError, error: serializeError },
  };
  return pino(options, stream ?? standardOutput());
}

function standardOutput(): DestinationStream {
  // In this thread: a worker would add 20 MB and lose the last lines of a process that exits.
  if (process.stdout.isTTY) return pretty({ colorize: true, translateTime: 'SYS:HH:MM:ss.l' });
  return pino.destination({ fd: 1, sync: false });
}
