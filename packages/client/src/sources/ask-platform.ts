import { ok, type Result } from '@cambio/oauth';
import { type Answer, ask } from '../answer.ts';
import { failed, type SourceFailure, type SourceIo } from './source.ts';

/** One request to what a platform offers its jobs. */
export interface PlatformRequest {
  /** Of the source. */
  readonly source: string;
  /** Who is asked; for people. */
  readonly who: string;
  readonly url: string;
  readonly method?: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Seconds. Metadata services are near, so that one which is slow is not there. */
  readonly patience: number;
  /** Appended to a refusal: what to do about it. */
  readonly refused?: string;
}

/** Asks, follows no redirect, and takes anything but 200 for a failure. Repeats nothing of what the platform said. */
export async function askPlatform(
  { source, who, url, method = 'GET', headers, body, patience, refused = '' }: PlatformRequest,
  { fetch }: Pick<SourceIo, 'fetch'>,
): Promise<Result<Answer, SourceFailure>> {
  const answer = await ask(fetch, url, { method, headers, body: body ?? null }, patience);
  if (!answer.ok) return failed(source, 'unavailable', `${who}: ${answer.error.detail}`);
  const { status } = answer.value;
  if (status >= 500 || status === 429) return failed(source, 'unavailable', `${who} answered ${status}`);
  if (status !== 200) return failed(source, 'refused', `${who} answered ${status}${refused}`);
  return ok(answer.value);
}
