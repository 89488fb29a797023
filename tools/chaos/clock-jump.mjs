// Loaded before a relay: its clock can be made to jump. `CHAOS_CLOCK` names a file with milliseconds to add, read again at each SIGUSR2.
import { readFileSync } from 'node:fs';

const file = process.env.CHAOS_CLOCK;
const now = Date.now;
let addedMs = 0;

function read() {
  addedMs = Number(readFileSync(file, 'utf8'));
}

read();
process.on('SIGUSR2', read);
Date.now = () => now() + addedMs;
