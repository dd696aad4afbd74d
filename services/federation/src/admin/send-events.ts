import { Readable } from 'node:stream';
import type { Context } from 'koa';
import type { StreamEvent } from './operation.ts';

/** Answers with server-sent events, until they end or the caller goes. */
export function sendEvents(ctx: Context, events: AsyncIterable<StreamEvent<unknown>>): void {
  ctx.status = 200;
  ctx.type = 'text/event-stream';
  // Proxies that keep answers back until they are whole would keep this one for good.
  ctx.set('X-Accel-Buffering', 'no');
  ctx.body = Readable.from(written(events));
}

async function* written(events: AsyncIterable<StreamEvent<unknown>>): AsyncIterable<string> {
  yield ': open\n\n';
  for await (const event of events) yield textOf(event);
}

/** JSON has no line breaks of its own, so one `data` line holds any value. */
function textOf(event: StreamEvent<unknown>): string {
  if (!('data' in event)) return `event: ${event.event}\ndata: {}\n\n`;
  return `id: ${event.id}\ndata: ${JSON.stringify(event.data)}\n\n`;
}
