import { hash } from 'node:crypto';
import type { VerifiedIdentity } from '@cambio/claims';
import type { Signer } from './signer.ts';
import type { TokenHeader } from './token/header.ts';
import type { ReadToken } from './token/read.ts';

/** A token whose signature held: what there is to know of it, without its text. Whether it is good yet, or still, is not said. */
export interface SignedToken extends Signer {
  readonly header: TokenHeader;
  readonly identity: VerifiedIdentity;
  /** Names it for replay defence. */
  readonly replayId: string;
}

export function signedToken(token: ReadToken, { issuer, key }: Signer): SignedToken {
  const { header, payload: claims } = token;
  const identity = { issuer: issuer.id, claims, workload: issuer.profile.workload(claims) };
  return { issuer, key, header, identity, replayId: replayIdOf(token, issuer.url) };
}

/**
 * Issuer URL and `jti`; the length in front keeps one from running into the other. Without a `jti`, what was signed
 * names the token; the signature does not, since anybody can make a second valid one of an ECDSA signature.
 */
function replayIdOf({ payload: { jti }, signingInput }: ReadToken, url: string): string {
  const issuer = `${url.length}:${url}`;
  return typeof jti === 'string' && jti !== ''
    ? `${issuer}:jti:${jti}`
    : `${issuer}:sha256:${hash('sha256', signingInput, 'hex')}`;
}
