// Runs a Dockerfile's steps without Docker: a stage is a folder, an absolute path of the image lies below it, RUN is `sh -c` in it.
// What a step cannot do to the machine is left out and said: users, mounts. A step of an unknown kind is an error, not a gap.
import { spawn } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { kill } from './process-table.mjs';

/** They describe the finished image and have no effect on the build. */
const DESCRIPTIVE = new Set(['CMD', 'ENTRYPOINT', 'EXPOSE', 'HEALTHCHECK', 'LABEL', 'STOPSIGNAL', 'USER']);

export class DockerBuild {
  #built = new Map();
  #running;

  /**
   * @param options.folder where the stages are made
   * @param options.context the checkout
   * @param options.contextFiles those of its files that go to the build
   * @param options.env what RUN inherits of this machine
   */
  constructor(options) {
    this.options = options;
  }

  /** Makes one stage; `say` is told each step. Returns its folder, the folder it works in, and its environment. */
  async build(stage, say) {
    const parent = this.#built.get(stage.from);
    const root = join(this.options.folder, stage.name);
    mkdirSync(root);
    if (parent) copyTree(parent.root, root);
    const built = { root, workdir: parent?.workdir ?? '/', env: { ...parent?.env } };
    for (const step of stage.steps) {
      say(`${step.keyword} ${step.content.replace(/\s*\\?\n\s*/g, ' ').slice(0, 100)}`);
      await this.#take(step, built);
    }
    this.#built.set(stage.name, built);
    return built;
  }

  stop() {
    if (this.#running) kill(-this.#running.pid, 'SIGKILL');
  }

  async #take(step, built) {
    if (step.keyword === 'WORKDIR') {
      built.workdir = resolve(built.workdir, step.content);
      mkdirSync(join(built.root, built.workdir), { recursive: true });
    } else if (step.keyword === 'ENV') Object.assign(built.env, step.env);
    else if (step.keyword === 'COPY') this.#copy(step, built);
    else if (step.keyword === 'RUN') await this.#run(step, built);
    else if (!DESCRIPTIVE.has(step.keyword)) throw new Error(`line ${step.line}: ${step.keyword} is not understood here`);
  }

  #copy({ flags, words, line }, built) {
    const target = words.at(-1);
    const to = join(built.root, resolve(built.workdir, target));
    for (const source of words.slice(0, -1)) {
      if (/[*?[$]/.test(source)) throw new Error(`line ${line}: patterns and variables in COPY are not understood here`);
      if (flags.from === undefined) this.#copyFromContext(source, to, target);
      else copyPath(join(this.#stage(flags.from, line).root, source), to, target);
    }
  }

  #stage(name, line) {
    const stage = this.#built.get(name);
    if (!stage) throw new Error(`line ${line}: there is no stage ${name} yet`);
    return stage;
  }

  #copyFromContext(source, to, target) {
    const { context, contextFiles } = this.options;
    const prefix = source === '.' ? '' : `${source.replace(/^\.\/|\/$/g, '')}/`;
    if (contextFiles.includes(prefix.slice(0, -1))) return copyPath(join(context, source), to, target);
    const files = contextFiles.filter((file) => file.startsWith(prefix));
    if (files.length === 0) throw new Error(`COPY ${source}: there is no such file in the context`);
    for (const file of files) copyTree(join(context, file), join(to, file.slice(prefix.length)));
  }

  #run({ content, line }, built) {
    // Nothing confines the shell to the stage's folder.
    const absolute = /(?:^|[\s"'=])(\/(?!dev\/null)[\w.-]+)/.exec(content);
    if (absolute) throw new Error(`line ${line}: RUN names the absolute path ${absolute[1]}, which would be this machine's`);
    const { env, runLimitMs } = this.options;
    return new Promise((done, fail) => {
      let output = '';
      const child = spawn('sh', ['-c', content], {
        cwd: join(built.root, built.workdir),
        env: { ...env, ...built.env },
        detached: true,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      this.#running = child;
      const limit = setTimeout(() => kill(-child.pid, 'SIGKILL'), runLimitMs);
      for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => (output += text));
      child.once('error', fail);
      child.once('close', (code, signal) => {
        clearTimeout(limit);
        this.#running = undefined;
        if (code === 0) return done();
        fail(new Error(`line ${line}: RUN ended with ${code ?? signal}:\n${output.slice(-4_000)}`));
      });
    });
  }
}

/** As COPY does it: a folder's content into the target, a file into it if it is a folder or ends in a slash. */
function copyPath(from, to, target) {
  if (!existsSync(from)) throw new Error(`COPY: ${from} does not exist`);
  if (statSync(from).isDirectory()) return copyTree(from, to);
  const intoFolder = target.endsWith('/') || target === '.' || statSync(to, { throwIfNoEntry: false })?.isDirectory();
  copyTree(from, intoFolder ? join(to, from.split('/').at(-1)) : to);
}

function copyTree(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true, verbatimSymlinks: true });
}
