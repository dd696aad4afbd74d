import { authorizationRequest, type Granted, redeem } from '@cambio/admin-client/login';
import { login, RENEWED } from './authorization.ts';

/** Milliseconds. */
const PATIENCE = 10_000;

/**
 * A new token while the log-in lasts, asked for in a frame that shows nothing and may ask nobody. `undefined` where
 * somebody would have to log in.
 */
export async function renewSilently(): Promise<Granted | undefined> {
  const { url, pending } = await authorizationRequest(await login(), RENEWED, 'none');
  const answer = new URL(await answerInFrame(url));
  if (answer.searchParams.has('error')) return undefined;
  return redeem(await login(), answer, pending);
}

/** The address that a frame ends up at; its page (`renewed.html`) tells it to this window alone. */
function answerInFrame(url: string): Promise<string> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const timer = setTimeout(() => reject(new Error('the gateway did not answer')), PATIENCE);
  const onMessage = ({ source, origin, data }: MessageEvent<unknown>) => {
    if (source === frame.contentWindow && origin === location.origin && typeof data === 'string')
      resolve(data);
  };
  addEventListener('message', onMessage);
  frame.src = url;
  document.body.append(frame);
  return promise.finally(() => {
    clearTimeout(timer);
    removeEventListener('message', onMessage);
    frame.remove();
  });
}
