import { type ChainedDecision, writeLine } from '@cambio/ledger';
import { err, ok, type Result } from '@cambio/oauth';
import type { Logger } from 'pino';
import { append } from './append.ts';
import { type Posted, type Posting, post } from './post.ts';
import type { Sink } from './sink.ts';

export interface HttpSinkOptions {
  readonly id: string;
  readonly url: string;
  /** The file for decisions that are refused for good. */
  readonly deadLetters: string;
  /** The gateway's issuer URL. */
  readonly issuer: string;
  readonly log: Logger;
  /** Told how many decisions it will not have, whenever there are such. */
  readonly onRejected: (records: number) => void;
}

/** How decisions are put into a request. */
export type Compose = (records: readonly ChainedDecision[]) => Pick<Posting, 'headers' | 'body'>;

/** What says that a request as such is wrong, and not the time or the address: it would be refused for ever. */
const REFUSED: ReadonlySet<number> = new Set([400, 413, 415, 422]);

/**
 * Posts batches. One that is refused as such is halved until it is known which decisions are not wanted: these go to a file,
 * and the others on their way. Whatever else is no success comes again.
 */
export function httpSink(
  options: HttpSinkOptions,
  compose: Compose,
  onTaken: (posted: Posted) => void = () => undefined,
): Sink {
  const { id, url } = options;

  async function deliver(
    records: readonly ChainedDecision[],
    signal: AbortSignal,
  ): Promise<Result<void, string>> {
    const posted = await post({ url, ...compose(records), signal });
    if (!posted.ok) return posted;
    const { status } = posted.value;
    if (status >= 200 && status < 300) {
      onTaken(posted.value);
      return ok(undefined);
    }
    if (!REFUSED.has(status)) return err(`the answer was ${status}`);
    if (records.length === 1) return setAside(records, status, options);
    const half = Math.ceil(records.length / 2);
    const first = await deliver(records.slice(0, half), signal);
    return first.ok ? deliver(records.slice(half), signal) : first;
  }

  return { id, deliver };
}

async function setAside(
  records: readonly ChainedDecision[],
  status: number,
  { id, deadLetters, issuer, log, onRejected }: HttpSinkOptions,
): Promise<Result<void, string>> {
  for (const { chain, seq, hash, record } of records) {
    const line = writeLine({ kind: 'decision', chain, seq, hash, record }, 'jsonl', issuer);
    try {
      await append(deadLetters, `${line}\n`);
    } catch (error) {
      return err(error instanceof Error ? error.message : String(error));
    }
    onRejected(1);
    log.warn({ sink: id, status, chain, seq }, 'audit sink refused a decision; it is with the dead letters');
  }
  return ok(undefined);
}
