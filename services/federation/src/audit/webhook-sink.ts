import { createHmac, hash } from 'node:crypto';
import { writeLine } from '@cambio/ledger';
import { type HttpSinkOptions, httpSink } from './http-sink.ts';
import type { Sink } from './sink.ts';

export interface WebhookOptions extends HttpSinkOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** `whsec_` and base64; absent: requests are not signed. */
  readonly secret: string | undefined;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Batches of CloudEvents 1.0 (HTTP binding, batched content mode), signed as Standard Webhooks 1.0 says. A batch that is
 * sent again has the same `webhook-id`.
 */
export function webhookSink(options: WebhookOptions): Sink {
  const { issuer, headers, secret, now } = options;
  return httpSink(options, (records) => {
    const events = records.map(({ chain, seq, hash: linked, record }) =>
      writeLine({ kind: 'decision', chain, seq, hash: linked, record }, 'cloudevents', issuer),
    );
    const body = `[${events.join(',')}]`;
    const id = `msg_${hash('sha256', body, 'base64url')}`;
    const time = String(Math.floor(now() / 1000));
    return {
      body,
      headers: {
        ...headers,
        'content-type': 'application/cloudevents-batch+json; charset=utf-8',
        'webhook-id': id,
        'webhook-timestamp': time,
        ...(secret !== undefined && { 'webhook-signature': signature(secret, `${id}.${time}.${body}`) }),
      },
    };
  });
}

function signature(secret: string, content: string): string {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`;
}
