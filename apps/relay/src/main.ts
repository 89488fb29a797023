const NODE_MAJOR = 24;

if (Number.parseInt(process.versions.node, 10) < NODE_MAJOR) {
  process.stderr.write(`Posthorn runs on Node ${NODE_MAJOR}; this is ${process.version}. Start it with npm start, which brings its own.\n`);
  process.exit(78);
}

const { runRelay } = await import('./run-relay.js');
await runRelay(process.env);
