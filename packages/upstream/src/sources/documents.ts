import { err, type JsonValue, ok, type Result } from '@cambio/oauth';
import { z } from 'zod';
import { parseStrictJson } from '../token/strict-json.ts';
import type { SourceFailure } from './source.ts';

const RULES = { maxDepth: 32, numbers: 'any' } as const;

/** More keys than any issuer has would only cost time. */
const MAX_KEYS = 100;

const keys = z.array(z.custom<JsonValue>((value) => value !== undefined)).max(MAX_KEYS);

/** RFC 7517 §5. */
const keySet = z.object({ keys });

/** OpenID Connect Discovery 1.0 §3, as much as is used. */
const discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });

/** SPIFFE Trust Domain and Bundle §4.1. */
const bundle = z.object({
  keys,
  spiffe_sequence: z.bigint().nonnegative().optional(),
  spiffe_refresh_hint: z.number().nonnegative().optional(),
});

export type KeySetDocument = z.infer<typeof keySet>;
export type DiscoveryDocument = z.infer<typeof discovery>;
export type BundleDocument = z.infer<typeof bundle>;

export function readKeySet(body: Buffer): Result<KeySetDocument, SourceFailure> {
  return readDocument(body, 'JWK Set', keySet);
}

export function readDiscovery(body: Buffer): Result<DiscoveryDocument, SourceFailure> {
  return readDocument(body, 'discovery document', discovery);
}

export function readBundle(body: Buffer): Result<BundleDocument, SourceFailure> {
  return readDocument(body, 'SPIFFE bundle', bundle, wideSequence);
}

/** Sequence numbers have 64 bits, more than a number holds: they are read from their digits. */
function wideSequence(name: string, value: unknown, context?: { readonly source?: string }): unknown {
  const digits = context?.source ?? '';
  return name === 'spiffe_sequence' && /^\d{1,20}$/.test(digits) ? BigInt(digits) : value;
}

function readDocument<T>(
  body: Buffer,
  name: string,
  schema: z.ZodType<T>,
  revive?: typeof wideSequence,
): Result<T, SourceFailure> {
  const json = parseStrictJson(body, RULES);
  if (!json.ok) return err({ reason: 'malformed_document', detail: `${name}: ${json.error}` });
  const value: unknown = revive === undefined ? json.value : JSON.parse(body.toString('utf8'), revive);
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const where = parsed.error.issues.map((issue) => issue.path.join('/')).join(', ');
  return err({ reason: 'malformed_document', detail: `${name}: unfit at /${where}` });
}
