import { sha256 } from './base64url.ts';

/** The `ath` by which a proof names the access token it comes with (RFC 9449 §4.2). Says nothing of the token itself. */
export function accessTokenHash(token: string): Promise<string> {
  return sha256(token);
}
