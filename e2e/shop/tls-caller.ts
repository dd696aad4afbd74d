import { LOOPBACK_TLS } from '@cambio/testkit';
import { Agent, fetch } from 'undici';
import { type Answer, readAnswer } from './answer.ts';

/** What a caller shows of itself on a connection, in PEM. */
export interface Shown {
  readonly cert: string;
  readonly key: string;
}

/** A caller over TLS, which believes the loopback authority. */
export interface TlsCaller {
  /** Posts to the token endpoint. */
  readonly ask: (issuer: string, form: URLSearchParams, headers?: Record<string, string>) => Promise<Answer>;
  /** Posts to any endpoint. */
  readonly post: (
    url: string,
    form: URLSearchParams,
    headers?: Record<string, string>,
  ) => ReturnType<typeof fetch>;
  readonly close: () => Promise<void>;
}

export function tlsCaller(shown?: Shown): TlsCaller {
  const dispatcher = new Agent({ connect: { ca: LOOPBACK_TLS.ca, ...shown } });
  const post: TlsCaller['post'] = (url, form, headers = {}) =>
    fetch(url, {
      method: 'POST',
      dispatcher,
      body: form.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    });
  return {
    post,
    ask: async (issuer, form, headers) => readAnswer(await post(`${issuer}/token`, form, headers)),
    close: () => dispatcher.close(),
  };
}
