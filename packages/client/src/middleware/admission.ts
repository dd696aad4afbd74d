import { isScopeToken } from '@cambio/oauth';
import type { VerifiedToken } from '../resource-server/access-token.ts';
import type { Challenge } from '../resource-server/challenge.ts';
import type { PresentedRequest } from '../resource-server/credentials.ts';
import type { ResourceServer } from '../resource-server/resource-server.ts';
import { checkScopes } from '../resource-server/scopes.ts';
import type { CertificateOf } from './node-request.ts';

/** What a route demands of the access token it is called with. */
export interface Demands {
  /** All of them; none by default. */
  readonly scopes?: readonly string[];
  /** The TLS connection's own, by default. Only for a proxy that takes such a header away from whoever else sends it. */
  readonly certificateOf?: CertificateOf;
}

/** A request that may go on, with what is to be added to its answer; or what to answer it with. */
export type Admission =
  | {
      readonly admitted: true;
      readonly token: VerifiedToken;
      readonly headers: Readonly<Record<string, string>>;
    }
  | ({ readonly admitted: false } & Challenge);

/** The gate before a route: verifies the token, then its scopes. */
export function createGate(
  server: ResourceServer,
  { scopes = [] }: Demands,
): (request: PresentedRequest) => Promise<Admission> {
  if (!scopes.every(isScopeToken)) throw new TypeError('a scope has characters that no scope can have');
  return async (request) => {
    const verified = await server.verifyAccessToken(request);
    const covered = verified.ok ? checkScopes(verified.value, scopes) : verified;
    if (!covered.ok) return { admitted: false, ...server.challenge(covered.error, scopes) };
    const { nextNonce } = covered.value;
    const headers = nextNonce === undefined ? {} : { 'dpop-nonce': nextNonce };
    return { admitted: true, token: covered.value, headers };
  };
}
