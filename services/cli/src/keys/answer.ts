import { type KeyEvent, type KeyOutlook, keyEventSchema, keyOutlookSchema } from '@cambio/mint';
import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import type { Problem } from '../problem.ts';

const UNREADABLE: Problem = {
  exit: EXIT.unreachable,
  message: 'the gateway answers what this version cannot read',
};

/** The keys in an answer of the admin API. */
export function readKeys({ keys }: JsonObject): Result<readonly KeyOutlook[], Problem> {
  const read = keyOutlookSchema.array().safeParse(keys);
  return read.success ? ok(read.data) : err(UNREADABLE);
}

/** What an answer says was done to them. */
export function readEvents({ events }: JsonObject): Result<readonly KeyEvent[], Problem> {
  const read = keyEventSchema.array().safeParse(events);
  return read.success ? ok(read.data) : err(UNREADABLE);
}
