import type { Command } from './command.js';
import { deliveriesListCommand } from './commands/deliveries-list.command.js';
import { deliveriesRetryCommand } from './commands/deliveries-retry.command.js';
import { eventsShowCommand } from './commands/events-show.command.js';
import { keysListCommand } from './commands/keys-list.command.js';
import { keysRotateCommand } from './commands/keys-rotate.command.js';
import { pluginNewCommand } from './commands/plugin-new.command.js';
import { sourcesListCommand } from './commands/sources-list.command.js';
import { startCommand } from './commands/start.command.js';
import { statusCommand } from './commands/status.command.js';

/** Every command, in the order of the help. */
export const commands: readonly Command[] = [
  startCommand,
  statusCommand,
  sourcesListCommand,
  eventsShowCommand,
  deliveriesListCommand,
  deliveriesRetryCommand,
  keysListCommand,
  keysRotateCommand,
  pluginNewCommand,
];
