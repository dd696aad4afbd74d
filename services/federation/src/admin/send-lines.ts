import { Readable } from 'node:stream';
import type { Context } from 'koa';
import { JSON_LINES } from './contract/operation.ts';

/** Answers with lines, each piece read once the one before has been taken. */
export function sendLines(ctx: Context, lines: AsyncIterable<string>): void {
  ctx.status = 200;
  ctx.type = JSON_LINES;
  ctx.body = Readable.from(lines, { highWaterMark: 1 });
}
