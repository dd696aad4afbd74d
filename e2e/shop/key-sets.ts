import { decodeProtectedHeader } from 'jose';
import { z } from 'zod';

const KeySet = z.object({ keys: z.array(z.looseObject({ kid: z.string() })) });

/** A key set as it was read, for as long as it may be kept. */
export interface ReadKeySet {
  readonly kids: readonly string[];
  /** Seconds. */
  readonly maxAge: number;
  /** Milliseconds since the epoch, before it was asked for. */
  readonly at: number;
}

export async function readKeySet(issuer: string): Promise<ReadKeySet> {
  const at = Date.now();
  const response = await fetch(`${issuer}/jwks`);
  const { keys } = KeySet.parse(await response.json());
  const [, maxAge] = /^public, max-age=(\d+)$/.exec(response.headers.get('cache-control') ?? '') ?? [];
  return { kids: keys.map(({ kid }) => kid), maxAge: Number(maxAge), at };
}

/**
 * A service that keeps the key set as long as it may and not a moment less: until then a `kid` it has not seen is unknown
 * to it, whatever is published by now.
 */
export function keepingService(issuer: string): { knows(kid: string): Promise<boolean> } {
  let kept: ReadKeySet | undefined;
  return {
    async knows(kid) {
      if (kept === undefined || Date.now() >= kept.at + kept.maxAge * 1000) kept = await readKeySet(issuer);
      return kept.kids.includes(kid);
    },
  };
}

export function kidOf(token: string): string {
  return decodeProtectedHeader(token).kid ?? 'none';
}
