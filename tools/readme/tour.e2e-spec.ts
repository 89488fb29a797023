import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { blocks, section, type Block } from './readme-document.js';
import { TourRelay } from './tour-relay.js';
import { TourShell } from './tour-shell.js';

const BLOCK_LIMIT_MS = 20_000;
/** How long a reader would look again before taking an answer for wrong. */
const LOOK_AGAIN_MS = 10_000;
/** A block that only looks may be repeated: a delivery is made after the sender has its answer. */
const onlyLooks = (command: string): boolean => /^((cat|api) .*\n)+$/.test(command) && !command.includes(' -d ');

interface Step {
  readonly command: string;
  /** What the README shows below the command; empty = it prints nothing. `…` stands for anything within a line. */
  readonly shown: string;
}

function steps(all: readonly Block[]): readonly Step[] {
  return all.flatMap(({ language, text }, index) => {
    if (language !== 'sh') return [];
    const next = all[index + 1];
    return [{ command: text, shown: next?.language === 'text' ? next.text : '' }];
  });
}

const literal = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const matcher = (shown: string): RegExp => new RegExp(`^${shown.split('…').map(literal).join('.*')}$`);

/** The variables that the README tells the reader to set, and nothing else of its text. */
function withVariables(command: string, values: Readonly<Record<string, string>>): string {
  return Object.entries(values).reduce(
    (text, [name, value]) => text.replace(new RegExp(`^${name}=.*$`, 'm'), `${name}='${value}'`),
    command,
  );
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

describe("the README's tour", () => {
  const [start, ...rest] = steps(blocks(section('Tour')));
  let relay: TourRelay;
  let shell: TourShell;
  let variables: Readonly<Record<string, string>>;

  beforeAll(async () => {
    relay = await TourRelay.start(start?.command ?? '');
    shell = new TourShell();
    const { url, password } = relay.ready;
    variables = { POSTHORN_URL: url, POSTHORN_PASSWORD: password, RECEIVER_PORT: String(await freePort()) };
  }, 120_000);

  afterAll(async () => {
    await shell?.close();
    await relay?.stop();
  }, 60_000);

  it('starts with the variables that a reader sets', () => {
    expect(rest[0]?.command.match(/^[A-Z_]+(?==)/gm)?.slice(0, 3)).toEqual(['POSTHORN_URL', 'POSTHORN_PASSWORD', 'RECEIVER_PORT']);
  });

  it('prints what it shows, from the first block to the last', async () => {
    for (const { command, shown } of rest) {
      const text = withVariables(command, variables);
      const deadline = Date.now() + (onlyLooks(command) ? LOOK_AGAIN_MS : 0);
      let printed = await shell.run(text, BLOCK_LIMIT_MS);
      while (!matcher(shown).test(printed) && Date.now() < deadline) {
        await pause(50);
        printed = await shell.run(text, BLOCK_LIMIT_MS);
      }
      if (!matcher(shown).test(printed)) expect(`${command}\n${printed}`).toBe(`${command}\n${shown}`);
    }
  }, 120_000);
});
