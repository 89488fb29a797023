/** How a plugin's thread came to its end. */
export type ThreadEnd = 'hung' | 'out-of-memory' | 'exited' | 'threw' | 'left-behind' | 'stopped' | 'not-loaded';

const SENTENCES: Readonly<Record<ThreadEnd, string>> = {
  hung: 'it computed on without an end and had to be ended',
  'out-of-memory': 'it used up its memory',
  exited: 'it ended itself (process.exit)',
  threw: 'an error was thrown outside of any attempt, in a timer for example, or a promise was rejected that nobody waited for',
  'left-behind': 'too many of its runs had not ended although their time was over',
  stopped: 'the relay is shutting down',
  'not-loaded': 'the plugin could not be loaded again',
};

/** A plugin's thread ended, or is not there, so this run came to nothing. */
export class PluginCrashedError extends Error {
  override readonly name = 'PluginCrashedError';

  constructor(
    sentence: string,
    /** Others ran on that thread and may have been its end: no try of theirs shall be used up. */
    readonly isInnocent: boolean,
    /** When it may be tried again, in milliseconds. */
    readonly afterMs = 0,
  ) {
    super(sentence);
  }
}

export function crashSentence(end: ThreadEnd, isAlone: boolean): string {
  const others = isAlone ? '' : ' Others ran on it, so it is not known which of them it was: each now gets a thread of its own.';
  return `The plugin's thread ended: ${SENTENCES[end]}.${others}`;
}
