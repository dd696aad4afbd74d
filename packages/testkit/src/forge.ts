import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';
import { base64url, CompactSign, exportSPKI, importJWK } from 'jose';
import { ALGORITHMS, type Algorithm, generateKey, type PublicJwk } from './issuer/keys.ts';
import { type Changes, change, sign } from './issuer/token.ts';

/**
 * Forgeries: each takes a genuine compact token and gives back one that looks like it and must be refused.
 * They keep everything but the one thing they are named after.
 */

/** The header and claims of a compact token, nothing verified. Throws on anything else. */
export function decode(token: string): { readonly header: JsonObject; readonly claims: JsonObject } {
  const [header = '', payload = ''] = token.split('.');
  return { header: parsePart(header), claims: parsePart(payload) };
}

function parsePart(part: string): JsonObject {
  const value: JsonValue = JSON.parse(new TextDecoder().decode(base64url.decode(part)));
  if (!isJsonObject(value)) throw new TypeError('not a JSON object');
  return value;
}

/** Other claims under the genuine signature. */
export function tamper(token: string, claims: Changes): string {
  const [header, , signature] = token.split('.');
  return `${header}.${encode(change(decode(token).claims, claims))}.${signature}`;
}

/** Another header over the genuine claims and signature. */
export function tamperHeader(token: string, header: Changes): string {
  const [, payload, signature] = token.split('.');
  return `${encode(change(decode(token).header, header))}.${payload}.${signature}`;
}

/** The genuine token with one bit of its signature turned. */
export function tamperSignature(token: string): string {
  const [header, payload, signature = ''] = token.split('.');
  const bytes = base64url.decode(signature);
  bytes.set([(bytes[0] ?? 0) ^ 1], 0);
  return `${header}.${payload}.${base64url.encode(bytes)}`;
}

/** `alg: none` and no signature (RFC 7515 §6); `spelling` for the ones that slip through a case-sensitive check. */
export function algNone(token: string, claims: Changes = {}, spelling = 'none'): string {
  const genuine = decode(token);
  return `${encode({ ...genuine.header, alg: spelling })}.${encode(change(genuine.claims, claims))}.`;
}

/** HS256 keyed with the PEM text of the issuer's public key: the classic algorithm confusion (RFC 8725 §2.1). */
export async function hs256WithPublicKey(
  token: string,
  key: PublicJwk,
  claims: Changes = {},
): Promise<string> {
  const publicKey = await importJWK({ ...key, ext: true });
  if (publicKey instanceof Uint8Array) throw new TypeError('not a public key');
  const { header, claims: genuine } = decode(token);
  return new CompactSign(new TextEncoder().encode(JSON.stringify(change(genuine, claims))))
    .setProtectedHeader({ ...header, alg: 'HS256' })
    .sign(new TextEncoder().encode(await exportSPKI(publicKey)));
}

/** Signed properly, by a key that is not the issuer's, under the `kid` of one that is. */
export async function wrongKey(token: string, claims: Changes = {}): Promise<string> {
  const { header, claims: genuine } = decode(token);
  const key = await generateKey(String(header.kid), algorithmOf(header));
  return sign(change(genuine, claims), key, header);
}

/** Signed by a stranger's key that the header carries along as `jwk` (RFC 7515 §4.1.3). */
export async function embeddedKey(token: string, claims: Changes = {}): Promise<string> {
  const { header, claims: genuine } = decode(token);
  const key = await generateKey('embedded', algorithmOf(header));
  return sign(change(genuine, claims), key, { ...header, kid: key.kid, jwk: key.publicJwk });
}

function algorithmOf(header: JsonObject): Algorithm {
  const algorithm = ALGORITHMS.find((known) => known === header.alg);
  if (algorithm === undefined) throw new TypeError('not an algorithm of a platform');
  return algorithm;
}

function encode(part: JsonObject): string {
  return base64url.encode(JSON.stringify(part));
}
