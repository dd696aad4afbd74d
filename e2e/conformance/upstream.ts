import { randomUUID } from 'node:crypto';
import type { JsonObject } from '@cambio/oauth';
import { type Algorithm, type Changes, change, generateKey, type SigningKey, sign } from '@cambio/testkit';

/** What upstream tokens are made for, wherever the gateway stands. */
export const RECIPIENT = 'https://sts.acme.example';

/** An issuer whose keys stand in its trust document: a test can sign whatever it likes, and nobody is asked for keys. */
export interface Upstream {
  readonly id: string;
  readonly url: string;
  readonly key: SigningKey;
  /** JSON, which is YAML. */
  readonly document: string;
  /** A valid set of claims, with members changed; `undefined` leaves one out. */
  readonly claims: (changes?: Changes) => JsonObject;
  readonly issue: (changes?: Changes, header?: Changes) => Promise<string>;
}

export interface UpstreamOptions {
  readonly sub: string;
  readonly algorithm?: Algorithm;
  readonly replay?: 'once' | 'allow';
  /** Where the document says that keys come from; by default it holds the one there is. */
  readonly keys?: (key: SigningKey) => JsonObject;
  /** Further members of the document. */
  readonly members?: JsonObject;
}

export async function createUpstream(
  id: string,
  { sub, algorithm = 'ES256', replay = 'allow', keys = written, members = {} }: UpstreamOptions,
): Promise<Upstream> {
  const url = `https://${id}.acme.example`;
  const key = await generateKey(`${id}-1`, algorithm);
  const claims = (changes: Changes = {}) => change(valid(url, sub), changes);
  const described = { kind: 'Issuer', id, provider: 'oidc', url, replay, owner: 'platform@acme.example' };
  const document = { ...described, audiences: [RECIPIENT], keys: keys(key), ...members };
  return {
    id,
    url,
    key,
    claims,
    issue: (changes, header) => sign(claims(changes), key, header),
    document: `---\n${JSON.stringify(document)}\n`,
  };
}

/** Key sets that stand in the document. */
export function written(...keys: readonly SigningKey[]): JsonObject {
  return { jwks: { keys: keys.map(({ publicJwk }) => publicJwk) } };
}

function valid(iss: string, sub: string): JsonObject {
  const now = Math.floor(Date.now() / 1000);
  return { iss, sub, aud: RECIPIENT, iat: now, exp: now + 300, jti: randomUUID() };
}
