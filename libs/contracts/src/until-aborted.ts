/**
 * What becomes of `work`, unless the signal fires first: then it rejects with the signal's reason, and `work` goes on unheard. For what cannot
 * be cancelled (a name lookup), or must not be, since others wait for it too.
 */
export function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(signal.reason as Error);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
