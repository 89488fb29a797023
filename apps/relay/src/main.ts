import { setFlagsFromString } from 'node:v8';

const NODE_MAJOR = 24;

if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
  process.stderr.write(`Posthorn runs on Node ${NODE_MAJOR}; this is ${process.version}. Start it with npm start, which brings its own.\n`);
  process.exit(78);
}

// Before anything is loaded, because V8 only ever grows the young generation: with its default of 16 MB a relay that does nothing
// holds 200 MB instead of 175.
setFlagsFromString('--max-semi-space-size=8');

const { runRelay } = await import('./run-relay.js');
await runRelay(process.env);
