import { type EpochSeconds, err, ok, type Result } from '@cambio/oauth';
import { type CryptoKey, createRemoteJWKSet, customFetch, errors, type RemoteJWKSet } from 'jose';
import { discoverEndpoint } from '../discover.ts';

/** Seconds the gateway may take to answer. */
const PATIENCE = 5;

/** Seconds after which keys are fetched anew, while the ones at hand still serve. */
const REFRESH = 300;

/** Seconds keys serve that could not be fetched anew. */
const LONGEST = 3600;

/** Seconds without another attempt after one that failed with no keys at hand. */
const PAUSE = 5;

export type KeyFailure = 'key_unknown' | 'keys_unavailable';

/** The header members a key is found by. */
export interface KeyHint {
  readonly alg: string;
  readonly kid?: string;
}

/** The gateway's signing keys. */
export interface IssuerKeys {
  find(hint: KeyHint): Promise<Result<CryptoKey, KeyFailure>>;
}

export interface KeysIo {
  readonly fetch: typeof fetch;
  readonly now: () => EpochSeconds;
}

/**
 * Finds the key set in the issuer's metadata at first use and keeps it. A key that is not in it has it fetched again, at
 * most every 30 s. Keys are refreshed in the background, so that a rotation costs no request, and an outage of the
 * gateway none for an hour.
 */
export function createIssuerKeys(issuer: string, io: KeysIo): IssuerKeys {
  let opening: Promise<RemoteJWKSet | undefined> | undefined;
  let refreshedAt = 0;
  let pausedUntil = 0;

  function open(): Promise<RemoteJWKSet | undefined> {
    refreshedAt = io.now();
    return openKeySet(issuer, io.fetch);
  }

  function refresh(keySet: RemoteJWKSet): void {
    if (io.now() - refreshedAt < REFRESH) return;
    refreshedAt = io.now();
    keySet.reload().catch(() => undefined);
  }

  function forget(): Result<never, KeyFailure> {
    opening = undefined;
    pausedUntil = io.now() + PAUSE;
    return err('keys_unavailable');
  }

  return {
    async find(hint) {
      if (opening === undefined && io.now() < pausedUntil) return err('keys_unavailable');
      opening ??= open();
      const keySet = await opening;
      if (keySet === undefined) return forget();
      try {
        const key = await keySet({ ...hint });
        refresh(keySet);
        return ok(key);
      } catch (thrown) {
        if (isUnknownKey(thrown)) return err('key_unknown');
        return keySet.fresh ? err('keys_unavailable') : forget();
      }
    },
  };
}

async function openKeySet(issuer: string, fetch: KeysIo['fetch']): Promise<RemoteJWKSet | undefined> {
  const found = await discoverEndpoint(issuer, 'jwks_uri', fetch, PATIENCE);
  if (!found.ok) return undefined;
  return createRemoteJWKSet(new URL(found.value), {
    cacheMaxAge: LONGEST * 1000,
    timeoutDuration: PATIENCE * 1000,
    [customFetch]: fetch,
  });
}

/** Several keys that fit are as good as none: a token names its key. */
function isUnknownKey(thrown: unknown): boolean {
  return thrown instanceof errors.JWKSNoMatchingKey || thrown instanceof errors.JWKSMultipleMatchingKeys;
}
