import { isJsonObject, type JsonObject, type JsonValue } from '@cambio/oauth';

/** The claims of a compact JWT (RFC 7519 §3). Checks nothing but that they can be read. */
export function decodePayload(token: string): JsonObject | undefined {
  const [, payload, signature, ...more] = token.split('.');
  if (payload === undefined || signature === undefined || more.length > 0) return undefined;
  return parseObject(Buffer.from(payload, 'base64url').toString());
}

export function parseObject(text: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
