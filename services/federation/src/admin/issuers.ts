import type { Drift } from '@cambio/claims';
import { ok } from '@cambio/oauth';
import type { CompiledTrust, TrustedIssuer } from '@cambio/policy';
import type { KeyStore } from '@cambio/upstream';
import type { ActiveTrust } from '../trust/active-trust.ts';
import { issuerOperations as operations } from './contract/issuers.ts';
import { implement } from './operation.ts';

export interface IssuerParts {
  readonly trust: Pick<ActiveTrust, 'current'>;
  readonly keys: Pick<KeyStore, 'status'>;
  /** By the issuer's id. */
  readonly drift: () => ReadonlyMap<string, readonly Drift[]>;
}

export function issuerHandlers({ trust, keys, drift }: IssuerParts) {
  return {
    listIssuers: implement(operations.listIssuers, () => {
      const { issuers, mappings } = trust.current().trust;
      const status = keys.status();
      const drifts = drift();
      const told = declaredIn(issuers).map((issuer) => ({
        ...aboutIssuer(issuer, mappings),
        ...keysOf(status.get(issuer.id)),
        drift: drifts.get(issuer.id)?.map(({ kind, claim }) => ({ kind, claim })) ?? [],
      }));
      return ok({ status: 200, body: { issuers: told } });
    }),
  };
}

/** Those of documents, in the order of their ids. */
export function declaredIn(issuers: ReadonlyMap<string, TrustedIssuer>): readonly TrustedIssuer[] {
  return [...issuers.values()]
    .filter(({ keys }) => keys.kind !== 'own' && keys.kind !== 'none')
    .sort((one, other) => (one.id < other.id ? -1 : 1));
}

function aboutIssuer(
  { id, url, profile, enabled, owner }: TrustedIssuer,
  mappings: CompiledTrust['mappings'],
) {
  const { provider, title } = profile;
  const on = [...mappings.values()].filter(({ issuer }) => issuer === id).length;
  return { id, url, provider, title, enabled, owner, mappings: on };
}

type KeyStatus = ReturnType<KeyStore['status']> extends ReadonlyMap<string, infer Status> ? Status : never;

function keysOf(status: KeyStatus | undefined) {
  if (status === undefined) return {};
  const { state, keys, filtered, readAt, usableUntil, reads, failure } = status;
  return {
    keys: {
      state,
      keys,
      passedOver: filtered.map(({ kid, flaw }) => ({ ...(kid !== undefined && { kid }), flaw })),
      ...(readAt !== undefined && { readAt }),
      ...(usableUntil !== undefined && { usableUntil }),
      reads,
      ...(failure !== undefined && { failure }),
    },
  };
}
