import { err, type IntrospectionResponse, type Result } from '@cambio/oauth';
import type { Introspect, Unavailable } from '@cambio/sts';
import type { Throttle } from './throttle.ts';

/** Seconds to wait: the caller has asked about too many tokens that are not active. */
export interface TooManyLookUps {
  readonly wait: number;
}

/** Introspection for a caller by the name they authenticated under. */
export type LookUp = (
  caller: string,
  ...question: Parameters<Introspect>
) => Promise<Result<IntrospectionResponse, Unavailable | TooManyLookUps>>;

export const TOO_MANY_LOOK_UPS = 'Too many of the tokens asked about are not active.';

/** Slows down a caller that scans for tokens (RFC 7662 §4): they are told of no more once too many were not active. */
export function throttleScanning(introspect: Introspect, throttle: Throttle): LookUp {
  return async (caller, ...question) => {
    const wait = throttle.waitOf(caller);
    if (wait !== undefined) return err({ wait });
    const response = await introspect(...question);
    if (response.ok && !response.value.active) await throttle.count(caller);
    return response;
  };
}
