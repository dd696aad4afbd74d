import type { Digest } from '@cambio/oauth';
import type { SignedToken } from './signed-token.ts';
import type { SignerSearch } from './signer.ts';

/** Tokens whose signature held, for those that are shown again and again. They are kept by their digest, without their text. */
export interface RememberedTokens {
  /** A token, where to look for its signer once more would find the same one, by the same key. */
  find(digest: Digest, search: SignerSearch): SignedToken | undefined;
  add(digest: Digest, token: SignedToken): void;
}

/** Remembers up to `size` tokens, and forgets the oldest first. */
export function rememberedTokens(size: number): RememberedTokens {
  const tokens = new Map<Digest, SignedToken>();
  return {
    find(digest, search) {
      const token = tokens.get(digest);
      return token !== undefined && isSignerStill(token, search) ? token : undefined;
    },
    add(digest, token) {
      if (size === 0) return;
      const [oldest] = tokens.keys();
      if (tokens.size >= size && oldest !== undefined) tokens.delete(oldest);
      tokens.set(digest, token);
    },
  };
}

/** Of several issuers that share a URL, another might be found now. */
function isSignerStill({ issuer, key, header, identity }: SignedToken, search: SignerSearch): boolean {
  const [candidate, ...others] = search.directory.candidates(identity.claims);
  if (candidate !== issuer || others.length > 0) return false;
  return search.keys.of(issuer).current()?.find(header.kid, header.algorithm) === key;
}
