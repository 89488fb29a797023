// Docker's files without Docker: reads them, runs the Dockerfile's own steps in an empty folder, and starts what they made on a real
// Postgres. Installs from the configured npm registry, so it is part of .ci/run and not of `npm test`.
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const pinnedNode = join(root, 'node_modules/.bin/node');
/** Bounds: an install on a slow line; a start that migrates an empty database; the end of a relay; all of it. */
const RUN_MS = 180_000;
const READY_MS = 60_000;
const STOP_MS = 10_000;
const LIMIT_MS = 420_000;

if (!existsSync(pinnedNode)) spawnSync(process.execPath, [join(root, 'tools/bootstrap/install.mjs')], { stdio: 'inherit' });
if (realpathSync(pinnedNode) !== process.execPath) {
  // The throw-away Postgres is started from TypeScript sources, which the host's Node may not run.
  const rerun = spawn(realpathSync(pinnedNode), [import.meta.filename], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => rerun.kill(signal));
  process.exit(await new Promise((done) => rerun.once('exit', (code) => done(code ?? 1))));
}

const { Checks, expectEqual, waitUntil } = await import('./checks.mjs');
const { readDockerfile, inheritedSteps } = await import('./dockerfile.mjs');
const { readDockerignore } = await import('./docker-ignore.mjs');
const { checkCompose, checkDockerfile } = await import('./docker-facts.mjs');
const { DockerBuild } = await import('./docker-build.mjs');
const { checkImage, readLock } = await import('./image-facts.mjs');
const { freePort, ImageRun } = await import('./image-run.mjs');

const checks = new Checks();
// As in an image, whoever runs this: files that the image's user can read.
process.umask(0o022);
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'posthorn-docker-steps-')));
chmodSync(folder, 0o755);
let build;
let image;
let postgres;

await checks.main(LIMIT_MS, run, cleanUp);

async function run() {
  const stages = readDockerfile(read('docker/Dockerfile'));
  const contextFiles = trackedFiles().filter(readDockerignore(read('docker/Dockerfile.dockerignore')));
  const pinned = process.versions.node.split('.')[0];
  await checkDockerfile(checks, stages, { contextFiles, pinned });
  await checkCompose(checks, read('docker/compose.yaml'));

  const env = baseEnvironment();
  build = new DockerBuild({ folder, context: root, contextFiles, env, runLimitMs: RUN_MS });
  let built;
  for (const stage of stages) {
    const say = (step) => checks.note(step);
    await checks.need(`build: stage ${stage.name}`, async () => (built = await build.build(stage, say)) && undefined);
  }
  await checkImage(checks, join(built.root, built.workdir), readLock(root));
  image = new ImageRun({ steps: inheritedSteps(stages, stages.at(-1)), built, env: { PATH: env.PATH } });
  await start();
}

function read(path) {
  return readFileSync(join(root, path), 'utf8');
}

/** What a fresh clone would hold: a file that somebody forgot to add is missing here too. */
function trackedFiles() {
  const { status, stdout, stderr } = spawnSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  if (status !== 0) throw new Error(`git ls-files: ${stderr}`);
  return stdout.split('\0').filter((file) => file && existsSync(join(root, file)));
}

/** The base image in place of this machine: Node 24 comes first, this checkout's tools do not come at all. */
function baseEnvironment() {
  const bin = join(folder, 'base-image');
  mkdirSync(bin);
  // A copy: the image's user may not be able to enter the checkout.
  copyFileSync(process.execPath, join(bin, 'node'));
  chmodSync(join(bin, 'node'), 0o755);
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(POSTHORN_|DATABASE_URL|NODE_|npm_(?!config_)|PG)/.test(name) || name === 'NODE_EXTRA_CA_CERTS',
  );
  const path = (process.env.PATH ?? '').split(delimiter).filter((one) => !one.includes('node_modules'));
  return { ...Object.fromEntries(kept), PATH: [bin, ...path].join(delimiter) };
}

async function start() {
  await checks.need('a Postgres for the image', async () => {
    const { startThrowawayPostgres } = await import('../check/throwaway-postgres.mjs');
    postgres = await startThrowawayPostgres();
  });
  checks.note(image.user ? `the image runs as user ${image.user.uid}` : 'left out: USER, which only root can become');
  await checks.need('image: CMD starts a relay that answers /readyz', async () => {
    image.start({
      DATABASE_URL: postgres.url(),
      POSTHORN_ENCRYPTION_KEYS: `ci:${randomBytes(32).toString('base64')}`,
      POSTHORN_PORT: String(await freePort()),
    });
    await image.untilReady(READY_MS);
  });
  await checks.check('image: the HEALTHCHECK calls it healthy', async () => expectEqual(await image.health(), 0, 'its exit code'));
  await checks.check('image: it serves the admin API, and knows no source yet', async () => {
    const statuses = await Promise.all(['/api/v1/openapi.json', '/in/nobody'].map(async (path) => (await fetch(image.url + path)).status));
    expectEqual(statuses, [200, 404], 'the answers');
  });
  await checks.check(`image: SIGTERM ends it with 0 within ${STOP_MS / 1000} s`, async () => {
    image.relay.kill('SIGTERM');
    await waitUntil('it has ended', STOP_MS, () => image.hasEnded);
    expectEqual(image.relay.exitCode, 0, 'the exit code');
  });
  await checks.check('image: the HEALTHCHECK calls the stopped one unhealthy', async () =>
    expectEqual(await image.health(), 1, 'its exit code'),
  );
}

async function cleanUp() {
  build?.stop();
  image?.destroy();
  await postgres?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}
