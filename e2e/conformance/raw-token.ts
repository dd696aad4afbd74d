import type { JsonObject } from '@cambio/oauth';
import type { SigningKey } from '@cambio/testkit';

type Text = string | Uint8Array | JsonObject;

/** Signs any two texts as header and payload, well formed or not (RFC 7515 §5.1). The key is one for ES256. */
export async function signRaw({ privateKey }: SigningKey, header: Text, payload: Text): Promise<string> {
  const input = `${encode(header)}.${encode(payload)}`;
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const signature = await crypto.subtle.sign(algorithm, privateKey, Buffer.from(input));
  return `${input}.${Buffer.from(signature).toString('base64url')}`;
}

function encode(part: Text): string {
  const isText = typeof part === 'string' || part instanceof Uint8Array;
  return Buffer.from(isText ? part : JSON.stringify(part)).toString('base64url');
}

/** The token with another signature, made of the one it has. */
export function resign(token: string, change: (signature: Buffer) => Uint8Array): string {
  const [header, payload, signature = ''] = token.split('.');
  const changed = Buffer.from(change(Buffer.from(signature, 'base64url'))).toString('base64url');
  return `${header}.${payload}.${changed}`;
}

/** Of the group that ES256 signs in. */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other valid signature of a token for ES256, which takes no key to make: `s` subtracted from the order. */
export function twinOf(token: string): string {
  return resign(token, (signature) => {
    const s = ORDER - BigInt(`0x${signature.toString('hex', 32)}`);
    return Buffer.concat([signature.subarray(0, 32), Buffer.from(s.toString(16).padStart(64, '0'), 'hex')]);
  });
}
