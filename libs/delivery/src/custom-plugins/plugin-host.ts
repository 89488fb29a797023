import type { Logger } from 'pino';
import { crashSentence, PluginCrashedError, type ThreadEnd } from './plugin-crashed.error.js';
import type { CallOptions } from './plugin-call.js';
import type { PluginLocation } from './plugin-location.js';
import type { PluginFacts, Question } from './plugin-messages.js';
import { PluginOutput } from './plugin-output.js';
import { PluginThread, type LoadFault } from './plugin-thread.js';
import { ThreadLane, type LaneRules } from './thread-lane.js';

/** What people ask of a plugin at the admin API: never on the thread that delivers. */
export const LAB = 'lab';
/** Destinations that get a thread of their own at the same time. */
const MAX_OWN_LANES = 8;
const NO_LANE_FREE_MS = 5_000;
/** A suspect goes back to the common thread after so many runs that ended well, and so long without a crash. */
const CLEARED_AFTER_RUNS = 5;
const CLEARED_AFTER_MS = 60_000;

/** Each destination that ends it moves away: so many may do so, one after the other, before anybody has to wait. */
const SHARED: LaneRules = { freeDeaths: 10, endsIdle: false };
const OWN: LaneRules = { freeDeaths: 1, endsIdle: true };

interface Suspect {
  sinceMs: number;
  runs: number;
}

export interface PluginHostOptions {
  readonly location: PluginLocation;
  readonly logger: Logger;
  readonly onThreadEnd?: (plugin: string, end: ThreadEnd) => void;
}

/**
 * The threads of one custom plugin. Its destinations share one; when that ends unasked, every destination with something under way on it is a
 * suspect, and gets a thread of its own until it has proved itself. So whoever ends a thread a second time ends nobody else's work.
 */
export class PluginHost {
  readonly output: PluginOutput;
  private readonly shared: ThreadLane;
  private readonly own = new Map<string, ThreadLane>();
  private readonly suspects = new Map<string, Suspect>();
  private closed = false;
  /** Its type, once that is known. */
  private name: string;

  constructor(private readonly options: PluginHostOptions) {
    this.name = options.location.name;
    this.output = new PluginOutput(() => this.name, options.logger);
    this.shared = new ThreadLane(() => this.startThread(), SHARED);
  }

  /** Loads the plugin for the first time. */
  async load(): Promise<PluginFacts | LoadFault> {
    const { outcome } = await this.shared.ready();
    if ('reason' in outcome) this.close();
    else this.name = outcome.type;
    return outcome;
  }

  /** Rejects with what the plugin threw, or with a {@link PluginCrashedError}. */
  async ask(question: Question, options: CallOptions): Promise<unknown> {
    const lane = this.laneOf(options.owner);
    if (!lane) throw new PluginCrashedError('It waits until a thread of its own is free.', true, NO_LANE_FREE_MS);
    const { backOffMs } = lane;
    if (this.closed) throw new PluginCrashedError(crashSentence('stopped', true), true);
    if (backOffMs > 0) {
      throw new PluginCrashedError("The plugin's threads end again and again; the next one is started later.", true, Math.ceil(backOffMs));
    }
    const { thread, outcome } = await lane.ready();
    if ('reason' in outcome) {
      thread.end('not-loaded');
      throw new PluginCrashedError(`${crashSentence('not-loaded', true)} ${outcome.reason}`, true, NO_LANE_FREE_MS);
    }
    if (thread.isEnded) throw new PluginCrashedError(crashSentence('exited', true), true);
    return thread.ask(question, options).finally(() => lane.rest());
  }

  close(): void {
    this.closed = true;
    for (const lane of this.lanes()) lane.letGo();
  }

  private lanes(): readonly ThreadLane[] {
    return [this.shared, ...this.own.values()];
  }

  private laneOf(owner: string): ThreadLane | null {
    if (owner !== LAB && !this.suspects.has(owner)) return this.shared;
    const known = this.own.get(owner);
    if (known) return known;
    if (this.own.size >= MAX_OWN_LANES && !this.freeLane()) return null;
    const lane = new ThreadLane(() => this.startThread(), OWN);
    this.own.set(owner, lane);
    return lane;
  }

  private freeLane(): boolean {
    for (const [owner, lane] of this.own) {
      // One that waits after a crash stays: its next thread would be started without waiting.
      if (!lane.isIdle || lane.backOffMs > 0) continue;
      this.own.delete(owner);
      lane.letGo();
      return true;
    }
    return false;
  }

  private startThread(): PluginThread {
    return new PluginThread(this.options.location, this.output, {
      onEnd: (end, thread) => this.ended(end, thread),
      onRetired: (thread) => {
        for (const lane of this.lanes()) lane.retire(thread);
      },
      onDone: (owner) => this.ranWell(owner),
    });
  }

  private ended(end: ThreadEnd, thread: PluginThread): void {
    for (const lane of this.lanes()) if (lane.ended(thread)) break;
    const { owners } = thread;
    const isAlone = owners.size <= 1;
    const isOwnDoing = end !== 'stopped' && end !== 'left-behind';
    if (isOwnDoing) {
      for (const owner of owners) this.suspects.set(owner, { sinceMs: performance.now(), runs: 0 });
      this.options.logger.error({ plugin: this.name, end, destinations: [...owners] }, "a custom plugin's thread ended");
      this.options.onThreadEnd?.(this.name, end);
    }
    thread.failCalls(() => new PluginCrashedError(crashSentence(end, isAlone), !isAlone || end === 'stopped'));
  }

  private ranWell(owner: string): void {
    const suspect = this.suspects.get(owner);
    if (!suspect) return;
    suspect.runs++;
    if (suspect.runs < CLEARED_AFTER_RUNS || performance.now() - suspect.sinceMs < CLEARED_AFTER_MS) return;
    this.suspects.delete(owner);
    const lane = this.own.get(owner);
    // What is still under way there goes on; the lane is let go when it is idle.
    if (lane?.isIdle) {
      this.own.delete(owner);
      lane.letGo();
    }
  }
}
