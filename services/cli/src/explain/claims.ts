import { err, type JsonObject, ok, type Result } from '@cambio/oauth';
import { EXIT } from '../exit-code.ts';
import { readText } from '../files/read-text.ts';
import type { Problem } from '../problem.ts';
import type { Terminal } from '../terminal.ts';
import { decodePayload } from '../text/decode-payload.ts';
import { readJsonObject } from '../text/read-json.ts';

/** Where claims come from; `-` is standard input. */
export interface ClaimsOptions {
  readonly claims?: string | undefined;
  readonly tokenFile?: string | undefined;
}

/** The claims to explain: written out, or out of a token that is decoded and not verified. `undefined`: none were given. */
export async function readClaims(
  { claims, tokenFile }: ClaimsOptions,
  terminal: Terminal,
): Promise<Result<JsonObject | undefined, Problem>> {
  const path = claims ?? tokenFile;
  if (path === undefined) return ok(undefined);
  const text = path === '-' ? ok(await terminal.readInput()) : await readText(path);
  if (!text.ok) return text;
  const source = path === '-' ? 'standard input' : path;
  if (claims !== undefined) {
    const object = readJsonObject(text.value);
    return object === undefined ? wrong(`${source} does not hold a JSON object`) : ok(object);
  }
  const payload = decodePayload(text.value.trim());
  return payload === undefined ? wrong(`${source} does not hold a signed token (JWT)`) : ok(payload);
}

function wrong(message: string): Result<never, Problem> {
  return err({ exit: EXIT.usage, message });
}
