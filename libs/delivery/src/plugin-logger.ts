import type { PluginLogger, Redactor } from '@posthorn/plugin-sdk';
import { createPluginLogger } from '@posthorn/plugin-sdk/host';
import type { Logger } from 'pino';

/** A plugin's log in the relay's own, each line bound to the delivery and the destination that it is about. */
export function pluginLogger(logger: Logger, redactor: Redactor, bindings: Readonly<Record<string, string>>): PluginLogger {
  return createPluginLogger(
    {
      isEnabled: (level) => logger.isLevelEnabled(level),
      write: (level, message, fields) => logger[level]({ ...fields, ...bindings }, message),
    },
    redactor,
  );
}
