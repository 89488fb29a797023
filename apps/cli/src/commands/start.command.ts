import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Command } from '../command.js';

const RELAY = join(import.meta.dirname, '../../../relay/dist/main.js');
/** As `npm start` does it. */
const NODE_OPTIONS = ['--max-semi-space-size=16'];
/** Of this command; the relay would warn that it does not know them. */
const OWN_VARIABLES = ['POSTHORN_URL', 'POSTHORN_TOKEN', 'POSTHORN_EMAIL', 'POSTHORN_PASSWORD'];
const SIGNALS = ['SIGTERM', 'SIGINT'] as const;

export const startCommand: Command = {
  name: 'start',
  summary: 'starts the relay, as npm start does; its settings are in the environment',
  run: async ({ env }) => {
    const relayEnv = Object.fromEntries(Object.entries(env).filter(([name]) => !OWN_VARIABLES.includes(name)));
    const relay = spawn(process.execPath, [...NODE_OPTIONS, RELAY], { env: relayEnv, stdio: 'inherit' });
    // A terminal's Ctrl-C reaches the relay by itself; a supervisor's signal reaches only this process.
    const forward = (signal: NodeJS.Signals): void => void relay.kill(signal);
    for (const signal of SIGNALS) process.on(signal, forward);
    const [code] = (await once(relay, 'exit')) as [number | null];
    for (const signal of SIGNALS) process.off(signal, forward);
    return { text: '', json: { exitCode: code ?? 1 }, exitCode: code ?? 1 };
  },
};
