import type { X509Certificate } from 'node:crypto';
import { spanText } from '../text/span.ts';
import { type Finding, findings } from './finding.ts';

const SOON = 30 * 86_400_000;

const RENEW = 'Put a new one into the same file: the gateway looks at it again.';

/**
 * Whether a certificate is in date, and for how long.
 *
 * @param what how the finding calls it
 */
export function judgeValidity(
  about: string,
  what: string,
  { validFromDate, validToDate }: X509Certificate,
  now: number,
): Finding {
  const { ok, warning, failed } = findings(about);
  const left = validToDate.getTime() - now;
  const until = validFromDate.getTime() - now;
  if (left <= 0) return failed(`${what} has expired`, RENEW);
  if (until > 0) return failed(`${what} is not valid for ${spanText(until)} yet`, RENEW);
  const life = `${what} is good for ${spanText(left)} more`;
  return left < SOON ? warning(life, RENEW) : ok(life);
}

/** By the last part of its subject. */
export function nameOf({ subject }: X509Certificate): string {
  return subject.split('\n').at(-1) ?? '';
}
