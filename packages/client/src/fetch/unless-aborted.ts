/** What comes of something that cannot be ended. A caller who ends by the signal does not stay for it, and is told the reason, as by `fetch`. */
export function unlessAborted<T>(underWay: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = () => reject(signal.reason);
    if (signal.aborted) leave();
    signal.addEventListener('abort', leave);
    underWay.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}
