import { readBody } from './body.ts';
import { FetchError } from './failure.ts';
import { textOf } from './headers.ts';
import { type Line, send, withinTime } from './line.ts';

export interface Message {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** What came back, whatever the status. */
export interface Received {
  readonly status: number;
  readonly type: string | undefined;
  readonly body: Buffer;
  /** Milliseconds since the epoch, by whoever answered: its `Date`, and for how long a cache has kept it since. */
  readonly at?: number;
}

/** Sends one request, or throws when its time is up. A redirect is refused, an error status is an answer. */
export function sendMessage(line: Line, { method, headers, body }: Message): Promise<Received> {
  const { caps } = line;
  return withinTime(caps, async (signal) => {
    const answer = await send(line, signal, {
      method,
      headers: { ...headers, 'accept-encoding': 'gzip' },
      ...(body !== undefined && { body }),
    });
    const { statusCode: status } = answer;
    if (status >= 300 && status < 400) {
      await answer.body.dump();
      throw new FetchError('redirected', `answered ${status}; redirects are not followed`);
    }
    const bytes = await readBody(answer.body, textOf(answer.headers['content-encoding']), caps.maxBytes);
    const at = Date.parse(textOf(answer.headers.date) ?? '') + ageOf(textOf(answer.headers.age));
    const type = textOf(answer.headers['content-type']);
    return { status, type, body: bytes, ...(!Number.isNaN(at) && { at }) };
  });
}

/** Milliseconds (RFC 9111 §5.1); what is no age counts as none. */
function ageOf(age = ''): number {
  return /^\d{1,9}$/.test(age) ? Number(age) * 1000 : 0;
}
