// What can be done to a running installation. A fault ends with everything started again, but not with everything healed.
import { setTimeout as pause } from 'node:timers/promises';
import { MODES } from './chaos-receiver.mjs';

/** Statements that a kill or a cut is aimed at: what an acceptance, an outcome and a claim commit with. */
const COMMITS = ['accept', 'outcomes', 'outcomes', 'claim'];
const COMMIT_LIMIT_MS = 1_500;
/** Past the time to live of an epoch, 15 s. */
const PAST_EPOCH_MS = [16_000, 19_000];

/** Forwards or backwards. */
const MAX_JUMP_MS = 2 * 3_600_000;

/**
 * `weight`: how often the long form draws it. `explains`: an answered delivery may be repeated because of it.
 * `run` gets the installation and its own stream of chance; it returns how many processes it killed with SIGKILL or SIGQUIT.
 */
export const FAULTS = {
  'relay-killed': {
    weight: 8,
    explains: true,
    run: async ({ relays }, random) => {
      const relay = random.pick(relays);
      await relay.kill();
      await startAgain(relay, relays, random);
      return 1;
    },
  },
  'relay-killed-in-commit': {
    weight: 12,
    explains: true,
    run: async ({ relays }, random) => {
      const relay = random.pick(relays);
      const delayMs = random.between(0, 3);
      await atCommit(relay, random, () => (delayMs === 0 ? relay.destroy() : setTimeout(() => relay.destroy(), delayMs)));
      await pause(delayMs);
      await relay.kill();
      await startAgain(relay, relays, random);
      return 1;
    },
  },
  'relay-killed-while-starting': {
    weight: 3,
    explains: true,
    run: async ({ relays }, random) => {
      const relay = random.pick(relays);
      await relay.kill();
      relay.launch();
      await pause(random.between(50, 1_500));
      await relay.kill();
      await relay.untilReady();
      return 2;
    },
  },
  /** What it takes over at the start must wait until it knows its destinations. */
  'relay-killed-slow-configuration': {
    weight: 2,
    explains: true,
    run: async ({ relays }, random) => {
      const relay = random.pick(relays);
      relay.proxy.slow = { text: 'config_version', delayMs: random.between(400, 800) };
      try {
        await relay.kill();
        relay.launch();
        await relay.untilReady();
      } finally {
        relay.proxy.slow = null;
      }
      return 1;
    },
  },
  'all-relays-killed': {
    weight: 2,
    explains: true,
    run: async ({ relays }) => {
      await Promise.all(relays.map((relay) => relay.kill()));
      await Promise.all(relays.map((relay) => relay.untilReady()));
      return relays.length;
    },
  },
  'relay-frozen': {
    weight: 1.5,
    explains: true,
    run: async ({ relays }, random) => freeze(random.pick(relays), random.between(500, 4_000)),
  },
  'relay-frozen-past-its-epoch': {
    weight: 0.4,
    explains: true,
    run: async ({ relays }, random) => freeze(random.pick(relays), random.between(...PAST_EPOCH_MS)),
  },
  'postgres-killed': {
    weight: 3,
    explains: true,
    run: async ({ postgres }, random) => killPostgres(postgres, random.pick(['SIGKILL', 'SIGQUIT'])),
  },
  'postgres-process-killed': {
    weight: 3,
    explains: true,
    run: async ({ postgres }, random) => {
      postgres.killBackend(random);
      await postgres.healthy();
      return 1;
    },
  },
  'postgres-killed-in-commit': {
    weight: 2,
    explains: true,
    run: async ({ postgres, relays }, random) => {
      await atCommit(random.pick(relays), random, () => postgres.kill('SIGKILL'));
      return killPostgres(postgres, 'SIGKILL');
    },
  },
  'postgres-frozen': {
    weight: 1,
    explains: true,
    run: async ({ postgres }, random) => freezePostgres(postgres, random.between(500, 5_000)),
  },
  'postgres-frozen-30-s': { weight: 0.15, explains: true, run: async ({ postgres }) => freezePostgres(postgres, 30_000) },
  /** WAL and tables find no room; what was promised must be there when there is some again. Only on a volume of the round's own. */
  'disk-full': {
    weight: 4,
    explains: true,
    needsSmallDisk: true,
    run: async ({ postgres }, random) => {
      postgres.fillDisk();
      try {
        await pause(random.between(500, 4_000));
      } finally {
        postgres.freeDisk();
      }
      await postgres.healthy();
      return 0;
    },
  },
  'clock-jumped': {
    weight: 1.5,
    explains: false,
    run: async ({ relays }, random) => {
      random.pick(relays).setClock(random.between(-MAX_JUMP_MS, MAX_JUMP_MS));
      return 0;
    },
  },
  'lines-cut': {
    weight: 2,
    explains: true,
    run: async ({ relays }, random) => {
      random.pick(relays).proxy.cut();
      return 0;
    },
  },
  'line-cut-in-commit': {
    weight: 4,
    explains: true,
    run: async ({ relays }, random) => {
      await atCommit(random.pick(relays), random, (cut) => cut());
      return 0;
    },
  },
  ...Object.fromEntries(Object.keys(MODES).map((mode) => [`receiver-${mode}`, receiverFault(mode)])),
};

/** Goes on beside what comes next, as a receiver's trouble does. */
function receiverFault(mode) {
  return {
    weight: 0.7,
    explains: false,
    beside: true,
    run: async ({ attacked }, random) => {
      attacked.mode = mode;
      await pause(random.between(800, 3_000));
      attacked.recover();
      return 0;
    },
  };
}

/** One of several may stay away for a while, so that the others take over; the only one is started again at once. */
async function startAgain(relay, relays, random) {
  if (relays.length > 1) await pause(random.between(0, 2_500));
  relay.launch();
  await relay.untilReady();
}

function atCommit(relay, random, act) {
  return relay.proxy.onStatement(random.pick(COMMITS), random.pick(['before', 'after']), COMMIT_LIMIT_MS, act);
}

async function freeze(relay, durationMs) {
  relay.freeze();
  try {
    await pause(durationMs);
  } finally {
    relay.wake();
  }
  return 0;
}

async function killPostgres(postgres, signal) {
  postgres.kill(signal);
  await postgres.healthy();
  return 1;
}

async function freezePostgres(postgres, durationMs) {
  postgres.freeze();
  try {
    await pause(durationMs);
  } finally {
    postgres.thaw();
  }
  return 0;
}
