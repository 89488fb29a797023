// What docker/Dockerfile and docker/compose.yaml must say, as far as reading can tell.
import { parse } from 'yaml';
import { expect, expectEqual } from './checks.mjs';
import { execForm, healthCommand, inheritedSteps, lastStep } from './dockerfile.mjs';

const SECRET = /password|passwd|secret|token|credential|encryption|database_url|api_?key|private/i;
/** `node:24-bookworm-slim`, `postgres:18`; not `latest`, not none. */
const MAJOR_TAG = /^[\w./-]+:\d+(\.\d+)*(-[\w.]+)*$/;

/** @param pinned the major of the Node that the checkout runs on */
export async function checkDockerfile(checks, stages, { contextFiles, pinned }) {
  const final = stages.at(-1);
  const steps = inheritedSteps(stages, final);
  const names = stages.map(({ name }) => name);
  const all = stages.flatMap((stage) => stage.steps);
  await checks.check('Dockerfile: several stages, the final one copies from others', () => {
    const sources = final.steps.filter(({ keyword }) => keyword === 'COPY').map(({ flags }) => flags.from);
    expect(stages.length > 1 && sources.length > 0 && sources.every((from) => names.includes(from)), `COPY --from=${sources}`);
    return names.join(', ');
  });
  await checks.check(`Dockerfile: base images pinned to Node ${pinned}`, () => {
    const images = stages.map(({ from }) => from).filter((from) => !names.includes(from));
    expect(images.length > 0 && images.every((image) => MAJOR_TAG.test(image) && image.startsWith(`node:${pinned}`)), images.join(', '));
  });
  await checks.check('Dockerfile: the user is not root', () => {
    const user = lastStep(steps, 'USER')?.content ?? 'root';
    expect(!/^(root|0+)(:|$)/.test(user), `USER ${user}`);
    return user;
  });
  await checks.check('Dockerfile: CMD and HEALTHCHECK in exec form, no ENTRYPOINT, SIGTERM', () => {
    expect(execForm(lastStep(steps, 'CMD')?.content ?? ''), 'CMD is a shell form: the relay would not see SIGTERM');
    expect(healthCommand(steps), 'no HEALTHCHECK in exec form');
    expectEqual(lastStep(steps, 'ENTRYPOINT')?.content, undefined, 'ENTRYPOINT');
    expectEqual(lastStep(steps, 'STOPSIGNAL')?.content, 'SIGTERM', 'STOPSIGNAL');
  });
  await checks.check('Dockerfile: production, on every interface, the port of the README', () => {
    const env = Object.assign({}, ...steps.map((step) => step.env));
    expectEqual([env.NODE_ENV, env.POSTHORN_HOST, lastStep(steps, 'EXPOSE')?.content], ['production', '0.0.0.0', '8420'], 'it');
  });
  await checks.check('Dockerfile: no secret in ENV or ARG', () => {
    const found = all.filter(({ keyword, content }) => ['ENV', 'ARG'].includes(keyword) && SECRET.test(content));
    expectEqual(
      found.map(({ content }) => content),
      [],
      'the list',
    );
  });
  await checks.check('Dockerfile: each COPY source exists', () => {
    const copies = all.filter(({ keyword, flags }) => keyword === 'COPY' && !flags.from);
    const sources = copies.flatMap(({ words }) => words.slice(0, -1));
    const exists = (source) => source === '.' || contextFiles.some((file) => `${file}/`.startsWith(`${source.replace(/\/$/, '')}/`));
    expectEqual(
      sources.filter((source) => !exists(source)),
      [],
      'the list of those that do not',
    );
  });
  await checks.check('dockerignore: neither secrets nor specs nor what is built go into the context', () => {
    const unwanted = contextFiles.filter((file) => /(^|\/)(\.env|\.git|\.posthorn|node_modules|dist)(\/|$)|spec\.ts$/.test(file));
    expectEqual(unwanted, [], 'the list of such files');
    return `${contextFiles.length} files`;
  });
}

export async function checkCompose(checks, text) {
  const { services, volumes } = parse(text);
  const { posthorn, postgres } = services;
  await checks.check('compose: the image is built from the root by this Dockerfile', () =>
    expectEqual(posthorn.build, { context: '..', dockerfile: 'docker/Dockerfile' }, 'build'),
  );
  await checks.check('compose: image tags pinned to a major', () => {
    const images = Object.values(services).map(({ image }) => image);
    expectEqual(
      images.filter((image) => image && !MAJOR_TAG.test(image)),
      [],
      'the list of others',
    );
    return images.join(', ');
  });
  await checks.check('compose: the relay waits until Postgres is healthy', () => {
    expectEqual(posthorn.depends_on.postgres.condition, 'service_healthy', 'the condition');
    expect(postgres.healthcheck.test.includes('pg_isready'), 'Postgres has no health check');
  });
  await checks.check('compose: secrets are required from the environment, none is written down', () => {
    const url = /^postgres:\/\/posthorn:\$\{POSTGRES_PASSWORD:\?[^}]+\}@postgres:5432\/posthorn$/;
    expect(url.test(posthorn.environment.DATABASE_URL), `DATABASE_URL is ${posthorn.environment.DATABASE_URL}`);
    const required = [posthorn.environment.POSTHORN_ENCRYPTION_KEYS, postgres.environment.POSTGRES_PASSWORD];
    expect(
      required.every((value) => /^\$\{\w+:\?[^}]+\}$/.test(value)),
      'a secret may be missing',
    );
    const others = Object.entries(posthorn.environment).filter(([name, value]) => SECRET.test(name) && !value.startsWith('${'));
    expectEqual(
      others.filter(([name]) => name !== 'DATABASE_URL'),
      [],
      'the list of secrets with a value',
    );
  });
  await checks.check('compose: reachable from this machine only, Postgres not at all', () => {
    expectEqual(posthorn.ports, ['127.0.0.1:8420:8420'], 'ports');
    expectEqual(postgres.ports, undefined, 'ports of Postgres');
  });
  await checks.check('compose: data on a volume, everything else read-only, no new privileges, restarted', () => {
    const mount = postgres.volumes[0].split(':')[0];
    expect(mount in volumes, `${mount} is not a volume`);
    for (const [name, service] of Object.entries(services)) {
      expectEqual([service.read_only, service.restart], [true, 'unless-stopped'], name);
      expect(service.security_opt?.includes('no-new-privileges:true'), `${name} may gain privileges`);
    }
  });
}
