import { sha256 } from './base64url.ts';

/** The `x5t#S256` a token is bound to a client certificate by (RFC 8705 §3.1). Takes DER; checks nothing of it. */
export function certificateThumbprint(der: Uint8Array<ArrayBuffer>): Promise<string> {
  return sha256(der);
}
