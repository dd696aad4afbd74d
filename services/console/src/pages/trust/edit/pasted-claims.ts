import { err, isJsonObject, type JsonObject, type JsonValue, ok, type Result } from '@cambio/oauth';

/** What somebody pasted: a token as it is, or claims as JSON. */
export interface Pasted {
  readonly claims: JsonObject;
  /** The token itself, where it was one. */
  readonly token: string | undefined;
}

/** Reads a token's claims, or claims, in the browser. Verifies nothing. */
export function readPasted(text: string): Result<Pasted, string> {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const claims = objectIn(trimmed);
    return claims === undefined
      ? err('These are no claims: it is not a JSON object.')
      : ok({ claims, token: undefined });
  }
  const [, payload, ...rest] = trimmed.split('.');
  const claims = payload === undefined || rest.length !== 1 ? undefined : objectIn(decoded(payload) ?? '');
  if (claims === undefined)
    return err('This is neither a token (three parts with dots between them) nor a JSON object.');
  return ok({ claims, token: trimmed });
}

function decoded(part: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (byte) =>
      byte.charCodeAt(0),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function objectIn(text: string): JsonObject | undefined {
  try {
    const value: JsonValue = JSON.parse(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
