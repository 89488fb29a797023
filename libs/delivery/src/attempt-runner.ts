import { errorExchange, type DeliveryResult } from '@posthorn/plugin-sdk';
import { readResult, readThrown, type ExchangeRecorder } from '@posthorn/plugin-sdk/host';
import { AbandonedRuns } from './abandoned-runs.js';
import { AttemptContexts, type AttemptContextsOptions, type AttemptRequest } from './attempt-contexts.js';
import type { AttemptDeadlines, AttemptTime, CutReason } from './attempt-deadlines.js';
import { PluginCrashedError } from './custom-plugins/plugin-crashed.error.js';
import { transformEvent, withTransform } from './transform/attempt-transform.js';
import type { TransformPool } from './transform/transform-pool.js';

export interface AttemptRunnerOptions extends AttemptContextsOptions {
  readonly deadlines: AttemptDeadlines;
  /** Without it, what has a transform is tried again later. */
  readonly transforms?: Pick<TransformPool, 'run'>;
}

/** The thread of a custom plugin ended under this attempt, or is not there yet. */
export const PLUGIN_CRASHED = 'plugin-crashed';

const CLASS_NAME = /^[A-Z]\w{0,99}$/;

/** Runs a plugin for one attempt. Whatever the plugin does, this settles within its timeout and a second, and never throws. */
export class AttemptRunner {
  private readonly contexts: AttemptContexts;
  /** Runs of plugins that outlived their attempts. */
  readonly abandoned = new AbandonedRuns();

  constructor(private readonly options: AttemptRunnerOptions) {
    this.contexts = new AttemptContexts(options);
  }

  /** `'shutdown'` = cut short by this process's own end. */
  async run(request: AttemptRequest): Promise<DeliveryResult | 'shutdown'> {
    if (this.abandoned.isFull(request.destination.id)) return STILL_RUNNING;
    const time = this.options.deadlines.start(request.destination.timeoutMs);
    try {
      return await (request.transform ? this.transformAndDeliver(request, request.transform.code, time) : this.deliver(request, time));
    } finally {
      time.done();
    }
  }

  private async transformAndDeliver(request: AttemptRequest, code: string, time: AttemptTime): Promise<DeliveryResult | 'shutdown'> {
    const made = await transformEvent(this.options.transforms, { ...request, code }, time);
    if (made === 'shutdown') return made;
    if (made.result) return made.result;
    const result = await this.deliver({ ...request, event: made.event }, time);
    return result === 'shutdown' ? result : withTransform(result, made.shown);
  }

  private async deliver(request: AttemptRequest, time: AttemptTime): Promise<DeliveryResult | 'shutdown'> {
    const made = this.contexts.create(request, time.signal);
    if (typeof made === 'string') return { outcome: 'failed', reason: 'config-invalid', exchange: errorExchange(made) };
    const { context, recorder } = made;
    try {
      const run = request.isTest && request.plugin.test ? request.plugin.test(context) : request.plugin.deliver(context);
      const left = time.left.then((cut) => ({ cut }));
      const ended: unknown = await Promise.race([run, left]);
      if (isCut(ended)) {
        this.abandoned.add(request.destination.id, request.plugin.type, Promise.resolve(run));
        return cutResult(ended.cut, recorder);
      }
      const result = readResult(ended, recorder);
      if (!result) return pluginFault(recorder, 'The plugin returned something that is no result.');
      // Whatever else the plugin makes of its signal: the receiver had no chance to answer.
      return result.outcome === 'retry' && time.reason() === 'shutdown' ? 'shutdown' : result;
    } catch (error) {
      return thrownResult(error, time.reason(), recorder);
    }
  }
}

function isCut(value: unknown): value is { readonly cut: CutReason } {
  return typeof value === 'object' && value !== null && 'cut' in value && (value.cut === 'timeout' || value.cut === 'shutdown');
}

const STILL_RUNNING: DeliveryResult = {
  outcome: 'retry',
  reason: 'plugin-error',
  failure: 'network',
  exchange: errorExchange('Too many earlier attempts have not ended although their time was over; the plugin is not run beside them.'),
};

function cutResult(reason: CutReason, recorder: ExchangeRecorder): DeliveryResult | 'shutdown' {
  if (reason === 'shutdown') return 'shutdown';
  const exchange = { ...recorder.exchangeOf(), error: 'The attempt did not end within its timeout.' };
  return { outcome: 'retry', reason: 'timeout', failure: 'timeout', exchange };
}

function thrownResult(error: unknown, cut: CutReason | null, recorder: ExchangeRecorder): DeliveryResult | 'shutdown' {
  if (cut !== null) return cutResult(cut, recorder);
  if (error instanceof PluginCrashedError) return crashResult(error, recorder);
  const result = readThrown(error, recorder);
  if (result) return result;
  // A plugin's own message may hold anything, secrets included: its class is all that is kept.
  const name = error instanceof Error && CLASS_NAME.test(String(error.name)) ? error.name : typeof error;
  return pluginFault(recorder, `The plugin threw ${name}.`);
}

/** Its thread is gone; what it sent before may have arrived. */
function crashResult({ message, isInnocent, afterMs }: PluginCrashedError, recorder: ExchangeRecorder): DeliveryResult {
  const exchange = { ...recorder.exchangeOf(), error: message };
  return { outcome: 'retry', reason: PLUGIN_CRASHED, failure: 'network', retryAfterMs: afterMs, sparesSlot: isInnocent, exchange };
}

function pluginFault(recorder: ExchangeRecorder, error: string): DeliveryResult {
  return { outcome: 'retry', reason: 'plugin-error', failure: 'network', exchange: { ...recorder.exchangeOf(), error } };
}
