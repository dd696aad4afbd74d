/** The part of `process` that says when to stop. */
export interface Signals {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  off(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
}

/** Resolves `first` when told to stop, and `second` when told so again; `forget` stops listening. */
export function waitForSignals(signals: Signals) {
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  let seen = 0;
  const listener = () => (++seen === 1 ? first : second).resolve();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.on(signal, listener);
  const forget = () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) signals.off(signal, listener);
  };
  return { first: first.promise, second: second.promise, forget };
}
